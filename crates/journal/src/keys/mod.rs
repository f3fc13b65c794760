//! Keys for each person, case, batch and custodian: sealed at rest under a master key, destroyed to erase.
//!
//! Never: kept unwrapped between two calls. Unwrapping costs microseconds, and a key kept in memory would outlive an
//! erasure that another process made.
mod ring;
mod seal;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use kernel::id::{BatchId, CaseId, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};
use sha2::Sha256;

use crate::error::{Result, StoreError};
use crate::numbers::next_numbers;
use crate::rows::data_key;
use crate::text::CHUNK;
pub use ring::KeyRing;
pub use seal::DataKey;
pub(crate) use seal::{Cipher, key_number, random};

/// What is wrong with a key or with what it sealed. Never quotes a key.
#[derive(Debug, thiserror::Error)]
pub enum KeyFault {
    /// A line of the ring is no key.
    #[error("line {line} of the key ring is not a name and 64 hexadecimal digits")]
    BadLine {
        /// Which line, from 1.
        line: usize,
    },
    /// Two keys have one name.
    #[error("the key ring has two keys called {name}")]
    Twice {
        /// The name.
        name: String,
    },
    /// There is no key.
    #[error("the key ring holds no key")]
    Empty,
    /// A key that something was wrapped with is not in the ring.
    #[error("the key ring has no key called {name}: add the file that held it")]
    Unknown {
        /// The name.
        name: String,
    },
    /// Others can read the file.
    #[error("{path} can be read by others: run chmod 600 on it, and rotate the keys if anybody did")]
    OpenToOthers {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be used")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// Something sealed does not open: another key, another place, or damage.
    #[error("what is sealed at {place} does not open")]
    DoesNotOpen {
        /// Where it rests.
        place: String,
    },
    /// The key was destroyed: what it sealed is erased, and nothing new is sealed for its subject.
    #[error("the key of {subject} was destroyed")]
    Destroyed {
        /// Whose key.
        subject: String,
    },
    /// Too much to be sealed at once.
    #[error("too long to be sealed")]
    TooLong,
    /// The system has no randomness.
    #[error("the system gives no randomness")]
    NoRandomness,
}

/// Whose key seals something; destroying that key erases it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A person.
    Person(PersonId),
    /// A case without a person of its own.
    Case(CaseId),
    /// A batch: rows that belong to nobody yet, cells that could not be understood, the file itself.
    Batch(BatchId),
    /// Whoever guards a sealed part: minors' identity, informants.
    Custodian(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Person(id) => write!(f, "person:{id}"),
            Subject::Case(id) => write!(f, "case:{id}"),
            Subject::Batch(id) => write!(f, "batch:{id}"),
            Subject::Custodian(name) => write!(f, "custodian:{name}"),
        }
    }
}

/// The subject under which the lookup key itself rests.
const LOOKUP: &str = "lookup";

/// The key ring, and the key of the hashes by which people are found.
pub struct Vault {
    ring: KeyRing,
    lookup: Hmac<Sha256>,
}

impl Vault {
    /// Opens with `ring`; makes the lookup key when the database is new.
    pub(crate) async fn open(db: &impl ConnectionTrait, ring: KeyRing, now: Timestamp) -> Result<Self> {
        let row = data_key::Entity::find().filter(data_key::Column::Subject.eq(LOOKUP)).one(db).await?;
        let key = if let Some(row) = row {
            unwrap(&ring, &row)?
        } else {
            let key = random::<32>()?;
            let id = next_numbers(db, "data_key", 1).await?.start;
            let row = wrapped(&ring, id, LOOKUP, &key, now)?;
            data_key::Entity::insert(row).exec_without_returning(db).await?;
            key
        };
        let lookup = Hmac::new_from_slice(&key).map_err(|_| KeyFault::TooLong)?;
        Ok(Self { ring, lookup })
    }

    /// Whether something was wrapped here already.
    pub(crate) async fn has_keys(db: &impl ConnectionTrait) -> Result<bool> {
        Ok(data_key::Entity::find().one(db).await?.is_some())
    }

    /// Whether `ring` opens what is wrapped here: the lookup key, and of the keys under each master key one.
    ///
    /// # Errors
    /// [`KeyFault::Unknown`] when it lacks one.
    pub async fn try_ring(db: &impl ConnectionTrait, ring: &KeyRing) -> Result<()> {
        let live = || data_key::Entity::find().filter(data_key::Column::DestroyedUs.is_null());
        let names = live().select_only().column(data_key::Column::MasterKey).distinct();
        let names: Vec<String> = names.into_tuple().all(db).await?;
        let mut tried = vec![live().filter(data_key::Column::Subject.eq(LOOKUP)).one(db).await?];
        for name in names {
            tried.push(live().filter(data_key::Column::MasterKey.eq(name)).one(db).await?);
        }
        for row in tried {
            unwrap(ring, &row.ok_or_else(|| StoreError::missing("key of the lookups"))?)?;
        }
        Ok(())
    }

    /// The hash under which `text` of this `kind` is found.
    #[must_use]
    pub fn lookup_hash(&self, kind: &str, text: &str) -> Vec<u8> {
        let mut mac = self.lookup.clone();
        mac.update(kind.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        mac.finalize().into_bytes().to_vec()
    }

    /// The keys of `subjects`, made where there are none yet. A destroyed key is a fault.
    ///
    /// # Errors
    /// [`KeyFault::Destroyed`] when one was destroyed.
    pub async fn keys_of(
        &self,
        db: &impl ConnectionTrait,
        subjects: &BTreeSet<Subject>,
        now: Timestamp,
    ) -> Result<BTreeMap<Subject, DataKey>> {
        let names: BTreeMap<String, &Subject> = subjects.iter().map(|own| (own.to_string(), own)).collect();
        let mut found = BTreeMap::new();
        let all: Vec<&String> = names.keys().collect();
        for some in all.chunks(CHUNK) {
            let asked = data_key::Column::Subject.is_in(some.iter().map(|name| name.as_str()));
            for row in data_key::Entity::find().filter(asked).all(db).await? {
                let subject = names.get(&row.subject).copied();
                if row.destroyed_us.is_some() {
                    return Err(KeyFault::Destroyed { subject: row.subject }.into());
                }
                let key = DataKey { id: row.id, cipher: Cipher::new(&unwrap(&self.ring, &row)?) };
                found.extend(subject.map(|subject| (subject.clone(), key)));
            }
        }
        let missing: Vec<&Subject> = subjects.iter().filter(|own| !found.contains_key(own)).collect();
        found.extend(self.make_keys(db, &missing, now).await?);
        Ok(found)
    }

    /// The key of `subject`, made where there is none yet.
    ///
    /// # Errors
    /// [`KeyFault::Destroyed`] when it was destroyed.
    pub async fn key_of(&self, db: &impl ConnectionTrait, subject: &Subject, now: Timestamp) -> Result<DataKey> {
        let mut keys = self.keys_of(db, &BTreeSet::from([subject.clone()]), now).await?;
        keys.remove(subject).ok_or_else(|| StoreError::missing(format!("key of {subject}")))
    }

    async fn make_keys(
        &self,
        db: &impl ConnectionTrait,
        subjects: &[&Subject],
        now: Timestamp,
    ) -> Result<Vec<(Subject, DataKey)>> {
        let numbers = next_numbers(db, "data_key", subjects.len()).await?;
        let mut made = Vec::with_capacity(subjects.len());
        let mut rows = Vec::with_capacity(subjects.len());
        for (id, subject) in numbers.zip(subjects) {
            let key = random::<32>()?;
            rows.push(wrapped(&self.ring, id, &subject.to_string(), &key, now)?);
            made.push(((*subject).clone(), DataKey { id, cipher: Cipher::new(&key) }));
        }
        for some in chunks(rows) {
            data_key::Entity::insert_many(some).exec_without_returning(db).await?;
        }
        Ok(made)
    }

    /// The keys that are needed to open `sealed`; a destroyed one is `None`.
    ///
    /// # Errors
    /// When the database fails, or the ring lacks a key.
    pub async fn keys_for<'a>(
        &self,
        db: &impl ConnectionTrait,
        sealed: impl IntoIterator<Item = &'a [u8]>,
    ) -> Result<Opener> {
        self.keys_by_number(db, sealed.into_iter().filter_map(key_number).collect()).await
    }

    pub(crate) async fn keys_by_number(&self, db: &impl ConnectionTrait, numbers: BTreeSet<i64>) -> Result<Opener> {
        let mut opener = Opener(BTreeMap::new());
        let numbers: Vec<i64> = numbers.into_iter().collect();
        for some in numbers.chunks(CHUNK) {
            let asked = data_key::Column::Id.is_in(some.iter().copied());
            for row in data_key::Entity::find().filter(asked).all(db).await? {
                let cipher = match row.destroyed_us {
                    Some(_) => None,
                    None => Some(Cipher::new(&unwrap(&self.ring, &row)?)),
                };
                opener.0.insert(row.id, (row.subject, cipher.map(|cipher| DataKey { id: row.id, cipher })));
            }
        }
        Ok(opener)
    }

    /// Wraps every data key anew under the current master key; what they sealed stays as it is. Answers how many
    /// were wrapped otherwise before.
    pub(crate) async fn rewrap(&self, db: &impl ConnectionTrait, limit: u64) -> Result<u64> {
        let other = data_key::Column::MasterKey.ne(self.ring.current());
        let live = data_key::Column::DestroyedUs.is_null();
        let rows = data_key::Entity::find().filter(other).filter(live).limit(limit).all(db).await?;
        let mut count: u64 = 0;
        for row in rows {
            let key = unwrap(&self.ring, &row)?;
            let again = wrap(&self.ring, &row.subject, &key)?;
            let change = data_key::ActiveModel {
                id: Set(row.id),
                wrapped: Set(again),
                master_key: Set(self.ring.current().to_owned()),
                ..Default::default()
            };
            data_key::Entity::update(change).exec(db).await?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }
}

impl Vault {
    /// The name of the master key that wraps what is new.
    pub(crate) fn master_key(&self) -> &str {
        self.ring.current()
    }
}

/// Opens what was sealed, or says that it is erased.
pub struct Opener(BTreeMap<i64, (String, Option<DataKey>)>);

impl Opener {
    /// What was sealed for `place`; `None` when it was erased or nothing was sealed.
    ///
    /// # Errors
    /// [`KeyFault::DoesNotOpen`] when it is of another key or place, or damaged.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Option<Vec<u8>>> {
        if sealed.is_empty() {
            return Ok(None);
        }
        let key = key_number(sealed).and_then(|number| self.0.get(&number));
        let (_, key) = key.ok_or_else(|| KeyFault::DoesNotOpen { place: place.to_owned() })?;
        Ok(key.as_ref().map(|key| key.open(place, sealed)).transpose()?)
    }

    /// Whose key has this number, and the key unless it was destroyed.
    pub(crate) fn key(&self, number: i64) -> Option<(&str, Option<&DataKey>)> {
        self.0.get(&number).map(|(subject, key)| (subject.as_str(), key.as_ref()))
    }
}

fn wrap(ring: &KeyRing, subject: &str, key: &[u8; 32]) -> Result<Vec<u8>> {
    Ok(ring.cipher(ring.current())?.encrypt(&format!("data_key/{subject}"), key)?)
}

fn wrapped(ring: &KeyRing, id: i64, subject: &str, key: &[u8; 32], now: Timestamp) -> Result<data_key::ActiveModel> {
    Ok(data_key::ActiveModel {
        id: Set(id),
        subject: Set(subject.to_owned()),
        wrapped: Set(wrap(ring, subject, key)?),
        master_key: Set(ring.current().to_owned()),
        made_us: Set(now.as_microsecond()),
        destroyed_us: Set(None),
    })
}

fn unwrap(ring: &KeyRing, row: &data_key::Model) -> Result<[u8; 32]> {
    let place = format!("data_key/{}", row.subject);
    let key = ring.cipher(&row.master_key)?.decrypt(&place, &row.wrapped)?;
    Ok(key.try_into().map_err(|_| KeyFault::DoesNotOpen { place })?)
}

/// `rows` in portions that one statement of either database takes.
pub fn chunks<T>(rows: Vec<T>) -> impl Iterator<Item = Vec<T>> {
    let mut rows = rows.into_iter();
    std::iter::from_fn(move || {
        let some: Vec<T> = rows.by_ref().take(CHUNK).collect();
        (!some.is_empty()).then_some(some)
    })
}
