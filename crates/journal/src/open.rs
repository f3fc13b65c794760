//! Opening the database: connections, migrations, the key ring; and where every reading and writing begins.
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::access::Who;
use jiff::Timestamp;
use log::LevelFilter;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, EntityTrait, Set};
use sea_orm_migration::{MigratorTrait, SchemaManager};
use sqlx::sqlite::{SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, Error as SqlxError};

use crate::entry::NewEntry;
use crate::error::Result;
use crate::keys::{KeyRing, Vault};
use crate::objects::Objects;
use crate::parts;
use crate::rows::chain_head;
use crate::tx::Tx;

/// How long a writer waits for another before it is told that the database is busy.
const PATIENCE: Duration = Duration::from_secs(10);

/// From so long on, a statement is told in the log, with its words and none of its values.
const SLOW: Duration = Duration::from_secs(1);

/// The most memory for pages of `SQLite` that the writer takes, in KiB below zero: a large import touches the same ones
/// again and again.
const WRITER_CACHE: &str = "-65536";
/// The same for each connection of readers.
const READER_CACHE: &str = "-4096";

/// Where things rest.
#[derive(Debug, Clone)]
pub struct Config {
    /// `sqlite:/path/to/file` or `postgres://…`.
    pub url: String,
    /// Connections for readers; the writer has one of its own on `SQLite`, half as many again on `PostgreSQL`.
    pub max_connections: u32,
    /// The folder of the object store.
    pub objects: PathBuf,
    /// The most pages of 4 KiB that the `SQLite` file may have; `None` means as many as the disk holds.
    pub max_pages: Option<u32>,
}

impl Config {
    /// `url` and `objects`, with eight connections and no limit of size.
    #[must_use]
    pub fn new(url: impl Into<String>, objects: impl Into<PathBuf>) -> Self {
        Self { url: url.into(), max_connections: 8, objects: objects.into(), max_pages: None }
    }
}

/// The journal with its keys and files. Cheap to clone; all clones share their connections.
#[derive(Clone)]
pub struct Journal {
    reader: DatabaseConnection,
    writer: DatabaseConnection,
    vault: Arc<Vault>,
    objects: Arc<Objects>,
}

impl Journal {
    /// Opens the database at `config`, brings its schema up to date with `M`, whose first migration is the journal's
    /// own, and checks that `ring` fits it.
    ///
    /// # Errors
    /// [`crate::StoreError::Gone`] when it cannot be reached, [`crate::StoreError::Keys`] when the ring lacks a key
    /// that the database was sealed with.
    pub async fn open<M: MigratorTrait>(config: &Config, ring: KeyRing, now: Timestamp) -> Result<Self> {
        let (reader, writer) = connect(config).await?;
        M::up(&writer, None).await?;
        let head = chain_head::ActiveModel { id: Set(1), entry: Set(0), hash: Set(parts::genesis()) };
        let once = OnConflict::column(chain_head::Column::Id).do_nothing().to_owned();
        chain_head::Entity::insert(head).on_conflict(once).exec_without_returning(&writer).await?;
        let tx = crate::tx::begin(&writer).await?;
        let vault = Vault::open(&tx, ring, now).await?;
        tx.commit().await?;
        Ok(Self { reader, writer, vault: Arc::new(vault), objects: Arc::new(Objects::open(&config.objects)?) })
    }

    /// Begins to write, as `who`, at the moment `now`. Waits for the writer before.
    ///
    /// # Errors
    /// [`crate::StoreError::Busy`] when another program holds the database too long, [`crate::StoreError::Gone`] without a
    /// database, and when no connection of our own becomes free in time.
    pub async fn begin(&self, who: &Who, now: Timestamp) -> Result<Tx> {
        Tx::begin(&self.writer, (Arc::clone(&self.vault), Arc::clone(&self.objects)), who.to_string(), now).await
    }

    /// Wraps every data key anew under the current key of the ring that this store was opened with; what they seal
    /// stays as it is. Answers how many were wrapped otherwise before. The old master key may then be taken away. The
    /// journal says who did it.
    ///
    /// # Errors
    /// [`crate::StoreError::Keys`] when the ring lacks a key that something is wrapped with.
    pub async fn rewrap_keys(&self, who: &Who, now: Timestamp) -> Result<u64> {
        let mut all: u64 = 0;
        loop {
            let tx = crate::tx::begin(&self.writer).await?;
            let some = self.vault.rewrap(&tx, 1_000).await?;
            tx.commit().await?;
            if some == 0 {
                let mut tx = self.begin(who, now).await?;
                let plain = serde_json::json!({ "master_key": self.vault.master_key(), "keys": all });
                tx.append(NewEntry::plain("keys".to_owned(), "rewrapped", plain)).await?;
                tx.commit().await?;
                return Ok(all);
            }
            all = all.saturating_add(some);
        }
    }

    /// Which database this is, for pages and logs: `SQLite` or `PostgreSQL`.
    #[must_use]
    pub fn database_name(&self) -> &'static str {
        if self.reader.get_database_backend() == DbBackend::Postgres { "PostgreSQL" } else { "SQLite" }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// [`crate::StoreError::Gone`] when it does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.reader.ping().await?)
    }

    /// Closes every connection; what was committed stays.
    ///
    /// # Errors
    /// When the database fails to close.
    pub async fn close(self) -> Result<()> {
        self.reader.close_by_ref().await?;
        Ok(self.writer.close_by_ref().await?)
    }

    pub(crate) fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    pub(crate) fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    pub(crate) fn vault(&self) -> &Vault {
        &self.vault
    }

    pub(crate) fn objects(&self) -> &Objects {
        &self.objects
    }
}

/// The connections, keys and files themselves, for the crate that builds on this one. A trait, so that whoever holds a
/// store and sees the journal through it does not reach them: they cannot name this crate (`floors.toml`).
pub trait Bare {
    /// The connections for reading.
    fn reader(&self) -> &DatabaseConnection;
    /// The connections for writing outside of a [`Tx`], where nothing goes into the journal.
    fn writer(&self) -> &DatabaseConnection;
    /// The keys.
    fn vault(&self) -> &Vault;
    /// The files.
    fn objects(&self) -> &Objects;
}

impl Bare for Journal {
    fn reader(&self) -> &DatabaseConnection {
        &self.reader
    }

    fn writer(&self) -> &DatabaseConnection {
        &self.writer
    }

    fn vault(&self) -> &Vault {
        &self.vault
    }

    fn objects(&self) -> &Objects {
        &self.objects
    }
}

/// A connection for the writer of a database whose schema `M` made, and nothing more: for a restore.
///
/// # Errors
/// [`crate::StoreError::Gone`] when it cannot be reached.
pub async fn prepare<M: MigratorTrait>(config: &Config) -> Result<DatabaseConnection> {
    let (reader, writer) = connect(config).await?;
    M::up(&writer, None).await?;
    reader.close_by_ref().await?;
    Ok(writer)
}

/// Whether the database at `config` holds keys that a ring wrapped, so that no other ring will do. Changes nothing in it.
///
/// # Errors
/// [`crate::StoreError::Gone`] when it cannot be reached.
pub async fn is_sealed(config: &Config) -> Result<bool> {
    let (reader, writer) = connect(config).await?;
    let sealed = SchemaManager::new(&reader).has_table("data_key").await? && Vault::has_keys(&reader).await?;
    reader.close_by_ref().await?;
    writer.close_by_ref().await?;
    Ok(sealed)
}

/// `SQLite` has one writer anyhow: one connection of its own makes writers queue in the process and not on a lock.
async fn connect(config: &Config) -> Result<(DatabaseConnection, DatabaseConnection)> {
    if config.url.starts_with("sqlite:") {
        let writer = Database::connect(sqlite(config, 1, WRITER_CACHE)).await?;
        // What SQLite knows of the tables' sizes decides which index it takes; this asks it to look where that is due.
        writer.execute_unprepared("pragma optimize = 0x10012").await?;
        let reader = Database::connect(sqlite(config, config.max_connections, READER_CACHE)).await?;
        return Ok((reader, writer));
    }
    // Two pools: writers that wait for one another hold connections that the one who writes may need for reading.
    let writers = config.max_connections.div_ceil(2);
    let writer = Database::connect(postgres(config, writers)).await?;
    let reader = Database::connect(postgres(config, config.max_connections)).await?;
    Ok((reader, writer))
}

fn postgres(config: &Config, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(&config.url);
    options.max_connections(connections).acquire_timeout(PATIENCE);
    log_statements(&mut options);
    let patience = format!("{}ms", PATIENCE.as_millis());
    options.map_sqlx_postgres_opts(move |own| own.options([("lock_timeout", patience.as_str())]));
    options
}

fn sqlite(config: &Config, connections: u32, cache: &'static str) -> ConnectOptions {
    let url = if config.url.contains('?') { config.url.clone() } else { format!("{}?mode=rwc", config.url) };
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(PATIENCE);
    log_statements(&mut options);
    options.map_sqlx_sqlite_pool_opts(|own| own.after_release(|connection, _| Box::pin(is_clean(connection))));
    let max_pages = config.max_pages;
    options.map_sqlx_sqlite_opts(move |own| {
        let own = own
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // A destroyed key must not be left in a free page of the file.
            .pragma("secure_delete", "on")
            .pragma("cache_size", cache)
            .busy_timeout(PATIENCE);
        match max_pages {
            Some(pages) => own.pragma("max_page_count", pages.to_string()),
            None => own,
        }
    });
    options
}

/// Slow statements are warnings; every one is there for who sets the level to `sqlx=debug`.
fn log_statements(options: &mut ConnectOptions) {
    options.sqlx_logging_level(LevelFilter::Debug).sqlx_slow_statements_logging_settings(LevelFilter::Warn, SLOW);
}

/// Whether a connection may be used again. `SQLite` rolls back by itself when the disk is full, and the driver then
/// still counts a transaction as open: the next one would be a part of it, answered and never durable.
async fn is_clean(connection: &mut SqliteConnection) -> std::result::Result<bool, SqlxError> {
    // What was begun to be rolled back is over when the connection answers.
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}
