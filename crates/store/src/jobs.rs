//! Work that must happen later: asked for once by an entry of the journal, taken by one worker, tried again.
use std::time::Duration;

use jiff::Timestamp;
use kernel::id::EntryId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, Set};

use crate::error::Result;
use crate::rows::job::{self, Column};
use crate::store::Store;
use crate::text::moment;

/// A job that a worker took is given to another after this: the worker died with it.
const ABANDONED: Duration = Duration::from_mins(10);

/// A job that a worker took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The entry that asks for it.
    pub entry: EntryId,
    /// Which work.
    pub kind: String,
    /// How often it was tried before.
    pub attempts: u32,
}

/// A job that failed at least once and is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailingJob {
    /// Which.
    pub job: Job,
    /// What went wrong the last time.
    pub error: String,
    /// When it runs again; nothing while it runs.
    pub again: Option<Timestamp>,
}

impl Store {
    /// Notes that `entry` asks for work of this kind; the second time changes nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enqueue(&self, entry: EntryId, kind: &str, now: Timestamp) -> Result<()> {
        let row = job::Model {
            entry: entry.0,
            kind: kind.to_owned(),
            state: "waiting".to_owned(),
            attempts: 0,
            run_after_us: now.as_microsecond(),
            last_error: None,
        };
        let once = OnConflict::columns([Column::Entry, Column::Kind]).do_nothing().to_owned();
        job::Entity::insert(row.into_active_model()).on_conflict(once).exec_without_returning(self.writer()).await?;
        Ok(())
    }

    /// Takes the job that waited longest; nothing when none is due.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_job(&self, now: Timestamp) -> Result<Option<Job>> {
        let now_us = now.as_microsecond();
        let due = Condition::all().add(Column::State.is_in(["waiting", "running"])).add(Column::RunAfterUs.lte(now_us));
        let rows = job::Entity::find().filter(due).order_by_asc(Column::RunAfterUs).one(self.reader()).await?;
        let Some(row) = rows else { return Ok(None) };
        let until = now.checked_add(ABANDONED).map_or(i64::MAX, Timestamp::as_microsecond);
        let change =
            job::ActiveModel { state: Set("running".to_owned()), run_after_us: Set(until), ..Default::default() };
        let mine = this(&row).add(Column::RunAfterUs.eq(row.run_after_us));
        let taken = job::Entity::update_many().set(change).filter(mine).exec(self.writer()).await?;
        // Another worker was faster: there may be others due.
        if taken.rows_affected == 0 {
            return Box::pin(self.take_job(now)).await;
        }
        let attempts = u32::try_from(row.attempts).unwrap_or(u32::MAX);
        Ok(Some(Job { entry: EntryId(row.entry), kind: row.kind, attempts }))
    }

    /// The job is done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_done(&self, job: &Job) -> Result<()> {
        let change = job::ActiveModel { state: Set("done".to_owned()), last_error: Set(None), ..Default::default() };
        job::Entity::update_many().set(change).filter(key(job)).exec(self.writer()).await?;
        Ok(())
    }

    /// The job failed and is to run again from `after` on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn job_failed(&self, job: &Job, error: &str, after: Timestamp) -> Result<()> {
        let change = job::ActiveModel {
            state: Set("waiting".to_owned()),
            attempts: Set(i64::from(job.attempts).saturating_add(1)),
            run_after_us: Set(after.as_microsecond()),
            last_error: Set(Some(error.to_owned())),
            ..Default::default()
        };
        job::Entity::update_many().set(change).filter(key(job)).exec(self.writer()).await?;
        Ok(())
    }

    /// Jobs that a worker took and did not end. Whoever knows that no other worker lives may note them as failed at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn running_jobs(&self) -> Result<Vec<Job>> {
        let rows = job::Entity::find().filter(Column::State.eq("running")).all(self.reader()).await?;
        let job = |row: job::Model| Job {
            entry: EntryId(row.entry),
            kind: row.kind,
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        };
        Ok(rows.into_iter().map(job).collect())
    }

    /// Jobs that failed at least once and are not done, the oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn failing_jobs(&self) -> Result<Vec<FailingJob>> {
        let rows = job::Entity::find().filter(failing()).order_by_asc(Column::Entry).all(self.reader()).await?;
        let told = |row: job::Model| {
            let attempts = u32::try_from(row.attempts).unwrap_or(u32::MAX);
            let error = row.last_error.unwrap_or_default();
            // While it runs, this is the end of the lease that its worker has.
            let waits = row.state != "running";
            let again = waits.then(|| moment(row.run_after_us)).transpose()?;
            Ok(FailingJob { job: Job { entry: EntryId(row.entry), kind: row.kind, attempts }, error, again })
        };
        rows.into_iter().map(told).collect()
    }

    /// How many jobs failed at least once and are not done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_failing_jobs(&self) -> Result<u64> {
        Ok(job::Entity::find().filter(failing()).count(self.reader()).await?)
    }
}

fn failing() -> Condition {
    Condition::all().add(Column::State.ne("done")).add(Column::LastError.is_not_null())
}

fn this(row: &job::Model) -> Condition {
    Condition::all().add(Column::Entry.eq(row.entry)).add(Column::Kind.eq(&row.kind))
}

fn key(job: &Job) -> Condition {
    Condition::all().add(Column::Entry.eq(job.entry.0)).add(Column::Kind.eq(&job.kind))
}
