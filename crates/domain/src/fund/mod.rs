//! The fund of an office in a year: what was budgeted and appropriated, which payments went to the bank in which batch,
//! what the bank answered.
//!
//! What was granted and ordered is not kept here a second time: it is counted from the cases. An entry is never edited; a
//! counter-entry takes it back.
mod answer;
mod decide;
mod position;

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{CaseId, OfficeId};
use serde::{Deserialize, Serialize};

pub use answer::{AnswerColumn, AnswerRow, AnswerWords, Line, read};
pub use decide::{Entry, correct, make_batch, reconcile, record, release, set_budget, withdraw};
pub use position::{Flows, NotReady, Payable, Position, committed, may_enter};

/// What happened to a fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum FundEvent {
    /// The year's budget was set, or set anew.
    BudgetSet {
        /// How much.
        amount: Fen,
        /// The day.
        on: Date,
        /// The number of the document that says so.
        document: String,
    },
    /// Money came from the treasury, or went back to it.
    Moved {
        /// 1, 2, 3 … within the fund.
        entry: u32,
        /// Which way.
        movement: Movement,
        /// How much.
        amount: Fen,
        /// The day.
        on: Date,
        /// The number of the document that says so.
        document: String,
    },
    /// An entry was taken back by a counter-entry.
    Corrected {
        /// The number of the counter-entry.
        entry: u32,
        /// Which entry it takes back.
        corrects: u32,
        /// The day.
        on: Date,
        /// Why.
        why: String,
    },
    /// Payments were put together for the bank.
    BatchMade {
        /// 1, 2, 3 … within the fund.
        batch: u32,
        /// The payments.
        items: Vec<Item>,
        /// The day.
        on: Date,
        /// By whom: `user:7`.
        by: String,
    },
    /// Somebody else released the batch: its file may go to the bank.
    BatchReleased {
        /// Which.
        batch: u32,
        /// The day.
        on: Date,
        /// By whom.
        by: String,
    },
    /// The batch was taken back before it was released: its payments are free for another.
    BatchWithdrawn {
        /// Which.
        batch: u32,
        /// The day.
        on: Date,
        /// By whom.
        by: String,
    },
    /// The bank answered.
    Answered {
        /// Of which batch.
        batch: u32,
        /// SHA-256 of what the file says, hexadecimal.
        file: String,
        /// What it says, payment by payment.
        lines: Vec<Settled>,
        /// The day on which it was taken in.
        on: Date,
    },
    /// The bank's statement was held against what is computed.
    Reconciled {
        /// The day of the statement.
        on: Date,
        /// The balance that it shows.
        statement: Fen,
        /// The balance that follows from the entries and the bank's answers.
        computed: Fen,
        /// What was sent and not answered yet: why the two may differ.
        sent: Fen,
    },
}

/// Which way money moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Movement {
    /// From the treasury.
    Appropriated,
    /// Back to the treasury.
    Returned,
}

/// A payment of a case, as a batch names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PaymentKey {
    /// The case.
    pub case: CaseId,
    /// Which of its payments.
    pub payment: u32,
}

/// `P12-1`: as it stands in payment files; a letter before it, because a spreadsheet takes `12-1` for a day.
impl fmt::Display for PaymentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{}-{}", self.case, self.payment)
    }
}

impl PaymentKey {
    /// The key that `text` spells.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (case, payment) = text.strip_prefix('P').unwrap_or(text).split_once('-')?;
        Some(Self { case: case.parse().ok()?, payment: payment.parse().ok()? })
    }
}

/// A payment in a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Which.
    #[serde(flatten)]
    pub key: PaymentKey,
    /// How much.
    pub amount: Fen,
}

/// What became of a payment at the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It arrived.
    Paid,
    /// It came back at once.
    Failed,
    /// It arrived and came back later.
    Reversed,
}

/// A payment that the bank answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// Which.
    #[serde(flatten)]
    pub key: PaymentKey,
    /// What became of it.
    pub outcome: Outcome,
    /// The day.
    pub on: Date,
}

/// A movement of the fund's money as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// 1, 2, 3 … within the fund.
    pub entry: u32,
    /// Which way.
    pub movement: Movement,
    /// How much; below zero in a counter-entry.
    pub amount: Fen,
    /// The day.
    pub on: Date,
    /// The number of its document, or why it takes another back.
    pub document: String,
    /// The entry that it takes back.
    pub corrects: Option<u32>,
}

/// Where a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// Put together, and to be released by somebody else.
    Made,
    /// Released: with the bank.
    Released,
    /// Taken back.
    Withdrawn,
}

/// A payment in a batch, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    /// The payment.
    pub item: Item,
    /// What the bank said last.
    pub outcome: Option<(Outcome, Date)>,
}

/// Payments that go to the bank together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// 1, 2, 3 … within the fund.
    pub no: u32,
    /// Its payments.
    pub items: Vec<Sent>,
    /// Where it stands.
    pub state: BatchState,
    /// When and by whom it was made.
    pub made: (Date, String),
    /// When and by whom it was released.
    pub released: Option<(Date, String)>,
}

impl Batch {
    /// The sum of its payments.
    #[must_use]
    pub fn sum(&self) -> Option<Fen> {
        Fen::sum(self.items.iter().map(|own| own.item.amount))
    }

    /// The sum of what has this outcome, `None` for what is not answered.
    #[must_use]
    pub fn sum_of(&self, outcome: Option<Outcome>) -> Option<Fen> {
        let of = self.items.iter().filter(|own| own.outcome.map(|(own, _)| own) == outcome);
        Fen::sum(of.map(|own| own.item.amount))
    }

    /// Its payments that the bank has not answered.
    pub fn unanswered(&self) -> impl Iterator<Item = &Sent> {
        self.items.iter().filter(|own| own.outcome.is_none())
    }
}

/// A statement that was held against what is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reconciled {
    /// The day of the statement.
    pub on: Date,
    /// The balance that it shows.
    pub statement: Fen,
    /// The balance that was computed.
    pub computed: Fen,
    /// What was sent and not answered then.
    pub sent: Fen,
}

/// A fund, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fund {
    /// Whose.
    pub office: OfficeId,
    /// Of which year.
    pub year: i16,
    /// How many events made it what it is.
    pub version: u64,
    /// The budget.
    pub budget: Fen,
    /// What came and went, the oldest first.
    pub entries: Vec<Moved>,
    /// The batches, the oldest first.
    pub batches: Vec<Batch>,
    /// The answer files that were taken in.
    pub files: BTreeSet<String>,
    /// The statements that were held against it, the oldest first.
    pub reconciled: Vec<Reconciled>,
}

impl Fund {
    /// The fund of `office` in `year`, before anything happened to it.
    #[must_use]
    pub fn new(office: OfficeId, year: i16) -> Self {
        let (budget, version) = (Fen::ZERO, 0);
        let (entries, batches, files, reconciled) = (vec![], vec![], BTreeSet::new(), vec![]);
        Self { office, year, version, budget, entries, batches, files, reconciled }
    }

    /// What moved this way, counter-entries counted off.
    #[must_use]
    pub fn moved(&self, movement: Movement) -> Option<Fen> {
        Fen::sum(self.entries.iter().filter(|own| own.movement == movement).map(|own| own.amount))
    }

    /// The batch `no`.
    #[must_use]
    pub fn batch(&self, no: u32) -> Option<&Batch> {
        self.batches.iter().find(|own| own.no == no)
    }

    /// What the account holds when the bank has carried out what it answered: what came less what went back, less what
    /// arrived.
    #[must_use]
    pub fn balance(&self) -> Option<Fen> {
        let paid =
            Fen::sum(self.batches.iter().map(|own| own.sum_of(Some(Outcome::Paid))).collect::<Option<Vec<_>>>()?)?;
        self.moved(Movement::Appropriated)?.minus(self.moved(Movement::Returned)?)?.minus(paid)
    }

    /// What was released and not answered.
    #[must_use]
    pub fn sent(&self) -> Option<Fen> {
        let released = self.batches.iter().filter(|own| own.state == BatchState::Released);
        Fen::sum(released.map(|own| own.sum_of(None)).collect::<Option<Vec<_>>>()?)
    }

    /// The fund after `event`.
    pub fn apply(&mut self, event: FundEvent) {
        self.version = self.version.saturating_add(1);
        match event {
            FundEvent::BudgetSet { amount, .. } => self.budget = amount,
            FundEvent::Moved { entry, movement, amount, on, document } => {
                self.entries.push(Moved { entry, movement, amount, on, document, corrects: None });
            }
            FundEvent::Corrected { entry, corrects, on, why } => self.counter(entry, corrects, on, why),
            FundEvent::BatchMade { batch, items, on, by } => {
                let items = items.into_iter().map(|item| Sent { item, outcome: None }).collect();
                let (state, made, released) = (BatchState::Made, (on, by), None);
                self.batches.push(Batch { no: batch, items, state, made, released });
            }
            FundEvent::BatchReleased { batch, on, by } => {
                for own in self.batches.iter_mut().filter(|own| own.no == batch) {
                    (own.state, own.released) = (BatchState::Released, Some((on, by.clone())));
                }
            }
            FundEvent::BatchWithdrawn { batch, .. } => {
                for own in self.batches.iter_mut().filter(|own| own.no == batch) {
                    own.state = BatchState::Withdrawn;
                }
            }
            FundEvent::Answered { batch, file, lines, .. } => {
                self.files.insert(file);
                for own in self.batches.iter_mut().filter(|own| own.no == batch) {
                    own.settle(&lines);
                }
            }
            FundEvent::Reconciled { on, statement, computed, sent } => {
                self.reconciled.push(Reconciled { on, statement, computed, sent });
            }
        }
    }

    fn counter(&mut self, entry: u32, corrects: u32, on: Date, why: String) {
        let Some(old) = self.entries.iter().find(|own| own.entry == corrects) else { return };
        let amount = Fen::ZERO.minus(old.amount).unwrap_or(Fen::ZERO);
        let movement = old.movement;
        self.entries.push(Moved { entry, movement, amount, on, document: why, corrects: Some(corrects) });
    }
}

impl Batch {
    fn settle(&mut self, lines: &[Settled]) {
        for line in lines {
            for own in self.items.iter_mut().filter(|own| own.item.key == line.key) {
                own.outcome = Some((line.outcome, line.on));
            }
        }
    }
}

#[cfg(test)]
mod tests;
