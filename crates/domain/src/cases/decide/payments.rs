//! Paying: within what was granted, to whom it was granted, nothing twice, and nothing that only one pair of eyes saw.
use jiff::civil::Date;
use kernel::id::{FactName, PersonId};
use kernel::{Fen, Mistake, Refusal};
use law::deadline::{Length, Terms, count};
use law::expr::Formula;
use law::facts::Value;

use super::No;
use super::clocks::no_calendar;
use super::effects::{next, past_day, text};
use super::money::{mistaken, positive};
use super::take::Draft;
use crate::case_types::Effect;
use crate::cases::act::Event;
use crate::cases::{Payment, PaymentState};

/// The facts that an order is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct OrderFacts<'a> {
    /// The most that may go out.
    pub(super) amount: &'a Formula,
    /// Whose money it is.
    pub(super) whose: Option<&'a FactName>,
    /// The part that is paid now.
    pub(super) part: Option<&'a FactName>,
    /// To whom it is sent.
    pub(super) payee: Option<&'a FactName>,
    /// The bank.
    pub(super) bank: Option<&'a FactName>,
    /// The account.
    pub(super) account: Option<&'a FactName>,
}

/// Orders a payment within what was granted, to whom and where the form says.
pub(super) fn order(draft: &mut Draft<'_>, asked: &OrderFacts<'_>, day: Date) -> Result<(), No> {
    let most = positive(draft, asked.amount)?;
    let person = whose(draft, asked.whose)?;
    let rest = draft.case.remains_for(person).unwrap_or(Fen::ZERO);
    // Of what is open in all, one of several is paid no more than what is theirs.
    let most = if asked.whose.is_some() && draft.case.parties.len() > 1 { most.min(rest) } else { most };
    let amount = part(draft, asked.part, most)?;
    if amount > rest {
        let granted = draft.case.payable().unwrap_or(Fen::ZERO);
        return Err(Refusal::new("PAY-002").with("amount", amount).with("granted", granted).into());
    }
    let payment = next(draft.case.payments.len());
    let said = |fact: Option<&FactName>| fact.and_then(|fact| text(draft, fact).ok());
    let (payee, bank, account) = (said(asked.payee), said(asked.bank), said(asked.account));
    draft.push(Event::PaymentOrdered { payment, person, amount, on: day, payee, bank, account });
    Ok(())
}

/// Whose money it is: of several who are still to be paid, whom the form names by their place.
fn whose(draft: &Draft<'_>, fact: Option<&FactName>) -> Result<PersonId, No> {
    let open = draft.case.unpaid();
    if let Some(fact) = fact.filter(|_| open.len() > 1) {
        let named = text(draft, fact)?;
        let placed = draft.case.parties.iter().zip(1_u32..).find(|(_, no)| no.to_string() == named);
        let of_open = placed.filter(|_| open.iter().any(|own| own.id == named));
        return of_open.map(|(party, _)| party.person).ok_or_else(|| mistaken(fact, "not-a-choice"));
    }
    let only =
        open.first().and_then(|own| draft.case.parties.iter().zip(1_u32..).find(|(_, no)| no.to_string() == own.id));
    let person = only.map(|(party, _)| party.person).or_else(|| draft.case.person());
    person.ok_or_else(|| Refusal::new("CASE-002").into())
}

/// How much goes out now.
fn part(draft: &Draft<'_>, fact: Option<&FactName>, most: Fen) -> Result<Fen, No> {
    let Some(fact) = fact else { return Ok(most) };
    match draft.case.facts.value(fact.as_str()) {
        Some(Value::Fen(part)) if *part <= Fen::ZERO => Err(mistaken(fact, "amount-not-positive")),
        Some(Value::Fen(part)) if *part > most => {
            Err(No::Mistaken(vec![Mistake::at(fact.as_str(), "above-remainder").with("most", most)]))
        }
        Some(Value::Fen(part)) => Ok(*part),
        Some(_) | None => Ok(most),
    }
}

/// Records that somebody else compared the payees with the papers. An account that is not the one paid to before cools.
pub(super) fn check(draft: &mut Draft<'_>, cooling: Length, day: Date) -> Result<(), No> {
    let open = |own: &&Payment| own.state == PaymentState::Ordered && own.checked_on.is_none();
    let unchecked: Vec<Payment> = draft.case.payments.iter().filter(open).cloned().collect();
    if unchecked.is_empty() {
        return Err(Refusal::new("PAY-007").into());
    }
    for payment in unchecked {
        let payable_from = if changed(draft, &payment) {
            let counted = count(day, cooling, &Terms::default(), draft.desk.calendars);
            counted.map_err(|error| no_calendar(&error))?.due
        } else {
            day
        };
        draft.push(Event::PaymentChecked { payment: payment.no, on: day, payable_from });
    }
    Ok(())
}

/// Whether the person was paid to another account before.
fn changed(draft: &Draft<'_>, payment: &Payment) -> bool {
    let mut earlier = draft.case.payments.iter().filter(|own| own.no < payment.no && own.person == payment.person);
    earlier.next_back().is_some_and(|last| last.account != payment.account)
}

/// Records that a payment arrived.
pub(super) fn confirm(
    draft: &mut Draft<'_>,
    (which, on, reference): (Option<&FactName>, &FactName, &FactName),
    day: Date,
) -> Result<(), No> {
    let payment = open_payment(draft, which)?;
    if payment.checked_on.is_none() && checks(draft) {
        return Err(Refusal::new("PAY-006").with("payment", payment.no).into());
    }
    let (on, reference) = (past_day(draft, on, day)?, text(draft, reference)?);
    draft.push(Event::PaymentArrived { payment: payment.no, on, reference });
    Ok(())
}

/// Whether this kind of case has its payees looked at by somebody else.
fn checks(draft: &Draft<'_>) -> bool {
    let steps = &draft.desk.case_type.steps;
    steps.iter().flat_map(|step| &step.effects).any(|own| matches!(own, Effect::CheckPayment { .. }))
}

/// Records that a payment came back.
pub(super) fn fail(draft: &mut Draft<'_>, (which, why): (Option<&FactName>, &FactName), day: Date) -> Result<(), No> {
    let payment = open_payment(draft, which)?.no;
    let why = text(draft, why)?;
    draft.push(Event::PaymentFailed { payment, on: day, why });
    Ok(())
}

/// The payment that is meant: of several under way, the one that the form names.
fn open_payment(draft: &Draft<'_>, which: Option<&FactName>) -> Result<Payment, No> {
    let open: Vec<&Payment> = draft.case.payments.iter().filter(|own| own.state == PaymentState::Ordered).collect();
    if let Some(fact) = which.filter(|_| open.len() > 1) {
        let named = text(draft, fact)?;
        let found = open.into_iter().find(|own| own.no.to_string() == named).cloned();
        return found.ok_or_else(|| mistaken(fact, "not-a-choice"));
    }
    open.first().map(|own| (*own).clone()).ok_or_else(|| Refusal::new("PAY-003").into())
}
