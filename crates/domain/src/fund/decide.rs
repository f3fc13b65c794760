//! What may happen to a fund.
use jiff::civil::Date;
use kernel::{Fen, Mistake, Refusal};

use super::{Batch, BatchState, Fund, FundEvent, Item, Movement, NotReady, Payable, Position, may_enter};
use crate::cases::decide::No;

/// The most characters of a document's number or of a reason.
const MOST: usize = 200;

/// Money that came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Which way.
    pub movement: Movement,
    /// How much.
    pub amount: Fen,
    /// The day.
    pub on: Date,
    /// The number of the document that says so.
    pub document: String,
}

/// Sets the year's budget.
///
/// # Errors
/// Mistakes at `amount` and `document`.
pub fn set_budget(amount: Fen, document: &str, on: Date) -> Result<FundEvent, No> {
    let amount_is = (amount < Fen::ZERO).then(|| Mistake::at("amount", "amount-not-positive"));
    let document = checked(amount_is, None, "document", document)?;
    Ok(FundEvent::BudgetSet { amount, on, document })
}

/// Records that money came from the treasury or went back to it; no more goes back than is left.
///
/// # Errors
/// Mistakes at `amount`, `on` and `document`.
pub fn record(fund: &Fund, entry: Entry, position: &Position, today: Date) -> Result<FundEvent, No> {
    let Entry { movement, amount, on, document } = entry;
    let most = position.free.max(Fen::ZERO);
    let amount_is = if amount <= Fen::ZERO {
        Some(Mistake::at("amount", "amount-not-positive"))
    } else if movement == Movement::Returned && amount > most {
        Some(Mistake::at("amount", "fund-return-above").with("most", most))
    } else {
        None
    };
    let on_is = if on > today {
        Some(Mistake::at("on", "date-in-future"))
    } else if on.year() != fund.year {
        Some(Mistake::at("on", "fund-other-year").with("year", fund.year))
    } else {
        None
    };
    let document = checked(amount_is, on_is, "document", &document)?;
    Ok(FundEvent::Moved { entry: next(fund.entries.len()), movement, amount, on, document })
}

/// Takes an entry back by a counter-entry.
///
/// # Errors
/// Refuses (`FUND-001`) what is not there, was taken back before or is a counter-entry itself; a mistake at `why`.
pub fn correct(fund: &Fund, corrects: u32, why: &str, on: Date) -> Result<FundEvent, No> {
    let old = fund.entries.iter().find(|own| own.entry == corrects && own.corrects.is_none());
    let taken_back = fund.entries.iter().any(|own| own.corrects == Some(corrects));
    if old.is_none() || taken_back {
        return Err(Refusal::new("FUND-001").with("entry", corrects).into());
    }
    let why = checked(None, None, "why", why)?;
    Ok(FundEvent::Corrected { entry: next(fund.entries.len()), corrects, on, why })
}

/// Puts payments together for the bank.
///
/// # Errors
/// A mistake at `payments` for none, and for each that may not go.
pub fn make_batch(fund: &Fund, payments: &[Payable], by: &str, today: Date) -> Result<FundEvent, No> {
    if payments.is_empty() {
        return Err(No::Mistaken(vec![Mistake::at("payments", "batch-empty")]));
    }
    let not_ready = |own: &Payable| {
        let why = may_enter(own, today).err()?;
        let field = "payments";
        let day = payment_day(why);
        let told = Mistake::at(field, why.code()).with("key", own.key);
        Some(match day {
            Some(day) => told.with("day", day),
            None => told,
        })
    };
    let mistakes: Vec<Mistake> = payments.iter().filter_map(not_ready).collect();
    if !mistakes.is_empty() {
        return Err(No::Mistaken(mistakes));
    }
    let items = payments.iter().map(|own| Item { key: own.key, amount: own.amount }).collect();
    Ok(FundEvent::BatchMade { batch: next(fund.batches.len()), items, on: today, by: by.to_owned() })
}

/// Releases a batch; who made it may not.
///
/// # Errors
/// Refuses `FUND-002` to its maker, `FUND-003` where it is not to be released.
pub fn release(fund: &Fund, batch: u32, by: &str, on: Date) -> Result<FundEvent, No> {
    let own = made(fund, batch)?;
    if own.made.1 == by {
        return Err(Refusal::new("FUND-002").with("batch", batch).into());
    }
    Ok(FundEvent::BatchReleased { batch, on, by: by.to_owned() })
}

/// Takes a batch back that was not released.
///
/// # Errors
/// Refuses `FUND-003` where it was released or taken back.
pub fn withdraw(fund: &Fund, batch: u32, by: &str, on: Date) -> Result<FundEvent, No> {
    made(fund, batch)?;
    Ok(FundEvent::BatchWithdrawn { batch, on, by: by.to_owned() })
}

/// Holds the balance of a statement against what is computed.
///
/// # Errors
/// A mistake at `on` for a day to come.
pub fn reconcile(fund: &Fund, statement: Fen, on: Date, today: Date) -> Result<FundEvent, No> {
    if on > today {
        return Err(No::Mistaken(vec![Mistake::at("on", "date-in-future")]));
    }
    let (Some(computed), Some(sent)) = (fund.balance(), fund.sent()) else {
        return Err(Refusal::new("PAY-001").into());
    };
    Ok(FundEvent::Reconciled { on, statement, computed, sent })
}

fn payment_day(why: NotReady) -> Option<Date> {
    match why {
        NotReady::NotBefore(day) => Some(day),
        NotReady::Unchecked | NotReady::InBatch => None,
    }
}

fn made(fund: &Fund, batch: u32) -> Result<&Batch, No> {
    let own = fund.batch(batch).filter(|own| own.state == BatchState::Made);
    own.ok_or_else(|| Refusal::new("FUND-003").with("batch", batch).into())
}

/// The text, or every mistake at once.
fn checked(first: Option<Mistake>, second: Option<Mistake>, field: &str, text: &str) -> Result<String, No> {
    let text = text.trim();
    let text_is = if text.is_empty() {
        Some(Mistake::at(field, "required"))
    } else {
        (text.chars().count() > MOST).then(|| Mistake::at(field, "too-long").with("max", MOST))
    };
    let mistakes: Vec<Mistake> = first.into_iter().chain(second).chain(text_is).collect();
    if mistakes.is_empty() { Ok(text.to_owned()) } else { Err(No::Mistaken(mistakes)) }
}

fn next(so_far: usize) -> u32 {
    u32::try_from(so_far).unwrap_or(u32::MAX).saturating_add(1)
}
