//! What a step does beyond its state and clocks. Every effect is one event, or a reason why not.
use jiff::civil::Date;
use kernel::id::{FactName, RoleId, StateId, StepId};
use kernel::{Mistake, Refusal};
use law::deadline::{DeadlineError, Length, Terms, count};
use law::facts::Value;

use super::clocks::no_calendar;
use super::take::Draft;
use super::{No, clocks, custody, money, payments, people, recovery};
use crate::case_types::{Effect, Step};
use crate::cases::Link;
use crate::cases::act::Event;

/// Runs the effects of `step`, in order.
pub(super) fn run(draft: &mut Draft<'_>, step: &Step, day: Date) -> Result<(), No> {
    step.effects.iter().try_for_each(|effect| one(draft, (&step.id, effect), day))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the rest moves money")]
fn one(draft: &mut Draft<'_>, (step, effect): (&StepId, &Effect), day: Date) -> Result<(), No> {
    match effect {
        Effect::GiveNumber => give_number(draft),
        Effect::TakeCharge => draft.push(Event::ChargeTaken { by: draft.desk.actor.who.to_string() }),
        Effect::PlanVisit { after, .. } => plan_visit(draft, *after, day)?,
        Effect::RecordVisit { on, found } => record_visit(draft, on, found, day)?,
        Effect::NoteVisit { on, found, .. } => {
            let (on, found) = (past_day(draft, on, day)?, text(draft, found)?);
            draft.push(Event::VisitNoted { step: step.clone(), on, found });
        }
        Effect::HandOver { to, what, answer_within, .. } => hand_over(draft, to, what, *answer_within, day)?,
        Effect::AnswerHandOver { from, answer } => answer_hand_over(draft, from, answer, day)?,
        Effect::Link { number, what } => {
            let link = Link { number: text(draft, number)?, what: text(draft, what)?, on: day };
            draft.push(Event::Linked { link });
        }
        Effect::AddParty { role, name, relation, .. } => people::add(draft, (role, name, relation.as_ref()))?,
        Effect::ReceivePapers { papers, from } => people::obtain(draft, papers, from, day)?,
        Effect::CallVotes => draft.push(Event::VotesCalled),
        Effect::CastVote { vote, why } => people::cast(draft, (vote, why.as_ref()), day)?,
        Effect::Close => {
            clocks::stop_all(draft, day);
            draft.push(Event::Closed { on: day });
        }
        Effect::Reopen => draft.push(Event::Reopened { on: day }),
        money => return pay(draft, money, day),
    }
    Ok(())
}

/// The effects that move money.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others move none and were done before")]
fn pay(draft: &mut Draft<'_>, effect: &Effect, day: Date) -> Result<(), No> {
    match effect {
        Effect::ComputeAmount { proposed, deviation, exception } => {
            money::propose(draft, &money::ProposalFacts { proposed, deviation, exception }, day)
        }
        Effect::Divide { amount, .. } => money::divide(draft, amount),
        Effect::Award { amount, advance: true, override_reason, .. } => {
            money::advance(draft, amount, override_reason, day)
        }
        Effect::Award { amount, advance: false, elsewhere, override_reason: over } => {
            money::grant(draft, &money::GrantFacts { amount, elsewhere: elsewhere.as_ref(), over }, day)
        }
        Effect::OrderPayment { amount, whose, part, payee, bank, account } => {
            let (whose, part, payee) = (whose.as_ref(), part.as_ref(), payee.as_ref());
            let (bank, account) = (bank.as_ref(), account.as_ref());
            payments::order(draft, &payments::OrderFacts { amount, whose, part, payee, bank, account }, day)
        }
        Effect::CheckPayment { cooling, .. } => payments::check(draft, *cooling, day),
        Effect::ConfirmPayment { payment, on, reference } => {
            payments::confirm(draft, (payment.as_ref(), on, reference), day)
        }
        Effect::FailPayment { payment, why } => payments::fail(draft, (payment.as_ref(), why), day),
        Effect::RevokeAwards { why } => recovery::revoke(draft, why, day),
        Effect::DemandRecovery { amount, why } => recovery::demand(draft, amount, why, day),
        Effect::ConfirmRecovery { amount, on, reference } => recovery::confirm(draft, (amount, on, reference), day),
        Effect::EndRecovery { why } => recovery::end(draft, why, day),
        Effect::OpenCustody { guardian, custodian, approver, purposes } => {
            custody::open(draft, &custody::CustodyFacts { guardian, custodian, approver, purposes }, day)
        }
        Effect::AskExpense { amount, purpose } => custody::ask(draft, (amount, purpose), day),
        Effect::DecideExpense { allowed, why } => custody::decide(draft, (*allowed, why.as_ref()), day),
        Effect::EndCustody { why } => custody::end(draft, why, day),
        _ => Ok(()),
    }
}

fn give_number(draft: &mut Draft<'_>) {
    if draft.case.number.is_none() {
        let (year, serial) = draft.desk.series;
        let pattern = &draft.desk.case_type.number;
        let number = pattern.fill(draft.desk.office_mark, (year, serial), &draft.case.facts);
        draft.push(Event::NumberGiven { number, year, serial });
    }
}

/// A case that nobody works on yet is worked on by who takes the first step in it on a desk of their own.
pub(super) fn take_charge(draft: &mut Draft<'_>, from: &StateId) {
    let owner = draft.desk.case_type.state(from).and_then(|state| state.owner.as_ref());
    if draft.case.officer.is_none() && owner.is_some_and(|role| draft.desk.actor.roles.contains(role)) {
        draft.push(Event::ChargeTaken { by: draft.desk.actor.who.to_string() });
    }
}

/// Calls who is to act next, where `step` says so: the role of the amount's band, or the role of the step called.
pub(super) fn call(draft: &mut Draft<'_>, step: &Step) {
    let Some(called) = step.calls.first().and_then(|id| draft.desk.case_type.step(id)) else { return };
    let band = draft.case.proposal.as_ref().and_then(|proposal| proposal.approval.as_deref().map(RoleId::from));
    let role = if called.by_amount_band { band } else { called.by.first().cloned() };
    if let Some(role) = role {
        let arrived = step.to.as_ref().is_some_and(|to| !step.from.contains(to));
        let (steps, within) = (step.calls.clone(), called.from.clone());
        draft.push(Event::Called { steps, role, within, arrived });
    }
}

/// Issues the documents of `step`; each shows the case as it is after this act.
pub(super) fn issue(draft: &mut Draft<'_>, step: &Step, day: Date) {
    let case_type = draft.desk.case_type;
    for rule in step.issues.iter().filter_map(|kind| case_type.document(kind)) {
        let document = next(draft.case.documents.len());
        let series = draft.case.series;
        let number = rule
            .number
            .as_ref()
            .zip(series)
            .map(|(pattern, series)| pattern.fill(draft.desk.office_mark, series, &draft.case.facts));
        let (kind, step) = (rule.id.clone(), step.id.clone());
        draft.push(Event::DocumentIssued { document, kind, number, on: day, step });
    }
}

fn plan_visit(draft: &mut Draft<'_>, after: Length, day: Date) -> Result<(), No> {
    let counted = |custody| count(day, after, &Terms { custody, ..Terms::default() }, draft.desk.calendars);
    let (due, provisional) = match counted(false) {
        Ok(deadline) => (deadline.due, deadline.provisional),
        // Without a calendar the day is not moved: money that arrived is recorded, whenever the notice comes.
        Err(DeadlineError::NoCalendar(_)) => (counted(true).map_err(|error| no_calendar(&error))?.due, true),
        Err(error) => return Err(no_calendar(&error).into()),
    };
    let visit = next(draft.case.visits.len());
    draft.push(Event::VisitPlanned { visit, due, provisional });
    Ok(())
}

fn record_visit(draft: &mut Draft<'_>, on: &FactName, found: &FactName, day: Date) -> Result<(), No> {
    let found = text(draft, found)?;
    let open = draft.case.visits.iter().find(|visit| visit.made_on.is_none()).map(|visit| visit.no);
    let Some(visit) = open else { return Err(Refusal::new("VIS-001").into()) };
    let on = past_day(draft, on, day)?;
    draft.push(Event::VisitMade { visit, on, found });
    Ok(())
}

fn hand_over(draft: &mut Draft<'_>, to: &FactName, what: &FactName, within: Length, day: Date) -> Result<(), No> {
    let (to, what) = (text(draft, to)?, text(draft, what)?);
    let deadline = count(day, within, &Terms::default(), draft.desk.calendars).map_err(|error| no_calendar(&error))?;
    let (due, provisional) = (deadline.due, deadline.provisional);
    let hand_over = next(draft.case.hand_overs.len());
    draft.push(Event::HandedOver { hand_over, to, what, on: day, due, provisional });
    Ok(())
}

fn answer_hand_over(draft: &mut Draft<'_>, from: &FactName, answer: &FactName, day: Date) -> Result<(), No> {
    let (agency, answer) = (text(draft, from)?, text(draft, answer)?);
    let open = draft.case.hand_overs.iter().find(|own| own.answered_on.is_none() && draft.case.owed_as(own) == agency);
    let Some(hand_over) = open.map(|own| own.no) else {
        return Err(No::Mistaken(vec![Mistake::at(from.as_str(), "nothing-asked-of-them")]));
    };
    draft.push(Event::HandOverAnswered { hand_over, on: day, answer });
    Ok(())
}

/// What was filled in under `name`, as text; a choice gives its id.
pub(super) fn text(draft: &Draft<'_>, name: &FactName) -> Result<String, No> {
    match draft.case.facts.value(name.as_str()) {
        Some(Value::Text(text) | Value::Choice(text)) if !text.trim().is_empty() => Ok(text.clone()),
        Some(_) | None => Err(No::Mistaken(vec![Mistake::at(name.as_str(), "required")])),
    }
}

/// The day filled in under `name`, the step's own day when none was; a day to come is a mistake.
pub(super) fn past_day(draft: &Draft<'_>, name: &FactName, day: Date) -> Result<Date, No> {
    match draft.case.facts.value(name.as_str()) {
        Some(Value::Date(on)) if *on > draft.desk.today => {
            Err(No::Mistaken(vec![Mistake::at(name.as_str(), "date-in-future")]))
        }
        Some(Value::Date(on)) => Ok(*on),
        Some(_) | None => Ok(day),
    }
}

/// The number after `so_far` things.
pub(super) fn next(so_far: usize) -> u32 {
    u32::try_from(so_far).unwrap_or(u32::MAX).saturating_add(1)
}
