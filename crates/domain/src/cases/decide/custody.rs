//! Money kept for a minor: who keeps it, and each expense asked for by one and allowed by another.
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Fen, Mistake, Refusal};
use law::facts::Value;

use super::No;
use super::effects::{next, text};
use super::money::mistaken;
use super::take::Draft;
use crate::cases::act::Event;
use crate::cases::{Custody, Expense};

/// Who has a part in a custody.
#[derive(Debug, Clone, Copy)]
pub(super) struct CustodyFacts<'a> {
    /// Who speaks for the person.
    pub(super) guardian: &'a FactName,
    /// Who keeps the money.
    pub(super) custodian: &'a FactName,
    /// Who allows expenses.
    pub(super) approver: &'a FactName,
    /// What it is for.
    pub(super) purposes: &'a FactName,
}

/// Opens a custody of what arrived. Whoever speaks for the person does not allow expenses.
pub(super) fn open(draft: &mut Draft<'_>, asked: &CustodyFacts<'_>, day: Date) -> Result<(), No> {
    if standing(draft).is_ok() {
        return Err(Refusal::new("CUS-001").into());
    }
    let Some(person) = draft.case.person() else { return Err(Refusal::new("CASE-002").into()) };
    let (guardian, custodian) = (text(draft, asked.guardian)?, text(draft, asked.custodian)?);
    let (approver, purposes) = (text(draft, asked.approver)?, text(draft, asked.purposes)?);
    if kernel::name::fold(&guardian) == kernel::name::fold(&approver) {
        return Err(mistaken(asked.approver, "guardian-approves"));
    }
    let (since, expenses, ended_on, left) = (day, vec![], None, None);
    let custody = Custody { person, guardian, custodian, approver, purposes, since, expenses, ended_on, left };
    draft.push(Event::CustodyOpened { custody });
    Ok(())
}

/// Asks for an expense, within what is kept and not asked for already.
pub(super) fn ask(draft: &mut Draft<'_>, (amount, purpose): (&FactName, &FactName), day: Date) -> Result<(), No> {
    let no = next(standing(draft)?.expenses.len());
    let Some(Value::Fen(sum)) = draft.case.facts.value(amount.as_str()).cloned() else {
        return Err(mistaken(amount, "required"));
    };
    if sum <= Fen::ZERO {
        return Err(mistaken(amount, "amount-not-positive"));
    }
    let free = free(draft).unwrap_or(Fen::ZERO);
    if sum > free {
        return Err(No::Mistaken(vec![Mistake::at(amount.as_str(), "above-custody").with("free", free)]));
    }
    let purpose = text(draft, purpose)?;
    let expense = Expense { no, amount: sum, purpose, on: day, allowed: None, decided_on: None, why: None };
    draft.push(Event::ExpenseAsked { expense });
    Ok(())
}

/// Says yes or no to the oldest expense that was asked for.
pub(super) fn decide(draft: &mut Draft<'_>, (allowed, why): (bool, Option<&FactName>), day: Date) -> Result<(), No> {
    let Some(expense) = standing(draft)?.open_expense().cloned() else { return Err(Refusal::new("CUS-003").into()) };
    let kept = draft.case.in_custody().unwrap_or(Fen::ZERO);
    if allowed && expense.amount > kept {
        return Err(Refusal::new("CUS-004").with("amount", expense.amount).with("kept", kept).into());
    }
    let why = why.map(|fact| text(draft, fact)).transpose()?.unwrap_or_default();
    draft.push(Event::ExpenseDecided { expense: expense.no, allowed, on: day, why });
    Ok(())
}

/// Hands over what is left.
pub(super) fn end(draft: &mut Draft<'_>, why: &FactName, day: Date) -> Result<(), No> {
    if standing(draft)?.open_expense().is_some() {
        return Err(Refusal::new("CUS-005").into());
    }
    let (left, why) = (draft.case.in_custody().unwrap_or(Fen::ZERO), text(draft, why)?);
    draft.push(Event::CustodyEnded { left, on: day, why });
    Ok(())
}

fn standing<'d>(draft: &'d Draft<'_>) -> Result<&'d Custody, No> {
    let custody = draft.case.custody.as_ref().filter(|own| own.ended_on.is_none());
    custody.ok_or_else(|| Refusal::new("CUS-002").into())
}

/// What is kept and was not asked for yet.
fn free(draft: &Draft<'_>) -> Option<Fen> {
    let custody = standing(draft).ok()?;
    let asked = Fen::sum(custody.expenses.iter().filter(|own| own.allowed.is_none()).map(|own| own.amount))?;
    draft.case.in_custody()?.minus(asked)
}
