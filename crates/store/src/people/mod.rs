//! People: one record each, sealed under a key of their own, found by keyed hashes.
//!
//! Never: compares names or decides who is who; `linkage` proposes, a person says.
mod erase;
mod household;
mod links;
mod looks;
mod merge;
mod within;

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use jiff::civil::Date;
use kernel::id::{AreaCode, BatchId, PersonId};
use kernel::{Sealed, Sex};
use sea_orm::ActiveValue::NotSet;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};
use crate::keys::{Subject, Vault, chunks};
use crate::numbers::next_numbers;
use crate::rows::{person, person_key};
use crate::store::Store;
use crate::text::{CHUNK, to_json};
use crate::tx::Tx;

pub use erase::Erasure;
pub(crate) use erase::forget_the_open;
pub use household::HouseholdMember;
pub use links::{LinkVerdict, NewLink, Pair, PersonLink};
pub use looks::Look;
pub use merge::Collision;
pub(crate) use merge::{families, family};
pub use within::{MeetsPeople, ShowsPeople, Through};

/// Who somebody is. Every text in the one spelling that `kernel` gives it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Identity {
    /// Their name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Sealed<String>>,
    /// Their citizen id, 18 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citizen_id: Option<Sealed<String>>,
    /// The day of their birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<Sealed<Date>>,
    /// Their telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<Sealed<String>>,
    /// Where they live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Sealed<String>>,
    /// Whatever else says who they are, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other: BTreeMap<String, Sealed<String>>,
}

/// Under what a person is found. It rests as a keyed hash only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lookup<'a> {
    /// The citizen id, 18 characters.
    CitizenId(&'a str),
    /// The name, in its one spelling, and the day of birth.
    NameBirth(&'a str, Date),
    /// The name alone.
    Name(&'a str),
    /// The telephone number.
    Phone(&'a str),
    /// A kind of the caller's own, and its text; added with [`Tx::add_lookups`].
    Other(&'a str, &'a str),
}

impl Lookup<'_> {
    fn kind(&self) -> &str {
        match self {
            Lookup::CitizenId(_) => "citizen-id",
            Lookup::NameBirth(_, _) => "name-birth",
            Lookup::Name(_) => "name",
            Lookup::Phone(_) => "phone",
            Lookup::Other(kind, _) => kind,
        }
    }

    fn hash(&self, vault: &Vault) -> Vec<u8> {
        let text = match self {
            Lookup::CitizenId(text) | Lookup::Name(text) | Lookup::Phone(text) | Lookup::Other(_, text) => {
                (*text).to_owned()
            }
            Lookup::NameBirth(name, birth) => format!("{name}/{birth}"),
        };
        vault.lookup_hash(self.kind(), &text)
    }
}

impl Identity {
    /// Under what somebody of this identity is found.
    fn lookups(&self) -> Vec<Lookup<'_>> {
        let name = self.name.as_ref().map(|name| name.unseal().as_str());
        let birth = self.birth.as_ref().map(|birth| *birth.unseal());
        let id = self.citizen_id.as_ref().map(|id| Lookup::CitizenId(id.unseal()));
        let phone = self.phone.as_ref().map(|phone| Lookup::Phone(phone.unseal()));
        let both = name.zip(birth).map(|(name, birth)| Lookup::NameBirth(name, birth));
        [id, both, name.map(Lookup::Name), phone].into_iter().flatten().collect()
    }

    fn birth_year(&self) -> Option<i64> {
        self.birth.as_ref().map(|birth| i64::from(birth.unseal().year()))
    }
}

/// A person to be.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Who they are.
    pub identity: Identity,
    /// Their sex.
    pub sex: Option<Sex>,
    /// Where they live.
    pub area: Option<AreaCode>,
    /// Known without a valid citizen id.
    pub provisional: bool,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their number.
    pub id: PersonId,
    /// Who they are; `None` when erased.
    pub identity: Option<Identity>,
    /// Their sex.
    pub sex: Option<Sex>,
    /// The year of their birth.
    pub birth_year: Option<i16>,
    /// Where they live.
    pub area: Option<AreaCode>,
    /// Known without a valid citizen id.
    pub provisional: bool,
    /// The person they turned out to be.
    pub merged_into: Option<PersonId>,
    /// The batch that first spoke of them.
    pub batch: Option<BatchId>,
}

impl Tx {
    /// Adds people, in portions; answers their numbers in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_people(&mut self, new: Vec<NewPerson>) -> Result<Vec<PersonId>> {
        self.add_people_of(None, new).await
    }

    /// [`Tx::add_people`] that `batch` was the first to speak of: when it is taken back and nobody else speaks of them,
    /// they are erased.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_people_of(&mut self, batch: Option<BatchId>, new: Vec<NewPerson>) -> Result<Vec<PersonId>> {
        let ids: Vec<i64> = next_numbers(self.db(), "person", new.len()).await?.collect();
        let subjects = ids.iter().map(|id| Subject::Person(PersonId(*id))).collect();
        let keys = self.keys_of(&subjects).await?;
        let mut rows = Vec::with_capacity(new.len());
        let mut hashes = vec![];
        for (id, own) in ids.iter().copied().zip(new) {
            let key = keys.get(&Subject::Person(PersonId(id))).ok_or_else(|| StoreError::missing("key"))?;
            rows.push(person::ActiveModel {
                id: Set(id),
                provisional: Set(own.provisional),
                sex: Set(own.sex.map(sex_word).transpose()?),
                birth_year: Set(own.identity.birth_year()),
                area: Set(own.area.map(|area| area.to_string())),
                identity: Set(key.seal(&identity_place(id), to_json(&own.identity)?.as_bytes())?),
                merged_into: Set(None),
                batch_id: Set(batch.map(|batch| batch.0)),
                made_us: Set(self.now().as_microsecond()),
            });
            hashes.extend(own.identity.lookups().iter().map(|lookup| self.hashed(lookup, id)));
        }
        for some in chunks(rows) {
            person::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        self.write_hashes(hashes).await?;
        Ok(ids.into_iter().map(PersonId).collect())
    }

    /// Writes what is now known of who people are; nothing that was known may be missing in it, and they stay found under
    /// whatever they were found.
    ///
    /// # Errors
    /// [`StoreError::Keys`] when one of them was erased.
    pub async fn fill_in_people(&mut self, people: BTreeMap<PersonId, Identity>) -> Result<()> {
        let keys = self.keys_of(&people.keys().map(|id| Subject::Person(*id)).collect()).await?;
        let mut hashes = vec![];
        for (id, identity) in people {
            let key = keys.get(&Subject::Person(id)).ok_or_else(|| StoreError::missing("key"))?;
            let change = person::ActiveModel {
                id: Set(id.0),
                identity: Set(key.seal(&identity_place(id.0), to_json(&identity)?.as_bytes())?),
                birth_year: Set(identity.birth_year()),
                provisional: if identity.citizen_id.is_some() { Set(false) } else { NotSet },
                ..Default::default()
            };
            person::Entity::update(change).exec(self.db()).await?;
            hashes.extend(identity.lookups().iter().map(|lookup| self.hashed(lookup, id.0)));
        }
        self.write_hashes(hashes).await
    }

    /// Adds to what people are found under, because another row speaks of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_lookups(&mut self, lookups: &[(PersonId, Lookup<'_>)]) -> Result<()> {
        let hashes = lookups.iter().map(|(person, lookup)| self.hashed(lookup, person.0)).collect();
        self.write_hashes(hashes).await
    }

    /// [`Store::find_people`], seeing what this transaction wrote.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_people<A: MeetsPeople>(
        &self,
        _: &Allowed<A>,
        lookups: &[Lookup<'_>],
    ) -> Result<Vec<Vec<PersonId>>> {
        find(self.db(), self.vault(), lookups).await
    }

    fn hashed(&self, lookup: &Lookup<'_>, person: i64) -> person_key::ActiveModel {
        let hash = lookup.hash(self.vault());
        person_key::ActiveModel { kind: Set(lookup.kind().to_owned()), hash: Set(hash), person_id: Set(person) }
    }

    async fn write_hashes(&self, hashes: Vec<person_key::ActiveModel>) -> Result<()> {
        use person_key::Column::{Hash, Kind, PersonId};
        use sea_orm::sea_query::OnConflict;
        for some in chunks(hashes) {
            let known = OnConflict::columns([Kind, Hash, PersonId]).do_nothing().to_owned();
            person_key::Entity::insert_many(some).on_conflict(known).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

impl Store {
    /// The people found under each of `lookups`, in their order; who was merged is found as who they turned out to be.
    /// For those who write of people: whoever looks somebody up is shown who is in their reach, [`Store::look_up`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_people<A: MeetsPeople>(
        &self,
        _: &Allowed<A>,
        lookups: &[Lookup<'_>],
    ) -> Result<Vec<Vec<PersonId>>> {
        find(self.reader(), self.vault(), lookups).await
    }

    /// The people of these numbers, by number; numbers that nobody has are left out.
    pub(crate) async fn people_of(&self, ids: &[PersonId]) -> Result<Vec<Person>> {
        let mut people = Vec::with_capacity(ids.len());
        for some in ids.chunks(CHUNK) {
            let theirs = person::Column::Id.is_in(some.iter().map(|id| id.0));
            let rows =
                person::Entity::find().filter(theirs).order_by_asc(person::Column::Id).all(self.reader()).await?;
            people.extend(self.opened(rows).await?);
        }
        Ok(people)
    }

    async fn opened(&self, rows: Vec<person::Model>) -> Result<Vec<Person>> {
        let opener = self.vault().keys_for(self.reader(), rows.iter().map(|row| row.identity.as_slice())).await?;
        let open = |row: person::Model| {
            let text = opener.open(&identity_place(row.id), &row.identity)?;
            Ok(Person {
                id: PersonId(row.id),
                identity: text.map(|text| serde_json::from_slice(&text)).transpose()?,
                sex: row.sex.as_deref().and_then(sex),
                birth_year: row.birth_year.and_then(|year| i16::try_from(year).ok()),
                area: row.area.map(AreaCode::new),
                provisional: row.provisional,
                merged_into: row.merged_into.map(PersonId),
                batch: row.batch_id.map(BatchId),
            })
        };
        rows.into_iter().map(open).collect()
    }

    /// Who each of `ids` turned out to be: themselves, unless merged.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn true_people(&self, ids: &[PersonId]) -> Result<BTreeMap<PersonId, PersonId>> {
        let roots = merge::roots(self.reader(), ids.iter().map(|id| id.0).collect()).await?;
        Ok(roots.into_iter().map(|(id, root)| (PersonId(id), PersonId(root))).collect())
    }
}

async fn find(db: &impl ConnectionTrait, vault: &Vault, lookups: &[Lookup<'_>]) -> Result<Vec<Vec<PersonId>>> {
    let hashes: Vec<(&str, Vec<u8>)> = lookups.iter().map(|own| (own.kind(), own.hash(vault))).collect();
    let mut kinds: BTreeMap<&str, Vec<&Vec<u8>>> = BTreeMap::new();
    for (kind, hash) in &hashes {
        kinds.entry(kind).or_default().push(hash);
    }
    let mut found: BTreeMap<(String, Vec<u8>), BTreeSet<i64>> = BTreeMap::new();
    for (kind, asked) in kinds {
        for some in asked.chunks(CHUNK) {
            let rows: Vec<(Vec<u8>, i64)> = person_key::Entity::find()
                .select_only()
                .columns([person_key::Column::Hash, person_key::Column::PersonId])
                .filter(person_key::Column::Kind.eq(kind))
                .filter(person_key::Column::Hash.is_in(some.iter().map(|hash| hash.as_slice())))
                .into_tuple()
                .all(db)
                .await?;
            for (hash, person) in rows {
                found.entry((kind.to_owned(), hash)).or_default().insert(person);
            }
        }
    }
    let roots = merge::roots(db, found.values().flatten().copied().collect()).await?;
    let true_ones = |(kind, hash): (&str, Vec<u8>)| {
        let people = found.get(&(kind.to_owned(), hash)).into_iter().flatten();
        let people: BTreeSet<i64> = people.map(|id| roots.get(id).copied().unwrap_or(*id)).collect();
        people.into_iter().map(PersonId).collect()
    };
    Ok(hashes.into_iter().map(true_ones).collect())
}

fn identity_place(person: i64) -> String {
    format!("person/identity/{person}")
}

fn sex_word(sex: Sex) -> Result<String> {
    let word = serde_json::to_value(sex)?;
    word.as_str().map(str::to_owned).ok_or_else(|| StoreError::broken("the word of a sex"))
}

fn sex(word: &str) -> Option<Sex> {
    serde_json::from_value(word.into()).ok()
}

/// Takes away the hashes by which `people` are found.
pub(crate) async fn forget_keys(db: &impl ConnectionTrait, people: &[i64]) -> Result<()> {
    for some in people.chunks(CHUNK) {
        let theirs = person_key::Column::PersonId.is_in(some.iter().copied());
        person_key::Entity::delete_many().filter(theirs).exec(db).await?;
    }
    Ok(())
}
