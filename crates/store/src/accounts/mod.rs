//! Offices as a tree, accounts of staff, and the roles they have there.
//!
//! Never: which roles go together, or what a role may do: `domain` says so.
mod offices;
mod password;
mod session;
mod sign_in;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::Sealed;
use kernel::id::{OfficeId, RoleId, UserId};
use kernel::label::Language;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Set,
};
use serde_json::json;

use crate::error::{Result, StoreError};
use crate::journal::NewEntry;
use crate::numbers::next_numbers;
use crate::rows::{account, account_role};
use crate::store::Store;
use crate::text::maybe_moment;
use crate::tx::Tx;

pub use offices::{NewOffice, Office};
pub use password::hash_password;
pub use session::{Clock, Sessions};
pub use sign_in::{Attempt, SignIn, SignInLimits};

/// An account to be.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What is typed at sign-in; kept in lower case.
    pub login: String,
    /// The name on pages.
    pub name: String,
    /// The name on English pages; nothing where it is the same.
    pub name_en: Option<String>,
    /// What [`hash_password`] answered.
    pub password_hash: String,
    /// Who chose the password.
    pub password: PasswordBy,
    /// Chosen language.
    pub language: Option<Language>,
    /// Roles, each in an office.
    pub roles: Vec<(RoleId, OfficeId)>,
}

/// Who chose a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordBy {
    /// Its owner.
    Owner,
    /// Somebody else gave it: its owner changes it before anything else.
    Giver,
}

/// What changes of an account; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct AccountChange {
    /// The name on pages, and on English ones where that is another.
    pub name: Option<(String, Option<String>)>,
    /// What [`hash_password`] answered, and who chose it.
    pub password: Option<(String, PasswordBy)>,
    /// Chosen language.
    pub language: Option<Language>,
    /// Larger type and high contrast.
    pub care: Option<bool>,
    /// May not sign in any more.
    pub disabled: Option<bool>,
    /// All roles, in place of those before.
    pub roles: Option<Vec<(RoleId, OfficeId)>>,
    /// Lift the lock of too many failures.
    pub unlock: bool,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: UserId,
    /// What is typed at sign-in.
    pub login: String,
    /// The name on pages.
    pub name: String,
    /// The name on English pages; nothing where it is the same.
    pub name_en: Option<String>,
    /// Whether somebody else gave the password, so that its owner has to change it first.
    pub password_given: bool,
    /// What changes with the password and says nothing about it: a session that holds another one has ended.
    pub password_mark: String,
    /// Chosen language.
    pub language: Option<Language>,
    /// Larger type and high contrast.
    pub care: bool,
    /// May not sign in any more.
    pub disabled: bool,
    /// Roles, each in an office.
    pub roles: Vec<(RoleId, OfficeId)>,
    /// When its owner last signed in.
    pub last_sign_in: Option<Timestamp>,
    /// Until when sign-in is refused.
    pub locked_until: Option<Timestamp>,
}

impl Account {
    /// The name on pages in `language`.
    #[must_use]
    pub fn name_in(&self, language: Language) -> &str {
        named(&self.name, self.name_en.as_deref(), language)
    }
}

fn named<'n>(name: &'n str, english: Option<&'n str>, language: Language) -> &'n str {
    match language {
        Language::Chinese => name,
        Language::English => english.unwrap_or(name),
    }
}

impl Tx {
    /// Adds an account, and its entry (which holds no password).
    ///
    /// # Errors
    /// [`StoreError::Taken`] when the login is in use.
    pub async fn add_account(&mut self, new: NewAccount) -> Result<UserId> {
        let id = next_numbers(self.db(), "account", 1).await?.start;
        let login = new.login.trim().to_lowercase();
        let row = account::ActiveModel {
            id: Set(id),
            login: Set(login.clone()),
            name: Set(new.name.clone()),
            name_en: Set(new.name_en.clone()),
            password_hash: Set(new.password_hash),
            language: Set(new.language.map(|language| language.tag().to_owned())),
            care_mode: Set(false),
            disabled: Set(false),
            password_given: Set(new.password == PasswordBy::Giver),
            made_us: Set(self.now().as_microsecond()),
            last_sign_in_us: Set(None),
            locked_until_us: Set(None),
        };
        account::Entity::insert(row).exec_without_returning(self.db()).await?;
        self.write_roles(id, &new.roles).await?;
        let plain = json!({ "login": login, "name": new.name, "roles": new.roles });
        self.append(NewEntry::plain(format!("access:{id}"), "account-added", plain)).await?;
        Ok(UserId(id))
    }

    /// Changes an account, and writes what was changed down (but never a password).
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such account.
    pub async fn change_account(&mut self, user: UserId, change: AccountChange) -> Result<()> {
        let plain = json!({
            "name": change.name, "language": change.language, "care": change.care, "disabled": change.disabled,
            "roles": change.roles, "unlocked": change.unlock, "password": change.password.is_some(),
        });
        let known = account::Entity::find_by_id(user.0).one(self.db()).await?;
        let mut row: account::ActiveModel = known.ok_or_else(|| StoreError::missing(format!("account {user}")))?.into();
        if let Some((name, english)) = change.name {
            (row.name, row.name_en) = (Set(name), Set(english));
        }
        if let Some((hash, by)) = change.password {
            (row.password_hash, row.password_given) = (Set(hash), Set(by == PasswordBy::Giver));
        }
        if let Some(language) = change.language {
            row.language = Set(Some(language.tag().to_owned()));
        }
        if let Some(care) = change.care {
            row.care_mode = Set(care);
        }
        if let Some(disabled) = change.disabled {
            row.disabled = Set(disabled);
        }
        if change.unlock {
            row.locked_until_us = Set(None);
            sign_in::forget_failures(self.db(), user).await?;
        }
        if row.is_changed() {
            account::Entity::update(row).exec(self.db()).await?;
        }
        if let Some(roles) = change.roles {
            let theirs = account_role::Column::AccountId.eq(user.0);
            account_role::Entity::delete_many().filter(theirs).exec(self.db()).await?;
            self.write_roles(user.0, &roles).await?;
        }
        self.append(NewEntry::plain(format!("access:{user}"), "account-changed", plain)).await?;
        Ok(())
    }

    /// Whether anybody beside `user` who may sign in holds one of `roles`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn others_hold(&self, user: UserId, roles: &[RoleId]) -> Result<bool> {
        let open = account::Entity::find()
            .select_only()
            .column(account::Column::Id)
            .filter(account::Column::Disabled.eq(false).and(account::Column::Id.ne(user.0)));
        let held = account_role::Entity::find()
            .filter(account_role::Column::Role.is_in(roles.iter().map(RoleId::as_str)))
            .filter(account_role::Column::AccountId.in_subquery(open.into_query()));
        Ok(held.one(self.db()).await?.is_some())
    }

    async fn write_roles(&self, account: i64, roles: &[(RoleId, OfficeId)]) -> Result<()> {
        let rows: Vec<_> = roles
            .iter()
            .map(|(role, office)| account_role::ActiveModel {
                account_id: Set(account),
                role: Set(role.to_string()),
                office_id: Set(office.0),
            })
            .collect();
        if !rows.is_empty() {
            account_role::Entity::insert_many(rows).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

impl Store {
    /// The account of `user`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account(&self, user: UserId) -> Result<Option<Account>> {
        let row = account::Entity::find_by_id(user.0).one(self.reader()).await?;
        Ok(with_roles(self.reader(), row.into_iter().collect()).await?.pop())
    }

    /// The names of these accounts on pages in `language`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_names(&self, ids: &BTreeSet<UserId>, language: Language) -> Result<BTreeMap<UserId, String>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows: Vec<(i64, String, Option<String>)> = account::Entity::find()
            .select_only()
            .columns([account::Column::Id, account::Column::Name, account::Column::NameEn])
            .filter(account::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .into_tuple()
            .all(self.reader())
            .await?;
        let name = |(id, name, english): (i64, String, Option<String>)| {
            (UserId(id), named(&name, english.as_deref(), language).to_owned())
        };
        Ok(rows.into_iter().map(name).collect())
    }

    /// Up to `limit` accounts after `after`, by number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn accounts(&self, after: Option<UserId>, limit: u64) -> Result<Vec<Account>> {
        let rows = account::Entity::find()
            .filter(account::Column::Id.gt(after.map_or(0, |user| user.0)))
            .order_by_asc(account::Column::Id)
            .limit(limit)
            .all(self.reader())
            .await?;
        with_roles(self.reader(), rows).await
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_accounts(&self) -> Result<u64> {
        Ok(account::Entity::find().count(self.reader()).await?)
    }

    /// Whether `password` is the one of `user`: asked again before a change of it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such account.
    pub async fn is_password(&self, user: UserId, password: &Sealed<String>) -> Result<bool> {
        let row = account::Entity::find_by_id(user.0).one(self.reader()).await?;
        let row = row.ok_or_else(|| StoreError::missing(format!("account {user}")))?;
        password::is_right(password.clone(), Some(row.password_hash)).await
    }
}

async fn with_roles(db: &impl ConnectionTrait, rows: Vec<account::Model>) -> Result<Vec<Account>> {
    let ids = rows.iter().map(|row| row.id);
    let roles = account_role::Entity::find()
        .filter(account_role::Column::AccountId.is_in(ids))
        .order_by_asc(account_role::Column::Role)
        .all(db)
        .await?;
    let account = |row: account::Model| {
        let theirs = roles.iter().filter(|role| role.account_id == row.id);
        Ok(Account {
            id: UserId(row.id),
            login: row.login,
            name: row.name,
            name_en: row.name_en,
            password_given: row.password_given,
            password_mark: password::mark(&row.password_hash),
            language: row.language.and_then(|tag| Language::ALL.into_iter().find(|own| own.tag() == tag)),
            care: row.care_mode,
            disabled: row.disabled,
            roles: theirs.map(|role| (RoleId::new(&role.role), OfficeId(role.office_id))).collect(),
            last_sign_in: maybe_moment(row.last_sign_in_us)?,
            locked_until: maybe_moment(row.locked_until_us)?,
        })
    };
    rows.into_iter().map(account).collect()
}
