//! The rows of a case, computed from the folded case alone: what saving writes and what `verify` compares.
use domain::cases::{Case, Payment, PaymentState};
use jiff::civil::Date;
use kernel::Fen;

use crate::rows::{award, case_clock, case_document, case_file, case_link, case_party, hand_over, payment, visit};
use crate::text::count;

/// Sorts after every day: no clock runs.
pub(crate) const NEVER: &str = "9999-12-31";

/// Every row that a case has, but for its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseRows {
    pub(crate) file: case_file::Model,
    pub(crate) parties: Vec<case_party::Model>,
    pub(crate) clocks: Vec<case_clock::Model>,
    pub(crate) awards: Vec<award::Model>,
    pub(crate) payments: Vec<payment::Model>,
    pub(crate) visits: Vec<visit::Model>,
    pub(crate) hand_overs: Vec<hand_over::Model>,
    pub(crate) documents: Vec<case_document::Model>,
    pub(crate) links: Vec<case_link::Model>,
}

/// The rows of `case`.
pub(crate) fn rows_of(case: &Case) -> CaseRows {
    let mut awards: Vec<award::Model> = case.awards.iter().map(|own| award_row(case, own)).collect();
    sort_awards(&mut awards);
    CaseRows {
        file: file(case),
        parties: placed(&case.parties).map(|(place, party)| party_row(case, place, party)).collect(),
        clocks: placed(&case.clocks).map(|(place, clock)| clock_row(case, place, clock)).collect(),
        awards,
        payments: case.payments.iter().map(|payment| payment_row(case, payment)).collect(),
        visits: case.visits.iter().map(|visit| visit_row(case, visit)).collect(),
        hand_overs: case.hand_overs.iter().map(|own| hand_over_row(case, own)).collect(),
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

fn file(case: &Case) -> case_file::Model {
    let called = case.called();
    let next = case.running().filter(|_| !case.is_closed()).min_by_key(|clock| clock.due);
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
        next_due: next.map_or_else(|| NEVER.to_owned(), |clock| clock.due.to_string()),
        next_clock: next.map(|clock| clock.id.to_string()),
        proposed_fen: case.proposal.as_ref().map(|proposal| proposal.amount.0),
        awarded_fen: case.awarded().unwrap_or(Fen::ZERO).0,
        paid_fen: case.paid().unwrap_or(Fen::ZERO).0,
    }
}

fn party_row(case: &Case, place: i64, party: &domain::cases::Party) -> case_party::Model {
    case_party::Model { case_id: case.id.0, place, person_id: party.person.0, role: party.role.clone() }
}

fn clock_row(case: &Case, place: i64, clock: &domain::cases::Clock) -> case_clock::Model {
    case_clock::Model {
        case_id: case.id.0,
        place,
        case_type: case.case_type.to_string(),
        clock: clock.id.to_string(),
        started_on: clock.from.to_string(),
        due_on: clock.due.to_string(),
        provisional: clock.provisional,
        stopped_on: text(clock.stopped),
        running: clock.stopped.is_none() && !case.is_closed(),
        office_id: case.office.0,
        officer_id: case.officer.map(|officer| officer.0),
    }
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
        settled_on: text(own.settled_on),
        office_id: case.office.0,
    }
}

fn visit_row(case: &Case, own: &domain::cases::Visit) -> visit::Model {
    visit::Model {
        case_id: case.id.0,
        place: i64::from(own.no),
        due_on: own.due.to_string(),
        provisional: own.provisional,
        made_on: text(own.made_on),
        waiting: own.made_on.is_none() && !case.is_closed(),
        office_id: case.office.0,
        officer_id: case.officer.map(|officer| officer.0),
    }
}

fn hand_over_row(case: &Case, own: &domain::cases::HandOver) -> hand_over::Model {
    hand_over::Model {
        case_id: case.id.0,
        place: i64::from(own.no),
        to_agency: own.to.clone(),
        asked_on: own.on.to_string(),
        due_on: own.due.to_string(),
        provisional: own.provisional,
        answered_on: text(own.answered_on),
        waiting: own.answered_on.is_none() && !case.is_closed(),
        office_id: case.office.0,
        officer_id: case.officer.map(|officer| officer.0),
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
