//! Taking back what was granted, and asking back what was paid.
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Fen, Mistake, Refusal};
use law::expr::Formula;
use law::facts::Value;

use super::No;
use super::effects::{next, past_day, text};
use super::money::{mistaken, positive};
use super::take::Draft;
use crate::cases::Recovery;
use crate::cases::act::Event;

/// Takes back every award that stands, if one does.
pub(super) fn revoke(draft: &mut Draft<'_>, why: &FactName, day: Date) -> Result<(), No> {
    if draft.case.awards.iter().all(|award| award.revoked_on.is_some()) {
        return Ok(());
    }
    let why = text(draft, why)?;
    draft.push(Event::AwardsRevoked { on: day, why });
    Ok(())
}

/// Asks back money that arrived, and none of it twice.
pub(super) fn demand(draft: &mut Draft<'_>, amount: &Formula, why: &FactName, day: Date) -> Result<(), No> {
    let amount = positive(draft, amount)?;
    let most = draft.case.paid().zip(draft.case.demanded()).and_then(|(paid, asked)| paid.minus(asked));
    if most.is_none_or(|most| amount > most) {
        let most = most.unwrap_or(Fen::ZERO);
        return Err(Refusal::new("REC-001").with("amount", amount).with("most", most).into());
    }
    let (recovery, why) = (next(draft.case.recoveries.len()), text(draft, why)?);
    draft.push(Event::RecoveryDemanded { recovery, amount, on: day, why });
    Ok(())
}

/// Records money that came back, for the oldest demand that is still open; no more than is owed.
pub(super) fn confirm(
    draft: &mut Draft<'_>,
    (amount, on, reference): (&FactName, &FactName, &FactName),
    day: Date,
) -> Result<(), No> {
    let Some(Value::Fen(sum)) = draft.case.facts.value(amount.as_str()).cloned() else {
        return Err(mistaken(amount, "required"));
    };
    if sum <= Fen::ZERO {
        return Err(mistaken(amount, "amount-not-positive"));
    }
    let owed = draft.case.to_recover().unwrap_or(Fen::ZERO);
    if sum > owed {
        return Err(No::Mistaken(vec![Mistake::at(amount.as_str(), "above-owed").with("owed", owed)]));
    }
    let (on, reference) = (past_day(draft, on, day)?, text(draft, reference)?);
    let mut left = sum;
    for own in draft.case.recoveries.clone() {
        let part = own.open().unwrap_or(Fen::ZERO).min(left);
        if part > Fen::ZERO {
            let (recovery, reference) = (own.no, reference.clone());
            draft.push(Event::Recovered { recovery, amount: part, on, reference });
            left = left.minus(part).unwrap_or(Fen::ZERO);
        }
    }
    Ok(())
}

/// Gives up what is still owed.
pub(super) fn end(draft: &mut Draft<'_>, why: &FactName, day: Date) -> Result<(), No> {
    let why = text(draft, why)?;
    let open = |own: &&Recovery| own.open().is_some_and(|open| open > Fen::ZERO);
    let open: Vec<u32> = draft.case.recoveries.iter().filter(open).map(|own| own.no).collect();
    if open.is_empty() {
        return Err(Refusal::new("REC-002").into());
    }
    for recovery in open {
        draft.push(Event::RecoveryEnded { recovery, on: day, why: why.clone() });
    }
    Ok(())
}
