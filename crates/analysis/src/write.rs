//! Writing a batch: one Parquet file for each register that it feeds, in chunks, renamed into place when it is whole.
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
    /// The file; `None` when there was no row.
    pub path: Option<PathBuf>,
    /// How many rows.
    pub rows: u64,
}

/// Where a batch of a register rests.
pub(crate) fn batch_path(dir: &Path, register: &RegisterId, batch: BatchId) -> PathBuf {
    dir.join("registers").join(register.as_str()).join(format!("{batch}.parquet"))
}

/// Begins to write what `batch` says to `register`.
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
    let part = path.with_extension("part");
    let sink = Sink::create(&part, schema)?;
    Ok(BatchWriter { sink, columns, names, batch, path, part, chunk: 0, rows: 0 })
}

/// Takes `batch` away from every register; what is not there is not missed.
///
/// # Errors
/// When a file cannot be removed.
pub fn remove_batch<'a>(dir: &Path, registers: impl Iterator<Item = &'a Register>, batch: BatchId) -> Result<()> {
    for register in registers {
        let path = batch_path(dir, &register.id, batch);
        for file in [path.with_extension("part"), path] {
            match fs::remove_file(&file) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(AnalysisError::file(file, error));
                }
                Err(_) | Ok(()) => {}
            }
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
    part: PathBuf,
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

    /// Writes what is left and puts the file in its place.
    ///
    /// # Errors
    /// When the file cannot be finished; then nothing stands under its name.
    pub fn finish(mut self) -> Result<Written> {
        self.flush()?;
        self.sink.close()?;
        if self.rows == 0 {
            fs::remove_file(&self.part).map_err(|error| AnalysisError::file(&self.part, error))?;
            return Ok(Written { path: None, rows: 0 });
        }
        fs::rename(&self.part, &self.path).map_err(|error| AnalysisError::file(&self.path, error))?;
        Ok(Written { path: Some(self.path), rows: self.rows })
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
    write_table(&links_path(dir, "person_link"), same_schema(), same)?;
    let pairs = links.candidates.iter().map(|(a, b)| vec![Cell::Number(Some(a.0)), Cell::Number(Some(b.0))]);
    write_table(&links_path(dir, "candidate_link"), candidate_schema(), pairs)
}

fn write_table<'a>(path: &Path, schema: SchemaRef, rows: impl Iterator<Item = Vec<Cell<'a>>>) -> Result<()> {
    let part = path.with_extension("part");
    let mut columns: Vec<Builder> = schema.fields().iter().map(|field| Builder::new(field.data_type())).collect();
    let mut sink = Sink::create(&part, schema)?;
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    sink.write(columns.iter_mut().map(Builder::finish).collect())?;
    sink.close()?;
    fs::rename(&part, path).map_err(|error| AnalysisError::file(path, error))
}

/// A Parquet file being written.
struct Sink {
    writer: ArrowWriter<File>,
    schema: SchemaRef,
    path: PathBuf,
}

impl Sink {
    fn create(path: &Path, schema: SchemaRef) -> Result<Self> {
        const GROUP: usize = 131_072; // rows: bounds the memory of reading and writing
        let file = File::create(path).map_err(|error| AnalysisError::file(path, error))?;
        // Not compressed: the dictionaries of the columns make it small, and reading stays cheap.
        let properties = WriterProperties::builder().set_max_row_group_row_count(Some(GROUP)).build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties));
        let writer = writer.map_err(|error| AnalysisError::parquet(path, error))?;
        Ok(Self { writer, schema, path: path.to_owned() })
    }

    fn write(&mut self, columns: Vec<ArrayRef>) -> Result<()> {
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns);
        let batch = batch.map_err(|error| AnalysisError::parquet(&self.path, error.into()))?;
        self.writer.write(&batch).map_err(|error| AnalysisError::parquet(&self.path, error))
    }

    fn close(mut self) -> Result<()> {
        self.writer.finish().map_err(|error| AnalysisError::parquet(&self.path, error))?;
        self.writer.inner().sync_all().map_err(|error| AnalysisError::file(&self.path, error))
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
