//! Signing in: the right password, or a failure that counts against the name and the address it came from.
use jiff::{SignedDuration, Timestamp};
use kernel::Sealed;
use kernel::id::UserId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use super::password;
use crate::error::Result;
use crate::numbers::next_numbers;
use crate::rows::{account, sign_in_failure};
use crate::store::Store;
use crate::text::moment;

/// Somebody at the door.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// What they typed as their name.
    pub login: String,
    /// What they typed as their password.
    pub password: Sealed<String>,
    /// Where they come from.
    pub address: String,
}

/// How many failures are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignInLimits {
    /// Failures for one name within the window before it is locked.
    pub tries: u64,
    /// Failures from one address within the window before it must wait; more than one, for offices share an address.
    pub tries_from_address: u64,
    /// How long a failure counts.
    pub window: SignedDuration,
    /// How long a lock holds.
    pub lock: SignedDuration,
}

/// What became of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// Come in.
    Right(UserId),
    /// The name or the password is wrong; which of them is not told.
    Wrong,
    /// Too many failures: not before this moment, whatever the password.
    Locked {
        /// When to try again.
        until: Timestamp,
    },
}

impl Store {
    /// Lets somebody in, or counts the failure. A disabled account is as wrong as none, and a name that nobody has is
    /// locked like one that somebody has: by its failures alone, after the same time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in(&self, attempt: &Attempt, limits: &SignInLimits, now: Timestamp) -> Result<SignIn> {
        let login = attempt.login.trim().to_lowercase();
        let here = sign_in_failure::Column::Address.eq(&attempt.address);
        let since = now.saturating_sub(limits.window).unwrap_or(Timestamp::MIN);
        if failures(self.reader(), here, since).await? >= limits.tries_from_address {
            return Ok(SignIn::Locked { until: later(now, limits.lock) });
        }
        let row = account::Entity::find().filter(account::Column::Login.eq(&login)).one(self.reader()).await?;
        let locked = locked_until(self.reader(), &login, limits, now).await?;
        let hash = row.as_ref().filter(|row| !row.disabled).map(|row| row.password_hash.clone());
        let right = password::is_right(attempt.password.clone(), hash).await?;
        match (locked, row.filter(|_| right)) {
            (Some(until), _) => Ok(SignIn::Locked { until }),
            (None, Some(row)) => self.let_in(UserId(row.id), now).await,
            (None, None) => self.count_failure(&login, &attempt.address, limits, now).await,
        }
    }

    async fn let_in(&self, user: UserId, now: Timestamp) -> Result<SignIn> {
        let tx = crate::tx::begin(self.writer()).await?;
        forget_failures(&tx, user).await?;
        let change = account::ActiveModel {
            id: Set(user.0),
            last_sign_in_us: Set(Some(now.as_microsecond())),
            locked_until_us: Set(None),
            ..Default::default()
        };
        account::Entity::update(change).exec(&tx).await?;
        tx.commit().await?;
        Ok(SignIn::Right(user))
    }

    async fn count_failure(&self, login: &str, address: &str, limits: &SignInLimits, now: Timestamp) -> Result<SignIn> {
        let tx = crate::tx::begin(self.writer()).await?;
        let old = sign_in_failure::Column::AtUs.lt(remembered(limits, now).as_microsecond());
        sign_in_failure::Entity::delete_many().filter(old).exec(&tx).await?;
        let row = sign_in_failure::ActiveModel {
            id: Set(next_numbers(&tx, "sign_in_failure", 1).await?.start),
            login: Set(login.to_owned()),
            address: Set(address.to_owned()),
            at_us: Set(now.as_microsecond()),
        };
        sign_in_failure::Entity::insert(row).exec_without_returning(&tx).await?;
        let locked = locked_until(&tx, login, limits, now).await?;
        if let Some(until) = locked {
            // For the list of the staff; the lock itself is what the failures say.
            let lock =
                account::ActiveModel { locked_until_us: Set(Some(until.as_microsecond())), ..Default::default() };
            account::Entity::update_many().set(lock).filter(account::Column::Login.eq(login)).exec(&tx).await?;
        }
        tx.commit().await?;
        Ok(locked.map_or(SignIn::Wrong, |until| SignIn::Locked { until }))
    }
}

/// The moment from which failures are kept: as long as they count, or hold a lock.
fn remembered(limits: &SignInLimits, now: Timestamp) -> Timestamp {
    now.saturating_sub(limits.window.max(limits.lock).saturating_add(limits.window)).unwrap_or(Timestamp::MIN)
}

/// Until when the name `login` is locked: so long after the last failure, when there were too many within the window
/// before it. While it is locked nothing is counted, so that the last one is the one that locked it.
async fn locked_until(
    db: &impl ConnectionTrait,
    login: &str,
    limits: &SignInLimits,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let theirs = || sign_in_failure::Column::Login.eq(login);
    let last = sign_in_failure::Entity::find().filter(theirs()).order_by_desc(sign_in_failure::Column::AtUs);
    let Some(last) = last.one(db).await? else { return Ok(None) };
    let last = moment(last.at_us)?;
    let until = later(last, limits.lock);
    let since = last.saturating_sub(limits.window).unwrap_or(Timestamp::MIN);
    let locked = now < until && failures(db, theirs(), since).await? >= limits.tries;
    Ok(locked.then_some(until))
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}

async fn failures(db: &impl ConnectionTrait, whose: sea_orm::sea_query::Expr, since: Timestamp) -> Result<u64> {
    let recent = sign_in_failure::Column::AtUs.gte(since.as_microsecond());
    Ok(sign_in_failure::Entity::find().filter(whose).filter(recent).count(db).await?)
}

/// Failures of `user`'s name no longer count.
pub(super) async fn forget_failures(db: &impl ConnectionTrait, user: UserId) -> Result<()> {
    if let Some(row) = account::Entity::find_by_id(user.0).one(db).await? {
        let theirs = sign_in_failure::Column::Login.eq(row.login);
        sign_in_failure::Entity::delete_many().filter(theirs).exec(db).await?;
    }
    Ok(())
}
