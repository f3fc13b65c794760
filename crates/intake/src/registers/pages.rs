//! The registers, the files that came in, and what came of each.
//!
//! Never: a count that another page would not agree with; both come from the same rows.
use std::collections::BTreeMap;

use domain::access::action::{ImportRegisters, SeeRegisters};
use domain::access::permit;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{BatchId, RegisterId};
use kernel::{Label, Mistake};
use law::facts::DataClass;
use packs::registers::Kind;
use store::{Batch, BatchCounts, BatchState};

use super::Detail;
use super::correct::WaitingRow;
use crate::Intake;
use crate::asking::{Answer, Asker, Page, Shown, actor_name, civil_day, user_of};

/// Batches and bad cells on a page.
const PAGE: u64 = 25;

/// The registers and the newest files.
#[derive(Debug, Clone, PartialEq)]
pub struct RegistersPage {
    /// Every register that the packs know.
    pub registers: Vec<RegisterRow>,
    /// How many people they name together, each once.
    pub people: u64,
    /// Files that came in, newest first.
    pub batches: Page<BatchRow>,
    /// Whether this person may take files in.
    pub may_import: bool,
}

/// A register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// Which.
    pub id: RegisterId,
    /// What a citizen reads.
    pub label: Label,
    /// What it says of the people in it.
    pub kind: Kind,
    /// Files that count.
    pub batches: u64,
    /// When the last one was received, and from whom.
    pub last: Option<(Date, String)>,
    /// Rows.
    pub rows: u64,
    /// People.
    pub people: u64,
    /// Cells that could not be understood.
    pub bad_cells: u64,
    /// Rows that wait to be corrected.
    pub waiting: u64,
}

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRow {
    /// The batch.
    pub id: BatchId,
    /// The registers that it feeds.
    pub registers: Vec<(RegisterId, Label)>,
    /// The file's name as received.
    pub file_name: String,
    /// From whom.
    pub sender: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// Who took it in.
    pub by: String,
    /// Where it stands.
    pub state: BatchState,
    /// What was counted.
    pub counts: BatchCounts,
    /// While it is being taken in: rows done and rows in all.
    pub progress: Option<(u64, u64)>,
}

/// Everything about a file that came in.
#[derive(Debug, Clone, PartialEq)]
pub struct BatchPage {
    /// The file.
    pub row: BatchRow,
    /// What each register got: rows, rows that wait, bad cells.
    pub parts: Vec<(Label, store::BatchPart)>,
    /// Cells that could not be understood.
    pub bad: Page<BadCellLine>,
    /// Rows that say neither name nor ID number.
    pub waiting: Vec<WaitingRow>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// What it may be used for.
    pub purpose: String,
    /// The last day on which it may be kept.
    pub keep_until: Option<Date>,
    /// Why it could not be taken in.
    pub failure: Option<Mistake>,
    /// Whether this person may take it back.
    pub may_take_back: bool,
}

/// A cell that could not be understood; its field is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadCellLine {
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column's letters.
    pub letters: String,
    /// Its head in the file.
    pub header: String,
    /// What it is read as.
    pub label: Label,
    /// What stands there, masked.
    pub text: Shown,
    /// What is wrong: the code of `kernel::cell::CellMistake`.
    pub mistake: Mistake,
}

/// Where a bad cell stands, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct BadCellPlace {
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column's letters.
    pub letters: String,
    /// The head of the column in the file.
    pub column: String,
    /// The code of `kernel::cell::CellMistake`.
    pub code: String,
}

impl Intake {
    /// The registers with their sums, and the files that came in.
    ///
    /// # Errors
    /// Refuses who may not see registers.
    pub async fn registers_page(&self, asker: &Asker, after: Option<&str>) -> Answer<RegistersPage> {
        let batches = self.batches(asker, None, after).await?;
        let mut rows: BTreeMap<RegisterId, RegisterRow> = BTreeMap::new();
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let people = self.store.people_in_registers(&allowed).await?;
        for register in self.library.registers.iter() {
            let row = RegisterRow {
                id: register.id.clone(),
                label: register.label.clone(),
                kind: register.kind,
                batches: 0,
                last: None,
                rows: 0,
                people: people.get(&register.id).copied().unwrap_or_default(),
                bad_cells: 0,
                waiting: 0,
            };
            rows.insert(register.id.clone(), row);
        }
        self.sum_batches(asker, &mut rows).await?;
        let may_import = permit::<ImportRegisters>(&asker.actor).is_ok();
        let people = self.store.people_in_all_registers(&allowed).await?;
        Ok(RegistersPage { registers: rows.into_values().collect(), people, batches, may_import })
    }

    /// Files that came in, of one register or of all, newest first.
    ///
    /// # Errors
    /// Refuses who may not see registers.
    pub async fn batches(
        &self,
        asker: &Asker,
        register: Option<&RegisterId>,
        after: Option<&str>,
    ) -> Answer<Page<BatchRow>> {
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let page = self.store.batches(&allowed, register, after, PAGE).await?;
        let mut rows = Vec::with_capacity(page.rows.len());
        for batch in &page.rows {
            rows.push(self.batch_row(asker, batch).await?);
        }
        Ok(Page { rows, total: page.total, next: page.next })
    }

    /// Everything about one file; `after` is the cursor of its bad cells.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it is out of reach.
    pub async fn batch_page(&self, asker: &Asker, id: BatchId, after: Option<&str>) -> Answer<BatchPage> {
        let (batch, allowed) = self.batch_in_reach(asker, id).await?;
        let bad = self.store.bad_cells(&allowed, id, after, PAGE).await?;
        let class = self.batch_class(&allowed, &batch).await?;
        let may_import = permit::<ImportRegisters>(&asker.actor).is_ok();
        let parts = batch.parts.iter().map(|part| (self.library.register_label(&part.register), part.clone()));
        Ok(BatchPage {
            row: self.batch_row(asker, &batch).await?,
            parts: parts.collect(),
            bad: Page {
                rows: bad.rows.iter().map(|cell| self.bad_cell(cell, class)).collect(),
                total: bad.total,
                next: bad.next,
            },
            waiting: self.waiting_rows((&allowed, class), &batch).await?,
            sha256: batch.sha256.clone(),
            purpose: batch.purpose.clone(),
            keep_until: batch.keep_until,
            failure: self.imports.failure(id).or(Detail::of(&batch)?.failure),
            may_take_back: may_import && batch.state == BatchState::Imported,
        })
    }

    /// Every bad cell of a batch by row and column, for the command line; what stands in them is not told.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn bad_cells_of(&self, id: BatchId) -> Answer<Vec<BadCellPlace>> {
        let allowed = super::leave::<ImportRegisters>()?;
        let mut all = vec![];
        let mut after: Option<String> = None;
        loop {
            let page = self.store.bad_cells(&allowed, id, after.as_deref(), 1_000).await?;
            let place = |cell: store::BadCell| BadCellPlace {
                sheet: cell.sheet,
                row: cell.row,
                letters: cell.letters,
                column: cell.header,
                code: cell.mistake.code,
            };
            all.extend(page.rows.into_iter().map(place));
            after = page.next;
            if after.is_none() {
                return Ok(all);
            }
        }
    }

    async fn batch_row(&self, asker: &Asker, batch: &Batch) -> Answer<BatchRow> {
        let detail = Detail::of(batch)?;
        let fed = detail.mapping.sheets.iter().flat_map(|sheet| &sheet.registers);
        let fed: std::collections::BTreeSet<&RegisterId> = fed.collect();
        Ok(BatchRow {
            id: batch.id,
            registers: fed.into_iter().map(|id| (id.clone(), self.library.register_label(id))).collect(),
            file_name: batch.file_name.clone(),
            sender: self.sender_name(batch.sender).await?,
            received_at: batch.received_at,
            by: self.who_is(asker, &batch.received_by).await?,
            state: batch.state,
            counts: batch.counts,
            progress: self.progress(batch, &detail),
        })
    }

    async fn sum_batches(&self, asker: &Asker, rows: &mut BTreeMap<RegisterId, RegisterRow>) -> Answer<()> {
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let senders = self.store.senders().await?;
        let mut after: Option<String> = None;
        loop {
            let page = self.store.batches(&allowed, None, after.as_deref(), 500).await?;
            let counts = page.rows.iter().filter(|batch| batch.state == BatchState::Imported);
            for (batch, part) in counts.flat_map(|batch| batch.parts.iter().map(move |part| (batch, part))) {
                let Some(row) = rows.get_mut(&part.register) else { continue };
                row.batches = row.batches.saturating_add(1);
                row.rows = row.rows.saturating_add(part.rows);
                row.bad_cells = row.bad_cells.saturating_add(part.bad_cells);
                row.waiting = row.waiting.saturating_add(part.waiting);
                let sender = senders.iter().find(|sender| sender.id == batch.sender).map(|sender| sender.name.clone());
                let day = civil_day(batch.received_at)?;
                row.last = row.last.take().or_else(|| sender.map(|sender| (day, sender))); // the newest comes first
            }
            after = page.next;
            if after.is_none() {
                return Ok(());
            }
        }
    }

    fn bad_cell(&self, cell: &store::BadCell, class: DataClass) -> BadCellLine {
        let register = self.library.registers.get(cell.register.as_str());
        let column = register.and_then(|register| register.column(&cell.mistake.field));
        let text = cell.text.as_ref().map(|text| text.unseal().as_str()).unwrap_or_default();
        BadCellLine {
            sheet: cell.sheet.clone(),
            row: cell.row,
            letters: cell.letters.clone(),
            header: cell.header.clone(),
            label: column.map_or_else(|| Label::new(&cell.header, &cell.header), |column| column.label.clone()),
            text: super::cell(column, text, class),
            mistake: cell.mistake.clone(),
        }
    }

    /// The name behind `user:5`; a part of the system keeps its own.
    pub(crate) async fn who_is(&self, asker: &Asker, who: &str) -> Answer<String> {
        let officers = self.store.account_names(&user_of(who).into_iter().collect(), asker.language).await?;
        Ok(actor_name(who, &officers))
    }
}
