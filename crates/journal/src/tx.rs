//! One writer at a time: a transaction that holds the head of the chain, so that rows and entries commit together.
//!
//! Dropping it undoes everything. `SQLite` starts it with `begin immediate`; `PostgreSQL` locks the chain's head row.
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, EntityTrait, QuerySelect, Set, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use crate::error::{Result, StoreError};
use crate::keys::{DataKey, Subject, Vault};
use crate::objects::Objects;
use crate::rows::chain_head;

/// A transaction of a writer.
pub struct Tx {
    db: DatabaseTransaction,
    vault: Arc<Vault>,
    objects: Arc<Objects>,
    actor: String,
    now: Timestamp,
    head: i64,
    hash: Vec<u8>,
    moved: bool,
}

impl Tx {
    pub(crate) async fn begin(
        writer: &DatabaseConnection,
        (vault, objects): (Arc<Vault>, Arc<Objects>),
        actor: String,
        now: Timestamp,
    ) -> Result<Self> {
        let db = begin(writer).await?;
        let head = chain_head::Entity::find_by_id(1).lock_exclusive().one(&db).await?;
        let head = head.ok_or_else(|| StoreError::missing("head of the chain"))?;
        Ok(Self { db, vault, objects, actor, now, head: head.entry, hash: head.hash, moved: false })
    }

    /// Makes all of it durable, or none.
    ///
    /// # Errors
    /// [`StoreError::Full`] when the disk is full, [`StoreError::Gone`] when the database went away: then nothing
    /// counts as received.
    pub async fn commit(self) -> Result<()> {
        if self.moved {
            let head = chain_head::ActiveModel { id: Set(1), entry: Set(self.head), hash: Set(self.hash) };
            chain_head::Entity::update(head).exec(&self.db).await?;
        }
        Ok(self.db.commit().await?)
    }

    /// Who writes.
    #[must_use]
    pub fn actor(&self) -> &str {
        &self.actor
    }

    /// The moment of everything that is written.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) fn db(&self) -> &DatabaseTransaction {
        &self.db
    }

    pub(crate) fn objects(&self) -> &Objects {
        &self.objects
    }

    pub(crate) async fn keys_of(&self, subjects: &BTreeSet<Subject>) -> Result<BTreeMap<Subject, DataKey>> {
        self.vault.keys_of(&self.db, subjects, self.now).await
    }

    pub(crate) async fn key_of(&self, subject: &Subject) -> Result<DataKey> {
        self.vault.key_of(&self.db, subject, self.now).await
    }

    pub(crate) fn head(&self) -> (i64, &[u8]) {
        (self.head, &self.hash)
    }

    pub(crate) fn set_head(&mut self, entry: i64, hash: Vec<u8>) {
        (self.head, self.hash, self.moved) = (entry, hash, true);
    }
}

/// The transaction and the keys themselves, for the crate that builds on this one; see [`crate::Bare`].
pub trait BareTx {
    /// The transaction, for rows that commit together with entries.
    fn db(&self) -> &DatabaseTransaction;
    /// The keys.
    fn vault(&self) -> &Vault;
}

impl BareTx for Tx {
    fn db(&self) -> &DatabaseTransaction {
        &self.db
    }

    fn vault(&self) -> &Vault {
        &self.vault
    }
}

/// A write transaction that starts as one: `SQLite` would otherwise refuse half-way when another writer was faster.
///
/// # Errors
/// When the database fails.
pub async fn begin(writer: &DatabaseConnection) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: (writer.get_database_backend() == sea_orm::DbBackend::Sqlite)
            .then_some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    Ok(writer.begin_with_options(options).await?)
}

/// A transaction that sees one moment of the database, for lists with their counts and for backups.
///
/// # Errors
/// When the database fails.
pub async fn snapshot(reader: &DatabaseConnection) -> Result<DatabaseTransaction> {
    // A transaction of SQLite's sees one moment anyhow, and warns of settings that it does not know.
    let postgres = reader.get_database_backend() == sea_orm::DbBackend::Postgres;
    let options = TransactionOptions {
        isolation_level: postgres.then_some(sea_orm::IsolationLevel::RepeatableRead),
        access_mode: postgres.then_some(sea_orm::AccessMode::ReadOnly),
        ..Default::default()
    };
    Ok(reader.begin_with_options(options).await?)
}
