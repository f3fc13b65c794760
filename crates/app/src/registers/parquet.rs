//! The analysts' tables of a batch: written while it is taken in, made anew from the store's rows whenever one was corrected.
//!
//! Never: an identifier; the tables are a cache of the store's rows and can be thrown away.
use std::collections::BTreeMap;

use analysis::{AnalysisRow, BatchWriter, household_code, remove_batch, write_batch};
use domain::access::action::{ImportRegisters, SeePeople};
use kernel::id::{BatchId, PersonId, RegisterId};
use packs::registers::{ColumnType, Parsed, Register};
use store::{Batch, Row, RowFilter};

use super::{Detail, leave};
use crate::{Answer, App, Error};

/// Rows read at once when tables are made anew.
const ROWS: u64 = 2_000;

/// Whether the register says who its rows are about; a list of cases does not.
pub(crate) fn names_people(register: &Register) -> bool {
    register.column("name").is_some() || register.column("citizen_id").is_some()
}

/// The tables of one batch, one for each register that it feeds.
pub(crate) struct BatchTables {
    app: App,
    batch: BatchId,
    key: Vec<u8>,
    sheets: BTreeMap<String, u16>,
    writers: BTreeMap<RegisterId, BatchWriter>,
}

impl BatchTables {
    /// Tables for `batch`; files are made when the first row comes.
    pub(crate) fn new(app: &App, batch: BatchId, detail: &Detail) -> Self {
        let sheets = detail.mapping.sheets.iter().zip(0_u16..).map(|(sheet, place)| (sheet.sheet.clone(), place));
        let key = app.store().household_key();
        Self { app: app.clone(), batch, key, sheets: sheets.collect(), writers: BTreeMap::new() }
    }

    /// The row of `register` for the tables.
    pub(crate) fn row(
        &self,
        register: &RegisterId,
        (sheet, row): (&str, u32),
        values: BTreeMap<String, Parsed>,
    ) -> AnalysisRow {
        let number = values.values().find_map(household);
        AnalysisRow {
            person: None,
            identified: false,
            sheet: self.sheets.get(sheet).copied().unwrap_or_default(),
            row,
            born: None,
            household: number.map(|number| household_code(&self.key, register, number)),
            values,
        }
    }

    /// Writes rows, on a thread that may block.
    pub(crate) async fn write(mut self, rows: Vec<(RegisterId, AnalysisRow)>) -> Answer<Self> {
        let work = move || {
            for (register, row) in rows {
                self.writer(&register)?.push(&row)?;
            }
            Ok(self)
        };
        blocking(work).await
    }

    /// Puts the files in their places.
    pub(crate) async fn finish(self) -> Answer<()> {
        let work = move || {
            for writer in self.writers.into_values() {
                writer.finish()?;
            }
            Ok(())
        };
        blocking(work).await
    }

    fn writer(&mut self, register: &RegisterId) -> analysis::Result<&mut BatchWriter> {
        if !self.writers.contains_key(register) {
            let dir = &self.app.parts().registers;
            if let Some(known) = self.app.library().registers.get(register.as_str()) {
                self.writers.insert(register.clone(), write_batch(dir, known, self.batch)?);
            }
        }
        self.writers.get_mut(register).ok_or_else(|| analysis::AnalysisError::Stranger(register.to_string()))
    }
}

/// The number of a household, if the cell holds one.
pub(crate) fn household(value: &Parsed) -> Option<&str> {
    if let Parsed::Household(number) = value { Some(number) } else { None }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> analysis::Result<T> + Send + 'static) -> Answer<T> {
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
        | analysis::AnalysisError::Query(_)
        | analysis::AnalysisError::TooLong(_)
        | analysis::AnalysisError::Column { .. }
        | analysis::AnalysisError::Empty(_)
        | analysis::AnalysisError::Stranger(_) => Error::fault(error),
    }
}

impl App {
    /// Takes the tables of `batch` away.
    pub(crate) async fn remove_tables(&self, batch: BatchId) -> Answer<()> {
        let app = self.clone();
        let work = move || remove_batch(&app.parts().registers, app.library().registers.iter(), batch);
        blocking(work).await
    }

    /// Makes the tables of `batch` anew from the store's rows.
    pub(crate) async fn remake_tables(&self, batch: &Batch) -> Answer<()> {
        let mut tables = BatchTables::new(self, batch.id, &Detail::of(batch)?);
        let filter = RowFilter { batch: Some(batch.id), ..RowFilter::default() };
        let mut after = None;
        loop {
            let rows = self.store().rows(&leave::<ImportRegisters>()?, &filter, after, ROWS).await?;
            let Some(last) = rows.last().map(|row| row.id) else { break };
            after = Some(last);
            let people = self.people_of_rows(&rows).await?;
            let ready = self.analysis_rows(&tables, rows, &people)?;
            tables = tables.write(ready).await?;
        }
        tables.finish().await
    }

    async fn people_of_rows(&self, rows: &[Row]) -> Answer<BTreeMap<PersonId, store::Person>> {
        let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        let people = self.store().people(&leave::<SeePeople>()?, &people).await?;
        Ok(people.into_iter().map(|person| (person.id, person)).collect())
    }

    /// Not async: the open tables are no thing to be held over a wait.
    fn analysis_rows(
        &self,
        tables: &BatchTables,
        rows: Vec<Row>,
        people: &BTreeMap<PersonId, store::Person>,
    ) -> Answer<Vec<(RegisterId, AnalysisRow)>> {
        let mut ready = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(register) = self.library().registers.get(row.register.as_str()) else { continue };
            let Some(values) = values_of(&row)? else { continue };
            let named = names_people(register);
            if named && row.person.is_none() && (row.waiting || !speaks_of_a_case(register, &values)) {
                continue;
            }
            let person = row.person.filter(|_| named).and_then(|person| people.get(&person));
            let mut line = tables.row(&row.register, (&row.sheet, row.row), values);
            line.person = person.map(|person| person.id);
            line.identified = person.is_some_and(|person| !person.provisional);
            let identity = person.and_then(|person| person.identity.as_ref());
            line.born = identity.and_then(|identity| identity.birth.as_ref()).map(|birth| *birth.unseal());
            ready.push((row.register, line));
        }
        Ok(ready)
    }
}

/// Whether a row that names nobody speaks of a whole case: it then counts without a person.
pub(crate) fn speaks_of_a_case(register: &Register, values: &BTreeMap<String, Parsed>) -> bool {
    register.column_of(ColumnType::CaseNumber).is_some_and(|column| values.contains_key(&column.id))
}

/// What a stored row says; nothing when it was erased.
pub(crate) fn values_of(row: &Row) -> Answer<Option<BTreeMap<String, Parsed>>> {
    row.cells.clone().map(serde_json::from_value).transpose().map_err(Error::fault)
}
