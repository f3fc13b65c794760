//! The rows of a case, computed from the folded case alone: what saving writes and what `verify` compares.
use domain::cases::{Case, PaymentState};
use kernel::Fen;

use crate::rows::{
    award, case_clock, case_document, case_file, case_link, case_party, hand_over, payment, visit,
};
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
    let (id, office_id, officer_id) = (case.id.0, case.office.0, case.officer.map(|user| user.0));
    CaseRows {
        file: file(case),
        parties: numbered(&case.parties, |place, own| case_party::Model {
            case_id: id,
            place,
            person_id: own.person.0,
            role: own.role.clone(),
        }),
        clocks: numbered(&case.clocks, |place, own| case_clock::Model {
            case_id: id,
            place,
            clock: own.id.to_string(),
            started_on: own.from.to_string(),
            due_on: own.due.to_string(),
            provisional: own.provisional,
            stopped_on: own.stopped.map(|day| day.to_string()),
            running: own.stopped.is_none() && !case.is_closed(),
            office_id,
            officer_id,
        }),
        awards: numbered(&case.awards, |_, own| award::Model {
            harm_case: own.harm_case.clone(),
            person_id: own.person.0,
            award_no: i64::from(own.number),
            case_id: id,
            amount_fen: own.amount.0,
            advanced_fen: own.advanced.0,
            decided: own.decided,
            on_day: own.on.to_string(),
        }),
        payments: numbered(&case.payments, |place, own| payment::Model {
            case_id: id,
            place,
            person_id: own.person.0,
            amount_fen: own.amount.0,
            state: payment_word(own.state).to_owned(),
            ordered_on: own.ordered_on.to_string(),
            settled_on: own.settled_on.map(|day| day.to_string()),
            office_id,
        }),
        visits: numbered(&case.visits, |place, own| visit::Model {
            case_id: id,
            place,
            due_on: own.due.to_string(),
            made_on: own.made_on.map(|day| day.to_string()),
            waiting: own.made_on.is_none() && !case.is_closed(),
            office_id,
            officer_id,
        }),
        hand_overs: numbered(&case.hand_overs, |place, own| hand_over::Model {
            case_id: id,
            place,
            to_agency: own.to.clone(),
            asked_on: own.on.to_string(),
            due_on: own.due.to_string(),
            provisional: own.provisional,
            answered_on: own.answered_on.map(|day| day.to_string()),
            waiting: own.answered_on.is_none() && !case.is_closed(),
            office_id,
            officer_id,
        }),
        documents: numbered(&case.documents, |place, own| case_document::Model {
            case_id: id,
            place,
            kind: own.kind.to_string(),
            number: own.number.clone(),
            issued_on: own.on.to_string(),
            version: i64::try_from(own.version).unwrap_or(i64::MAX),
            step: own.step.to_string(),
        }),
        links: numbered(&case.links, |place, own| case_link::Model {
            case_id: id,
            place,
            number: own.number.clone(),
            tied_on: own.on.to_string(),
        }),
    }
}

fn file(case: &Case) -> case_file::Model {
    let running = case.running().filter(|_| !case.is_closed());
    let next = running.min_by_key(|clock| clock.due);
    case_file::Model {
        id: case.id.0,
        number: case.number.clone(),
        case_type: case.case_type.to_string(),
        variant: case.variant.to_string(),
        office_id: case.office.0,
        area: case.area.to_string(),
        state: case.state.to_string(),
        officer_id: case.officer.map(|user| user.0),
        opened_on: case.opened_on.to_string(),
        closed_on: case.closed_on.map(|day| day.to_string()),
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

fn payment_word(state: PaymentState) -> &'static str {
    match state {
        PaymentState::Ordered => "ordered",
        PaymentState::Paid => "paid",
        PaymentState::Failed => "failed",
    }
}

fn numbered<T, R>(all: &[T], row: impl Fn(i64, &T) -> R) -> Vec<R> {
    all.iter().enumerate().map(|(place, own)| row(count(place).saturating_add(1), own)).collect()
}
