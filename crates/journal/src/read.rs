//! Reading the journal: a stream, what came after a mark, or the newest for a page.
use std::collections::BTreeSet;

use domain::access::Allowed;
use domain::access::action::ReadJournal;
use kernel::id::EntryId;
use law::facts::DataClass;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select, Set};

use crate::entry::{Entry, Opened, part_place};
use crate::error::{Result, StoreError};
use crate::keys::{Opener, Vault};
use crate::open::Journal;
use crate::parts::{self, Part};
use crate::rows::{journal, mark};
use crate::text::{from_json, moment};

/// Which entries a page of the journal shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JournalFilter {
    /// Of this stream alone.
    pub stream: Option<String>,
    /// By this actor alone, e.g. `user:5`.
    pub actor: Option<String>,
    /// Older than this one.
    pub before: Option<EntryId>,
}

impl Journal {
    /// Every entry of `stream`, oldest first; empty when there is none. Sealed parts are opened only for leave that goes
    /// as far as personal data.
    ///
    /// # Errors
    /// When the database fails, or a part does not open.
    pub async fn read_stream(&self, allowed: &Allowed<ReadJournal>, stream: &str) -> Result<Vec<Entry>> {
        let rows = journal::Entity::find()
            .filter(journal::Column::Stream.eq(stream))
            .order_by_asc(journal::Column::StreamVersion)
            .all(self.reader())
            .await?;
        self.opened_for(allowed, rows).await
    }

    /// Up to `limit` entries after `mark`, in chain order, their sealed parts closed: the outbox of whoever does what must
    /// happen later.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_after(&self, mark: EntryId, limit: u64) -> Result<Vec<Entry>> {
        let rows = journal::Entity::find()
            .filter(journal::Column::Id.gt(mark.0))
            .order_by_asc(journal::Column::Id)
            .limit(limit)
            .all(self.reader())
            .await?;
        rows.into_iter().map(closed).collect()
    }

    /// The number of the newest entry; 0 when there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest_entry(&self) -> Result<EntryId> {
        let row = journal::Entity::find().order_by_desc(journal::Column::Id).one(self.reader()).await?;
        Ok(EntryId(row.map_or(0, |row| row.id)))
    }

    /// Up to `limit` entries, the newest first; sealed parts as in [`Journal::read_stream`].
    ///
    /// # Errors
    /// When the database fails, or a part does not open.
    pub async fn read_back(
        &self,
        allowed: &Allowed<ReadJournal>,
        filter: &JournalFilter,
        limit: u64,
    ) -> Result<Vec<Entry>> {
        let mut find = journal::Entity::find().order_by_desc(journal::Column::Id).limit(limit);
        if let Some(stream) = &filter.stream {
            find = find.filter(journal::Column::Stream.eq(stream));
        }
        if let Some(actor) = &filter.actor {
            find = find.filter(journal::Column::Actor.eq(actor));
        }
        if let Some(before) = filter.before {
            find = find.filter(journal::Column::Id.lt(before.0));
        }
        self.opened_for(allowed, find.all(self.reader()).await?).await
    }

    async fn opened_for(&self, allowed: &Allowed<ReadJournal>, rows: Vec<journal::Model>) -> Result<Vec<Entry>> {
        // The journal has no offices: of several grants the one that shows most counts.
        if allowed.parts().iter().any(|part| part.class >= DataClass::Personal) {
            return open_all(self.vault(), self.reader(), rows).await;
        }
        rows.into_iter().map(closed).collect()
    }

    /// Whether a stream of this kind, e.g. `batch`, got an entry of one of these `kinds` after `mark`. Streams of other
    /// kinds are not read, however many entries they got.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_after(&self, mark: EntryId, stream: &str, kinds: &[&str]) -> Result<bool> {
        let find = entries_after(mark, stream, kinds).select_only().column(journal::Column::Id).limit(1);
        Ok(find.into_tuple::<i64>().one(self.reader()).await?.is_some())
    }

    /// The numbers of the streams of this kind, e.g. `batch`, that got an entry of one of these `kinds` after `mark`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn streams_after(&self, mark: EntryId, stream: &str, kinds: &[&str]) -> Result<BTreeSet<i64>> {
        let find = entries_after(mark, stream, kinds).select_only().column(journal::Column::Stream).distinct();
        let streams: Vec<String> = find.into_tuple().all(self.reader()).await?;
        Ok(streams.iter().filter_map(|own| own.rsplit_once(':')?.1.parse().ok()).collect())
    }

    /// How far the reader `name` has read; 0 before its first entry.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mark(&self, name: &str) -> Result<EntryId> {
        let row = mark::Entity::find_by_id(name.to_owned()).one(self.reader()).await?;
        Ok(EntryId(row.map_or(0, |row| row.entry)))
    }

    /// The reader `name` has dealt with everything up to `entry`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_mark(&self, name: &str, entry: EntryId) -> Result<()> {
        let row = mark::ActiveModel { name: Set(name.to_owned()), entry: Set(entry.0) };
        let again = OnConflict::column(mark::Column::Name).update_column(mark::Column::Entry).to_owned();
        mark::Entity::insert(row).on_conflict(again).exec_without_returning(self.writer()).await?;
        Ok(())
    }
}

/// Entries of these `kinds` after `mark`, in streams of one kind.
fn entries_after(mark: EntryId, stream: &str, kinds: &[&str]) -> Select<journal::Entity> {
    let (from, until) = (format!("{stream}:"), format!("{stream};"));
    journal::Entity::find()
        // `;` follows `:`, so that this is the range of every stream of the kind.
        .filter(journal::Column::Stream.gte(from).and(journal::Column::Stream.lt(until)))
        // As a sum, so that no database takes the index of the ids, which leads through all that came after.
        .filter(Expr::col(journal::Column::Id).add(0).gt(mark.0))
        .filter(journal::Column::Kind.is_in(kinds.iter().copied()))
}

/// The entries of `rows`, their parts opened with as few questions as there are portions of keys.
///
/// # Errors
/// When the database fails, or a part does not open.
pub async fn open_all(vault: &Vault, db: &impl ConnectionTrait, rows: Vec<journal::Model>) -> Result<Vec<Entry>> {
    let mut sealed = Vec::with_capacity(rows.len());
    for row in &rows {
        let damaged = || StoreError::broken(format!("entry {} of the journal", row.id));
        sealed.push(parts::read(&row.parts).ok_or_else(damaged)?);
    }
    let numbers: BTreeSet<i64> = sealed.iter().flatten().map(|part| part.key).collect();
    let opener = vault.keys_by_number(db, numbers).await?;
    rows.into_iter().zip(sealed).map(|(row, parts)| open(&opener, row, &parts)).collect()
}

/// The entry of a row, its sealed parts closed.
fn closed(row: journal::Model) -> Result<Entry> {
    let damaged = || StoreError::broken(format!("entry {} of the journal", row.id));
    let parts = parts::read(&row.parts).ok_or_else(damaged)?.len();
    entry(row, vec![Opened::Closed; parts])
}

fn open(opener: &Opener, row: journal::Model, parts: &[Part]) -> Result<Entry> {
    let mut secrets = Vec::with_capacity(parts.len());
    for (place, part) in parts.iter().enumerate() {
        let (subject, key) = opener
            .key(part.key)
            .ok_or_else(|| StoreError::missing(format!("key {} that sealed a part of entry {}", part.key, row.id)))?;
        let subject = subject.to_owned();
        secrets.push(match key {
            None => Opened::Erased { subject },
            Some(key) => {
                let text = key.cipher.decrypt(&part_place(&row.stream, row.stream_version, place), &part.sealed)?;
                Opened::Open { subject, json: serde_json::from_slice(&text)? }
            }
        });
    }
    entry(row, secrets)
}

fn entry(row: journal::Model, secrets: Vec<Opened>) -> Result<Entry> {
    Ok(Entry {
        id: EntryId(row.id),
        version: row.stream_version,
        at: moment(row.at_us)?,
        plain: from_json(&row.plain)?,
        hash: hex::encode(&row.hash),
        stream: row.stream,
        actor: row.actor,
        kind: row.kind,
        secrets,
    })
}
