//! The fund: how it stands, what comes and goes, which payments go to the bank, what the bank answers.
//!
//! Never: a second account of what cases granted and ordered; that is counted from them.
mod answers;
mod batches;
mod typed;

use std::collections::BTreeMap;

use domain::access::action::{KeepFund, SeeFund};
use domain::access::permit;
use domain::fund::{
    BatchState, Entry, Flows, Fund, FundEvent, Outcome, Position, correct, reconcile, record, set_budget,
};
use jiff::civil::Date;
use kernel::id::{CaseId, UserId};
use kernel::{Fen, Refusal};
use serde_json::Value;
use store::Claim;

pub use answers::{AnswerFile, Taken, WillHappen};
pub use batches::{BatchLine, BatchView, Encoding, FileWords, ToSend};
pub use domain::fund::{
    AnswerColumn, AnswerRow, AnswerWords, BatchState as State, Moved, Movement, NotReady, Outcome as Answered,
    PaymentKey, Reconciled,
};

use crate::asking::{actor_name, user_of};
use crate::{Answer, App, Asker, Error, Once};

/// The fund of an office in a year, on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundView {
    /// Of which year.
    pub year: i16,
    /// How it stands.
    pub position: Position,
    /// What came and went, the oldest first.
    pub entries: Vec<Moved>,
    /// The batches, the newest first.
    pub batches: Vec<BatchLine>,
    /// Payments that may go to the bank now, and what they come to.
    pub ready: (usize, Fen),
    /// Payments that wait to be checked, or for their day.
    pub waiting: usize,
    /// What came back after it had arrived and stands in its case as paid.
    pub reversed: Vec<(String, CaseId)>,
    /// What the account should hold, and what of it was sent and not answered.
    pub balance: (Fen, Fen),
    /// Statements that were held against it, the newest first.
    pub reconciled: Vec<Reconciled>,
}

/// What a finance clerk records of a fund.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// The year's budget, and the document that says so.
    Budget(Fen, String),
    /// Money that came or went.
    Entry(Entry),
    /// An entry is taken back, and why.
    Correction(u32, String),
    /// A statement's balance on a day.
    Statement(Fen, Date),
}

impl App {
    /// The fund of the asker's office in `year`.
    ///
    /// # Errors
    /// Refuses who may not see the fund.
    pub async fn fund(&self, asker: &Asker, year: i16) -> Answer<FundView> {
        let allowed = permit::<SeeFund>(&asker.actor)?;
        let fund = self.store().fund(&allowed, asker.office, year).await?;
        let flows = self.store().flows(&allowed, asker.office, year, asker.today).await?;
        let payments = self.store().ordered_payments(&allowed, asker.office).await?;
        let may = |own: &&store::OrderedPayment| domain::fund::may_enter(&own.payable, asker.today).is_ok();
        let ready: Vec<_> = payments.iter().filter(may).collect();
        let sum = Fen::sum(ready.iter().map(|own| own.payable.amount));
        let waiting = payments.iter().filter(|own| !own.payable.in_batch).count().saturating_sub(ready.len());
        let names = self.makers(asker, &fund).await?;
        Ok(FundView {
            year,
            position: position(&fund, flows)?,
            ready: (ready.len(), sum.unwrap_or(Fen::ZERO)),
            waiting,
            reversed: reversed(&fund),
            balance: (fund.balance().ok_or_else(too_large)?, fund.sent().ok_or_else(too_large)?),
            batches: fund.batches.iter().rev().map(|own| batches::line(&fund, own, &names)).collect(),
            reconciled: fund.reconciled.iter().rev().copied().collect(),
            entries: fund.entries,
        })
    }

    /// Records something of the fund of `year`.
    ///
    /// # Errors
    /// Refuses who may not keep the fund; mistakes at the fields.
    pub async fn record_in_fund(&self, asker: &Asker, year: i16, what: Record, once: &Once) -> Answer<()> {
        let allowed = permit::<KeepFund>(&asker.actor)?;
        let flows = self.store().flows(&allowed, asker.office, year, asker.today).await?;
        self.change_fund(asker, (&allowed, year), once, |fund| {
            Ok(match what {
                Record::Budget(amount, document) => set_budget(amount, &document, asker.today)?,
                Record::Entry(entry) => record(fund, entry, &position(fund, flows)?, asker.today)?,
                Record::Correction(entry, why) => correct(fund, entry, &why, asker.today)?,
                Record::Statement(balance, on) => reconcile(fund, balance, on, asker.today)?,
            })
        })
        .await
    }

    /// What is missing in the fund of this year for another grant of `amount` in the asker's office, and what is free;
    /// nothing where it reaches, where no money was recorded yet, or where the asker does not see the fund.
    pub(crate) async fn fund_short_by(&self, asker: &Asker, amount: Fen) -> Answer<Option<(Fen, Fen)>> {
        let Ok(allowed) = permit::<SeeFund>(&asker.actor) else { return Ok(None) };
        let year = asker.today.year();
        let fund = self.store().fund(&allowed, asker.office, year).await?;
        if fund.version == 0 {
            return Ok(None);
        }
        let flows = self.store().flows(&allowed, asker.office, year, asker.today).await?;
        let position = position(&fund, flows)?;
        Ok(position.missing_for(amount).map(|missing| (missing, position.free)))
    }

    /// One change to a fund, once for the form.
    async fn change_fund<A: store::OfFunds>(
        &self,
        asker: &Asker,
        (allowed, year): (&domain::access::Allowed<A>, i16),
        once: &Once,
        decide: impl FnOnce(&Fund) -> Answer<FundEvent>,
    ) -> Answer<()> {
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(_) = tx.claim(&once.0).await? {
            return Ok(());
        }
        let fund = self.store().fund(allowed, asker.office, year).await?;
        tx.save_fund(allowed, &fund, decide(&fund)?).await?;
        tx.settle(&once.0, &Value::Null).await?;
        Ok(tx.commit().await?)
    }

    /// The names of who made and released batches.
    async fn makers(&self, asker: &Asker, fund: &Fund) -> Answer<BTreeMap<UserId, String>> {
        let made = fund.batches.iter().map(|own| &own.made.1);
        let released = fund.batches.iter().filter_map(|own| own.released.as_ref()).map(|(_, by)| by);
        self.officers(asker, made.chain(released).filter_map(|by| user_of(by))).await
    }
}

fn position(fund: &Fund, flows: Flows) -> Answer<Position> {
    Position::of(fund, flows).ok_or_else(too_large)
}

fn too_large() -> Error {
    Refusal::new("PAY-001").into()
}

/// What came back after it had arrived.
fn reversed(fund: &Fund) -> Vec<(String, CaseId)> {
    let sent = fund.batches.iter().flat_map(|batch| &batch.items);
    let reversed = sent.filter(|own| matches!(own.outcome, Some((Outcome::Reversed, _))));
    reversed.map(|own| (own.item.key.to_string(), own.item.key.case)).collect()
}

/// How files and pages call a batch: `B2026-2-1`; without the letter a spreadsheet takes it for a day.
pub(crate) fn number(fund: &Fund, batch: u32) -> String {
    format!("B{}-{}-{batch}", fund.year, fund.office)
}

/// Who did something, by name.
pub(crate) fn who(by: &str, names: &BTreeMap<UserId, String>) -> String {
    actor_name(by, names)
}

/// Whether the batch is with the bank.
pub(crate) fn is_released(state: BatchState) -> bool {
    state == BatchState::Released
}
