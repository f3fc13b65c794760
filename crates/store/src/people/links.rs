//! Two records that may be one person: proposed by linkage, judged by a person, remembered either way.
use jiff::Timestamp;
use kernel::id::PersonId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

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
    fn word(self) -> &'static str {
        match self {
            LinkVerdict::Open => "open",
            LinkVerdict::Same => "same",
            LinkVerdict::Different => "different",
            LinkVerdict::Unsure => "unsure",
        }
    }

    fn of(word: &str) -> Result<Self> {
        let all = [LinkVerdict::Open, LinkVerdict::Same, LinkVerdict::Different, LinkVerdict::Unsure];
        all.into_iter().find(|own| own.word() == word).ok_or_else(|| StoreError::broken(format!("verdict {word}")))
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

impl Tx {
    /// Proposes links; pairs that are known already, whatever was said of them, stay as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn propose_links(&mut self, new: Vec<NewLink>) -> Result<()> {
        use person_link::Column::{LeftPerson, RightPerson};
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

    /// Every link of a person, whatever was said.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn links_of(&self, person: PersonId) -> Result<Vec<PersonLink>> {
        use person_link::Column::{LeftPerson, RightPerson};
        let theirs = Condition::any().add(LeftPerson.eq(person.0)).add(RightPerson.eq(person.0));
        let rows = person_link::Entity::find().filter(theirs).all(self.reader()).await?;
        rows.into_iter().map(link).collect()
    }
}

fn link(row: person_link::Model) -> Result<PersonLink> {
    Ok(PersonLink {
        id: row.id,
        left: PersonId(row.left_person),
        right: PersonId(row.right_person),
        weight: row.weight,
        why: from_json(&row.why)?,
        verdict: LinkVerdict::of(&row.verdict)?,
        judged_at: maybe_moment(row.judged_us)?,
        kind: row.kind,
        judged_by: row.judged_by,
    })
}
