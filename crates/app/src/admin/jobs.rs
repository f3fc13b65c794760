//! Work in the background that failed, for whoever looks after the house.
//!
//! Never: the cause. It stands in the log and in what `timelyrain verify` says, on the machine.
use domain::access::action::SeeAdministration;
use domain::access::{Act, permit};
use jiff::Timestamp;
use kernel::id::EntryId;

use crate::{Answer, App, Asker};

/// Work that failed at least once and is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingWork {
    /// Which: `print-documents`.
    pub kind: String,
    /// The entry that asked for it.
    pub entry: EntryId,
    /// What that entry is about: `case:12`.
    pub stream: String,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// How often it failed.
    pub attempts: u32,
    /// When it is tried again; nothing while it is being tried.
    pub again: Option<Timestamp>,
}

impl App {
    /// What failed in the background, the oldest first.
    ///
    /// # Errors
    /// Refuses who may not see the administration.
    pub async fn failing_work(&self, asker: &Asker) -> Answer<Vec<FailingWork>> {
        permit::<SeeAdministration>(&asker.actor)?;
        let mut all = vec![];
        for store::FailingJob { job, again, .. } in self.store().failing_jobs().await? {
            let before = EntryId(job.entry.0.saturating_sub(1));
            let entry = self.store().read_after(before, 1).await?.into_iter().next();
            let (stream, asked_at) = entry.map_or((String::new(), asker.now), |entry| (entry.stream, entry.at));
            let (kind, entry, attempts) = (job.kind, job.entry, job.attempts);
            all.push(FailingWork { kind, entry, stream, asked_at, attempts, again });
        }
        Ok(all)
    }

    /// How much failed in the background; nothing for who may not see the administration.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_failing_work(&self, asker: &Asker) -> Answer<u64> {
        if asker.actor.may(Act::SeeAdministration) { Ok(self.store().count_failing_jobs().await?) } else { Ok(0) }
    }
}
