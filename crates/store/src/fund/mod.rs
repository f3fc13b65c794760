//! Funds: folded from their stream, with rows of what is in which batch; what cases took is counted from the cases' rows.
mod verify;

use domain::access::action::{KeepFund, ReleasePayments, SeeFund};
use domain::access::{Action, Allowed};
use domain::fund::{BatchState, Flows, Fund, FundEvent, Movement, Outcome, Payable, PaymentKey, Sent};
use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{CaseId, OfficeId, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use sha2::{Digest, Sha256};

use crate::error::{Result, StoreError};
use crate::journal::{Entry, Expect, NewEntry, open_all};
use crate::keys::chunks;
use crate::paging::office_reach;
use crate::rows::{case_file, fund, fund_payment, journal, office, payment};
use crate::store::Store;
use crate::text::{day, maybe_day};
use crate::tx::Tx;

pub use verify::FundReport;

/// An act that is about funds.
pub trait OfFunds: Action {}

impl OfFunds for SeeFund {}
impl OfFunds for KeepFund {}
impl OfFunds for ReleasePayments {}

/// A payment that a case ordered and that neither arrived nor came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OrderedPayment {
    /// What a batch asks of it.
    pub payable: Payable,
    /// To whom.
    pub person: PersonId,
    /// The day it was ordered.
    pub ordered_on: Date,
}

/// SHA-256 of `text`, hexadecimal: by which a file that comes twice is known.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The fund of a year, as its stream names it.
pub(crate) fn stream(office: OfficeId, year: i16) -> String {
    format!("fund:{office}-{year}")
}

impl Store {
    /// The fund of `office` in `year`; one to which nothing happened where there is none.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the office is out of reach.
    pub async fn fund<A: OfFunds>(&self, allowed: &Allowed<A>, office: OfficeId, year: i16) -> Result<Fund> {
        check_office(self.reader(), allowed, office).await?;
        let rows = journal::Entity::find()
            .filter(journal::Column::Stream.eq(stream(office, year)))
            .order_by_asc(journal::Column::StreamVersion)
            .all(self.reader())
            .await?;
        let entries = open_all(self.vault(), self.reader(), rows).await?;
        fold(office, year, entries)
    }

    /// What the cases of `office` took of its money in `year`: what arrived then, and, in the year of `today`, what is
    /// granted or under way whenever that began.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the office is out of reach.
    pub async fn flows<A: OfFunds>(
        &self,
        allowed: &Allowed<A>,
        office: OfficeId,
        year: i16,
        today: Date,
    ) -> Result<Flows> {
        check_office(self.reader(), allowed, office).await?;
        let of_office = || payment::Entity::find().filter(payment::Column::OfficeId.eq(office.0));
        let paid = of_office()
            .filter(payment::Column::State.eq("paid"))
            .filter(payment::Column::SettledOn.between(format!("{year:04}-01-01"), format!("{year:04}-12-31")));
        let paid = sum(self.reader(), paid.select_only(), payment::Column::AmountFen).await?;
        if today.year() != year {
            return Ok(Flows { paid, ..Flows::default() });
        }
        let ordered = of_office().filter(payment::Column::State.eq("ordered"));
        let cases = case_file::Entity::find().filter(case_file::Column::OfficeId.eq(office.0));
        Ok(Flows {
            committed: sum(self.reader(), cases.select_only(), case_file::Column::CommittedFen).await?,
            under_way: sum(self.reader(), ordered.select_only(), payment::Column::AmountFen).await?,
            paid,
        })
    }

    /// The payments of `office` that neither arrived nor came back, the oldest first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the office is out of reach.
    pub async fn ordered_payments<A: OfFunds>(
        &self,
        allowed: &Allowed<A>,
        office: OfficeId,
    ) -> Result<Vec<OrderedPayment>> {
        check_office(self.reader(), allowed, office).await?;
        let rows = payment::Entity::find()
            .filter(payment::Column::OfficeId.eq(office.0))
            .filter(payment::Column::State.eq("ordered"))
            .order_by_asc(payment::Column::OrderedOn)
            .order_by_asc(payment::Column::CaseId)
            .order_by_asc(payment::Column::Place)
            .all(self.reader())
            .await?;
        let batched: Vec<(i64, i64)> = fund_payment::Entity::find()
            .select_only()
            .columns([fund_payment::Column::CaseId, fund_payment::Column::Place])
            .filter(fund_payment::Column::OfficeId.eq(office.0))
            .filter(fund_payment::Column::State.is_in(["made", "released"]))
            .into_tuple()
            .all(self.reader())
            .await?;
        let in_batch = |row: &payment::Model| batched.contains(&(row.case_id, row.place));
        rows.into_iter().map(|row| ordered(&row, in_batch)).collect()
    }
}

impl Tx {
    /// Writes down what happened to a fund that was seen as it was `before`; answers it as it is now.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it moved on, [`StoreError::NotFound`] when the office is out of reach,
    /// [`StoreError::Taken`] for a payment that is in another batch.
    pub async fn save_fund<A: OfFunds>(
        &mut self,
        allowed: &Allowed<A>,
        before: &Fund,
        event: FundEvent,
    ) -> Result<Fund> {
        check_office(self.db(), allowed, before.office).await?;
        if let FundEvent::BatchMade { items, .. } = &event {
            for item in items {
                self.refuse_second_batch(item.key).await?;
            }
        }
        let plain = serde_json::to_value(&event)?;
        let kind = plain.get("event").and_then(serde_json::Value::as_str).unwrap_or("changed").to_owned();
        let expect = Expect::Version(i64::try_from(before.version).unwrap_or(i64::MAX));
        let stream = stream(before.office, before.year);
        self.append(NewEntry { stream, expect, kind, plain, secrets: vec![] }).await?;
        let mut after = before.clone();
        after.apply(event);
        self.replace_fund(before, &after).await?;
        Ok(after)
    }

    async fn refuse_second_batch(&self, key: PaymentKey) -> Result<()> {
        let live = fund_payment::Entity::find()
            .filter(fund_payment::Column::CaseId.eq(key.case.0))
            .filter(fund_payment::Column::Place.eq(i64::from(key.payment)))
            .filter(fund_payment::Column::State.is_in(["made", "released"]));
        if live.count(self.db()).await? > 0 {
            return Err(StoreError::Taken { what: format!("payment {key}") });
        }
        Ok(())
    }

    async fn replace_fund(&mut self, before: &Fund, after: &Fund) -> Result<()> {
        fund::Entity::delete_by_id((after.office.0, i64::from(after.year))).exec(self.db()).await?;
        fund::Entity::insert(row_of(after)?.into_active_model()).exec_without_returning(self.db()).await?;
        let (was, is) = (payments_of(before), payments_of(after));
        let changed: Vec<_> = is.into_iter().filter(|row| !was.contains(row)).collect();
        for row in &changed {
            let key = (row.office_id, row.year, row.batch, row.case_id, row.place);
            fund_payment::Entity::delete_by_id(key).exec(self.db()).await?;
        }
        for some in chunks(changed.into_iter().map(IntoActiveModel::into_active_model).collect()) {
            fund_payment::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

async fn check_office<A: OfFunds>(db: &impl ConnectionTrait, allowed: &Allowed<A>, id: OfficeId) -> Result<()> {
    let within = office::Entity::find()
        .filter(office::Column::Id.eq(id.0))
        .filter(office_reach(allowed, office::Column::Id))
        .count(db)
        .await?;
    if within == 1 { Ok(()) } else { Err(StoreError::missing("office in reach")) }
}

/// The sum of `column`, which both databases give as a whole number of the same size when asked so.
async fn sum<E: EntityTrait>(db: &impl ConnectionTrait, find: sea_orm::Select<E>, column: E::Column) -> Result<Fen> {
    let sum = Expr::expr(Func::coalesce([Expr::col(column.as_column_ref()).sum(), Expr::val(0_i64)]));
    let found: Option<i64> = find.expr_as(sum.cast_as("bigint"), "total").into_tuple().one(db).await?;
    Ok(Fen(found.unwrap_or(0)))
}

fn ordered(row: &payment::Model, in_batch: impl Fn(&payment::Model) -> bool) -> Result<OrderedPayment> {
    let payment = u32::try_from(row.place).map_err(|_| StoreError::broken("a payment's number"))?;
    let payable = Payable {
        key: PaymentKey { case: CaseId(row.case_id), payment },
        amount: Fen(row.amount_fen),
        checked_on: maybe_day(row.checked_on.as_ref())?,
        payable_from: maybe_day(row.payable_from.as_ref())?,
        in_batch: in_batch(row),
    };
    Ok(OrderedPayment { payable, person: PersonId(row.person_id), ordered_on: day(&row.ordered_on)? })
}

/// The fund that entries make.
pub(crate) fn fold(office: OfficeId, year: i16, entries: Vec<Entry>) -> Result<Fund> {
    let mut fund = Fund::new(office, year);
    for entry in entries {
        let broken = |_| StoreError::broken(format!("entry {} of the journal", entry.id));
        fund.apply(serde_json::from_value(entry.plain).map_err(broken)?);
    }
    Ok(fund)
}

/// The row of a fund.
pub(crate) fn row_of(fund: &Fund) -> Result<fund::Model> {
    let sum = |movement| fund.moved(movement).map(|sum| sum.0).ok_or_else(|| StoreError::broken("the sum of a fund"));
    Ok(fund::Model {
        office_id: fund.office.0,
        year: fund.year.into(),
        version: i64::try_from(fund.version).unwrap_or(i64::MAX),
        budget_fen: fund.budget.0,
        appropriated_fen: sum(Movement::Appropriated)?,
        returned_fen: sum(Movement::Returned)?,
    })
}

/// The rows of its batches, in their order.
pub(crate) fn payments_of(fund: &Fund) -> Vec<fund_payment::Model> {
    let rows = fund.batches.iter().flat_map(|batch| batch.items.iter().map(move |sent| (batch, sent)));
    let row = |(batch, sent): (&domain::fund::Batch, &Sent)| fund_payment::Model {
        office_id: fund.office.0,
        year: fund.year.into(),
        batch: batch.no.into(),
        case_id: sent.item.key.case.0,
        place: sent.item.key.payment.into(),
        amount_fen: sent.item.amount.0,
        state: state(batch.state, sent.outcome.map(|(outcome, _)| outcome)).to_owned(),
        settled_on: sent.outcome.map(|(_, on)| on.to_string()),
    };
    rows.map(row).collect()
}

fn state(batch: BatchState, outcome: Option<Outcome>) -> &'static str {
    match (outcome, batch) {
        (Some(Outcome::Paid), _) => "paid",
        (Some(Outcome::Failed), _) => "failed",
        (Some(Outcome::Reversed), _) => "reversed",
        (None, BatchState::Made) => "made",
        (None, BatchState::Released) => "released",
        (None, BatchState::Withdrawn) => "withdrawn",
    }
}
