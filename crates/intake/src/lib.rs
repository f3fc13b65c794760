//! What agencies hand over, and what is found in it: received, looked at, taken in row by row, corrected, taken back,
//! linked, screened, accounted for.
//!
//! Never: a case, whom an asker sees unmasked, HTML, the command line, SQL, a clock of its own. Opening a case from what is
//! found here, and looking at a person, are use cases of the floor above.

pub mod asking;
pub mod registers;
pub mod screening;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use packs::Library;
use store::Store;
use tokio::sync::{Mutex, RwLock};

use registers::Imports;

/// The registers of the house, with what they work on. Cheap to clone.
#[derive(Clone)]
pub struct Intake {
    /// Rows, journal, keys.
    store: Store,
    /// What the packs say.
    library: Arc<Library>,
    /// The folder of the registers as Parquet.
    folder: Arc<Path>,
    imports: Arc<Imports>,
    /// One screening at a time.
    screening: Arc<Mutex<()>>,
    /// Who reads the tables shares it, who changes them holds it alone.
    tables: Arc<RwLock<()>>,
}

impl Intake {
    /// The registers that `store` keeps as rows and `folder` as Parquet.
    #[must_use]
    pub fn new(store: Store, library: Arc<Library>, folder: PathBuf) -> Self {
        let (imports, screening, tables) = Default::default();
        Self { store, library, folder: folder.into(), imports, screening, tables }
    }
}
