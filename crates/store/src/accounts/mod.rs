//! Offices as a tree, accounts of staff, and the roles they have there.
//!
//! Never: which roles go together, or what a role may do: `domain` says so.
mod password;
mod session;
mod sign_in;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::id::{AreaCode, OfficeId, RoleId, UserId};
use kernel::label::Language;
use kernel::{Label, Sealed};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde_json::json;

use crate::error::{Result, StoreError};
use crate::journal::NewEntry;
use crate::numbers::next_numbers;
use crate::rows::{account, account_role, office};
use crate::store::Store;
use crate::text::maybe_moment;
use crate::tx::Tx;

pub use password::hash_password;
pub use session::{Clock, Sessions};
pub use sign_in::{Attempt, SignIn, SignInLimits};

/// An office to be.
#[derive(Debug, Clone)]
pub struct NewOffice {
    /// The office above it.
    pub parent: Option<OfficeId>,
    /// Its area.
    pub area: AreaCode,
    /// Its name.
    pub name: Label,
    /// Its mark in the numbers of its documents.
    pub mark: String,
}

/// An office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    /// Its number.
    pub id: OfficeId,
    /// The office above it.
    pub parent: Option<OfficeId>,
    /// Its place in the tree: `/1/4/`, ending in its own number.
    pub path: String,
    /// Its area.
    pub area: AreaCode,
    /// Its name.
    pub name: Label,
    /// Its mark in the numbers of its documents.
    pub mark: String,
}

/// An account to be.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What is typed at sign-in; kept in lower case.
    pub login: String,
    /// The name on pages.
    pub name: String,
    /// What [`hash_password`] answered.
    pub password_hash: String,
    /// Chosen language.
    pub language: Option<Language>,
    /// Roles, each in an office.
    pub roles: Vec<(RoleId, OfficeId)>,
}

/// What changes of an account; what is `None` stays.
#[derive(Debug, Clone, Default)]
pub struct AccountChange {
    /// The name on pages.
    pub name: Option<String>,
    /// What [`hash_password`] answered.
    pub password_hash: Option<String>,
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

impl Office {
    fn of(row: office::Model) -> Self {
        Self {
            id: OfficeId(row.id),
            parent: row.parent_id.map(OfficeId),
            path: row.path,
            area: AreaCode::new(row.area),
            name: Label::new(row.name_zh, row.name_en),
            mark: row.mark,
        }
    }
}

impl Tx {
    /// Adds an office, and its entry.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such office above it.
    pub async fn add_office(&mut self, new: NewOffice) -> Result<OfficeId> {
        let above = match new.parent {
            None => "/".to_owned(),
            Some(parent) => {
                let row = office::Entity::find_by_id(parent.0).one(self.db()).await?;
                row.ok_or_else(|| StoreError::missing(format!("office {parent}")))?.path
            }
        };
        let id = next_numbers(self.db(), "office", 1).await?.start;
        let row = office::ActiveModel {
            id: Set(id),
            parent_id: Set(new.parent.map(|parent| parent.0)),
            path: Set(format!("{above}{id}/")),
            area: Set(new.area.to_string()),
            name_zh: Set(new.name.zh.clone()),
            name_en: Set(new.name.en.clone()),
            mark: Set(new.mark.clone()),
        };
        office::Entity::insert(row).exec_without_returning(self.db()).await?;
        let plain = json!({ "parent": new.parent, "area": new.area, "name": new.name, "mark": new.mark });
        self.append(NewEntry::plain(format!("office:{id}"), "office-added", plain)).await?;
        Ok(OfficeId(id))
    }

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
            password_hash: Set(new.password_hash),
            language: Set(new.language.map(|language| language.tag().to_owned())),
            care_mode: Set(false),
            disabled: Set(false),
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
            "roles": change.roles, "unlocked": change.unlock, "password": change.password_hash.is_some(),
        });
        let known = account::Entity::find_by_id(user.0).one(self.db()).await?;
        let mut row: account::ActiveModel = known.ok_or_else(|| StoreError::missing(format!("account {user}")))?.into();
        if let Some(name) = change.name {
            row.name = Set(name);
        }
        if let Some(hash) = change.password_hash {
            row.password_hash = Set(hash);
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
    /// Every office, parents before their children.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn offices(&self) -> Result<Vec<Office>> {
        let rows = office::Entity::find().order_by_asc(office::Column::Path).all(self.reader()).await?;
        Ok(rows.into_iter().map(Office::of).collect())
    }

    /// The office `id`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn office(&self, id: OfficeId) -> Result<Option<Office>> {
        Ok(office::Entity::find_by_id(id.0).one(self.reader()).await?.map(Office::of))
    }

    /// The account of `user`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account(&self, user: UserId) -> Result<Option<Account>> {
        let row = account::Entity::find_by_id(user.0).one(self.reader()).await?;
        Ok(with_roles(self.reader(), row.into_iter().collect()).await?.pop())
    }

    /// The name of every account: few enough to be asked for at once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_names(&self) -> Result<BTreeMap<UserId, String>> {
        let rows: Vec<(i64, String)> = account::Entity::find()
            .select_only()
            .columns([account::Column::Id, account::Column::Name])
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
    }

    /// The names of these accounts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_names_of(&self, ids: &BTreeSet<UserId>) -> Result<BTreeMap<UserId, String>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows: Vec<(i64, String)> = account::Entity::find()
            .select_only()
            .columns([account::Column::Id, account::Column::Name])
            .filter(account::Column::Id.is_in(ids.iter().map(|id| id.0)))
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|(id, name)| (UserId(id), name)).collect())
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
