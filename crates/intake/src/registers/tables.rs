//! The tables kept as the store says: made anew where a row was corrected or a person erased, removed with their batch,
//! made where one is missing, as after a restore.
//!
//! Never: changed while they are read; read while what changed the rows since is not in them.
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

use analysis::{Limits, Live, Tables, is_written, links_are_written, remove_batch};
use domain::access::action::{ImportRegisters, SeePeople, SeeRegisters};
use jiff::civil::Date;
use kernel::id::{BatchId, OfficeId, PersonId, RegisterId};
use store::{Batch, BatchState, Row, RowFilter};
use tokio::sync::OwnedRwLockReadGuard;

use super::parquet::{BatchTables, Line, Whose, blocking, fault, values_of};
use super::{Detail, leave};
use crate::Intake;
use crate::asking::Answer;

/// The mark of the last entry that the tables heed.
const MARK: &str = "tables";
/// What changes tables that were written: kinds of entries, by kind of stream.
const CHANGES: [(&str, &[&str]); 2] = [("person", &["erased"]), ("batch", &["taken-back", "row-corrected"])];
/// Rows read at once when tables are made anew.
const ROWS: u64 = 2_000;

/// The tables, open. While this is held nobody changes them.
pub(crate) struct OpenTables {
    tables: Tables,
    /// The batches that they hold, with the office that took each in.
    pub(crate) offices: BTreeMap<BatchId, OfficeId>,
    _held: OwnedRwLockReadGuard<()>,
}

impl Deref for OpenTables {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Intake {
    /// The tables of every batch that counts, as they are now, asked as of `today`.
    pub(crate) async fn tables(&self, today: Date) -> Answer<OpenTables> {
        let held = Arc::clone(&self.tables).write_owned().await;
        self.mend_tables().await?;
        if !links_are_written(&self.folder) {
            self.write_links().await?;
        }
        let offices = self.store.live_batches().await?;
        let live = self.live(&offices).await?;
        let (dir, registers) = (&self.folder, &self.library.registers);
        let tables = Tables::open(dir, registers, &live, today, Limits::default()).await.map_err(fault)?;
        Ok(OpenTables { tables, offices, _held: held.downgrade() })
    }

    /// Brings the tables up to date with the rows. Twice does no harm.
    ///
    /// # Errors
    /// When the database or the disk fails; what is not done is tried again before anybody reads them.
    pub async fn keep_tables(&self) -> Answer<()> {
        let _alone = self.tables.write().await;
        self.mend_tables().await
    }

    /// Tells the tables who turned out to be whom, and who may be; answers how many pairs these are.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub(crate) async fn link(&self) -> Answer<u64> {
        let _alone = self.tables.write().await;
        self.write_links().await
    }

    /// Under the lock of the tables.
    async fn mend_tables(&self) -> Answer<()> {
        let (heeded, newest) = (self.store.mark(MARK).await?, self.store.newest_entry().await?);
        let mut stale: BTreeSet<BatchId> = BTreeSet::new();
        for (stream, kinds) in CHANGES {
            let changed = self.store.streams_after(heeded, stream, kinds).await?;
            if stream == "batch" {
                stale.extend(changed.into_iter().map(BatchId));
            } else {
                let people: Vec<PersonId> = changed.into_iter().map(PersonId).collect();
                stale.extend(self.store.batches_naming(&people).await?);
            }
        }
        let heeds = !stale.is_empty();
        let live = self.live(&self.store.live_batches().await?).await?;
        let dir = &self.folder;
        let has_all =
            |(batch, feeds): &(&BatchId, &BTreeSet<RegisterId>)| feeds.iter().all(|id| is_written(dir, id, **batch));
        stale.extend(live.iter().filter(|own| !has_all(own)).map(|(batch, _)| *batch));
        for id in stale {
            let Some(batch) = self.store.batch(&leave::<SeeRegisters>()?, id).await? else { continue };
            match batch.state {
                BatchState::Imported => self.remake_tables(&batch).await?,
                BatchState::TakenBack => self.remove_tables(id).await?,
                // Whoever takes it in writes its tables.
                BatchState::Previewed | BatchState::Importing => {}
            }
        }
        if heeds {
            self.store.set_mark(MARK, newest).await?;
        }
        Ok(())
    }

    /// Which tables there must be: of each of these batches, in every register that it feeds and the packs know.
    async fn live(&self, batches: &BTreeMap<BatchId, OfficeId>) -> Answer<Live> {
        let mut feeds = self.store.live_parts().await?;
        feeds.retain(|batch, _| batches.contains_key(batch));
        for registers in feeds.values_mut() {
            registers.retain(|id| self.library.registers.get(id.as_str()).is_some());
        }
        Ok(feeds)
    }

    /// Takes the tables of `batch` away.
    pub(super) async fn remove_tables(&self, batch: BatchId) -> Answer<()> {
        let own = self.clone();
        blocking(move || remove_batch(&own.folder, own.library.registers.iter(), batch)).await
    }

    /// Makes the tables of `batch` anew from the store's rows.
    async fn remake_tables(&self, batch: &Batch) -> Answer<()> {
        let mut tables = BatchTables::new(self, batch.id, &Detail::of(batch)?);
        let filter = RowFilter { batch: Some(batch.id), ..RowFilter::default() };
        let mut after = None;
        loop {
            let rows = self.store.rows(&leave::<ImportRegisters>()?, &filter, after, ROWS).await?;
            let Some(last) = rows.last().map(|row| row.id) else { break };
            after = Some(last);
            let people = self.whose(&rows).await?;
            tables = tables.write(lines(rows, &people)?).await?;
        }
        tables.finish(batch.parts.iter().map(|part| part.register.clone()).collect()).await
    }

    async fn whose(&self, rows: &[Row]) -> Answer<BTreeMap<PersonId, Whose>> {
        let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        let people = self.store.people(&leave::<SeePeople>()?, &people).await?;
        Ok(people.iter().filter_map(|person| Some((person.id, Whose::of(person)?))).collect())
    }
}

/// Whether an entry makes tables that were written stale.
#[must_use]
pub fn changes_tables(entry: &store::Entry) -> bool {
    is_one_of(entry, &CHANGES)
}

/// Whether an entry is of one of these kinds, each in its kind of stream.
pub(crate) fn is_one_of(entry: &store::Entry, changes: &[(&str, &[&str])]) -> bool {
    let Some((of, _)) = entry.stream.split_once(':') else { return false };
    changes.iter().any(|(stream, kinds)| *stream == of && kinds.contains(&entry.kind.as_str()))
}

/// Stored rows for the tables; of an erased person nothing is left that could be read.
fn lines(rows: Vec<Row>, people: &BTreeMap<PersonId, Whose>) -> Answer<Vec<Line>> {
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(values) = values_of(&row)? else { continue };
        let whose = row.person.and_then(|person| people.get(&person)).copied();
        let (register, place) = (row.register, (row.sheet, row.row));
        lines.push(Line { register, place, values, whose, waits: row.waiting });
    }
    Ok(lines)
}
