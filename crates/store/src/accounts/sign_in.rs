//! Signing in: the right password, or a failure that counts against the name and the address it came from.
use jiff::{SignedDuration, Timestamp};
use kernel::Sealed;
use kernel::id::UserId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

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
    /// Lets somebody in, or counts the failure. A disabled account is as wrong as none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_in(&self, attempt: &Attempt, limits: &SignInLimits, now: Timestamp) -> Result<SignIn> {
        let login = attempt.login.trim().to_lowercase();
        let row = account::Entity::find().filter(account::Column::Login.eq(&login)).one(self.reader()).await?;
        let locked = row.as_ref().and_then(|row| row.locked_until_us).map(moment).transpose()?;
        if let Some(until) = locked.filter(|until| now < *until) {
            return Ok(SignIn::Locked { until });
        }
        let since = now.saturating_sub(limits.window).unwrap_or(Timestamp::MIN);
        let here = sign_in_failure::Column::Address.eq(&attempt.address);
        if failures(self.reader(), here, since).await? >= limits.tries_from_address {
            return Ok(SignIn::Locked { until: later(now, limits.lock) });
        }
        let hash = row.as_ref().filter(|row| !row.disabled).map(|row| row.password_hash.clone());
        let right = password::is_right(attempt.password.clone(), hash).await?;
        match row.filter(|_| right) {
            Some(row) => self.let_in(UserId(row.id), now).await,
            None => self.count_failure(&login, &attempt.address, limits, now).await,
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
        let since = now.saturating_sub(limits.window).unwrap_or(Timestamp::MIN);
        let old = sign_in_failure::Column::AtUs.lt(since.as_microsecond());
        sign_in_failure::Entity::delete_many().filter(old).exec(&tx).await?;
        let row = sign_in_failure::ActiveModel {
            id: Set(next_numbers(&tx, "sign_in_failure", 1).await?.start),
            login: Set(login.to_owned()),
            address: Set(address.to_owned()),
            at_us: Set(now.as_microsecond()),
        };
        sign_in_failure::Entity::insert(row).exec_without_returning(&tx).await?;
        let theirs = sign_in_failure::Column::Login.eq(login);
        let locked = failures(&tx, theirs, since).await? >= limits.tries;
        let until = later(now, limits.lock);
        if locked {
            let lock =
                account::ActiveModel { locked_until_us: Set(Some(until.as_microsecond())), ..Default::default() };
            account::Entity::update_many().set(lock).filter(account::Column::Login.eq(login)).exec(&tx).await?;
        }
        tx.commit().await?;
        Ok(if locked { SignIn::Locked { until } } else { SignIn::Wrong })
    }
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
