//! Who looked at whom, what for: a log of its own, chained by batch, so that reading costs nobody a wait for the journal.
use domain::access::{Allowed, Who};
use jiff::Timestamp;
use kernel::id::{PersonId, UserId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use sha2::{Digest, Sha256};

use super::ShowsPeople;
use super::merge::family;
use crate::error::{Result, StoreError};
use crate::journal::parts::{SHA_256, genesis};
use crate::keys::{Subject, chunks};
use crate::numbers::{last_number, next_numbers};
use crate::rows::{access_batch, access_log};
use crate::store::Store;
use crate::text::{count, moment};

/// The counter of the batches of the log.
const BATCHES: &str = "access_batch";

/// Somebody looked at a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub user: UserId,
    /// At whom.
    pub person: PersonId,
    /// What was seen, e.g. `see-person`.
    pub act: String,
    /// The reason they gave; empty when none was asked for.
    pub reason: String,
    /// Whether personal text was shown whole.
    pub unmasked: bool,
}

impl Store {
    /// Writes a batch of looks down. Call it for many at once, but before an unmasked page is shown.
    ///
    /// # Errors
    /// When the database fails: then nothing personal may be shown.
    pub async fn log_access(&self, looks: Vec<Look>) -> Result<()> {
        if looks.is_empty() {
            return Ok(());
        }
        let tx = crate::tx::begin(self.writer()).await?;
        // The counter's row is the lock of this chain: two batches at once wait for one another.
        let batch = next_numbers(&tx, BATCHES, 1).await?.start;
        let before = access_batch::Entity::find().order_by_desc(access_batch::Column::Id).one(&tx).await?;
        let prev_hash = before.map_or_else(genesis, |before| before.hash);
        let numbers = next_numbers(&tx, "access_log", looks.len()).await?;
        let rows: Vec<access_log::Model> = numbers.zip(looks).map(|(id, look)| line(id, batch, look)).collect();
        let row = access_batch::ActiveModel {
            id: Set(batch),
            lines: Set(count(rows.len())),
            hash: Set(hash(&prev_hash, &rows)),
            prev_hash: Set(prev_hash),
        };
        for some in chunks(rows.into_iter().map(access_log::ActiveModel::from).collect()) {
            access_log::Entity::insert_many(some).exec_without_returning(&tx).await?;
        }
        access_batch::Entity::insert(row).exec_without_returning(&tx).await?;
        Ok(tx.commit().await?)
    }

    /// Up to `limit` looks at `person`, under whatever number they were known, the newest first: a person can be told
    /// who looked. Empty when they are out of reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn looks_at<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        person: PersonId,
        limit: u64,
    ) -> Result<Vec<Look>> {
        if self.shown(allowed, &[person]).await?.is_empty() {
            return Ok(vec![]);
        }
        let same = family(self.reader(), person.0).await?;
        let same = same.into_iter().map(|id| Subject::Person(PersonId(id)).to_string());
        let rows = access_log::Entity::find()
            .filter(access_log::Column::Subject.is_in(same))
            .order_by_desc(access_log::Column::Id)
            .limit(limit)
            .all(self.reader())
            .await?;
        let look = |row: access_log::Model| {
            let user = row.actor.strip_prefix("user:").and_then(|id| id.parse().ok());
            Ok(Look {
                at: moment(row.at_us)?,
                user: user.ok_or_else(|| StoreError::broken(format!("line {} of the access log", row.id)))?,
                person,
                act: row.act,
                reason: row.reason,
                unmasked: row.unmasked,
            })
        };
        rows.into_iter().map(look).collect()
    }

    /// The first batch of the access log that is not as it was written, or no longer there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_access_log(&self) -> Result<Option<i64>> {
        // The counter gave every number: when the newest batches are cut off, it has counted on.
        let given = last_number(self.reader(), BATCHES).await?;
        let (mut last, mut prev_hash) = (0_i64, genesis());
        loop {
            let next = access_batch::Entity::find()
                .filter(access_batch::Column::Id.gt(last))
                .order_by_asc(access_batch::Column::Id)
                .one(self.reader())
                .await?;
            let Some(batch) = next else { return Ok((given > last).then(|| last.saturating_add(1))) };
            let lines = access_log::Entity::find()
                .filter(access_log::Column::Batch.eq(batch.id))
                .order_by_asc(access_log::Column::Id)
                .all(self.reader())
                .await?;
            let follows = batch.id == last.saturating_add(1) && batch.prev_hash == prev_hash;
            if !follows || batch.lines != count(lines.len()) || batch.hash != hash(&prev_hash, &lines) {
                return Ok(Some(batch.id));
            }
            (last, prev_hash) = (batch.id, batch.hash);
        }
    }
}

fn line(id: i64, batch: i64, look: Look) -> access_log::Model {
    access_log::Model {
        id,
        batch,
        at_us: look.at.as_microsecond(),
        actor: Who::User(look.user).to_string(),
        subject: Subject::Person(look.person).to_string(),
        act: look.act,
        reason: look.reason,
        unmasked: look.unmasked,
    }
}

/// Algorithm and SHA-256 of the hash before and every line; texts with their length before them.
fn hash(prev_hash: &[u8], lines: &[access_log::Model]) -> Vec<u8> {
    let mut sha = Sha256::new();
    sha.update(prev_hash);
    for line in lines {
        sha.update(line.id.to_be_bytes());
        sha.update(line.at_us.to_be_bytes());
        sha.update([u8::from(line.unmasked)]);
        for text in [&line.actor, &line.subject, &line.act, &line.reason] {
            sha.update(count(text.len()).to_be_bytes());
            sha.update(text);
        }
    }
    [&[SHA_256][..], &sha.finalize()].concat()
}
