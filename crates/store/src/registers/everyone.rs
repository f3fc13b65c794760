//! Registers as a whole: which batches count and what they feed, who stands in which register, who turned out to be whom; and rows that
//! a person corrected.
//!
//! Never: opens a cell; codes of people and of registers are all that is read here.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::access::action::SeeRegisters;
use jiff::Timestamp;
use kernel::id::{BatchId, OfficeId, PersonId, RegisterId};
use sea_orm::sea_query::{Expr, ExprTrait, Func, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select, Set};
use serde_json::{Value, json};

use super::BatchState;
use super::import::row_place;
use crate::error::{Result, StoreError};
use crate::journal::NewEntry;
use crate::keys::Subject;
use crate::paging::office_reach;
use crate::rows::{batch, batch_part, person, register_row};
use crate::store::Store;
use crate::text::{CHUNK, counted, moment, to_json};
use crate::tx::Tx;

impl Store {
    /// Every batch that counts, with the office that took it in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn live_batches(&self) -> Result<BTreeMap<BatchId, OfficeId>> {
        let rows: Vec<(i64, i64)> = batch::Entity::find()
            .select_only()
            .columns([batch::Column::Id, batch::Column::OfficeId])
            .filter(batch::Column::State.eq(BatchState::Imported.word()))
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|(id, office)| (BatchId(id), OfficeId(office))).collect())
    }

    /// The registers that each batch that counts feeds.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn live_parts(&self) -> Result<BTreeMap<BatchId, BTreeSet<RegisterId>>> {
        let rows: Vec<(i64, String)> = batch_part::Entity::find()
            .select_only()
            .columns([batch_part::Column::BatchId, batch_part::Column::Register])
            .filter(batch_part::Column::BatchId.in_subquery(imported()))
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut parts: BTreeMap<BatchId, BTreeSet<RegisterId>> = BTreeMap::new();
        for (batch, register) in rows {
            parts.entry(BatchId(batch)).or_default().insert(RegisterId::new(register));
        }
        Ok(parts)
    }

    /// The batches whose rows name one of `people`, by the very numbers given.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn batches_naming(&self, people: &[PersonId]) -> Result<BTreeSet<BatchId>> {
        let mut found = BTreeSet::new();
        for some in people.chunks(CHUNK) {
            let rows: Vec<i64> = register_row::Entity::find()
                .select_only()
                .column(register_row::Column::BatchId)
                .filter(register_row::Column::PersonId.is_in(some.iter().map(|person| person.0)))
                .distinct()
                .into_tuple()
                .all(self.reader())
                .await?;
            found.extend(rows.into_iter().map(BatchId));
        }
        Ok(found)
    }

    /// Who stands in which register, by the batches within reach that count, all or those received in a span of time
    /// (its end not included). Who was merged stands there as who they turned out to be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn standings(
        &self,
        allowed: &Allowed<SeeRegisters>,
        during: Option<(Timestamp, Timestamp)>,
    ) -> Result<BTreeMap<RegisterId, BTreeSet<PersonId>>> {
        let span = during.map(|(from, until)| {
            let received = batch::Column::ReceivedUs;
            received.gte(from.as_microsecond()).and(received.lt(until.as_microsecond()))
        });
        let batches = batch::Entity::find()
            .select_only()
            .column(batch::Column::Id)
            .filter(batch::Column::State.eq(BatchState::Imported.word()))
            .filter(office_reach(allowed, batch::Column::OfficeId))
            .filter(Condition::all().add_option(span));
        self.named_by(register_row::Column::BatchId.in_subquery(batches.into_query())).await
    }

    /// Who stands in which register by the rows of `these` batches. Who was merged stands there as who they turned out
    /// to be.
    pub(crate) async fn named_by(&self, these: SimpleExpr) -> Result<BTreeMap<RegisterId, BTreeSet<PersonId>>> {
        let rows: Vec<(String, i64)> = register_row::Entity::find()
            .select_only()
            .columns([register_row::Column::Register, register_row::Column::PersonId])
            .filter(these)
            .filter(register_row::Column::PersonId.is_not_null())
            .distinct()
            .into_tuple()
            .all(self.reader())
            .await?;
        let merged = self.merged_people().await?;
        let mut all: BTreeMap<RegisterId, BTreeSet<PersonId>> = BTreeMap::new();
        for (register, person) in rows {
            let person = merged.get(&PersonId(person)).copied().unwrap_or(PersonId(person));
            all.entry(RegisterId::new(register)).or_default().insert(person);
        }
        Ok(all)
    }

    /// When the batches within reach that count were received.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn receipts(&self, allowed: &Allowed<SeeRegisters>) -> Result<Vec<Timestamp>> {
        let rows: Vec<i64> = batch::Entity::find()
            .select_only()
            .column(batch::Column::ReceivedUs)
            .filter(batch::Column::State.eq(BatchState::Imported.word()))
            .filter(office_reach(allowed, batch::Column::OfficeId))
            .into_tuple()
            .all(self.reader())
            .await?;
        rows.into_iter().map(moment).collect()
    }

    /// How many people the batches within reach that count name in each register.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people_in_registers(&self, allowed: &Allowed<SeeRegisters>) -> Result<BTreeMap<RegisterId, u64>> {
        let people = Func::count_distinct(Expr::col(register_row::Column::PersonId));
        let rows: Vec<(String, i64)> = counting(allowed)
            .select_only()
            .column(register_row::Column::Register)
            .column_as(SimpleExpr::from(people), "people")
            .group_by(register_row::Column::Register)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|(register, people)| (RegisterId::new(register), counted(people))).collect())
    }

    /// How many people the batches within reach that count name, each once however many registers name them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people_in_all_registers(&self, allowed: &Allowed<SeeRegisters>) -> Result<u64> {
        let people = Func::count_distinct(Expr::col(register_row::Column::PersonId));
        let count: Option<i64> = counting(allowed)
            .select_only()
            .column_as(SimpleExpr::from(people), "people")
            .into_tuple()
            .one(self.reader())
            .await?;
        let twice = self.named_twice(allowed).await?;
        Ok(counted(count.unwrap_or_default()).saturating_sub(twice))
    }

    /// How many of those who are named are somebody else who is named too: their rows keep the number that they had.
    async fn named_twice(&self, allowed: &Allowed<SeeRegisters>) -> Result<u64> {
        let merged = self.merged_people().await?;
        let either: Vec<PersonId> = merged.iter().flat_map(|(gone, kept)| [*gone, *kept]).collect();
        let mut named: BTreeSet<i64> = BTreeSet::new();
        for some in either.chunks(CHUNK) {
            let theirs = register_row::Column::PersonId.is_in(some.iter().map(|person| person.0));
            let find = counting(allowed).filter(theirs).select_only().column(register_row::Column::PersonId);
            named.extend(find.distinct().into_tuple::<i64>().all(self.reader()).await?);
        }
        let is = |id: &i64| merged.get(&PersonId(*id)).copied().unwrap_or(PersonId(*id));
        let people: BTreeSet<PersonId> = named.iter().map(is).collect();
        Ok(u64::try_from(named.len().saturating_sub(people.len())).unwrap_or(u64::MAX))
    }

    /// In which registers rows speak of each of `people`, rows of a batch that is being taken in included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_in(&self, people: &[PersonId]) -> Result<BTreeMap<PersonId, BTreeSet<RegisterId>>> {
        let mut found: BTreeMap<PersonId, BTreeSet<RegisterId>> = BTreeMap::new();
        for some in people.chunks(CHUNK) {
            let rows: Vec<(i64, String)> = register_row::Entity::find()
                .select_only()
                .columns([register_row::Column::PersonId, register_row::Column::Register])
                .filter(register_row::Column::PersonId.is_in(some.iter().map(|person| person.0)))
                .distinct()
                .into_tuple()
                .all(self.reader())
                .await?;
            for (person, register) in rows {
                found.entry(PersonId(person)).or_default().insert(RegisterId::new(register));
            }
        }
        Ok(found)
    }

    /// Everybody who turned out to be somebody else, with who that is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn merged_people(&self) -> Result<BTreeMap<PersonId, PersonId>> {
        let gone: Vec<i64> = person::Entity::find()
            .select_only()
            .column(person::Column::Id)
            .filter(person::Column::MergedInto.is_not_null())
            .into_tuple()
            .all(self.reader())
            .await?;
        self.true_people(&gone.into_iter().map(PersonId).collect::<Vec<_>>()).await
    }

    /// The key under which households get their codes in the analysts' tables: it belongs to this database and never
    /// leaves the process.
    #[must_use]
    pub fn household_key(&self) -> Vec<u8> {
        self.vault().lookup_hash("household-code", "analysis")
    }
}

impl Tx {
    /// Gives a row of a file that waited its person: `rows` are its rows in the registers that it feeds, each with its
    /// cells as they are now. Of the batch's rows that wait, there is one less.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such row, [`StoreError::Taken`] when one of them does not wait.
    pub async fn correct_rows(&mut self, person: PersonId, rows: &[(i64, Value)]) -> Result<()> {
        let key = self.key_of(&Subject::Person(person)).await?;
        let mut place = None;
        let mut fewer: BTreeMap<String, i64> = BTreeMap::new();
        for (row, cells) in rows {
            let known = register_row::Entity::find_by_id(*row).one(self.db()).await?;
            let known = known.ok_or_else(|| StoreError::missing(format!("row {row}")))?;
            if !known.waiting {
                return Err(StoreError::Taken { what: format!("row {row}") });
            }
            let change = register_row::ActiveModel {
                id: Set(*row),
                person_id: Set(Some(person.0)),
                sealed: Set(key.seal(&row_place(*row), to_json(cells)?.as_bytes())?),
                waiting: Set(false),
                ..Default::default()
            };
            register_row::Entity::update(change).exec(self.db()).await?;
            let waiting = fewer.entry(known.register).or_default();
            *waiting = waiting.saturating_add(1);
            place = Some((known.batch_id, known.sheet, known.row_number));
        }
        let (batch, sheet, row) = place.ok_or_else(|| StoreError::missing("row to be corrected"))?;
        batch::Entity::update_many()
            .col_expr(batch::Column::Waiting, Expr::col(batch::Column::Waiting).sub(1))
            .filter(batch::Column::Id.eq(batch))
            .exec(self.db())
            .await?;
        for (register, rows) in fewer {
            batch_part::Entity::update_many()
                .col_expr(batch_part::Column::Waiting, Expr::col(batch_part::Column::Waiting).sub(rows))
                .filter(batch_part::Column::BatchId.eq(batch).and(batch_part::Column::Register.eq(register)))
                .exec(self.db())
                .await?;
        }
        let plain = json!({ "row": row, "sheet": sheet, "person": person });
        self.append(NewEntry::plain(format!("batch:{batch}"), "row-corrected", plain)).await?;
        Ok(())
    }
}

/// Rows of the batches within reach that count.
fn counting(allowed: &Allowed<SeeRegisters>) -> Select<register_row::Entity> {
    let imported = batch::Entity::find()
        .select_only()
        .column(batch::Column::Id)
        .filter(batch::Column::State.eq(BatchState::Imported.word()))
        .filter(office_reach(allowed, batch::Column::OfficeId))
        .into_query();
    register_row::Entity::find().filter(register_row::Column::BatchId.in_subquery(imported))
}

/// The numbers of batches that count.
fn imported() -> SelectStatement {
    let counts = batch::Column::State.eq(BatchState::Imported.word());
    batch::Entity::find().select_only().column(batch::Column::Id).filter(counts).into_query()
}
