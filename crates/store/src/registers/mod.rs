//! What agencies hand over: senders and what their headers mean, batches, rows, cells that could not be understood.
//!
//! Never: reads a spreadsheet or decides who a row is about. A batch is in when its state says `imported`; what a
//! crash leaves half-way is rolled back at the next start.
mod everyone;
mod import;
mod read;
mod sender;

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{BatchId, OfficeId, PersonId, RegisterId};
use kernel::{Mistake, Sealed};
use serde_json::Value;

pub use import::TakenBack;
pub use read::OfRegisters;
pub use sender::{NewSender, Sender, SenderId};

/// Where a batch stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BatchState {
    /// Its file was read and shown; nothing of it counts.
    Previewed,
    /// Its rows are being written; nothing of it counts.
    Importing,
    /// It counts.
    Imported,
    /// It was taken back whole.
    TakenBack,
}

impl BatchState {
    pub(crate) const ALL: [Self; 4] = [Self::Previewed, Self::Importing, Self::Imported, Self::TakenBack];

    /// Its word in the database and on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            BatchState::Previewed => "previewed",
            BatchState::Importing => "importing",
            BatchState::Imported => "imported",
            BatchState::TakenBack => "taken-back",
        }
    }
}

/// A batch to be.
#[derive(Debug, Clone)]
pub struct NewBatch {
    /// The file's name as received.
    pub file_name: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// Who handed it over.
    pub sender: SenderId,
    /// The office that takes it in.
    pub office: OfficeId,
    /// What it may be used for.
    pub purpose: String,
    /// The last day on which it may be kept.
    pub keep_until: Option<Date>,
    /// Sheets, parts, the guessed mapping: whatever the preview shows again.
    pub detail: Value,
}

/// A batch.
#[derive(Debug, Clone, PartialEq)]
pub struct Batch {
    /// Its number.
    pub id: BatchId,
    /// The file's name as received.
    pub file_name: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// The sealed file in the object store, while it is kept.
    pub object: Option<String>,
    /// Who handed it over.
    pub sender: SenderId,
    /// The office that took it in.
    pub office: OfficeId,
    /// What it may be used for.
    pub purpose: String,
    /// The last day on which it may be kept.
    pub keep_until: Option<Date>,
    /// Where it stands.
    pub state: BatchState,
    /// Who took it in: `user:5`.
    pub received_by: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// When its import was complete.
    pub imported_at: Option<Timestamp>,
    /// What was counted.
    pub counts: BatchCounts,
    /// Sheets, parts, the mapping.
    pub detail: Value,
    /// What each register got.
    pub parts: Vec<BatchPart>,
}

/// What an import counted. While it runs: so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BatchCounts {
    /// Rows that were kept.
    pub rows: u64,
    /// Rows that were read and said nothing new.
    pub same: u64,
    /// Rows with neither name nor id.
    pub waiting: u64,
    /// Cells that could not be understood.
    pub bad_cells: u64,
    /// People first known by it.
    pub people_new: u64,
    /// People already known.
    pub people_known: u64,
    /// People known by name and birth date only.
    pub to_confirm: u64,
}

/// What a batch gave to a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPart {
    /// Which.
    pub register: RegisterId,
    /// Rows given.
    pub rows: u64,
    /// Of them waiting.
    pub waiting: u64,
    /// Cells of it that could not be understood.
    pub bad_cells: u64,
}

/// A row to be written.
#[derive(Debug, Clone)]
pub struct NewRow {
    /// The register.
    pub register: RegisterId,
    /// The sheet.
    pub sheet: String,
    /// The row there, from 1.
    pub row: u32,
    /// Whose row it is; `None` while it waits, and in a list that names nobody.
    pub person: Option<PersonId>,
    /// Its cells, sealed under the person's key (the batch's without a person).
    pub cells: Value,
    /// It should say who it is about and does not: a person corrects it.
    pub waiting: bool,
    /// The person was found by name and birth date only.
    pub to_confirm: bool,
}

/// A row as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// The batch.
    pub batch: BatchId,
    /// The register.
    pub register: RegisterId,
    /// The sheet.
    pub sheet: String,
    /// The row there, from 1.
    pub row: u32,
    /// Whose row it is.
    pub person: Option<PersonId>,
    /// Its cells; `None` when erased.
    pub cells: Option<Value>,
    /// Has neither name nor id.
    pub waiting: bool,
    /// The person was found by name and birth date only.
    pub to_confirm: bool,
}

/// Where a register speaks of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowPlace {
    /// The batch.
    pub batch: BatchId,
    /// The register.
    pub register: RegisterId,
    /// Who handed it over.
    pub sender: String,
    /// The file.
    pub file_name: String,
    /// The sheet.
    pub sheet: String,
    /// The row there, from 1.
    pub row: u32,
    /// When it was received.
    pub received_at: Timestamp,
}

/// A cell that could not be understood.
#[derive(Debug, Clone, PartialEq)]
pub struct BadCell {
    /// The register.
    pub register: RegisterId,
    /// The sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column, as spreadsheets letter it.
    pub letters: String,
    /// Its header.
    pub header: String,
    /// What is wrong; its field is the register's column. Holds no personal text.
    pub mistake: Mistake,
    /// What stood there; `None` when erased.
    pub text: Option<Sealed<String>>,
}

/// Which rows of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowFilter {
    /// Of this batch.
    pub batch: Option<BatchId>,
    /// Of this register.
    pub register: Option<RegisterId>,
    /// Waiting, or not waiting.
    pub waiting: Option<bool>,
}
