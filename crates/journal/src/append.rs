//! Writing entries: versions checked, parts sealed, chained, in as few statements as there are portions.
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::id::EntryId;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::json;

use crate::entry::{Expect, NewEntry, part_place};
use crate::error::{Result, StoreError};
use crate::keys::{DataKey, KeyFault, Subject, chunks};
use crate::parts::{self, Part};
use crate::rows::{data_key, journal};
use crate::text::{CHUNK, to_json};
use crate::tx::Tx;

/// Who did something, and when.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Who: `user:5`, `system:screening`.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

impl Tx {
    /// Writes one entry; it counts when the transaction is committed.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the stream is not where `entry.expect` says.
    pub async fn append(&mut self, entry: NewEntry) -> Result<EntryId> {
        let ids = self.append_all(vec![entry]).await?;
        ids.first().copied().ok_or_else(|| StoreError::broken("an empty portion"))
    }

    /// Writes many entries, in order. For a million of them, commit every few thousand.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a stream is not where its entry says.
    pub async fn append_all(&mut self, entries: Vec<NewEntry>) -> Result<Vec<EntryId>> {
        let stamp = Stamp { actor: self.actor().to_owned(), at: self.now() };
        let stamps = vec![stamp; entries.len()];
        append_stamped(self, entries, stamps).await
    }

    /// Destroys the key of `subject`: what it sealed is erased, wherever it rests. The journal keeps an entry that says
    /// so, and why. Backups made before still hold the key: they must run out, or their master key must.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the subject never had a key or it was destroyed before.
    pub async fn erase(&mut self, subject: &Subject, why: &str) -> Result<EntryId> {
        let name = subject.to_string();
        let change = data_key::ActiveModel {
            wrapped: sea_orm::Set(vec![]),
            destroyed_us: sea_orm::Set(Some(self.now().as_microsecond())),
            ..Default::default()
        };
        let done = data_key::Entity::update_many()
            .set(change)
            .filter(data_key::Column::Subject.eq(&name))
            .filter(data_key::Column::DestroyedUs.is_null())
            .exec(self.db())
            .await?;
        if done.rows_affected == 0 {
            return Err(StoreError::missing(format!("key of {name}")));
        }
        self.append(NewEntry::plain(name, "erased", json!({ "why": why }))).await
    }

    /// The versions of the streams of `entries`; streams said to be new are not asked for.
    async fn versions(&self, entries: &[NewEntry]) -> Result<BTreeMap<String, i64>> {
        let new: BTreeSet<&str> =
            entries.iter().filter(|own| own.expect == Expect::New).map(|own| own.stream.as_str()).collect();
        let known: BTreeSet<&str> =
            entries.iter().map(|own| own.stream.as_str()).filter(|own| !new.contains(own)).collect();
        let known: Vec<&str> = known.into_iter().collect();
        let mut versions = BTreeMap::new();
        for some in known.chunks(CHUNK) {
            let rows: Vec<(String, i64)> = journal::Entity::find()
                .select_only()
                .column(journal::Column::Stream)
                .column_as(journal::Column::StreamVersion.max(), "version")
                .filter(journal::Column::Stream.is_in(some.iter().copied()))
                .group_by(journal::Column::Stream)
                .into_tuple()
                .all(self.db())
                .await?;
            versions.extend(rows);
        }
        Ok(versions)
    }

    fn chained(
        &mut self,
        entry: NewEntry,
        (version, stamp): (i64, Stamp),
        keys: &BTreeMap<Subject, DataKey>,
    ) -> Result<journal::Model> {
        let mut sealed = Vec::with_capacity(entry.secrets.len());
        for (place, secret) in entry.secrets.iter().enumerate() {
            let fault = || KeyFault::Destroyed { subject: secret.subject.to_string() };
            let key = keys.get(&secret.subject).ok_or_else(fault)?;
            let text = to_json(&secret.json)?;
            let place = part_place(&entry.stream, version, place);
            sealed.push(Part { key: key.id, sealed: key.cipher.encrypt(&place, text.as_bytes())? });
        }
        let (id, prev_hash) = self.head();
        let mut row = journal::Model {
            id: id.saturating_add(1),
            stream: entry.stream,
            stream_version: version,
            at_us: stamp.at.as_microsecond(),
            actor: stamp.actor,
            kind: entry.kind,
            plain: to_json(&entry.plain)?,
            parts: parts::write(&sealed)?,
            prev_hash: prev_hash.to_vec(),
            hash: vec![],
        };
        row.hash = parts::hash(&row);
        self.set_head(row.id, row.hash.clone());
        Ok(row)
    }
}

/// [`Tx::append_all`], each entry with its own actor and moment: for what happened before we knew of it.
///
/// # Errors
/// [`StoreError::Conflict`] when a stream is not where its entry says.
pub async fn append_stamped(tx: &mut Tx, entries: Vec<NewEntry>, stamps: Vec<Stamp>) -> Result<Vec<EntryId>> {
    let mut versions = tx.versions(&entries).await?;
    let subjects: BTreeSet<Subject> =
        entries.iter().flat_map(|entry| entry.secrets.iter().map(|secret| secret.subject.clone())).collect();
    let keys = tx.keys_of(&subjects).await?;
    let mut ids = Vec::with_capacity(entries.len());
    let mut rows = Vec::with_capacity(entries.len());
    for (entry, stamp) in entries.into_iter().zip(stamps) {
        let version = next_version(&mut versions, &entry)?;
        let row = tx.chained(entry, (version, stamp), &keys)?;
        ids.push(EntryId(row.id));
        rows.push(row.into_active_model());
    }
    for some in chunks(rows) {
        journal::Entity::insert_many(some).exec_without_returning(tx.db()).await?;
    }
    Ok(ids)
}

fn next_version(versions: &mut BTreeMap<String, i64>, entry: &NewEntry) -> Result<i64> {
    let found = versions.get(&entry.stream).copied().unwrap_or(0);
    let expected = match entry.expect {
        Expect::New => 0,
        Expect::Version(version) => version,
        Expect::Any => found,
    };
    if expected != found {
        return Err(StoreError::Conflict { stream: entry.stream.clone(), expected, found });
    }
    let next = found.saturating_add(1);
    versions.insert(entry.stream.clone(), next);
    Ok(next)
}
