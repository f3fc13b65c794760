//! Two records that are one person, and two persons that were one record: both are entries, and can be undone.
//!
//! A record that was merged keeps its number and everything that hangs on it; it is found as the person it turned out to
//! be. All records of one person are a family; its root is the number by which the person is known.
use std::collections::{BTreeMap, BTreeSet};

use kernel::id::{CaseId, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::error::{Result, StoreError};
use crate::journal::{Expect, NewEntry, Secret};
use crate::keys::Subject;
use crate::rows::{award, person};
use crate::store::Store;
use crate::text::CHUNK;
use crate::tx::Tx;

/// Merges that follow one another; more than anybody makes by hand.
const DEEPEST: usize = 16;

/// Two cases granted money to one person for one harm, and none knew of the other: somebody must look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Collision {
    /// The harm's own case.
    pub harm_case: String,
    /// The case that granted first.
    pub one: CaseId,
    /// The other.
    pub other: CaseId,
}

impl Tx {
    /// `gone` turned out to be `kept`: from now on it is found as that one. Its rows keep the number they had.
    /// Answers the awards that the one person now has twice for one harm; the journal keeps them too.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when `gone` was merged before or the two are one already.
    pub async fn merge_people(&mut self, kept: PersonId, gone: PersonId, why: &str) -> Result<Vec<Collision>> {
        let roots = roots(self.db(), BTreeSet::from([kept.0, gone.0])).await?;
        let kept = PersonId(roots.get(&kept.0).copied().unwrap_or(kept.0));
        if roots.get(&gone.0) != Some(&gone.0) || kept == gone {
            return Err(StoreError::Taken { what: format!("person {gone}") });
        }
        self.point(gone, Some(kept)).await?;
        let collisions = collisions(self.db(), &family(self.db(), kept.0).await?).await?;
        let plain = json!({ "into": kept, "awards": collisions });
        self.append(told(gone, "merged", plain, (kept, why))).await?;
        Ok(collisions)
    }

    /// `gone` is somebody else after all. What the two were said to be is taken back with it: they are not proposed again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it was not merged.
    pub async fn split_person(&mut self, gone: PersonId, why: &str) -> Result<()> {
        let row = person::Entity::find_by_id(gone.0).one(self.db()).await?;
        let from = row.and_then(|row| row.merged_into);
        let from = PersonId(from.ok_or_else(|| StoreError::missing(format!("merged person {gone}")))?);
        self.point(gone, None).await?;
        let (own, others) = (family(self.db(), gone.0).await?, family(self.db(), from.0).await?);
        self.part_links(&own, &others).await?;
        self.append(told(gone, "split", json!({ "from": from }), (from, why))).await?;
        Ok(())
    }

    /// Every number under which `person` was ever known, as this transaction sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_as(&self, person: PersonId) -> Result<Vec<PersonId>> {
        Ok(family(self.db(), person.0).await?.into_iter().map(PersonId).collect())
    }

    /// Who `person` turned out to be, as this transaction sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn true_person(&self, person: PersonId) -> Result<PersonId> {
        let roots = roots(self.db(), BTreeSet::from([person.0])).await?;
        Ok(PersonId(roots.get(&person.0).copied().unwrap_or(person.0)))
    }

    async fn point(&self, gone: PersonId, into: Option<PersonId>) -> Result<()> {
        let row =
            person::ActiveModel { id: Set(gone.0), merged_into: Set(into.map(|into| into.0)), ..Default::default() };
        person::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }
}

fn told(gone: PersonId, kind: &str, plain: serde_json::Value, (subject, why): (PersonId, &str)) -> NewEntry {
    let secrets = vec![Secret { subject: Subject::Person(subject), json: json!({ "why": why }) }];
    NewEntry { stream: format!("person:{gone}"), expect: Expect::Any, kind: kind.to_owned(), plain, secrets }
}

impl Store {
    /// Every number under which `person` was ever known, their own included, the one they are known by now first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_as(&self, person: PersonId) -> Result<Vec<PersonId>> {
        let root = roots(self.reader(), BTreeSet::from([person.0])).await?;
        let root = root.get(&person.0).copied().unwrap_or(person.0);
        let others = family(self.reader(), root).await?.into_iter().filter(|id| *id != root);
        Ok(std::iter::once(root).chain(others).map(PersonId).collect())
    }

    /// The awards that `person` has twice for one harm, because two records of theirs were granted one each.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn collisions_of(&self, person: PersonId) -> Result<Vec<Collision>> {
        collisions(self.reader(), &family(self.reader(), person.0).await?).await
    }
}

/// Awards of one harm with one number: the second was granted without knowing of the first.
async fn collisions(db: &impl ConnectionTrait, family: &BTreeSet<i64>) -> Result<Vec<Collision>> {
    let rows = award::Entity::find()
        .filter(award::Column::PersonId.is_in(family.iter().copied()))
        .order_by_asc(award::Column::CaseId)
        .all(db)
        .await?;
    let mut first: BTreeMap<(&str, i64), i64> = BTreeMap::new();
    let mut found = vec![];
    for row in &rows {
        let known = *first.entry((&row.harm_case, row.award_no)).or_insert(row.case_id);
        if known != row.case_id {
            let (one, other) = (CaseId(known), CaseId(row.case_id));
            found.push(Collision { harm_case: row.harm_case.clone(), one, other });
        }
    }
    Ok(found)
}

/// Everybody who is the same as `id`.
pub(crate) async fn family(db: &impl ConnectionTrait, id: i64) -> Result<BTreeSet<i64>> {
    let mut all = families(db, &BTreeSet::from([id])).await?;
    Ok(all.remove(&id).unwrap_or_else(|| BTreeSet::from([id])))
}

/// For each of `ids`, everybody who is the same.
pub(crate) async fn families(db: &impl ConnectionTrait, ids: &BTreeSet<i64>) -> Result<BTreeMap<i64, BTreeSet<i64>>> {
    let roots = roots(db, ids.clone()).await?;
    let mut root_of: BTreeMap<i64, i64> = roots.values().map(|root| (*root, *root)).collect();
    let mut layer: Vec<i64> = root_of.keys().copied().collect();
    while !layer.is_empty() {
        let mut next = vec![];
        for some in layer.chunks(CHUNK) {
            let rows: Vec<(i64, i64)> = person::Entity::find()
                .select_only()
                .columns([person::Column::Id, person::Column::MergedInto])
                .filter(person::Column::MergedInto.is_in(some.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
            next.extend(rows);
        }
        for (id, into) in &next {
            let root = root_of.get(into).copied().unwrap_or(*into);
            root_of.insert(*id, root);
        }
        layer = next.into_iter().map(|(id, _)| id).collect();
    }
    let mut of_root: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
    for (id, root) in root_of {
        of_root.entry(root).or_default().insert(id);
    }
    let family = |(id, root): (i64, i64)| (id, of_root.get(&root).cloned().unwrap_or_default());
    Ok(roots.into_iter().map(family).collect())
}

/// Who each of `ids` turned out to be.
pub(crate) async fn roots(db: &impl ConnectionTrait, ids: BTreeSet<i64>) -> Result<BTreeMap<i64, i64>> {
    let mut roots: BTreeMap<i64, i64> = ids.into_iter().map(|id| (id, id)).collect();
    for _ in 0..DEEPEST {
        let now: BTreeSet<i64> = roots.values().copied().collect();
        let now: Vec<i64> = now.into_iter().collect();
        let mut moved = BTreeMap::new();
        for some in now.chunks(CHUNK) {
            let rows: Vec<(i64, i64)> = person::Entity::find()
                .select_only()
                .columns([person::Column::Id, person::Column::MergedInto])
                .filter(person::Column::Id.is_in(some.iter().copied()))
                .filter(person::Column::MergedInto.is_not_null())
                .into_tuple()
                .all(db)
                .await?;
            moved.extend(rows);
        }
        if moved.is_empty() {
            return Ok(roots);
        }
        for root in roots.values_mut() {
            *root = moved.get(root).copied().unwrap_or(*root);
        }
    }
    Err(StoreError::broken("a chain of merged people"))
}
