//! Checking the chain: every hash computed again, no number missing, the head where it should be.
use kernel::id::EntryId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::error::{Result, StoreError};
use crate::open::Journal;
use crate::parts;
use crate::rows::{chain_head, journal};

/// Entries read at a time: some megabytes.
const PORTION: u64 = 2_000;

/// What a check of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainReport {
    /// Entries that were checked.
    pub entries: u64,
    /// The last entry that is there.
    pub head: EntryId,
    /// The first entry that is not as it was written, and what is wrong with it.
    pub first_bad: Option<(EntryId, String)>,
}

impl Journal {
    /// Checks the chain after `from`, which is trusted; 0 checks all of it.
    ///
    /// # Errors
    /// When the database fails, or `from` is not there.
    pub async fn verify_chain(&self, from: EntryId) -> Result<ChainReport> {
        chain(self.reader(), from).await
    }
}

/// Checks the chain after `from` as `db` sees it.
///
/// # Errors
/// When the database fails, or `from` is not there.
pub async fn chain(db: &impl ConnectionTrait, from: EntryId) -> Result<ChainReport> {
    let mut last = (from.0, hash_of(db, from).await?);
    let mut entries: u64 = 0;
    loop {
        let rows = journal::Entity::find()
            .filter(journal::Column::Id.gt(last.0))
            .order_by_asc(journal::Column::Id)
            .limit(PORTION)
            .all(db)
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if let Some(wrong) = wrong_with(&row, last.0, &last.1) {
                let first_bad = Some((EntryId(row.id), wrong));
                return Ok(ChainReport { entries, head: EntryId(last.0), first_bad });
            }
            entries = entries.saturating_add(1);
            last = (row.id, row.hash);
        }
    }
    let first_bad = wrong_with_head(db, last.0, &last.1).await?.map(|wrong| (EntryId(last.0), wrong));
    Ok(ChainReport { entries, head: EntryId(last.0), first_bad })
}

async fn hash_of(db: &impl ConnectionTrait, entry: EntryId) -> Result<Vec<u8>> {
    if entry.0 == 0 {
        return Ok(parts::genesis());
    }
    let row = journal::Entity::find_by_id(entry.0).one(db).await?;
    row.map(|row| row.hash).ok_or_else(|| StoreError::missing(format!("entry {entry}")))
}

/// The newest entries cut off leave a head that points at nothing. An entry written meanwhile moves the head on.
async fn wrong_with_head(db: &impl ConnectionTrait, last: i64, hash: &[u8]) -> Result<Option<String>> {
    let head = chain_head::Entity::find_by_id(1).one(db).await?;
    let head = head.ok_or_else(|| StoreError::missing("head of the chain"))?;
    if head.entry > last && journal::Entity::find_by_id(head.entry).one(db).await?.is_some() {
        return Ok(None);
    }
    let right = head.entry == last && head.hash == hash;
    Ok((!right).then(|| format!("the chain's head is entry {}, the last entry that is there is {last}", head.entry)))
}

fn wrong_with(row: &journal::Model, last: i64, hash: &[u8]) -> Option<String> {
    if row.id != last.saturating_add(1) {
        return Some(format!("entry {} is missing", last.saturating_add(1)));
    }
    if row.prev_hash != hash {
        return Some("it does not follow from the entry before".to_owned());
    }
    (parts::hash(row) != row.hash).then(|| "its content is not what was hashed".to_owned())
}
