//! What can go wrong below: the database, the disk, the keys, and the two honest answers "changed meanwhile" and "taken".
//!
//! Never: words for people. `app` turns these into a refusal, a mistake or a fault.
use sea_orm::{DbErr, RuntimeErr, SqlxError};

use crate::keys::KeyFault;

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;

/// Why the store could not do what was asked. Nothing of the transaction was kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Someone else changed the stream first.
    #[error("stream {stream} is at version {found}, not at {expected}")]
    Conflict {
        /// The stream, such as `case:12`.
        stream: String,
        /// The version that the caller had seen.
        expected: i64,
        /// The version that is there.
        found: i64,
    },
    /// A rule that allows one of a kind said no.
    #[error("{what} is taken already")]
    Taken {
        /// What is there already: the name of the unique rule or of the thing.
        what: String,
    },
    /// Nothing is stored under this name.
    #[error("there is no {what}")]
    NotFound {
        /// What was looked for.
        what: String,
    },
    /// The disk, or the space that the database may use, is full. Nothing was written.
    #[error("the disk is full")]
    Full,
    /// Another writer held the database longer than we wait.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached.
    #[error("the database cannot be reached")]
    Gone,
    /// What is stored cannot be read back as what it should be.
    #[error("{what} is damaged")]
    Broken {
        /// What is damaged.
        what: String,
    },
    /// Something about keys.
    #[error(transparent)]
    Keys(#[from] KeyFault),
    /// A file could not be read or written.
    #[error("{what}")]
    File {
        /// Which file, and for what.
        what: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// Any other fault of the database.
    #[error("database fault")]
    Database(#[source] DbErr),
}

impl StoreError {
    /// `what` cannot be read back as what it should be.
    pub fn broken(what: impl Into<String>) -> Self {
        Self::Broken { what: what.into() }
    }

    /// There is no `what`.
    pub fn missing(what: impl Into<String>) -> Self {
        Self::NotFound { what: what.into() }
    }

    /// `what` went wrong with a file; [`StoreError::Full`] when the disk is full.
    pub fn file(what: impl Into<String>, source: std::io::Error) -> Self {
        let full = matches!(source.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::FileTooLarge);
        if full { Self::Full } else { Self::File { what: what.into(), source } }
    }
}

impl From<DbErr> for StoreError {
    fn from(fault: DbErr) -> Self {
        match sqlx_fault(&fault) {
            Some(SqlxError::Database(told)) => {
                by_code(told.code().as_deref(), told.constraint(), told.message()).unwrap_or(Self::Database(fault))
            }
            Some(SqlxError::Io(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::WorkerCrashed) => {
                Self::Gone
            }
            Some(_) | None if matches!(fault, DbErr::ConnectionAcquire(_)) => Self::Gone,
            Some(_) | None => Self::Database(fault),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(fault: serde_json::Error) -> Self {
        Self::broken(format!("a stored text ({fault})"))
    }
}

fn sqlx_fault(fault: &DbErr) -> Option<&SqlxError> {
    if let DbErr::Conn(RuntimeErr::SqlxError(e))
    | DbErr::Exec(RuntimeErr::SqlxError(e))
    | DbErr::Query(RuntimeErr::SqlxError(e)) = fault
    {
        Some(e)
    } else {
        None
    }
}

/// `SQLite` gives extended result codes as numbers, `PostgreSQL` five letters; both sets are closed by their makers.
fn by_code(code: Option<&str>, constraint: Option<&str>, message: &str) -> Option<StoreError> {
    match code? {
        // SQLITE_FULL; SQLITE_IOERR_WRITE and _FSYNC (a limit on the file's size); PostgreSQL disk_full
        "13" | "778" | "1034" | "53100" => Some(StoreError::Full),
        // SQLITE_BUSY, _LOCKED and their kinds; PostgreSQL deadlock, lock timeout, serialisation
        "5" | "6" | "261" | "262" | "517" | "40P01" | "55P03" | "40001" => Some(StoreError::Busy),
        // SQLITE_CONSTRAINT_UNIQUE and _PRIMARYKEY; PostgreSQL unique_violation
        "2067" | "1555" | "23505" => {
            Some(StoreError::Taken { what: constraint.unwrap_or_else(|| after_colon(message)).to_owned() })
        }
        // PostgreSQL: shutting down, crashed, cannot connect now, too many connections
        "57P01" | "57P02" | "57P03" | "53300" => Some(StoreError::Gone),
        _ => None,
    }
}

fn after_colon(message: &str) -> &str {
    message.rsplit_once(": ").map_or(message, |(_, what)| what)
}
