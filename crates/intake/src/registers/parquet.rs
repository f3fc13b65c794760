//! The analysts' tables of a batch: written while it is taken in, and again from the store's rows when these changed.
//!
//! Never: an identifier; the tables are a cache of the store's rows and can be thrown away.
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use analysis::{AnalysisRow, BatchWriter, household_code, write_batch};
use jiff::civil::Date;
use kernel::id::{BatchId, PersonId, RegisterId};
use packs::registers::{ColumnType, Parsed, Register};
use store::{Person, Row};

use super::Detail;
use crate::Intake;
use crate::asking::{Answer, Error};

/// Whose a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Whose {
    person: PersonId,
    /// They are known by a valid ID number.
    identified: bool,
    born: Option<Date>,
}

impl Whose {
    /// Nothing when they were erased.
    pub(crate) fn of(person: &Person) -> Option<Self> {
        let identity = person.identity.as_ref()?;
        let born = identity.birth.as_ref().map(|birth| *birth.unseal());
        Some(Self { person: person.id, identified: !person.provisional, born })
    }

    /// A person who was just added.
    pub(crate) fn new(person: PersonId, new: &store::NewPerson) -> Self {
        let born = new.identity.birth.as_ref().map(|birth| *birth.unseal());
        Self { person, identified: !new.provisional, born }
    }
}

/// What a row of a file says to one register.
pub(crate) struct Line {
    pub(crate) register: RegisterId,
    /// Its sheet, and its number there.
    pub(crate) place: (String, u32),
    pub(crate) values: BTreeMap<String, Parsed>,
    pub(crate) whose: Option<Whose>,
    /// It should say who it is about and does not.
    pub(crate) waits: bool,
}

/// Whether the register says who its rows are about; a list of cases does not.
pub(crate) fn names_people(register: &Register) -> bool {
    register.column("name").is_some() || register.column("citizen_id").is_some()
}

/// The tables of one batch, one for each register that it feeds.
pub(crate) struct BatchTables {
    intake: Intake,
    batch: BatchId,
    key: Vec<u8>,
    sheets: BTreeMap<String, u16>,
    writers: BTreeMap<RegisterId, BatchWriter>,
}

impl BatchTables {
    /// Tables for `batch`; files are made when the first row comes.
    pub(crate) fn new(intake: &Intake, batch: BatchId, detail: &Detail) -> Self {
        let sheets = detail.mapping.sheets.iter().zip(0_u16..).map(|(sheet, place)| (sheet.sheet.clone(), place));
        let key = intake.store.household_key();
        Self { intake: intake.clone(), batch, key, sheets: sheets.collect(), writers: BTreeMap::new() }
    }

    /// The row of a line, if it has one: a row that waits has none, nor has one that speaks of nobody and of no case.
    fn row(&self, register: &Register, line: Line) -> Option<AnalysisRow> {
        let named = names_people(register);
        if named && line.whose.is_none() && (line.waits || !speaks_of_a_case(register, &line.values)) {
            return None;
        }
        let whose = line.whose.filter(|_| named);
        let number = line.values.values().find_map(household);
        let (sheet, row) = line.place;
        Some(AnalysisRow {
            person: whose.map(|whose| whose.person),
            identified: whose.is_some_and(|whose| whose.identified),
            sheet: self.sheets.get(&sheet).copied().unwrap_or_default(),
            row,
            born: whose.and_then(|whose| whose.born),
            household: number.map(|number| household_code(&self.key, &register.id, number)),
            values: line.values,
        })
    }

    /// Writes lines, on a thread that may block. A register that the packs do not know has no table.
    pub(crate) async fn write(mut self, lines: Vec<Line>) -> Answer<Self> {
        let work = move || {
            let library = Arc::clone(&self.intake.library);
            for line in lines {
                let Some(register) = library.registers.get(line.register.as_str()) else { continue };
                if let Some(row) = self.row(register, line) {
                    self.writer(register)?.push(&row)?;
                }
            }
            Ok(self)
        };
        blocking(work).await
    }

    /// Puts the files in their places: one for each of `registers`, which the batch feeds, be it without a row.
    pub(crate) async fn finish(mut self, registers: BTreeSet<RegisterId>) -> Answer<()> {
        let work = move || {
            let library = Arc::clone(&self.intake.library);
            for register in registers.iter().filter_map(|id| library.registers.get(id.as_str())) {
                self.writer(register)?;
            }
            for writer in self.writers.into_values() {
                writer.finish()?;
            }
            Ok(())
        };
        blocking(work).await
    }

    fn writer(&mut self, register: &Register) -> analysis::Result<&mut BatchWriter> {
        match self.writers.entry(register.id.clone()) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(place) => Ok(place.insert(write_batch(&self.intake.folder, register, self.batch)?)),
        }
    }
}

/// The number of a household, if the cell holds one.
pub(crate) fn household(value: &Parsed) -> Option<&str> {
    if let Parsed::Household(number) = value { Some(number) } else { None }
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> analysis::Result<T> + Send + 'static,
) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.map_err(Error::fault)?.map_err(fault)
}

/// Whether the disk, or the file, can hold no more.
pub(crate) fn is_full(error: &std::io::Error) -> bool {
    matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge)
}

/// A fault of the tables; a disk that is full says so.
pub(crate) fn fault(error: analysis::AnalysisError) -> Error {
    match &error {
        analysis::AnalysisError::File { source, .. } if is_full(source) => Error::Full,
        analysis::AnalysisError::File { .. }
        | analysis::AnalysisError::Parquet { .. }
        | analysis::AnalysisError::Missing { .. }
        | analysis::AnalysisError::Query(_)
        | analysis::AnalysisError::TooLong(_)
        | analysis::AnalysisError::Column { .. }
        | analysis::AnalysisError::Empty(_)
        | analysis::AnalysisError::Stranger(_) => Error::fault(error),
    }
}

/// Whether a row that names nobody speaks of a whole case: it then counts without a person.
fn speaks_of_a_case(register: &Register, values: &BTreeMap<String, Parsed>) -> bool {
    register.column_of(ColumnType::CaseNumber).is_some_and(|column| values.contains_key(&column.id))
}

/// What a stored row says; nothing when it was erased.
///
/// # Errors
/// When the row holds what no version of this program wrote.
pub fn values_of(row: &Row) -> Answer<Option<BTreeMap<String, Parsed>>> {
    row.cells.clone().map(serde_json::from_value).transpose().map_err(Error::fault)
}
