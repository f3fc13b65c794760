//! One function per use case: allow → load → decide → save → enqueue.
//!
//! Never: HTML, the command line, SQL, a clock of its own. Answers are domain values; the edge formats and translates.

pub mod access;
pub mod admin;
pub mod asking;
pub mod calculator;
pub mod cases;
pub mod documents;
pub mod duties;
pub mod fund;
mod in_force;
pub mod jobs;
pub mod leads;
pub mod people;
pub mod today;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use documents_crate::press::Press;
use intake::Intake;
use jiff::Timestamp;
use kernel::id::{PersonId, UserId};
use packs::Library;
use store::Store;

use in_force::InForce;

pub use asking::{Answer, Asker, Error, Once, Page, Shown};

extern crate documents as documents_crate;

/// The use cases, with what they work on, and the law as it was when they were taken up. Cheap to clone.
#[derive(Clone)]
pub struct App {
    parts: Arc<Parts>,
    /// What the packs say, with what was entered and confirmed laid over it.
    library: Arc<Library>,
}

/// Whose data the house holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Data {
    /// People who exist.
    Real,
    /// A simulated county's: every page and document says so.
    Demonstration,
}

/// What the binary hands over.
pub struct Parts {
    /// Rows, journal, keys.
    store: Store,
    /// What the packs say by themselves.
    packs: Arc<Library>,
    /// What they say with what was entered, as it was read last.
    in_force: Mutex<InForce>,
    /// What agencies hand over, and what is found in it.
    intake: Intake,
    /// Prints documents.
    press: Press,
    /// Whether the data are a simulated county's: every page and document says so.
    data: Data,
    /// Who sees whom unmasked, and until when.
    unmasked: Mutex<BTreeMap<(UserId, PersonId), Timestamp>>,
}

impl Parts {
    /// What the binary hands over; `registers` is the folder of the registers as Parquet.
    #[must_use]
    pub fn new(store: Store, library: Library, press: Press, registers: PathBuf, data: Data) -> Self {
        let library = Arc::new(library);
        let intake = Intake::new(store.clone(), Arc::clone(&library), registers);
        let in_force = Mutex::new(InForce::shipped(&library));
        Self { store, packs: library, in_force, intake, press, data, unmasked: Mutex::default() }
    }
}

impl App {
    /// The use cases over `parts`.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let library = Arc::clone(&parts.packs);
        Self { parts: Arc::new(parts), library }
    }

    /// The registers: files received, taken in and taken back, screened, accounted for.
    #[must_use]
    pub fn intake(&self) -> &Intake {
        &self.parts.intake
    }

    /// What the packs say, with what was entered laid over it when these use cases were taken up: see [`App::current`].
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Whether the data are a simulated county's.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.parts.data == Data::Demonstration
    }

    /// The store, for the binary's own commands (backup, verify) and for tests.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.parts.store
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.parts
    }
}
