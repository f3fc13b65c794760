//! Reading batches, rows and bad cells.
use std::collections::BTreeMap;

use domain::access::action::{ImportRegisters, SeeRegisters};
use domain::access::{Action, Allowed};
use kernel::id::{BatchId, OfficeId, PersonId, RegisterId};
use kernel::{Count, Mistake, Sealed};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::Value;

use super::import::{bad_cell_place, counts, row_place};
use super::{BadCell, Batch, BatchPart, BatchState, Row, RowFilter, RowPlace, SenderId};
use crate::error::{Result, StoreError};
use crate::paging::{Page, cut, office_reach};
use crate::people::{ShowsPeople, family};
use crate::rows::{bad_cell, batch, batch_part, register_row};
use crate::store::Store;
use crate::text::{counted, from_json, maybe_day, maybe_moment, moment};

/// The most rows of one person that are read; more than anybody has in all registers.
const MOST_ROWS: u64 = 1_000;

/// An act on what agencies hand over.
pub trait OfRegisters: Action {}

impl OfRegisters for SeeRegisters {}
impl OfRegisters for ImportRegisters {}

impl Store {
    /// The batch `id`; `None` when it is not there or out of reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn batch(&self, allowed: &Allowed<SeeRegisters>, id: BatchId) -> Result<Option<Batch>> {
        let within = office_reach(allowed, batch::Column::OfficeId);
        let row = batch::Entity::find_by_id(id.0).filter(within).one(self.reader()).await?;
        Ok(self.batches_of(row.into_iter().collect()).await?.pop())
    }

    /// Batches within reach, the newest first; `after` is the cursor of the page before. Previews that nobody went on
    /// with are left out.
    ///
    /// # Errors
    /// When the database fails or the cursor is not one of ours.
    pub async fn batches(
        &self,
        allowed: &Allowed<SeeRegisters>,
        register: Option<&RegisterId>,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<Batch>> {
        let mut find = batch::Entity::find()
            .filter(office_reach(allowed, batch::Column::OfficeId))
            .filter(batch::Column::State.ne(BatchState::Previewed.word()));
        if let Some(register) = register {
            let with = batch_part::Entity::find()
                .select_only()
                .column(batch_part::Column::BatchId)
                .filter(batch_part::Column::Register.eq(register.as_str()));
            find = find.filter(batch::Column::Id.in_subquery(with.into_query()));
        }
        let total = Count::from(find.clone().count(self.reader()).await?);
        if let Some(after) = after {
            find = find.filter(batch::Column::Id.lt(number(after)?));
        }
        let rows = find.order_by_desc(batch::Column::Id).limit(limit.saturating_add(1)).all(self.reader()).await?;
        let (rows, next) = cut(rows, limit, |row| row.id.to_string());
        Ok(Page { rows: self.batches_of(rows).await?, total, next })
    }

    /// The batch that has this file and counts, if any.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn batch_with_file(&self, sha256: &[u8; 32]) -> Result<Option<BatchId>> {
        let counts = [BatchState::Importing.word(), BatchState::Imported.word()];
        let row = batch::Entity::find()
            .filter(batch::Column::Sha256.eq(sha256.to_vec()))
            .filter(batch::Column::State.is_in(counts))
            .one(self.reader())
            .await?;
        Ok(row.map(|row| BatchId(row.id)))
    }

    /// The file of a batch in reach, while it is kept.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is kept no longer or is out of reach.
    pub async fn batch_file(&self, allowed: &Allowed<ImportRegisters>, id: BatchId) -> Result<Vec<u8>> {
        let within = office_reach(allowed, batch::Column::OfficeId);
        let row = batch::Entity::find_by_id(id.0).filter(within).one(self.reader()).await?;
        let missing = || StoreError::missing(format!("file of batch {id}"));
        let object = row.and_then(|row| row.object).ok_or_else(missing)?;
        self.object(&object).await?.ok_or_else(missing)
    }

    /// Rows of batches in reach, by number, after the row `after`; their cells opened.
    ///
    /// # Errors
    /// When the database fails, or a row does not open.
    pub async fn rows<A: OfRegisters>(
        &self,
        allowed: &Allowed<A>,
        filter: &RowFilter,
        after: Option<i64>,
        limit: u64,
    ) -> Result<Vec<Row>> {
        use register_row::Column::{BatchId, Id, Register, Waiting};
        let mut find = register_row::Entity::find().order_by_asc(Id).limit(limit);
        if !allowed.reaches_all() {
            find = find.filter(BatchId.in_subquery(batches_in_reach(allowed)));
        }
        if let Some(batch) = filter.batch {
            find = find.filter(BatchId.eq(batch.0));
        }
        if let Some(register) = &filter.register {
            find = find.filter(Register.eq(register.as_str()));
        }
        if let Some(waiting) = filter.waiting {
            find = find.filter(Waiting.eq(waiting));
        }
        if let Some(after) = after {
            find = find.filter(Id.gt(after));
        }
        self.opened_rows(find.all(self.reader()).await?).await
    }

    /// What the registers say of `person`, under whatever number they were known: rows of batches that count, with their
    /// places, the newest first. Empty when the person is out of reach.
    ///
    /// # Errors
    /// When the database fails, or a row does not open.
    pub async fn rows_of<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        person: PersonId,
    ) -> Result<Vec<(Row, RowPlace)>> {
        if self.shown(allowed, &[person]).await?.is_empty() {
            return Ok(vec![]);
        }
        let same = family(self.reader(), person.0).await?;
        let rows = register_row::Entity::find()
            .filter(register_row::Column::PersonId.is_in(same))
            .order_by_desc(register_row::Column::Id)
            .limit(MOST_ROWS)
            .all(self.reader())
            .await?;
        let batches = batch::Entity::find()
            .filter(batch::Column::Id.is_in(rows.iter().map(|row| row.batch_id)))
            .filter(batch::Column::State.eq(BatchState::Imported.word()))
            .all(self.reader())
            .await?;
        let senders = self.senders().await?;
        let place = |row: &Row| {
            let batch = batches.iter().find(|batch| batch.id == row.batch.0)?;
            let sender = senders.iter().find(|sender| sender.id.0 == batch.sender_id)?;
            Some(moment(batch.received_us).map(|received_at| RowPlace {
                batch: row.batch,
                register: row.register.clone(),
                sender: sender.name.clone(),
                file_name: batch.file_name.clone(),
                sheet: row.sheet.clone(),
                row: row.row,
                received_at,
            }))
        };
        let rows = self.opened_rows(rows).await?;
        rows.into_iter().filter_map(|row| place(&row).map(|place| Ok((row, place?)))).collect()
    }

    /// What the previews of these batches hold: heads and where they go, nothing of a row.
    ///
    /// # Errors
    /// [`StoreError`] when the database fails.
    pub async fn details_of(&self, batches: impl IntoIterator<Item = BatchId>) -> Result<BTreeMap<BatchId, Value>> {
        let ids = batches.into_iter().map(|batch| batch.0);
        let found = batch::Entity::find().filter(batch::Column::Id.is_in(ids)).all(self.reader()).await?;
        found.into_iter().map(|row| Ok((BatchId(row.id), from_json(&row.detail)?))).collect()
    }

    async fn opened_rows(&self, rows: Vec<register_row::Model>) -> Result<Vec<Row>> {
        let opener = self.vault().keys_for(self.reader(), rows.iter().map(|row| row.sealed.as_slice())).await?;
        let row = |row: register_row::Model| {
            let text = opener.open(&row_place(row.id), &row.sealed)?;
            Ok(Row {
                id: row.id,
                batch: BatchId(row.batch_id),
                register: RegisterId::new(row.register),
                sheet: row.sheet,
                row: small(row.row_number),
                person: row.person_id.map(PersonId),
                cells: text.map(|text| serde_json::from_slice(&text)).transpose()?,
                waiting: row.waiting,
                to_confirm: row.to_confirm,
            })
        };
        rows.into_iter().map(row).collect()
    }

    /// Bad cells of a batch in reach, in their order, after the cell `after`; the cursor is a number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bad_cells<A: OfRegisters>(
        &self,
        allowed: &Allowed<A>,
        id: BatchId,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<BadCell>> {
        let mut find = bad_cell::Entity::find().filter(bad_cell::Column::BatchId.eq(id.0));
        if !allowed.reaches_all() {
            find = find.filter(bad_cell::Column::BatchId.in_subquery(batches_in_reach(allowed)));
        }
        let total = Count::from(find.clone().count(self.reader()).await?);
        if let Some(after) = after {
            find = find.filter(bad_cell::Column::Id.gt(number(after)?));
        }
        let rows = find.order_by_asc(bad_cell::Column::Id).limit(limit.saturating_add(1)).all(self.reader()).await?;
        let (rows, next) = cut(rows, limit, |row| row.id.to_string());
        let opener = self.vault().keys_for(self.reader(), rows.iter().map(|row| row.sealed.as_slice())).await?;
        let cell = |row: bad_cell::Model| {
            let text = opener.open(&bad_cell_place(row.id), &row.sealed)?;
            let text = text.map(String::from_utf8).transpose().map_err(|_| StoreError::broken("a bad cell"))?;
            Ok(BadCell {
                register: RegisterId::new(row.register),
                sheet: row.sheet,
                row: small(row.row_number),
                letters: row.letters,
                header: row.header,
                mistake: Mistake { with: from_json(&row.details)?, ..Mistake::at(row.field, row.code) },
                text: text.map(Sealed::new),
            })
        };
        Ok(Page { rows: rows.into_iter().map(cell).collect::<Result<_>>()?, total, next })
    }

    async fn batches_of(&self, rows: Vec<batch::Model>) -> Result<Vec<Batch>> {
        let ids = rows.iter().map(|row| row.id);
        let parts = batch_part::Entity::find()
            .filter(batch_part::Column::BatchId.is_in(ids))
            .order_by_asc(batch_part::Column::Register)
            .all(self.reader())
            .await?;
        rows.into_iter().map(|row| batch_of(row, &parts)).collect()
    }
}

fn batch_of(row: batch::Model, parts: &[batch_part::Model]) -> Result<Batch> {
    let theirs = parts.iter().filter(|part| part.batch_id == row.id).map(|part| BatchPart {
        register: RegisterId::new(&part.register),
        rows: counted(part.rows),
        waiting: counted(part.waiting),
        bad_cells: counted(part.bad_cells),
    });
    let state = BatchState::ALL.into_iter().find(|state| state.word() == row.state);
    Ok(Batch {
        id: BatchId(row.id),
        counts: counts(&row),
        parts: theirs.collect(),
        sha256: hex::encode(&row.sha256),
        object: row.object,
        sender: SenderId(row.sender_id),
        office: OfficeId(row.office_id),
        purpose: row.purpose,
        keep_until: maybe_day(row.keep_until.as_ref())?,
        state: state.ok_or_else(|| StoreError::broken(format!("state {}", row.state)))?,
        received_by: row.received_by,
        received_at: moment(row.received_us)?,
        imported_at: maybe_moment(row.imported_us)?,
        detail: from_json(&row.detail)?,
        file_name: row.file_name,
    })
}

fn batches_in_reach<A>(allowed: &Allowed<A>) -> SelectStatement {
    let within = office_reach(allowed, batch::Column::OfficeId);
    batch::Entity::find().select_only().column(batch::Column::Id).filter(within).into_query()
}

fn number(cursor: &str) -> Result<i64> {
    cursor.parse().map_err(|_| StoreError::missing("place in the list"))
}

fn small(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
