//! Writing a batch: one Parquet file for each register that it feeds, in chunks, drafted apart and moved into place when
//! it is whole.
//!
//! Never: keeps a file's rows in memory, writes an identifier, leaves half a file under its name.
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, BooleanBuilder, Date32Builder, Int64Builder, RecordBatch, StringBuilder};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use hmac::{Hmac, KeyInit, Mac};
use jiff::civil::Date;
use kernel::id::{BatchId, PersonId, RegisterId};
use packs::registers::{Parsed, Register};
use sha2::Sha256;
use tempfile::{NamedTempFile, TempPath};

use crate::error::{AnalysisError, Result};
use crate::schema::{table_schema, written};

/// One row of a register, without identifiers.
#[derive(Debug, Clone)]
pub struct AnalysisRow {
    /// Whose it is; `None` where the register names nobody (a list of cases).
    pub person: Option<PersonId>,
    /// The code rests on a valid ID number or on a link that a person confirmed.
    pub identified: bool,
    /// The sheet's place in the file, from 0.
    pub sheet: u16,
    /// The row's number in the sheet, from 1.
    pub row: u32,
    /// The birth date, from the number or from the row.
    pub born: Option<Date>,
    /// The household, by [`household_code`].
    pub household: Option<i64>,
    /// What the row says to this register; identifiers in it are left out here.
    pub values: BTreeMap<String, Parsed>,
}

/// Short numbers of households are counted anew in each register; long ones are taken to mean the same in all.
const SHORT: usize = 6;

/// The code of a household in the tables: a keyed hash, so that nobody finds the household by trying numbers.
///
/// # Panics
/// Never: HMAC takes keys of any length.
#[must_use]
pub fn household_code(key: &[u8], register: &RegisterId, number: &str) -> i64 {
    let scope = if number.chars().count() < SHORT { register.as_str() } else { "" };
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(scope.as_bytes());
    mac.update(b"\0");
    mac.update(number.as_bytes());
    let bytes = mac.finalize().into_bytes();
    let mut first = [0_u8; 8];
    first.iter_mut().zip(bytes).for_each(|(place, byte)| *place = byte);
    i64::from_le_bytes(first)
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The file; it is there without a row too, so that one that is missing is noticed.
    pub path: PathBuf,
    /// How many rows.
    pub rows: u64,
}

/// Where a batch of a register rests.
pub(crate) fn batch_path(dir: &Path, register: &RegisterId, batch: BatchId) -> PathBuf {
    dir.join("registers").join(register.as_str()).join(format!("{batch}.parquet"))
}

/// Whether what `batch` says to `register` was written.
#[must_use]
pub fn is_written(dir: &Path, register: &RegisterId, batch: BatchId) -> bool {
    batch_path(dir, register, batch).exists()
}

/// Whether links were ever written.
#[must_use]
pub fn links_are_written(dir: &Path) -> bool {
    LINKS.into_iter().all(|table| links_path(dir, table).exists())
}

/// Where files rest until they are whole, each under a name of its own.
fn drafts(dir: &Path) -> PathBuf {
    dir.join("drafts")
}

/// Removes what a crash left of files that were being written. Nobody may be writing.
///
/// # Errors
/// When the folder cannot be removed.
pub fn clear_drafts(dir: &Path) -> Result<()> {
    match fs::remove_dir_all(drafts(dir)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(AnalysisError::file(drafts(dir), error)),
        Err(_) | Ok(()) => Ok(()),
    }
}

/// Begins to write what `batch` says to `register`; what was written of it before stands until the new file is whole.
///
/// # Errors
/// When the file cannot be made.
pub fn write_batch(dir: &Path, register: &Register, batch: BatchId) -> Result<BatchWriter> {
    let path = batch_path(dir, &register.id, batch);
    let folder = path.parent().unwrap_or(dir);
    fs::create_dir_all(folder).map_err(|error| AnalysisError::file(folder, error))?;
    let schema = table_schema(register);
    let columns: Vec<Builder> = schema.fields().iter().map(|field| Builder::new(field.data_type())).collect();
    let names = written(register).map(|column| column.id.clone()).collect();
    let sink = Sink::create(&drafts(dir), schema)?;
    Ok(BatchWriter { sink, columns, names, batch, path, chunk: 0, rows: 0 })
}

/// Takes `batch` away from every register; what is not there is not missed.
///
/// # Errors
/// When a file cannot be removed.
pub fn remove_batch<'a>(dir: &Path, registers: impl Iterator<Item = &'a Register>, batch: BatchId) -> Result<()> {
    for register in registers {
        let path = batch_path(dir, &register.id, batch);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(AnalysisError::file(path, error));
            }
            Err(_) | Ok(()) => {}
        }
    }
    Ok(())
}

/// Takes the rows of one batch for one register.
pub struct BatchWriter {
    sink: Sink,
    columns: Vec<Builder>,
    names: Vec<String>,
    batch: BatchId,
    path: PathBuf,
    chunk: usize,
    rows: u64,
}

/// Rows that are kept in memory at most.
const CHUNK: usize = 8192;

impl BatchWriter {
    /// Adds a row.
    ///
    /// # Errors
    /// When a full chunk cannot be written.
    pub fn push(&mut self, row: &AnalysisRow) -> Result<()> {
        let keys = [
            Cell::Number(row.person.map(|person| person.0)),
            Cell::Truth(row.identified),
            Cell::Number(Some(self.batch.0)),
            Cell::Number(Some(row.sheet.into())),
            Cell::Number(Some(row.row.into())),
            Cell::Day(row.born),
            Cell::Number(row.household),
        ];
        let values = self.names.iter().map(|name| row.values.get(name).map_or(Cell::Nothing, Cell::of));
        for (column, cell) in self.columns.iter_mut().zip(keys.into_iter().chain(values)) {
            column.push(cell);
        }
        self.chunk = self.chunk.saturating_add(1);
        self.rows = self.rows.saturating_add(1);
        if self.chunk >= CHUNK { self.flush() } else { Ok(()) }
    }

    /// Writes what is left and puts the file in its place, also when there was no row.
    ///
    /// # Errors
    /// When the file cannot be finished; then what stood under its name still stands there.
    pub fn finish(mut self) -> Result<Written> {
        self.flush()?;
        self.sink.close(&self.path)?;
        Ok(Written { path: self.path, rows: self.rows })
    }

    fn flush(&mut self) -> Result<()> {
        if self.chunk == 0 {
            return Ok(());
        }
        self.chunk = 0;
        let columns: Vec<ArrayRef> = self.columns.iter_mut().map(Builder::finish).collect();
        self.sink.write(columns)
    }
}

/// Links between codes of people, as the store knows them now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// Codes that a person confirmed to be another's: the old code, the code it stands for now, and whether that one is identified.
    pub same: Vec<(PersonId, PersonId, bool)>,
    /// Pairs of people who may be one, by the codes of now.
    pub candidates: Vec<(PersonId, PersonId)>,
}

/// The tables of links.
const LINKS: [&str; 2] = ["person_link", "candidate_link"];

/// Where a table of links rests.
pub(crate) fn links_path(dir: &Path, table: &str) -> PathBuf {
    dir.join("links").join(format!("{table}.parquet"))
}

/// The schema of confirmed links.
pub(crate) fn same_schema() -> SchemaRef {
    let field = |name, ty| Field::new(name, ty, true);
    let fields = [field("old", DataType::Int64), field("now", DataType::Int64), field("sure", DataType::Boolean)];
    Arc::new(Schema::new(fields.to_vec()))
}

/// The schema of candidate links.
pub(crate) fn candidate_schema() -> SchemaRef {
    let fields = ["a", "b"].map(|name| Field::new(name, DataType::Int64, true));
    Arc::new(Schema::new(fields.to_vec()))
}

/// Writes all links anew.
///
/// # Errors
/// When a file cannot be written; then the old one stands.
pub fn write_links(dir: &Path, links: &Links) -> Result<()> {
    let folder = dir.join("links");
    fs::create_dir_all(&folder).map_err(|error| AnalysisError::file(&folder, error))?;
    let same = links
        .same
        .iter()
        .map(|(old, now, sure)| vec![Cell::Number(Some(old.0)), Cell::Number(Some(now.0)), Cell::Truth(*sure)]);
    write_table(dir, "person_link", same_schema(), same)?;
    let pairs = links.candidates.iter().map(|(a, b)| vec![Cell::Number(Some(a.0)), Cell::Number(Some(b.0))]);
    write_table(dir, "candidate_link", candidate_schema(), pairs)
}

fn write_table<'a>(
    dir: &Path,
    table: &str,
    schema: SchemaRef,
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> Result<()> {
    let mut columns: Vec<Builder> = schema.fields().iter().map(|field| Builder::new(field.data_type())).collect();
    let mut sink = Sink::create(&drafts(dir), schema)?;
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    sink.write(columns.iter_mut().map(Builder::finish).collect())?;
    sink.close(&links_path(dir, table))
}

/// A Parquet file being written: a draft, gone with the value unless it is closed.
struct Sink {
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    draft: TempPath,
}

impl Sink {
    fn create(folder: &Path, schema: SchemaRef) -> Result<Self> {
        const GROUP: usize = 131_072; // rows: bounds the memory of reading and writing
        let made = fs::create_dir_all(folder).and_then(|()| NamedTempFile::new_in(folder));
        let (file, draft) = made.map_err(|error| AnalysisError::file(folder, error))?.into_parts();
        // Not compressed: the dictionaries of the columns make it small, and reading stays cheap.
        let properties = WriterProperties::builder().set_max_row_group_row_count(Some(GROUP)).build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties));
        let writer = writer.map_err(|error| AnalysisError::parquet(&*draft, error))?;
        Ok(Self { writer, schema, draft })
    }

    fn write(&mut self, columns: Vec<ArrayRef>) -> Result<()> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        let batch = batch.map_err(|error| AnalysisError::parquet(&*self.draft, error.into()))?;
        self.writer.write(&batch).map_err(|error| AnalysisError::parquet(&*self.draft, error))
    }

    /// Makes the file durable and puts it at `path`, in the place of what stands there.
    fn close(mut self, path: &Path) -> Result<()> {
        self.writer.finish().map_err(|error| AnalysisError::parquet(&*self.draft, error))?;
        self.writer.inner().sync_all().map_err(|error| AnalysisError::file(&*self.draft, error))?;
        self.draft.persist(path).map_err(|fault| AnalysisError::file(path, fault.error))
    }
}

/// One value on its way into a column.
#[derive(Clone, Copy)]
enum Cell<'a> {
    Nothing,
    Truth(bool),
    Number(Option<i64>),
    Day(Option<Date>),
    Text(&'a str),
}

impl<'a> Cell<'a> {
    fn of(value: &'a Parsed) -> Self {
        match value {
            Parsed::Text(text) | Parsed::Choice(text) | Parsed::CaseNumber(text) => Cell::Text(text),
            Parsed::Date(date) | Parsed::Month(date) => Cell::Day(Some(*date)),
            Parsed::Fen(fen) => Cell::Number(Some(fen.0)),
            Parsed::Count(count) => Cell::Number(Some(*count)),
            // Identifiers, and the household, which has a code of its own.
            Parsed::Name(_) | Parsed::CitizenId(_) | Parsed::Phone(_) | Parsed::Household(_) => Cell::Nothing,
        }
    }
}

enum Builder {
    Truth(BooleanBuilder),
    Number(Int64Builder),
    Day(Date32Builder),
    Text(StringBuilder),
}

impl Builder {
    fn new(ty: &DataType) -> Self {
        if *ty == DataType::Boolean {
            Builder::Truth(BooleanBuilder::new())
        } else if *ty == DataType::Int64 {
            Builder::Number(Int64Builder::new())
        } else if *ty == DataType::Date32 {
            Builder::Day(Date32Builder::new())
        } else {
            Builder::Text(StringBuilder::new())
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match self {
            Builder::Truth(column) => {
                column.append_option(if let Cell::Truth(truth) = cell { Some(truth) } else { None });
            }
            Builder::Number(column) => {
                column.append_option(if let Cell::Number(number) = cell { number } else { None });
            }
            Builder::Day(column) => {
                let day = if let Cell::Day(day) = cell { day } else { None };
                column.append_option(day.map(days_since_1970));
            }
            Builder::Text(column) => column.append_option(if let Cell::Text(text) = cell { Some(text) } else { None }),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Truth(column) => Arc::new(column.finish()),
            Builder::Number(column) => Arc::new(column.finish()),
            Builder::Day(column) => Arc::new(column.finish()),
            Builder::Text(column) => Arc::new(column.finish()),
        }
    }
}

/// The day as Arrow counts it.
pub(crate) fn days_since_1970(date: Date) -> i32 {
    const FIRST: Date = Date::constant(1970, 1, 1);
    FIRST.until(date).map_or(0, |span| span.get_days())
}

/// The day that Arrow counts so; `None` outside the years that a civil date has.
pub(crate) fn day_of(days: i32) -> Option<Date> {
    use jiff::ToSpan;
    Date::constant(1970, 1, 1).checked_add(days.days()).ok()
}

#[cfg(test)]
mod tests;
