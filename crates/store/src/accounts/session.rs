//! Sessions in the database: known by the hash of their id, gone when they end.
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use sea_orm::prelude::async_trait::async_trait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use sha2::{Digest, Sha256};
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result as SessionResult};

use crate::error::Result;
use crate::rows::session;
use crate::store::Store;

/// The clock, given by the binary.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The sessions of this store, as the sessions' layer wants them.
#[derive(Clone)]
pub struct Sessions {
    store: Store,
    clock: Clock,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sessions")
    }
}

impl Store {
    /// Sessions, by the clock of the binary.
    #[must_use]
    pub fn sessions(&self, clock: Clock) -> Sessions {
        Sessions { store: self.clone(), clock }
    }

    /// Removes sessions that have ended; answers how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete_expired_sessions(&self, now: Timestamp) -> Result<u64> {
        let ended = session::Column::ExpiresUs.lte(now.as_microsecond());
        Ok(session::Entity::delete_many().filter(ended).exec(self.writer()).await?.rows_affected)
    }
}

fn key(id: Id) -> Vec<u8> {
    Sha256::digest(id.0.to_be_bytes()).to_vec()
}

fn row(record: &Record) -> SessionResult<session::ActiveModel> {
    let data: BTreeMap<_, _> = record.data.iter().collect();
    let us = record.expiry_date.unix_timestamp_nanos().saturating_div(1_000);
    Ok(session::ActiveModel {
        id_hash: Set(key(record.id)),
        data: Set(serde_json::to_string(&data).map_err(|fault| Error::Encode(fault.to_string()))?),
        expires_us: Set(i64::try_from(us).unwrap_or(i64::MAX)),
    })
}

fn record(id: Id, row: &session::Model) -> SessionResult<Record> {
    let decode = |fault: &dyn fmt::Display| Error::Decode(fault.to_string());
    let nanos = i128::from(row.expires_us).saturating_mul(1_000);
    Ok(Record {
        id,
        data: serde_json::from_str(&row.data).map_err(|fault| decode(&fault))?,
        expiry_date: OffsetDateTime::from_unix_timestamp_nanos(nanos).map_err(|fault| decode(&fault))?,
    })
}

fn backend(fault: sea_orm::DbErr) -> Error {
    Error::Backend(crate::StoreError::from(fault).to_string())
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> SessionResult<()> {
        let known = session::Entity::find_by_id(key(record.id)).one(self.store.reader()).await.map_err(backend)?;
        if known.is_some() {
            record.id = Id::default();
        }
        session::Entity::insert(row(record)?).exec_without_returning(self.store.writer()).await.map_err(backend)?;
        Ok(())
    }

    async fn save(&self, record: &Record) -> SessionResult<()> {
        // Never inserted: a session without a row has ended while a request of it was under way.
        let kept = session::Entity::update_many().set(row(record)?).filter(session::Column::IdHash.eq(key(record.id)));
        match kept.exec(self.store.writer()).await.map_err(crate::StoreError::from) {
            Ok(_) => Ok(()),
            // The session goes on as it was. What is lost is a notice or a later end, and an answer to something that
            // was accepted must not turn into an error for it.
            Err(fault @ (crate::StoreError::Full | crate::StoreError::Busy)) => {
                tracing::warn!(%fault, "a session was not kept");
                Ok(())
            }
            Err(fault) => Err(Error::Backend(fault.to_string())),
        }
    }

    async fn load(&self, id: &Id) -> SessionResult<Option<Record>> {
        let now = (self.clock)().as_microsecond();
        let row = session::Entity::find_by_id(key(*id)).one(self.store.reader()).await.map_err(backend)?;
        row.filter(|row| now < row.expires_us).map(|row| record(*id, &row)).transpose()
    }

    async fn delete(&self, id: &Id) -> SessionResult<()> {
        session::Entity::delete_by_id(key(*id)).exec(self.store.writer()).await.map_err(backend)?;
        Ok(())
    }
}
