//! What agencies hand over: received, looked at, taken in row by row, corrected, taken back whole.
//!
//! Never: decides what a cell means (`kernel` does), who two rows are (`linkage` proposes, a person says), what a list is for.
//! A batch counts from the moment at which its state says so; what a crash leaves half-way is taken back at the next start.
mod correct;
mod identity;
mod linking;
mod mapping;
mod pages;
mod parquet;
mod preview;
mod reading;
mod receive;
mod tables;
mod take_back;
mod take_in;
mod writing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use domain::access::action::SeeRegisters;
use domain::access::{Act, Action, Actor, Allowed, permit};
use kernel::Mistake;
use kernel::id::{BatchId, OfficeId, RegisterId};
use law::facts::DataClass;
use packs::registers::Mapping;
use serde::{Deserialize, Serialize};
use store::{Batch, BatchState};

pub use correct::{CorrectedRow, WaitingField, WaitingRow};
pub use identity::ID_TEXT;
pub use mapping::ColumnChoice;
pub use pages::{BadCellLine, BadCellPlace, BatchPage, BatchRow, RegisterRow, RegistersPage};
pub(crate) use parquet::fault;
pub use parquet::values_of;
pub(crate) use preview::cell;
pub use preview::{PreviewColumn, PreviewPage, SheetPart, masked};
pub use receive::{Received, Upload};
pub use tables::changes_tables;
pub(crate) use tables::is_one_of;
pub use take_in::{Imported, TakeIn};

use crate::Intake;
use crate::asking::{Answer, Asker, Error};

/// What a batch's row in the store keeps of its preview. No cell of the file is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Detail {
    /// Which column is which.
    pub(crate) mapping: Mapping,
    /// Rows that say something, heads and notes included.
    pub(crate) rows: u64,
    /// Those of them that stand below the heads.
    #[serde(default)]
    pub(crate) below: u64,
    /// The sender confirmed a mapping of these heads before.
    pub(crate) known_sender: bool,
    /// Why it could not be taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) failure: Option<Mistake>,
}

impl Detail {
    pub(crate) fn of(batch: &Batch) -> Answer<Self> {
        Self::read(&batch.detail)
    }

    pub(crate) fn read(detail: &serde_json::Value) -> Answer<Self> {
        serde_json::from_value(detail.clone()).map_err(Error::fault)
    }

    /// The columns of `register` that `sheet` has.
    pub(crate) fn columns(&self, sheet: &str, register: &RegisterId) -> BTreeSet<String> {
        let columns = self.mapping.sheets.iter().filter(|own| own.sheet == sheet).flat_map(|own| &own.columns);
        let targets = columns.flat_map(|column| &column.targets).filter(|target| target.register == *register);
        targets.map(|target| target.column.clone()).collect()
    }

    pub(crate) fn json(&self) -> Answer<serde_json::Value> {
        serde_json::to_value(self).map_err(Error::fault)
    }
}

/// The imports that run in this process.
#[derive(Debug, Default)]
pub(crate) struct Imports {
    running: Mutex<BTreeMap<BatchId, Arc<Done>>>,
    /// Failed, and not taken back yet: the disk was full, or the database away.
    left: Mutex<BTreeMap<BatchId, (Batch, Mistake)>>,
}

/// How far an import is.
#[derive(Debug, Default)]
pub(crate) struct Done(AtomicU64);

impl Done {
    pub(crate) fn set(&self, rows: u64) {
        self.0.store(rows, Ordering::Relaxed);
    }
}

impl Imports {
    pub(crate) fn begin(&self, batch: BatchId) -> Arc<Done> {
        let done = Arc::new(Done::default());
        if let Ok(mut all) = self.running.lock() {
            all.insert(batch, Arc::clone(&done));
        }
        done
    }

    pub(crate) fn end(&self, batch: BatchId) {
        if let Ok(mut all) = self.running.lock() {
            all.remove(&batch);
        }
    }

    pub(crate) fn leave(&self, batch: Batch, failure: Mistake) {
        if let Ok(mut all) = self.left.lock() {
            all.insert(batch.id, (batch, failure));
        }
    }

    pub(crate) fn left(&self) -> Vec<(Batch, Mistake)> {
        self.left.lock().map(|all| all.values().cloned().collect()).unwrap_or_default()
    }

    pub(crate) fn settle(&self, batch: BatchId) {
        if let Ok(mut all) = self.left.lock() {
            all.remove(&batch);
        }
    }

    /// Why `batch` failed, while it waits to be taken back.
    pub(crate) fn failure(&self, batch: BatchId) -> Option<Mistake> {
        let all = self.left.lock().ok()?;
        all.get(&batch).map(|(_, failure)| failure.clone())
    }

    /// Rows done; nothing when it does not run here.
    pub(crate) fn done(&self, batch: BatchId) -> Option<u64> {
        let all = self.running.lock().ok()?;
        all.get(&batch).map(|done| done.0.load(Ordering::Relaxed))
    }
}

/// The system actor that takes files in.
pub(crate) fn importer(office: OfficeId) -> Actor {
    Actor::system("import", office, &[Act::ImportRegisters, Act::SeeRegisters, Act::SeePeople])
}

/// Leave for what the importer may do.
pub(crate) fn leave<A: Action>() -> Answer<Allowed<A>> {
    Ok(permit(&importer(OfficeId(0)))?)
}

/// The letters of the column at `index`, from 0, as spreadsheets write them: 0 is A, 26 is AA.
pub(crate) fn letters(index: usize) -> String {
    let mut rest = index;
    let mut letters = vec![];
    loop {
        let place = u8::try_from(rest.checked_rem(26).unwrap_or_default()).unwrap_or_default();
        letters.push(char::from(b'A'.saturating_add(place)));
        rest = rest.checked_div(26).unwrap_or_default();
        if rest == 0 {
            break;
        }
        rest = rest.saturating_sub(1);
    }
    letters.into_iter().rev().collect()
}

impl Intake {
    /// The batch, if it is in reach.
    pub(crate) async fn batch_in_reach(&self, asker: &Asker, id: BatchId) -> Answer<(Batch, Allowed<SeeRegisters>)> {
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let batch = self.store.batch(&allowed, id).await?.ok_or(Error::NotFound)?;
        Ok((batch, allowed))
    }

    /// The most guarded class that is shown of `batch`: that of the grants that reach its office.
    pub(crate) async fn batch_class(&self, allowed: &Allowed<SeeRegisters>, batch: &Batch) -> Answer<DataClass> {
        if let Some(class) = allowed.one_class() {
            return Ok(class);
        }
        let mut most = DataClass::Public;
        for class in allowed.parts().iter().map(|part| part.class) {
            if class > most && self.store.batch(&allowed.at_least(class), batch.id).await?.is_some() {
                most = class;
            }
        }
        Ok(most)
    }

    /// How far the import of `batch` is: rows done and rows in all; nothing when it does not run.
    pub(crate) fn progress(&self, batch: &Batch, detail: &Detail) -> Option<(u64, u64)> {
        let runs = batch.state == BatchState::Importing;
        self.imports.done(batch.id).filter(|_| runs).map(|done| (done.min(detail.rows), detail.rows))
    }
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        let lettered = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(lettered, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
