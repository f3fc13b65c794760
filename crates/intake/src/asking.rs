//! Who asks, and the shapes of answers.
use std::collections::BTreeMap;

use domain::access::Actor;
use domain::cases::decide::No;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::id::{OfficeId, OrganId, UserId};
use kernel::{Label, Language, Mistake, Refusal};
use store::StoreError;

/// Who asks, at which moment.
#[derive(Debug, Clone)]
pub struct Asker {
    /// The person, with their grants.
    pub actor: Actor,
    /// Their account.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// Their office.
    pub office: OfficeId,
    /// The office's name.
    pub office_name: Label,
    /// The organ that the office belongs to.
    pub organ: OrganId,
    /// The language that they are spoken to in.
    pub language: Language,
    /// The moment.
    pub now: Timestamp,
    /// The civil day in Asia/Shanghai.
    pub today: Date,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Box<Refusal>),
    /// What was typed does not do.
    #[error("{} mistakes in what was filled in", .0.len())]
    Mistaken(Vec<Mistake>),
    /// There is no such thing, or it is out of this person's reach.
    #[error("there is no such thing")]
    NotFound,
    /// Somebody else was faster.
    #[error("somebody else changed it in the meantime")]
    Changed,
    /// The disk is full: nothing was received.
    #[error("the disk is full")]
    Full,
    /// The database is busy or away: nothing was received.
    #[error("the database does not answer")]
    Away,
    /// Ours.
    #[error("{0}")]
    Fault(String),
}

/// An answer, or why there is none.
pub type Answer<T> = Result<T, Error>;

/// A page of a list with the count of all, taken in one transaction.
pub use store::Page;

/// The key of a form that was sent: the same key twice is one act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once(pub String);

/// What was typed into a form.
pub use domain::forms::Typed;
pub use domain::masks::Shown;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(Box::new(refusal))
    }
}

impl From<No> for Error {
    fn from(no: No) -> Self {
        match no {
            No::Refused(refusal) => Error::Refused(refusal),
            No::Mistaken(mistakes) => Error::Mistaken(mistakes),
        }
    }
}

impl Error {
    /// A fault of ours, with its cause for the log.
    pub fn fault(cause: impl std::fmt::Display) -> Self {
        Error::Fault(cause.to_string())
    }
}

impl Error {
    /// What a fault of the sessions means: the layer between the store and the pages hands it on as text alone.
    #[must_use]
    pub fn of_sessions(told: &str) -> Self {
        let says = |fault: StoreError| told.contains(&fault.to_string());
        if says(StoreError::Full) {
            Error::Full
        } else if says(StoreError::Busy) || says(StoreError::Gone) {
            Error::Away
        } else {
            Error::fault(told)
        }
    }
}

/// The civil day of `now` in Asia/Shanghai.
///
/// # Errors
/// When the time zone is not in the table that we carry.
pub fn civil_day(now: Timestamp) -> Answer<Date> {
    let zone = TimeZone::get("Asia/Shanghai").map_err(Error::fault)?;
    Ok(now.to_zoned(zone).date())
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Error::Changed,
            StoreError::Full => Error::Full,
            StoreError::Busy | StoreError::Gone => Error::Away,
            StoreError::NotFound { .. } => Error::NotFound,
            StoreError::Taken { what } => Refusal::new("STO-001").with("what", what).into(),
            other @ (StoreError::Broken { .. }
            | StoreError::Keys(_)
            | StoreError::File { .. }
            | StoreError::Database(_)) => Error::Fault(other.to_string()),
        }
    }
}

/// The name of `user:7`, or the system's own name for its parts.
#[must_use]
pub fn actor_name(actor: &str, officers: &BTreeMap<UserId, String>) -> String {
    user_of(actor).and_then(|user| officers.get(&user).cloned()).unwrap_or_else(|| actor.to_owned())
}

/// The account behind `user:7`; a part of the system has none.
#[must_use]
pub fn user_of(actor: &str) -> Option<UserId> {
    actor.strip_prefix("user:")?.parse().ok()
}
