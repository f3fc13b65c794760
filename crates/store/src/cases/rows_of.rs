//! The rows of a case, computed from the folded case alone: what saving writes and what `verify` compares.
use domain::cases::{Case, Payment, PaymentState};
use domain::fund::committed;
use jiff::civil::Date;
use kernel::Fen;

use super::due::What;
use crate::keys::Vault;
use crate::rows::{award, case_document, case_due, case_file, case_link, case_party, payment};
use crate::text::count;

/// Sorts after every day: nothing is to be done by one.
pub(crate) const NEVER: &str = "9999-12-31";

/// Every row that a case has, but for its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseRows {
    pub(crate) file: case_file::Model,
    pub(crate) parties: Vec<case_party::Model>,
    pub(crate) due: Vec<case_due::Model>,
    pub(crate) awards: Vec<award::Model>,
    pub(crate) payments: Vec<payment::Model>,
    pub(crate) documents: Vec<case_document::Model>,
    pub(crate) links: Vec<case_link::Model>,
}

/// The rows of `case`.
pub(crate) fn rows_of(case: &Case, vault: &Vault) -> CaseRows {
    let mut awards: Vec<award::Model> = case.awards.iter().map(|own| award_row(case, own)).collect();
    sort_awards(&mut awards);
    let due = due(case);
    CaseRows {
        file: file((case, vault), due.iter().min_by_key(|own| &own.due_on)),
        parties: placed(&case.parties).map(|(place, party)| party_row(case, place, party)).collect(),
        due,
        awards,
        payments: case.payments.iter().map(|payment| payment_row(case, payment)).collect(),
        documents: case.documents.iter().map(|own| document_row(case, own)).collect(),
        links: placed(&case.links).map(|(place, link)| link_row(case, place, link)).collect(),
    }
}

/// Awards have no place of their own in a case: their key orders them.
pub(crate) fn sort_awards(rows: &mut [award::Model]) {
    rows.sort_by(|one, other| {
        let key = |row: &award::Model| (row.harm_case.clone(), row.person_id, row.award_no);
        key(one).cmp(&key(other))
    });
}

fn placed<T>(all: &[T]) -> impl Iterator<Item = (i64, &T)> {
    all.iter().enumerate().map(|(place, own)| (count(place).saturating_add(1), own))
}

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn file((case, vault): (&Case, &Vault), next: Option<&case_due::Model>) -> case_file::Model {
    let called = case.called();
    let proposal = case.proposal.as_ref();
    let decided = || case.awards.iter().filter(|award| award.decided && award.revoked_on.is_none());
    let granted_on = decided().map(|award| award.on).max();
    let granted = granted_on.and_then(|_| Fen::sum(decided().map(|award| award.amount)));
    let changed = proposal.and_then(|own| own.changed()).filter(|_| granted.is_none() && !case.is_closed());
    let fen = |end: Option<Fen>| end.map(|fen| fen.0);
    case_file::Model {
        id: case.id.0,
        number: case.number.clone(),
        case_type: case.case_type.to_string(),
        variant: case.variant.to_string(),
        office_id: case.office.0,
        area: case.area.to_string(),
        state: case.state.to_string(),
        officer_id: case.officer.map(|officer| officer.0),
        called_role: called.map(|call| call.role.to_string()),
        called_step: called.and_then(|call| call.steps.first()).map(ToString::to_string),
        opened_on: case.opened_on.to_string(),
        closed_on: text(case.closed_on),
        is_open: !case.is_closed(),
        lead_id: case.lead.map(|lead| lead.0),
        person_id: case.person().map(|person| person.0),
        version: i64::try_from(case.version).unwrap_or(i64::MAX),
        next_due: next.map_or_else(|| NEVER.to_owned(), |own| own.due_on.clone()),
        next_what: next.map(|own| own.what.clone()),
        next_name: next.map(|own| own.name.clone()),
        proposed_fen: case.proposal.as_ref().map(|proposal| proposal.amount.0),
        awarded_fen: case.awarded().unwrap_or(Fen::ZERO).0,
        paid_fen: case.paid().unwrap_or(Fen::ZERO).0,
        standard: proposal.map(|own| own.standard.clone()),
        alike: proposal.and_then(domain::cases::Proposal::alike_key).map(|own| alike(vault, &own)),
        granted_fen: fen(granted),
        granted_on: text(granted_on),
        range_low_fen: fen(proposal.and_then(|own| own.computed.low)),
        range_high_fen: fen(proposal.and_then(|own| own.computed.high)),
        new_low_fen: fen(changed.and_then(|own| own.computed.low)),
        new_high_fen: fen(changed.and_then(|own| own.computed.high)),
        figures_changed: changed.is_some(),
        committed_fen: committed(case).0,
    }
}

/// The answers by which cases are alike, so that they can be compared and not be read.
pub(crate) fn alike(vault: &Vault, answers: &str) -> Vec<u8> {
    vault.lookup_hash("alike", answers)
}

fn party_row(case: &Case, place: i64, party: &domain::cases::Party) -> case_party::Model {
    case_party::Model { case_id: case.id.0, place, person_id: party.person.0, role: party.role.clone() }
}

/// Nothing is due in a case that is closed.
fn due(case: &Case) -> Vec<case_due::Model> {
    if case.is_closed() {
        return vec![];
    }
    let called = case.called().filter(|call| call.arrived).map(|call| call.role.to_string());
    let row = |what: What, place: i64, name: &str, due: Date, provisional: bool| case_due::Model {
        case_id: case.id.0,
        what: what.word().to_owned(),
        place,
        name: name.to_owned(),
        due_on: due.to_string(),
        provisional,
        case_type: case.case_type.to_string(),
        state: case.state.to_string(),
        office_id: case.office.0,
        officer_id: case.officer.map(|officer| officer.0),
        called_role: called.clone(),
    };
    let running = placed(&case.clocks).filter(|(_, own)| own.stopped.is_none());
    let clocks = running.map(|(place, own)| row(What::Clock, place, own.id.as_str(), own.due, own.provisional));
    let visits = case.visits.iter().filter(|own| own.made_on.is_none());
    let visits = visits.map(|own| row(What::Visit, i64::from(own.no), "", own.due, own.provisional));
    let answers = case.hand_overs.iter().filter(|own| own.answered_on.is_none());
    let answers = answers.map(|own| row(What::Answer, i64::from(own.no), &own.to, own.due, own.provisional));
    let mut all: Vec<case_due::Model> = clocks.chain(visits).chain(answers).collect();
    sort_due(&mut all);
    all
}

/// By their key, whatever order the database gives them in.
pub(crate) fn sort_due(rows: &mut [case_due::Model]) {
    rows.sort_by(|one, other| (&one.what, one.place).cmp(&(&other.what, other.place)));
}

fn award_row(case: &Case, own: &domain::cases::Award) -> award::Model {
    award::Model {
        harm_case: own.harm_case.clone(),
        person_id: own.person.0,
        award_no: i64::from(own.number),
        case_id: case.id.0,
        amount_fen: own.amount.0,
        advanced_fen: own.advanced.0,
        decided: own.decided,
        on_day: own.on.to_string(),
    }
}

fn payment_row(case: &Case, own: &Payment) -> payment::Model {
    let state = match own.state {
        PaymentState::Ordered => "ordered",
        PaymentState::Paid => "paid",
        PaymentState::Failed => "failed",
    };
    payment::Model {
        case_id: case.id.0,
        place: i64::from(own.no),
        person_id: own.person.0,
        amount_fen: own.amount.0,
        state: state.to_owned(),
        ordered_on: own.ordered_on.to_string(),
        checked_on: text(own.checked_on),
        payable_from: text(own.payable_from),
        settled_on: text(own.settled_on),
        office_id: case.office.0,
    }
}

fn document_row(case: &Case, own: &domain::cases::Issued) -> case_document::Model {
    case_document::Model {
        case_id: case.id.0,
        place: i64::from(own.no),
        kind: own.kind.to_string(),
        number: own.number.clone(),
        issued_on: own.on.to_string(),
        version: i64::try_from(own.version).unwrap_or(i64::MAX),
        step: own.step.to_string(),
    }
}

fn link_row(case: &Case, place: i64, own: &domain::cases::Link) -> case_link::Model {
    case_link::Model { case_id: case.id.0, place, number: own.number.clone(), tied_on: own.on.to_string() }
}
