//! The store: the journal below, and over it the rows of every area.
use std::ops::Deref;

use ::journal::keys::Vault;
use ::journal::objects::{Objects, object};
use ::journal::{Bare, Journal};
use domain::access::Who;
use jiff::Timestamp;
use sea_orm::DatabaseConnection;

use crate::error::Result;
use crate::keys::KeyRing;
use crate::migrations::Migrator;
use crate::tx::Tx;

pub use ::journal::{Config, is_sealed};

/// The store. Cheap to clone; all clones share their connections. What it can do with the journal is the journal's.
#[derive(Clone)]
pub struct Store(Journal);

impl Store {
    /// Opens the database at `config`, brings its schema up to date, and checks that `ring` fits it.
    ///
    /// # Errors
    /// [`crate::StoreError::Gone`] when it cannot be reached, [`crate::StoreError::Keys`] when the ring lacks a key
    /// that the database was sealed with.
    pub async fn open(config: &Config, ring: KeyRing, now: Timestamp) -> Result<Self> {
        Ok(Self(Journal::open::<Migrator>(config, ring, now).await?))
    }

    /// Begins to write, as `who`, at the moment `now`. Waits for the writer before.
    ///
    /// # Errors
    /// [`crate::StoreError::Busy`] when another program holds the database too long, [`crate::StoreError::Gone`] without a
    /// database, and when no connection of our own becomes free in time.
    pub async fn begin(&self, who: &Who, now: Timestamp) -> Result<Tx> {
        Ok(Tx::over(self.0.begin(who, now).await?))
    }

    /// Closes every connection; what was committed stays.
    ///
    /// # Errors
    /// When the database fails to close.
    pub async fn close(self) -> Result<()> {
        self.0.close().await
    }

    pub(crate) fn reader(&self) -> &DatabaseConnection {
        self.0.reader()
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        self.0.writer()
    }

    pub(crate) fn vault(&self) -> &Vault {
        self.0.vault()
    }

    pub(crate) fn objects(&self) -> &Objects {
        self.0.objects()
    }

    /// The bytes of the object called `name`; `None` when they were erased.
    pub(crate) async fn object(&self, name: &str) -> Result<Option<Vec<u8>>> {
        object(&self.0, name).await
    }
}

impl Deref for Store {
    type Target = Journal;

    fn deref(&self) -> &Journal {
        &self.0
    }
}
