//! Who asks, and the shapes of answers.
use std::collections::BTreeMap;

use domain::access::{Actor, Who};
use domain::cases::decide::No;
use domain::masks::Seen;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::id::{OfficeId, PersonId, RoleId, UserId};
use kernel::{Label, Language, Mistake, Refusal};
use store::StoreError;

use crate::App;

/// How long personal text stays unmasked once a reason was given: long enough for one call, not for a day.
const UNMASKED_MINUTES: i64 = 15;

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

impl App {
    /// The asker behind `user` at `now`, with the grants of their roles.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an account that is gone or closed.
    pub async fn asker(&self, user: UserId, now: Timestamp) -> Answer<Asker> {
        let account = self.store().account(user).await?.filter(|account| !account.disabled).ok_or(Error::NotFound)?;
        let office = account.roles.first().map(|(_, office)| *office).ok_or(Error::NotFound)?;
        let office = self.store().office(office).await?.ok_or(Error::NotFound)?;
        let roles = account.roles.iter().filter(|(_, own)| *own == office.id).map(|(role, _)| role.clone());
        let actor = self.actor(Who::User(user), office.id, office.path.clone(), roles);
        let today = civil_day(now)?;
        let language = account.language.unwrap_or_default();
        let name = account.name_in(language).to_owned();
        Ok(Asker { actor, user, name, office: office.id, office_name: office.name, language, now, today })
    }

    /// The names of the staff, in the asker's language.
    pub(crate) async fn officers(
        &self,
        asker: &Asker,
        users: impl IntoIterator<Item = UserId>,
    ) -> Answer<BTreeMap<UserId, String>> {
        Ok(self.store().account_names(&users.into_iter().collect(), asker.language).await?)
    }

    fn actor(&self, who: Who, office: OfficeId, office_path: String, roles: impl Iterator<Item = RoleId>) -> Actor {
        let roles: std::collections::BTreeSet<RoleId> = roles.collect();
        let held = roles.iter().filter_map(|role| self.library().roles.get(role));
        let grants = held.flat_map(|role| role.grants.clone()).collect();
        Actor { who, office, office_path, roles, grants }
    }

    /// Lets `asker` see the person of these records unmasked for a while; the caller has recorded the reason.
    pub(crate) fn unmask_for_a_while(&self, asker: &Asker, records: &[PersonId]) -> Answer<()> {
        let until = asker.now.checked_add(jiff::Span::new().minutes(UNMASKED_MINUTES)).map_err(Error::fault)?;
        let mut all = self.parts().unmasked.lock().map_err(|_| Error::fault("a lock was left poisoned"))?;
        all.retain(|_, end| *end > asker.now);
        all.extend(records.iter().map(|person| ((asker.user, *person), until)));
        Ok(())
    }

    /// How `asker` sees `person` now.
    pub(crate) fn seen(&self, asker: &Asker, person: PersonId) -> Seen {
        if self.unmasked_until(asker, person).is_some() { Seen::Open } else { Seen::Masked }
    }

    /// Until when `asker` sees `person` unmasked; not at all when nothing.
    pub(crate) fn unmasked_until(&self, asker: &Asker, person: PersonId) -> Option<Timestamp> {
        let all: std::sync::MutexGuard<'_, BTreeMap<_, _>> = self.parts().unmasked.lock().ok()?;
        all.get(&(asker.user, person)).copied().filter(|until| *until > asker.now)
    }
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
