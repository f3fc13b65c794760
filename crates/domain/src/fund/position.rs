//! What a fund still has, and which payments may go to the bank.
use jiff::civil::Date;
use kernel::Fen;

use super::{Fund, Movement, PaymentKey};
use crate::cases::Case;

/// What cases took of a fund, counted from their rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Flows {
    /// Granted and not ordered yet.
    pub committed: Fen,
    /// Ordered and neither arrived nor come back.
    pub under_way: Fen,
    /// Arrived in the fund's year.
    pub paid: Fen,
}

/// How a fund stands. What came is what is free and what cases took, to the fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The year's budget.
    pub budget: Fen,
    /// What came from the treasury.
    pub appropriated: Fen,
    /// What went back to it.
    pub returned: Fen,
    /// What cases took.
    pub flows: Flows,
    /// What is left to grant; below zero where more was granted than came.
    pub free: Fen,
}

impl Position {
    /// How `fund` stands with what cases took of it; `None` past all sums.
    #[must_use]
    pub fn of(fund: &Fund, flows: Flows) -> Option<Self> {
        let (appropriated, returned) = (fund.moved(Movement::Appropriated)?, fund.moved(Movement::Returned)?);
        let taken = Fen::sum([flows.committed, flows.under_way, flows.paid])?;
        let free = appropriated.minus(returned)?.minus(taken)?;
        Some(Self { budget: fund.budget, appropriated, returned, flows, free })
    }

    /// How much is missing for another grant of `amount`.
    #[must_use]
    pub fn missing_for(&self, amount: Fen) -> Option<Fen> {
        amount.minus(self.free).filter(|missing| *missing > Fen::ZERO)
    }
}

/// What `case` has granted and not ordered; nothing once it is closed.
#[must_use]
pub fn committed(case: &Case) -> Fen {
    let open = case.payable().zip(case.in_payment()).and_then(|(awarded, ordered)| awarded.minus(ordered));
    open.filter(|open| !case.is_closed() && *open > Fen::ZERO).unwrap_or(Fen::ZERO)
}

/// An ordered payment, as far as a batch asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payable {
    /// Which.
    pub key: PaymentKey,
    /// How much.
    pub amount: Fen,
    /// The day on which somebody else compared its payee with the papers.
    pub checked_on: Option<Date>,
    /// The first day on which it may be paid.
    pub payable_from: Option<Date>,
    /// Whether it is in a batch that was not taken back.
    pub in_batch: bool,
}

/// Why a payment may not enter a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReady {
    /// Nobody compared its payee with the papers yet.
    Unchecked,
    /// The account is new: not before this day.
    NotBefore(Date),
    /// It is in another batch.
    InBatch,
}

impl NotReady {
    /// The code of the mistake.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotReady::Unchecked => "payment-unchecked",
            NotReady::NotBefore(_) => "payment-not-yet",
            NotReady::InBatch => "payment-in-batch",
        }
    }
}

/// Only what somebody else checked and whose day has come may go to the bank.
///
/// # Errors
/// Why it may not.
pub fn may_enter(payment: &Payable, today: Date) -> Result<(), NotReady> {
    if payment.in_batch {
        return Err(NotReady::InBatch);
    }
    if payment.checked_on.is_none() {
        return Err(NotReady::Unchecked);
    }
    match payment.payable_from {
        Some(from) if from > today => Err(NotReady::NotBefore(from)),
        Some(_) | None => Ok(()),
    }
}
