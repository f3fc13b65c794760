//! Taking a file in: the person confirms what its columns are, then it is read, written and made to count.
//!
//! Never: half of it. The state of the batch is the commit; whatever fails before it is taken back, tables included.
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use domain::access::action::ImportRegisters;
use domain::access::permit;
use jiff::Timestamp;
use kernel::id::BatchId;
use kernel::{Mistake, Refusal};
use store::{Batch, BatchCounts, BatchState, Claim, StoreError};
use tempfile::NamedTempFile;
use tokio::sync::mpsc;

use super::mapping::corrected;
use super::parquet::{BatchTables, is_full};
use super::reading::read_file;
use super::receive::mistake;
use super::writing::Import;
use super::{Detail, Done, Received, Upload, importer};
use crate::Intake;
use crate::asking::{Answer, Asker, Error, Once, Typed};

/// Portions that wait to be written: two, so that reading and writing overlap and memory stays bounded.
const WAITING: usize = 2;

/// What became of the wish to take a file in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeIn {
    /// It is being taken in; the batch's page shows how far it is.
    Begun(BatchId),
    /// A sheet was said to be another register: its columns were guessed anew and must be looked at first.
    LookAgain,
}

/// What an import came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The batch.
    pub batch: BatchId,
    /// The same file was in already: nothing changed.
    pub same: bool,
    /// What was counted.
    pub counts: BatchCounts,
}

impl Intake {
    /// Takes a file in that was looked at, with the corrections that were typed; the work goes on by itself.
    ///
    /// # Errors
    /// Refuses a batch that does not wait for this; mistakes in the corrections, with everything kept.
    pub async fn take_in(&self, asker: &Asker, id: BatchId, typed: &Typed, once: &Once) -> Answer<TakeIn> {
        match self.begin_import(asker, id, typed, once).await? {
            Begin::LookAgain => return Ok(TakeIn::LookAgain),
            Begin::Before => {}
            Begin::Now(batch) => {
                let (own, now) = (self.clone(), asker.now);
                tokio::spawn(async move {
                    match own.run_import(&batch, now).await {
                        Ok(_) => own.screen_after(batch.id, now).await,
                        Err(error) => tracing::warn!(batch = batch.id.0, %error, "an import failed and was taken back"),
                    }
                });
            }
        }
        Ok(TakeIn::Begun(id))
    }

    /// Receives a file and takes it in at once as it is guessed, or as its sender's files were confirmed before; comes
    /// back when it is in. For the command line and the demonstration.
    ///
    /// # Errors
    /// As [`Intake::preview`] and [`Intake::take_in`]; what was written of a file that fails is taken back.
    pub async fn import_file(&self, asker: &Asker, upload: Upload) -> Answer<Imported> {
        let batch = match self.preview(asker, upload).await? {
            Received::Preview(batch) => batch,
            Received::Same(batch) => {
                let (known, _) = self.batch_in_reach(asker, batch).await?;
                if known.state != BatchState::Imported {
                    return Err(Refusal::new("REG-002").into());
                }
                return Ok(Imported { batch, same: true, counts: known.counts });
            }
        };
        let once = Once(format!("import-{batch}"));
        match self.begin_import(asker, batch, &Typed::new(), &once).await? {
            Begin::Now(begun) => {
                let counts = self.run_import(&begun, asker.now).await?;
                Ok(Imported { batch, same: false, counts })
            }
            Begin::Before | Begin::LookAgain => Err(Error::Changed),
        }
    }

    /// Screens after an import; what fails is done at the next start, or when somebody asks for it.
    async fn screen_after(&self, batch: BatchId, now: Timestamp) {
        if let Err(error) = self.screen_if_due(now).await {
            tracing::error!(batch = batch.0, %error, "what came in could not be screened");
        }
    }

    async fn begin_import(&self, asker: &Asker, id: BatchId, typed: &Typed, once: &Once) -> Answer<Begin> {
        permit::<ImportRegisters>(&asker.actor)?;
        let mut tx = self.store.begin(&asker.actor.who, asker.now).await?;
        let token = format!("take-in:{id}:{}", once.0);
        if let Claim::Done(_) = tx.claim(&token).await? {
            return Ok(Begin::Before);
        }
        let (batch, _) = self.batch_in_reach(asker, id).await?;
        if batch.state != BatchState::Previewed {
            return Err(Refusal::new("REG-001").with("state", batch.state.word()).into());
        }
        let mut detail = Detail::of(&batch)?;
        let corrected = corrected(&self.library.registers, &detail.mapping, typed).map_err(Error::Mistaken)?;
        detail.mapping = corrected.mapping;
        detail.failure = None;
        if corrected.look_again {
            tx.set_batch_detail(id, &detail.json()?).await?;
            tx.commit().await?;
            return Ok(Begin::LookAgain);
        }
        if detail.mapping.sheets.iter().all(|sheet| sheet.registers.is_empty()) {
            return Err(Error::Mistaken(vec![Mistake::at("sheets", "no-register")]));
        }
        let mapping = serde_json::to_value(&detail.mapping).map_err(Error::fault)?;
        tx.confirm_mapping(batch.sender, &detail.mapping.signature(), &mapping).await?;
        tx.set_batch_detail(id, &detail.json()?).await?;
        match tx.start_import(id).await {
            Ok(()) => {}
            Err(StoreError::Taken { .. }) => return Err(Refusal::new("REG-002").into()),
            Err(error) => return Err(error.into()),
        }
        tx.settle(&token, &serde_json::Value::Null).await?;
        tx.commit().await?;
        Ok(Begin::Now(Box::new(Batch { detail: detail.json()?, state: BatchState::Importing, ..batch })))
    }

    /// Reads and writes the file of `batch`; takes everything back when anything fails.
    pub(crate) async fn run_import(&self, batch: &Batch, now: Timestamp) -> Answer<BatchCounts> {
        let done = self.imports.begin(batch.id);
        let counts = self.import_rows(batch, &done, now).await;
        if let Err(error) = &counts {
            self.undo(batch, error, now).await;
        }
        self.imports.end(batch.id);
        counts
    }

    async fn import_rows(&self, batch: &Batch, done: &Arc<Done>, now: Timestamp) -> Answer<BatchCounts> {
        let detail = Detail::of(batch)?;
        let file = self.unsealed_file(batch.id).await?;
        let (to, mut portions) = mpsc::channel(WAITING);
        let (library, mapping, path) = (Arc::clone(&self.library), detail.mapping.clone(), PathBuf::from(file.path()));
        let reading = tokio::task::spawn_blocking(move || read_file(&library.registers, &mapping, &path, &to));
        let mut import = Import {
            intake: self,
            batch: batch.id,
            detail: &detail,
            who: importer(batch.office).who,
            now,
            counts: BatchCounts::default(),
            parts: BTreeMap::new(),
            new: BTreeSet::new(),
            known: BTreeSet::new(),
        };
        let mut tables = BatchTables::new(self, batch.id, &detail);
        let mut seen: u64 = 0;
        while let Some(portion) = portions.recv().await {
            seen = seen.saturating_add(portion.seen);
            tables = import.write(portion, tables).await?;
            done.set(seen);
        }
        let read = reading.await.map_err(Error::fault)?;
        read.map_err(|error| Error::Mistaken(vec![mistake(&error)]))?;
        tables.finish(import.parts.keys().cloned().collect()).await?;
        let parts: Vec<_> = import.parts.into_values().collect();
        let mut tx = self.store.begin(&import.who, now).await?;
        tx.finish_import(batch.id, &import.counts, &parts).await?;
        tx.commit().await?;
        Ok(import.counts)
    }

    /// The file of a batch as a file that only this account can read; it goes when the value is dropped.
    pub(crate) async fn unsealed_file(&self, id: BatchId) -> Answer<NamedTempFile> {
        let bytes = self.store.batch_file(&super::leave()?, id).await?;
        let folder = self.incoming();
        let write = move || {
            std::fs::create_dir_all(&folder)?;
            let mut file = NamedTempFile::new_in(folder)?;
            file.write_all(&bytes)?;
            file.flush()?;
            Ok::<_, std::io::Error>(file)
        };
        let written = tokio::task::spawn_blocking(write).await.map_err(Error::fault)?;
        written.map_err(|error| if is_full(&error) { Error::Full } else { Error::fault(error) })
    }

    /// Where files are unsealed while they are read.
    pub(crate) fn incoming(&self) -> PathBuf {
        self.folder.join("incoming")
    }
}

/// Whether an import begins now.
enum Begin {
    /// It begins with this.
    Now(Box<Batch>),
    /// The same form began it before.
    Before,
    /// Something must be looked at first.
    LookAgain,
}
