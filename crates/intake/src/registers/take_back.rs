//! Taking a batch back whole: because a person says so, because it failed, because a crash left it half-way.
//!
//! Never: a part of it. Leads that only it gave rise to are withdrawn by the screening that follows.
use std::sync::Arc;

use analysis::clear_drafts;
use domain::access::action::ImportRegisters;
use domain::access::permit;
use jiff::Timestamp;
use kernel::id::BatchId;
use kernel::{Mistake, Refusal};
use serde_json::json;
use store::{Batch, BatchState, Claim, TakenBack};

use super::parquet::blocking;
use super::{Detail, importer};
use crate::Intake;
use crate::asking::{Answer, Asker, Error, Once};

/// The fewest and the most characters of a reason.
const REASON: std::ops::RangeInclusive<usize> = 4..=500;

impl Intake {
    /// Takes `id` back whole: rows, bad cells, people whom nobody else speaks of. Its tables go, and leads that only it
    /// gave rise to are withdrawn, by jobs that the entry asks for. The same form twice is one act.
    ///
    /// # Errors
    /// Refuses a batch that is not in; asks for a reason.
    pub async fn take_back(&self, asker: &Asker, id: BatchId, reason: &str, once: &Once) -> Answer<()> {
        permit::<ImportRegisters>(&asker.actor)?;
        let reason = reason.trim();
        let length = reason.chars().count();
        if length < *REASON.start() {
            return Err(Error::Mistaken(vec![Mistake::at("reason", "reason-too-short").with("min", REASON.start())]));
        }
        if length > *REASON.end() {
            return Err(Error::Mistaken(vec![Mistake::at("reason", "too-long").with("max", REASON.end())]));
        }
        let mut tx = self.store.begin(&asker.actor.who, asker.now).await?;
        let token = format!("take-back:{id}:{}", once.0);
        if let Claim::Done(_) = tx.claim(&token).await? {
            return Ok(());
        }
        let (batch, _) = self.batch_in_reach(asker, id).await?;
        if !matches!(batch.state, BatchState::Imported | BatchState::Previewed) {
            return Err(Refusal::new("REG-003").with("state", batch.state.word()).into());
        }
        let TakenBack { rows, people } = tx.take_back(id, reason).await?;
        tx.settle(&token, &json!({ "rows": rows, "people": people })).await?;
        Ok(tx.commit().await?)
    }

    /// Takes back what a failed import wrote. What cannot be taken back now, since the disk is full, is tried again by
    /// the worker until it can.
    pub(crate) async fn undo(&self, batch: &Batch, error: &Error, now: Timestamp) {
        let failure = match error {
            Error::Mistaken(mistakes) => mistakes.first().cloned(),
            Error::Full => Some(Mistake::at("file", "disk-full")),
            Error::Refused(_) | Error::NotFound | Error::Changed | Error::Away | Error::Fault(_) => None,
        };
        let failure = failure.unwrap_or_else(|| Mistake::at("file", "import-failed"));
        if let Err(still) = self.try_undo(batch, &failure, now).await {
            tracing::error!(batch = batch.id.0, error = %still, "a failed import cannot be taken back yet");
            self.imports.leave(batch.clone(), failure);
        }
    }

    /// Takes back the failed imports that could not be taken back when they failed.
    pub async fn undo_left(&self, now: Timestamp) {
        for (batch, failure) in self.imports.left() {
            if self.try_undo(&batch, &failure, now).await.is_ok() {
                self.imports.settle(batch.id);
            }
        }
    }

    async fn try_undo(&self, batch: &Batch, failure: &Mistake, now: Timestamp) -> Answer<()> {
        // The tables first: what is removed needs no room, and a second try finds nothing of it to fail at.
        self.remove_tables(batch.id).await?;
        let mut detail = Detail::of(batch)?;
        let why = format!("the import failed: {}", failure.code);
        detail.failure = Some(failure.clone());
        let mut tx = self.store.begin(&importer(batch.office).who, now).await?;
        tx.take_back(batch.id, &why).await?;
        tx.set_batch_detail(batch.id, &detail.json()?).await?;
        Ok(tx.commit().await?)
    }

    /// Puts right what a crash left: batches half-way are taken back, unsealed files and half-written tables are removed,
    /// tables that are missing or behind are made. Call it at start, when nobody else has the data folder and before
    /// anybody is served. Answers the batches that were taken back.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub async fn recover(&self, now: Timestamp) -> Answer<Vec<BatchId>> {
        let taken_back = self.store.recover(now).await?;
        let folder = self.incoming();
        let cleared = tokio::task::spawn_blocking(move || match std::fs::remove_dir_all(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            Err(_) | Ok(()) => Ok(()),
        });
        cleared.await.map_err(Error::fault)?.map_err(Error::fault)?;
        let folder = Arc::clone(&self.folder);
        blocking(move || clear_drafts(&folder)).await?;
        if let Err(error) = self.keep_tables().await {
            tracing::error!(%error, "the tables could not be brought up to date; nothing is screened before they are");
        }
        Ok(taken_back)
    }
}
