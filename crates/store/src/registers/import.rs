//! Taking a batch in, in portions, and taking it back whole.
use std::collections::{BTreeMap, BTreeSet};

use kernel::Sealed;
use kernel::id::{BatchId, PersonId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, Set};
use serde_json::{Value, json};

use super::{BadCell, BatchCounts, BatchPart, BatchState, NewBatch, NewRow};
use crate::error::{Result, StoreError};
use crate::journal::NewEntry;
use crate::keys::{DataKey, Subject, chunks};
use crate::numbers::next_numbers;
use crate::people::families;
use crate::rows::{bad_cell, batch, batch_part, case_party, data_key, household_member, lead, person, register_row};
use crate::store::Store;
use crate::text::{CHUNK, counted, to_json};
use crate::tx::Tx;

/// What was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenBack {
    /// Rows that are gone.
    pub rows: u64,
    /// Records of people of whom nothing speaks any more: their identity is erased.
    pub people: u64,
}

impl Tx {
    /// Keeps what was received, for its preview: nothing of it counts yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_batch(&mut self, new: NewBatch) -> Result<BatchId> {
        let id = next_numbers(self.db(), "batch", 1).await?.start;
        let plain = json!({
            "file": new.file_name, "sha256": hex::encode(new.sha256), "sender": new.sender, "office": new.office,
            "purpose": new.purpose, "keep_until": new.keep_until,
        });
        let row = batch::ActiveModel {
            id: Set(id),
            file_name: Set(new.file_name),
            sha256: Set(new.sha256.to_vec()),
            object: Set(None),
            sender_id: Set(new.sender.0),
            office_id: Set(new.office.0),
            purpose: Set(new.purpose),
            keep_until: Set(new.keep_until.map(|day| day.to_string())),
            state: Set(BatchState::Previewed.word().to_owned()),
            received_by: Set(self.actor().to_owned()),
            received_us: Set(self.now().as_microsecond()),
            imported_us: Set(None),
            taken_back_us: Set(None),
            detail: Set(to_json(&new.detail)?),
            ..counts_set(&BatchCounts::default())
        };
        batch::Entity::insert(row).exec_without_returning(self.db()).await?;
        self.append(NewEntry::plain(format!("batch:{id}"), "received", plain)).await?;
        Ok(BatchId(id))
    }

    /// Keeps the file of a batch, sealed under the batch's key, until the batch is in or was taken back.
    ///
    /// # Errors
    /// [`StoreError::Full`] when the disk is full.
    pub async fn keep_batch_file(&mut self, id: BatchId, bytes: &[u8]) -> Result<()> {
        let object = self.keep_object(&Subject::Batch(id), bytes).await?;
        self.change_batch(id, batch::ActiveModel { object: Set(Some(object)), ..Default::default() }).await
    }

    /// Changes what the preview holds, e.g. the mapping that a person chose.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such batch.
    pub async fn set_batch_detail(&mut self, id: BatchId, detail: &Value) -> Result<()> {
        self.change_batch(id, batch::ActiveModel { detail: Set(to_json(detail)?), ..Default::default() }).await
    }

    /// Begins to take the batch in: from here on it is either finished or taken back.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the same file is in or is being taken in, or this batch is not waiting for it.
    pub async fn start_import(&mut self, id: BatchId) -> Result<()> {
        let state = self.batch_state(id).await?;
        if state != BatchState::Previewed.word() {
            return Err(StoreError::Taken { what: format!("batch {id}") });
        }
        let change = batch::ActiveModel { state: Set(BatchState::Importing.word().to_owned()), ..Default::default() };
        self.change_batch(id, change).await
    }

    /// Writes rows of a batch that is being taken in.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when a row is there already.
    pub async fn add_rows(&mut self, id: BatchId, rows: Vec<NewRow>) -> Result<()> {
        let subject = |row: &NewRow| row.person.map_or(Subject::Batch(id), Subject::Person);
        let keys = self.keys_of(&rows.iter().map(subject).collect()).await?;
        let numbers = next_numbers(self.db(), "register_row", rows.len()).await?;
        let mut models = Vec::with_capacity(rows.len());
        for (number, row) in numbers.zip(rows) {
            let key = keys.get(&subject(&row)).ok_or_else(|| StoreError::missing("key"))?;
            models.push(register_row::ActiveModel {
                id: Set(number),
                batch_id: Set(id.0),
                sealed: Set(seal_cells(key, number, &row.cells)?),
                register: Set(row.register.to_string()),
                sheet: Set(row.sheet),
                row_number: Set(i64::from(row.row)),
                person_id: Set(row.person.map(|person| person.0)),
                waiting: Set(row.waiting),
                to_confirm: Set(row.to_confirm),
            });
        }
        for some in chunks(models) {
            register_row::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }

    /// Writes cells of a batch that could not be understood.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_bad_cells(&mut self, id: BatchId, cells: Vec<BadCell>) -> Result<()> {
        let key = self.key_of(&Subject::Batch(id)).await?;
        let numbers = next_numbers(self.db(), "bad_cell", cells.len()).await?;
        let mut models = Vec::with_capacity(cells.len());
        for (number, cell) in numbers.zip(cells) {
            let text = cell.text.map(Sealed::into_unsealed).unwrap_or_default();
            models.push(bad_cell::ActiveModel {
                id: Set(number),
                batch_id: Set(id.0),
                register: Set(cell.register.to_string()),
                sheet: Set(cell.sheet),
                row_number: Set(i64::from(cell.row)),
                letters: Set(cell.letters),
                header: Set(cell.header),
                field: Set(cell.mistake.field),
                code: Set(cell.mistake.code),
                details: Set(to_json(&cell.mistake.with)?),
                sealed: Set(key.seal(&bad_cell_place(number), text.as_bytes())?),
            });
        }
        for some in chunks(models) {
            bad_cell::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }

    /// The batch is in: from here on it counts. Its file stays, sealed, until it is taken back.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when it was not being taken in.
    pub async fn finish_import(&mut self, id: BatchId, counts: &BatchCounts, parts: &[BatchPart]) -> Result<()> {
        if self.batch_state(id).await? != BatchState::Importing.word() {
            return Err(StoreError::Taken { what: format!("batch {id}") });
        }
        let change = batch::ActiveModel {
            state: Set(BatchState::Imported.word().to_owned()),
            imported_us: Set(Some(self.now().as_microsecond())),
            ..counts_set(counts)
        };
        self.change_batch(id, change).await?;
        let rows: Vec<_> = parts.iter().map(|part| part_row(id, part)).collect();
        if !rows.is_empty() {
            batch_part::Entity::insert_many(rows).exec_without_returning(self.db()).await?;
        }
        let registers: BTreeMap<_, _> = parts.iter().map(|part| (&part.register, part.rows)).collect();
        let plain = json!({
            "rows": counts.rows, "same": counts.same, "waiting": counts.waiting, "bad_cells": counts.bad_cells,
            "people_new": counts.people_new, "people_known": counts.people_known, "to_confirm": counts.to_confirm,
            "registers": registers,
        });
        self.append(NewEntry::plain(format!("batch:{id}"), "imported", plain)).await?;
        Ok(())
    }

    /// Takes a batch back whole: its rows and bad cells go, its file is erased, and so is the identity of people of whom
    /// nothing else speaks, whichever list was the first to do so. The same file may then be taken in again.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when it was taken back before.
    pub async fn take_back(&mut self, id: BatchId, why: &str) -> Result<TakenBack> {
        if self.batch_state(id).await? == BatchState::TakenBack.word() {
            return Err(StoreError::Taken { what: format!("batch {id}") });
        }
        let named = self.named_by(id).await?;
        let rows = register_row::Entity::delete_many().filter(register_row::Column::BatchId.eq(id.0));
        let rows = rows.exec(self.db()).await?.rows_affected;
        bad_cell::Entity::delete_many().filter(bad_cell::Column::BatchId.eq(id.0)).exec(self.db()).await?;
        household_member::Entity::delete_many()
            .filter(household_member::Column::BatchId.eq(id.0))
            .exec(self.db())
            .await?;
        let people = self.forget_people_of(id, named).await?;
        let change = batch::ActiveModel {
            state: Set(BatchState::TakenBack.word().to_owned()),
            taken_back_us: Set(Some(self.now().as_microsecond())),
            object: Set(None),
            ..Default::default()
        };
        self.change_batch(id, change).await?;
        let plain = json!({ "rows": rows, "people": people, "why": why });
        self.append(NewEntry::plain(format!("batch:{id}"), "taken-back", plain)).await?;
        Ok(TakenBack { rows, people })
    }

    async fn batch_state(&self, id: BatchId) -> Result<String> {
        let row = batch::Entity::find_by_id(id.0).one(self.db()).await?;
        Ok(row.ok_or_else(|| StoreError::missing(format!("batch {id}")))?.state)
    }

    async fn change_batch(&self, id: BatchId, change: batch::ActiveModel) -> Result<()> {
        let done = batch::Entity::update_many().set(change).filter(batch::Column::Id.eq(id.0)).exec(self.db()).await?;
        if done.rows_affected == 0 { Err(StoreError::missing(format!("batch {id}"))) } else { Ok(()) }
    }

    /// Forgets those of `named` of whom nothing speaks any more: no row, case or lead of any record that they are. Their
    /// keys are destroyed, and the batch's own.
    async fn forget_people_of(&mut self, id: BatchId, named: BTreeSet<i64>) -> Result<u64> {
        let families = families(self.db(), &named).await?;
        let everybody: BTreeSet<i64> = families.values().flatten().copied().collect();
        let living = self.spoken_of(&everybody).await?;
        let gone: BTreeSet<i64> =
            families.into_values().filter(|family| family.is_disjoint(&living)).flatten().collect();
        let people: Vec<i64> = gone.iter().copied().collect();
        crate::people::forget_keys(self.db(), &people).await?;
        crate::people::forget_the_open(self.db(), &gone).await?;
        self.destroy_keys(&[Subject::Batch(id)]).await?;
        self.destroy_keys(&people.into_iter().map(|id| Subject::Person(PersonId(id))).collect::<Vec<_>>()).await
    }

    /// Answers how many keys there were.
    async fn destroy_keys(&self, subjects: &[Subject]) -> Result<u64> {
        let mut keys: u64 = 0;
        for some in subjects.chunks(CHUNK) {
            let gone = data_key::ActiveModel {
                wrapped: Set(vec![]),
                destroyed_us: Set(Some(self.now().as_microsecond())),
                ..Default::default()
            };
            let theirs = data_key::Column::Subject.is_in(some.iter().map(Subject::to_string));
            let live = data_key::Column::DestroyedUs.is_null();
            let done = data_key::Entity::update_many().set(gone).filter(theirs).filter(live).exec(self.db()).await?;
            keys = keys.saturating_add(done.rows_affected);
        }
        Ok(keys)
    }

    /// Whom the rows of a batch name, and whom it was the first to speak of.
    async fn named_by(&self, id: BatchId) -> Result<BTreeSet<i64>> {
        let rows = register_row::Entity::find().select_only().column(register_row::Column::PersonId).distinct();
        let theirs = register_row::Column::BatchId.eq(id.0).and(register_row::Column::PersonId.is_not_null());
        let mut named: Vec<i64> = rows.filter(theirs).into_tuple().all(self.db()).await?;
        let first = person::Entity::find().select_only().column(person::Column::Id);
        let first: Vec<i64> = first.filter(person::Column::BatchId.eq(id.0)).into_tuple().all(self.db()).await?;
        named.extend(first);
        Ok(named.into_iter().collect())
    }

    /// Those of `people` of whom a row, a case or a lead speaks, and those who were not first known by a list.
    async fn spoken_of(&self, people: &BTreeSet<i64>) -> Result<BTreeSet<i64>> {
        let people: Vec<i64> = people.iter().copied().collect();
        let mut found: BTreeSet<i64> = BTreeSet::new();
        for some in people.chunks(CHUNK) {
            let these = || some.iter().copied();
            let rows = register_row::Entity::find().select_only().column(register_row::Column::PersonId).distinct();
            let rows = rows.filter(register_row::Column::PersonId.is_in(these())).into_tuple::<i64>();
            found.extend(rows.all(self.db()).await?);
            let parties = case_party::Entity::find().select_only().column(case_party::Column::PersonId).distinct();
            let parties = parties.filter(case_party::Column::PersonId.is_in(these())).into_tuple::<i64>();
            found.extend(parties.all(self.db()).await?);
            for column in [lead::Column::PersonId, lead::Column::CandidateId] {
                let leads = lead::Entity::find().select_only().column(column).distinct();
                found.extend(leads.filter(column.is_in(these())).into_tuple::<i64>().all(self.db()).await?);
            }
            let others = person::Entity::find().select_only().column(person::Column::Id);
            let others = others.filter(person::Column::Id.is_in(these()).and(person::Column::BatchId.is_null()));
            found.extend(others.into_tuple::<i64>().all(self.db()).await?);
        }
        Ok(found)
    }
}

impl Store {
    /// Takes back every batch that a crash left half-way; answers which. Call it at start, before anybody is served.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recover(&self, now: jiff::Timestamp) -> Result<Vec<BatchId>> {
        let half = batch::Column::State.eq(BatchState::Importing.word());
        let ids: Vec<i64> = batch::Entity::find()
            .select_only()
            .column(batch::Column::Id)
            .filter(half)
            .into_tuple()
            .all(self.reader())
            .await?;
        for id in &ids {
            let who = domain::access::Who::System("recovery".to_owned());
            let mut tx = self.begin(&who, now).await?;
            tx.take_back(BatchId(*id), "the import was interrupted").await?;
            tx.commit().await?;
        }
        Ok(ids.into_iter().map(BatchId).collect())
    }

    /// How many people the store knows, provisional ones included, merged ones not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_people(&self) -> Result<u64> {
        Ok(person::Entity::find().filter(person::Column::MergedInto.is_null()).count(self.reader()).await?)
    }
}

fn seal_cells(key: &DataKey, row: i64, cells: &Value) -> Result<Vec<u8>> {
    Ok(key.seal(&row_place(row), to_json(cells)?.as_bytes())?)
}

/// Where a row's cells rest.
pub(super) fn row_place(row: i64) -> String {
    format!("register_row/sealed/{row}")
}

/// Where the text of a bad cell rests.
pub(super) fn bad_cell_place(cell: i64) -> String {
    format!("bad_cell/sealed/{cell}")
}

fn counts_set(counts: &BatchCounts) -> batch::ActiveModel {
    let number = |count: u64| Set(i64::try_from(count).unwrap_or(i64::MAX));
    batch::ActiveModel {
        rows: number(counts.rows),
        same: number(counts.same),
        waiting: number(counts.waiting),
        bad_cells: number(counts.bad_cells),
        people_new: number(counts.people_new),
        people_known: number(counts.people_known),
        to_confirm: number(counts.to_confirm),
        ..Default::default()
    }
}

fn part_row(id: BatchId, part: &BatchPart) -> batch_part::ActiveModel {
    let number = |count: u64| Set(i64::try_from(count).unwrap_or(i64::MAX));
    batch_part::ActiveModel {
        batch_id: Set(id.0),
        register: Set(part.register.to_string()),
        rows: number(part.rows),
        waiting: number(part.waiting),
        bad_cells: number(part.bad_cells),
    }
}

/// The counts of a batch as read.
pub(super) fn counts(row: &batch::Model) -> BatchCounts {
    BatchCounts {
        rows: counted(row.rows),
        same: counted(row.same),
        waiting: counted(row.waiting),
        bad_cells: counted(row.bad_cells),
        people_new: counted(row.people_new),
        people_known: counted(row.people_known),
        to_confirm: counted(row.to_confirm),
    }
}
