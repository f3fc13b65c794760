//! Work that happens later: the journal is the outbox, a job is asked for by the entry that needs it.
//!
//! A dispatcher reads entries after its mark and notes one job per (entry, kind); a worker runs them, again after a
//! failure, later each time. Running a job twice does no harm.
use intake::registers::changes_tables;
use intake::screening::asks_for_screening;
use jiff::{Span, Timestamp};
use kernel::id::{BatchId, CaseId, EntryId};
use store::Job;

use crate::documents::ASKED;
use crate::{Answer, App, Error};

/// The name of the dispatcher's mark.
const MARK: &str = "dispatcher";
/// Entries read at once.
const ENTRIES: u64 = 500;
/// The job that prints what a step issued.
const PRINT: &str = "print-documents";
/// The job that prints a document of many cases for somebody who asked.
const PRINT_MANY: &str = "print-papers";
/// The job that brings the analysts' tables up to date: a row was corrected, a batch taken back, a person erased.
const TABLES: &str = "tables";
/// The job that screens, for the same reasons and because people were joined or parted.
const SCREEN: &str = "screen";
/// The job that computes amounts again that wait for their decision: tables or figures changed.
const RECOMPUTE: &str = "recompute";
/// A job that failed so often runs once a week.
const MOST_ATTEMPTS: u32 = 12; // with doubling pauses from 2 s: the last one after more than an hour

/// What a round of work did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Worked {
    /// Entries read.
    pub entries: usize,
    /// Jobs done.
    pub done: usize,
    /// Jobs that failed and will be tried again.
    pub failed: usize,
}

/// What was put right at start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recovered {
    /// Batches that a crash left half-way and that were taken back.
    pub taken_back: Vec<BatchId>,
    /// Jobs that the crash interrupted: they run again.
    pub jobs_again: usize,
}

impl App {
    /// Puts right what a crash left: of the registers, as [`intake::Intake::recover`] says, and jobs run again. Call it at
    /// start, when nobody else has the data folder and before anybody is served. What came in and was not screened is
    /// screened by the duties of the day.
    ///
    /// # Errors
    /// When the database or the disk fails.
    pub async fn recover(&self, now: Timestamp) -> Answer<Recovered> {
        let taken_back = self.intake().recover(now).await?;
        Ok(Recovered { taken_back, jobs_again: self.jobs_again(now).await? })
    }

    /// Takes back imports that could not be taken back when they failed, notes the jobs that new entries ask for, then
    /// runs every job that is due.
    ///
    /// # Errors
    /// When the database does not answer; jobs that fail are noted and not an error.
    pub async fn work(&self, now: Timestamp) -> Answer<Worked> {
        self.intake().undo_left(now).await;
        let mut worked = Worked { entries: self.dispatch(now).await?, ..Worked::default() };
        while let Some(job) = self.store().take_job(now).await? {
            match self.run(&job, now).await {
                Ok(()) => {
                    self.store().job_done(&job).await?;
                    worked.done = worked.done.saturating_add(1);
                }
                Err(error) => {
                    tracing::warn!(entry = job.entry.0, kind = %job.kind, attempts = job.attempts, %error, "job failed");
                    self.store().job_failed(&job, &error.to_string(), again(now, job.attempts)?).await?;
                    worked.failed = worked.failed.saturating_add(1);
                }
            }
        }
        Ok(worked)
    }

    /// Asks for no work of what the journal holds so far: cases that were brought in whole have their papers elsewhere.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn pass_over_the_past(&self) -> Answer<()> {
        let newest = self.store().newest_entry().await?;
        Ok(self.store().set_mark(MARK, newest).await?)
    }

    /// Lets jobs that ended with their program run again soon; with a pause, so that one which ends every program does
    /// not do so without end. Answers how many.
    async fn jobs_again(&self, now: Timestamp) -> Answer<usize> {
        let left = self.store().running_jobs().await?;
        for job in &left {
            self.store().job_failed(job, "the program ended while it ran", again(now, job.attempts)?).await?;
        }
        Ok(left.len())
    }

    async fn dispatch(&self, now: Timestamp) -> Answer<usize> {
        let mut read: usize = 0;
        loop {
            let mark = self.store().mark(MARK).await?;
            let entries = self.store().read_after(mark, ENTRIES).await?;
            let Some(last) = entries.last().map(|entry| entry.id) else { return Ok(read) };
            for entry in entries.iter().filter(|entry| issues_documents(entry)) {
                self.store().enqueue(entry.id, PRINT, now).await?;
            }
            for entry in entries.iter().filter(|entry| entry.kind == ASKED) {
                self.store().enqueue(entry.id, PRINT_MANY, now).await?;
            }
            // One run heeds all of them: the newest asks for it. A screening brings the tables up to date by itself.
            let tables = entries.iter().rfind(|entry| changes_tables(entry));
            let screen = entries.iter().rfind(|entry| asks_for_screening(entry));
            let values = entries.iter().rfind(|entry| entry.stream == "values" && entry.kind == "value-confirmed");
            for (entry, job) in [(tables, TABLES), (screen, SCREEN), (values, RECOMPUTE)] {
                if let Some(entry) = entry {
                    self.store().enqueue(entry.id, job, now).await?;
                }
            }
            read = read.saturating_add(entries.len());
            self.store().set_mark(MARK, last).await?;
        }
    }

    async fn run(&self, job: &Job, now: Timestamp) -> Answer<()> {
        // The entry that asks for it may be of a value that counts since.
        let app = self.current().await?;
        match job.kind.as_str() {
            PRINT => {
                let case = app.case_of(job.entry).await?;
                app.print_documents(case, now).await.map(drop)
            }
            RECOMPUTE => app.recompute_amounts(now).await.map(drop),
            PRINT_MANY => app.print_asked(job.entry, now).await,
            TABLES => self.intake().keep_tables().await,
            SCREEN => self.intake().screen_if_due(now).await.map(drop),
            other => Err(Error::fault(format!("no such job: {other}"))),
        }
    }

    async fn case_of(&self, entry: EntryId) -> Answer<CaseId> {
        let before = EntryId(entry.0.saturating_sub(1));
        let entries = self.store().read_after(before, 1).await?;
        let stream = entries.first().map(|entry| entry.stream.clone()).unwrap_or_default();
        let case = stream.strip_prefix("case:").and_then(|id| id.parse().ok());
        case.ok_or_else(|| Error::fault(format!("entry {entry} is not of a case")))
    }
}

/// Whether an act issued a document: its plain part says so without any key.
fn issues_documents(entry: &store::Entry) -> bool {
    let events = entry.plain.as_array();
    entry.stream.starts_with("case:")
        && events
            .is_some_and(|all| all.iter().any(|event| event.get("event").is_some_and(|kind| kind == "document-issued")))
}

/// When a job that failed `attempts` times runs again; very late once it failed too often.
fn again(now: Timestamp, attempts: u32) -> Answer<Timestamp> {
    let seconds =
        if attempts >= MOST_ATTEMPTS { 7 * 24 * 3600 } else { 2_i64.saturating_pow(attempts.saturating_add(1)) };
    now.checked_add(Span::new().seconds(seconds)).map_err(Error::fault)
}
