//! Two records that may be one person: proposed by linkage, judged by a person, remembered either way.
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::id::PersonId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::merge::{families, family, roots};
use crate::error::{Result, StoreError};
use crate::journal::{Expect, NewEntry, Secret};
use crate::keys::{Subject, chunks};
use crate::numbers::next_numbers;
use crate::rows::person_link;
use crate::store::Store;
use crate::text::{from_json, maybe_moment, to_json};
use crate::tx::Tx;

/// What a reviewer says of two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkVerdict {
    /// Nobody has said.
    Open,
    /// One person.
    Same,
    /// Two people; never proposed again.
    Different,
    /// Cannot be told yet.
    Unsure,
}

impl LinkVerdict {
    /// Its word, in the database and in forms.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            LinkVerdict::Open => "open",
            LinkVerdict::Same => "same",
            LinkVerdict::Different => "different",
            LinkVerdict::Unsure => "unsure",
        }
    }

    /// The verdict of this word.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let all = [LinkVerdict::Open, LinkVerdict::Same, LinkVerdict::Different, LinkVerdict::Unsure];
        all.into_iter().find(|own| own.word() == word)
    }
}

/// A link to be.
#[derive(Debug, Clone, PartialEq)]
pub struct NewLink {
    /// One record.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// How it was found, e.g. `name-birth`.
    pub kind: String,
    /// How strongly it speaks for one person, thousandths of a bit.
    pub weight: i64,
    /// Its parts, without personal text.
    pub why: Value,
}

/// A link.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonLink {
    /// Its number.
    pub id: i64,
    /// The record with the lower number.
    pub left: PersonId,
    /// The record with the higher number.
    pub right: PersonId,
    /// How it was found.
    pub kind: String,
    /// How strongly it speaks for one person, thousandths of a bit.
    pub weight: i64,
    /// Its parts.
    pub why: Value,
    /// What was said.
    pub verdict: LinkVerdict,
    /// Who said so, e.g. `user:5`.
    pub judged_by: Option<String>,
    /// When.
    pub judged_at: Option<Timestamp>,
}

/// Somebody who may be a person, or was said to be somebody else: what all links between their records come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The strongest link, on which the verdict is given.
    pub link: i64,
    /// The person asked about.
    pub person: PersonId,
    /// The other, as they are known now.
    pub other: PersonId,
    /// How the strongest link was found.
    pub kind: String,
    /// How strongly it speaks for one person, thousandths of a bit.
    pub weight: i64,
    /// What was said; that they are two counts before anything else.
    pub verdict: LinkVerdict,
}

impl Tx {
    /// Proposes links; pairs that are known already, under whatever numbers and whatever was said of them, stay as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn propose_links(&mut self, new: Vec<NewLink>) -> Result<()> {
        use person_link::Column::{LeftPerson, RightPerson};
        let new = self.unknown(new).await?;
        let numbers = next_numbers(self.db(), "person_link", new.len()).await?;
        let mut rows = Vec::with_capacity(new.len());
        for (id, own) in numbers.zip(new) {
            rows.push(person_link::ActiveModel {
                id: Set(id),
                left_person: Set(own.one.0.min(own.other.0)),
                right_person: Set(own.one.0.max(own.other.0)),
                kind: Set(own.kind),
                weight: Set(own.weight),
                why: Set(to_json(&own.why)?),
                verdict: Set(LinkVerdict::Open.word().to_owned()),
                judged_by: Set(None),
                judged_us: Set(None),
            });
        }
        for some in chunks(rows) {
            let known = OnConflict::columns([LeftPerson, RightPerson]).do_nothing().to_owned();
            person_link::Entity::insert_many(some).on_conflict(known).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }

    /// Those of `new` whose people are not one already and whose other records have no link yet.
    async fn unknown(&self, new: Vec<NewLink>) -> Result<Vec<NewLink>> {
        let ids: BTreeSet<i64> = new.iter().flat_map(|own| [own.one.0, own.other.0]).collect();
        let families = families(self.db(), &ids).await?;
        let alone = |id: PersonId| families.get(&id.0).is_none_or(|family| family.len() < 2);
        let mut kept = Vec::with_capacity(new.len());
        for own in new {
            let both = families.get(&own.one.0).zip(families.get(&own.other.0));
            let known = match both {
                _ if alone(own.one) && alone(own.other) => own.one == own.other,
                Some((one, other)) => one == other || !links_between(self.db(), one, other).await?.is_empty(),
                None => false,
            };
            if !known {
                kept.push(own);
            }
        }
        Ok(kept)
    }

    /// The link `id`, as this transaction sees it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such link.
    pub async fn link(&self, id: i64) -> Result<PersonLink> {
        let row = person_link::Entity::find_by_id(id).one(self.db()).await?;
        link(row.ok_or_else(|| StoreError::missing(format!("link {id}")))?)
    }

    /// Says whether two records are one person. Merging them is a step of its own.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when there is no such link.
    pub async fn judge_link(&mut self, id: i64, verdict: LinkVerdict, note: &str) -> Result<()> {
        let row = person_link::Entity::find_by_id(id).one(self.db()).await?;
        let row = row.ok_or_else(|| StoreError::missing(format!("link {id}")))?;
        let (left, right) = (PersonId(row.left_person), PersonId(row.right_person));
        let mut change: person_link::ActiveModel = row.into();
        change.verdict = Set(verdict.word().to_owned());
        change.judged_by = Set(Some(self.actor().to_owned()));
        change.judged_us = Set(Some(self.now().as_microsecond()));
        person_link::Entity::update(change).exec(self.db()).await?;
        let entry = NewEntry {
            stream: format!("person:{left}"),
            expect: Expect::Any,
            kind: "link-judged".to_owned(),
            plain: json!({ "other": right, "verdict": verdict }),
            secrets: vec![Secret { subject: Subject::Person(left), json: json!({ "note": note }) }],
        };
        self.append(entry).await?;
        Ok(())
    }

    /// Takes back that somebody of `one` was said to be the same as somebody of `other`.
    pub(super) async fn part_links(&self, one: &BTreeSet<i64>, other: &BTreeSet<i64>) -> Result<()> {
        let links = links_between(self.db(), one, other).await?;
        let same: Vec<i64> =
            links.iter().filter(|link| link.verdict == LinkVerdict::Same).map(|link| link.id).collect();
        let change = person_link::ActiveModel {
            verdict: Set(LinkVerdict::Different.word().to_owned()),
            judged_by: Set(Some(self.actor().to_owned())),
            judged_us: Set(Some(self.now().as_microsecond())),
            ..Default::default()
        };
        let theirs = person_link::Column::Id.is_in(same);
        person_link::Entity::update_many().set(change).filter(theirs).exec(self.db()).await?;
        Ok(())
    }
}

impl Store {
    /// Up to `limit` links with this verdict, the strongest first, after the link `after`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn links(&self, verdict: LinkVerdict, after: Option<i64>, limit: u64) -> Result<Vec<PersonLink>> {
        use person_link::Column::{Id, Verdict, Weight};
        let mut find = person_link::Entity::find().filter(Verdict.eq(verdict.word()));
        if let Some(last) = after {
            let row = person_link::Entity::find_by_id(last).one(self.reader()).await?;
            let weight = row.ok_or_else(|| StoreError::missing(format!("link {last}")))?.weight;
            let same = Condition::all().add(Weight.eq(weight)).add(Id.gt(last));
            find = find.filter(Condition::any().add(Weight.lt(weight)).add(same));
        }
        let rows = find.order_by_desc(Weight).order_by_asc(Id).limit(limit).all(self.reader()).await?;
        rows.into_iter().map(link).collect()
    }

    /// Everybody who may be `person`, or was said not to be, the strongest first; who turned out to be them is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pairs_of(&self, person: PersonId) -> Result<Vec<Pair>> {
        let own = family(self.reader(), person.0).await?;
        let rows = person_link::Entity::find().filter(touching(&own)).all(self.reader()).await?;
        let others: BTreeSet<i64> = rows.iter().flat_map(|row| [row.left_person, row.right_person]).collect();
        let roots = roots(self.reader(), others).await?;
        let mut pairs: BTreeMap<i64, Pair> = BTreeMap::new();
        for row in rows {
            let there = if own.contains(&row.left_person) { row.right_person } else { row.left_person };
            let other = roots.get(&there).copied().unwrap_or(there);
            if own.contains(&other) {
                continue;
            }
            let verdict = verdict(&row.verdict)?;
            let (link, weight) = (row.id, row.weight);
            let new = Pair { link, person, other: PersonId(other), kind: row.kind, weight, verdict };
            let known = pairs.remove(&other);
            pairs.insert(other, known.map_or_else(|| new.clone(), |known| known.with(new.clone())));
        }
        let mut pairs: Vec<Pair> = pairs.into_values().collect();
        pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.weight), pair.link));
        Ok(pairs)
    }
}

impl Pair {
    /// What this and another link between the same two come to.
    fn with(self, more: Pair) -> Pair {
        let different = [self.verdict, more.verdict].contains(&LinkVerdict::Different);
        let strongest = if self.weight < more.weight { more } else { self };
        let verdict = if different { LinkVerdict::Different } else { strongest.verdict };
        Pair { verdict, ..strongest }
    }

    /// Whether a person is still to say.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.verdict {
            LinkVerdict::Open | LinkVerdict::Unsure => true,
            // Said to be the same, and parted again by a merge that was undone elsewhere: not to be asked again.
            LinkVerdict::Same | LinkVerdict::Different => false,
        }
    }
}

fn touching(family: &BTreeSet<i64>) -> Condition {
    use person_link::Column::{LeftPerson, RightPerson};
    Condition::any().add(LeftPerson.is_in(family.iter().copied())).add(RightPerson.is_in(family.iter().copied()))
}

async fn links_between(
    db: &impl ConnectionTrait,
    one: &BTreeSet<i64>,
    other: &BTreeSet<i64>,
) -> Result<Vec<PersonLink>> {
    let rows = person_link::Entity::find().filter(touching(one)).filter(touching(other)).all(db).await?;
    rows.into_iter().map(link).collect()
}

fn verdict(word: &str) -> Result<LinkVerdict> {
    LinkVerdict::of(word).ok_or_else(|| StoreError::broken(format!("verdict {word}")))
}

fn link(row: person_link::Model) -> Result<PersonLink> {
    Ok(PersonLink {
        id: row.id,
        left: PersonId(row.left_person),
        right: PersonId(row.right_person),
        weight: row.weight,
        why: from_json(&row.why)?,
        verdict: verdict(&row.verdict)?,
        judged_at: maybe_moment(row.judged_us)?,
        kind: row.kind,
        judged_by: row.judged_by,
    })
}
