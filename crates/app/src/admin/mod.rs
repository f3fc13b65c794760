//! Administration: offices, people and roles, values of law, the journal with its proof, and the backups.
mod cells;
mod entered;
mod jobs;
mod offices;
mod staff;
mod values;

use std::path::Path;

use domain::access::action::ReadJournal;
use domain::access::{Who, permit};
use jiff::Timestamp;
use kernel::id::EntryId;
use serde_json::json;
use store::journal::JournalFilter;
use store::{Manifest, NewEntry};

pub use cells::{CellKind, cell_name};
pub use entered::{EnteredLine, Entering, Standards};
pub use jobs::FailingWork;
pub use offices::NewOffice;
pub use staff::{AccountChange, AccountLine, Given, NewStaff, StaffByCommand};
pub use store::EnteredState;
pub use values::{Confirmations, Confirmed, Doubtful, FigureLine, Stated, ValueLine};

use crate::asking::{actor_name, user_of};
use crate::cases::{JournalLine, words};
use crate::{Answer, App, Asker};

/// How many entries a page of the journal has.
const ENTRIES: u64 = 50;
/// The stream of what happens to the house as a whole.
const HOUSE: &str = "house";

/// How the proof of the journal came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Entries in the chain.
    pub entries: u64,
    /// The first entry that does not fit, and why.
    pub broken: Option<(EntryId, String)>,
    /// Cases compared with their rows.
    pub cases: u64,
    /// Cases that differ from their rows.
    pub different: usize,
    /// Cases of which more was paid than granted.
    pub overpaid: usize,
    /// Leads compared with their rows.
    pub leads: u64,
    /// Leads that differ from their rows.
    pub different_leads: usize,
    /// Funds compared with their rows, and with the cases.
    pub funds: u64,
    /// Funds that differ from their rows, and payments of which bank and case say other things.
    pub different_funds: usize,
    /// Files that are missing or not what they were.
    pub damaged_files: usize,
    /// The first batch of the log of looks that is not as it was written.
    pub broken_looks: Option<i64>,
}

impl Proof {
    /// Whether everything fits.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let counts = [self.different, self.overpaid, self.different_leads, self.different_funds, self.damaged_files];
        self.broken.is_none() && self.broken_looks.is_none() && counts == [0; 5]
    }
}

impl App {
    /// The journal, newest first, before an entry.
    ///
    /// # Errors
    /// Refuses who may not read it.
    pub async fn journal(&self, asker: &Asker, before: Option<EntryId>) -> Answer<Vec<JournalLine>> {
        let allowed = permit::<ReadJournal>(&asker.actor)?;
        let filter = JournalFilter { before, ..JournalFilter::default() };
        let entries = self.store().read_back(&allowed, &filter, ENTRIES).await?;
        let officers = self.officers(asker, entries.iter().filter_map(|entry| user_of(&entry.actor))).await?;
        let line = |entry: store::Entry| JournalLine {
            entry: entry.id,
            at: entry.at,
            who: actor_name(&entry.actor, &officers),
            what: words(&format!("{} · {}", entry.stream, entry.kind)),
            details: vec![],
            hash: entry.hash,
        };
        Ok(entries.into_iter().map(line).collect())
    }

    /// Proves the chain and the rows of every case.
    ///
    /// # Errors
    /// Refuses who may not read the journal; when the database does not answer.
    pub async fn prove(&self, asker: &Asker) -> Answer<Proof> {
        permit::<ReadJournal>(&asker.actor)?;
        self.verify().await
    }

    /// Writes a backup while everybody works on, and notes in the journal that there is one.
    ///
    /// # Errors
    /// When it cannot be written whole: then a file that was there is still there.
    pub async fn back_up(&self, to: &Path, now: Timestamp) -> Answer<Manifest> {
        let manifest = self.store().backup(to, now).await?;
        let rows: u64 = manifest.tables.values().fold(0, |sum, table| sum.saturating_add(table.rows));
        let plain = json!({ "rows": rows, "files": manifest.objects, "up_to": manifest.head });
        if let Err(error) = self.note_backup(plain, now).await {
            // The backup is whole all the same, and whoever made it is told so.
            tracing::warn!(%error, "the backup could not be noted in the journal");
        }
        Ok(manifest)
    }

    async fn note_backup(&self, plain: serde_json::Value, now: Timestamp) -> Answer<()> {
        let mut tx = self.store().begin(&Who::System("command-line".to_owned()), now).await?;
        tx.append(NewEntry::plain(HOUSE.to_owned(), "backed-up", plain)).await?;
        Ok(tx.commit().await?)
    }

    /// When the last backup was made; nothing where none is on record.
    ///
    /// # Errors
    /// Refuses who may not read the journal.
    pub async fn last_backup(&self, asker: &Asker) -> Answer<Option<Timestamp>> {
        let allowed = permit::<ReadJournal>(&asker.actor)?;
        let filter = JournalFilter { stream: Some(HOUSE.to_owned()), ..JournalFilter::default() };
        Ok(self.store().read_back(&allowed, &filter, 1).await?.first().map(|entry| entry.at))
    }

    /// Proves the chain, the log of looks, the rows of every case and lead, and the files, for the command line.
    ///
    /// # Errors
    /// When the database does not answer; what does not fit is the answer.
    pub async fn verify(&self) -> Answer<Proof> {
        let proof = self.store().verify().await?;
        Ok(Proof {
            entries: proof.chain.entries,
            broken: proof.chain.first_bad,
            cases: proof.cases.cases,
            different: proof.cases.different.len(),
            overpaid: proof.cases.overpaid.len(),
            leads: proof.leads,
            different_leads: proof.different_leads.len(),
            funds: proof.funds.funds,
            different_funds: proof.funds.different.len().saturating_add(proof.funds.unequal.len()),
            damaged_files: proof.damaged_objects.len(),
            broken_looks: proof.access_log,
        })
    }
}
