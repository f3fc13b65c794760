//! Two records that are one person, and two persons that were one record: both are entries, and can be undone.
use std::collections::{BTreeMap, BTreeSet};

use kernel::id::{CaseId, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};
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

/// Both records were granted money for the same harm: somebody must look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The harm's own case.
    pub harm_case: String,
    /// The case that granted to the record that stays.
    pub kept: CaseId,
    /// The case that granted to the record that goes.
    pub gone: CaseId,
}

impl Tx {
    /// `gone` turned out to be `kept`: from now on it is found as that one. Its rows keep the number they had.
    /// Answers the awards that both got for one harm.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when one of them is not there, [`StoreError::Taken`] when `gone` was merged before or
    /// the two are one already.
    pub async fn merge_people(&mut self, kept: PersonId, gone: PersonId, why: &str) -> Result<Vec<Collision>> {
        let roots = roots(self.db(), BTreeSet::from([kept.0, gone.0])).await?;
        let kept = PersonId(roots.get(&kept.0).copied().unwrap_or(kept.0));
        if roots.get(&gone.0) != Some(&gone.0) || kept == gone {
            return Err(StoreError::Taken { what: format!("person {gone}") });
        }
        let collisions = self.collisions(kept, gone).await?;
        self.point(gone, Some(kept)).await?;
        self.append(told(gone, "merged", json!({ "into": kept }), (kept, why))).await?;
        Ok(collisions)
    }

    /// `gone` is somebody else after all.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it was not merged.
    pub async fn split_person(&mut self, gone: PersonId, why: &str) -> Result<()> {
        let row = person::Entity::find_by_id(gone.0).one(self.db()).await?;
        let from = row.and_then(|row| row.merged_into);
        let from = PersonId(from.ok_or_else(|| StoreError::missing(format!("merged person {gone}")))?);
        self.point(gone, None).await?;
        self.append(told(gone, "split", json!({ "from": from }), (from, why))).await?;
        Ok(())
    }

    async fn point(&self, gone: PersonId, into: Option<PersonId>) -> Result<()> {
        let row =
            person::ActiveModel { id: Set(gone.0), merged_into: Set(into.map(|into| into.0)), ..Default::default() };
        person::Entity::update(row).exec(self.db()).await?;
        Ok(())
    }

    async fn collisions(&self, kept: PersonId, gone: PersonId) -> Result<Vec<Collision>> {
        let both = award::Column::PersonId.is_in([kept.0, gone.0]);
        let rows = award::Entity::find().filter(both).all(self.db()).await?;
        let of = |person: PersonId| rows.iter().filter(move |row| row.person_id == person.0);
        let pairs = of(kept).flat_map(|own| {
            of(gone).filter(|other| other.harm_case == own.harm_case).map(|other| Collision {
                harm_case: own.harm_case.clone(),
                kept: CaseId(own.case_id),
                gone: CaseId(other.case_id),
            })
        });
        Ok(pairs.collect())
    }
}

fn told(gone: PersonId, kind: &str, plain: serde_json::Value, (subject, why): (PersonId, &str)) -> NewEntry {
    let secrets = vec![Secret { subject: Subject::Person(subject), json: json!({ "why": why }) }];
    NewEntry { stream: format!("person:{gone}"), expect: Expect::Any, kind: kind.to_owned(), plain, secrets }
}

impl Store {
    /// Every number under which `person` was ever known, their own included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn known_as(&self, person: PersonId) -> Result<Vec<PersonId>> {
        let root = roots(self.reader(), BTreeSet::from([person.0])).await?;
        let mut layer: Vec<i64> = root.into_values().collect();
        let mut all = layer.clone();
        while !layer.is_empty() {
            layer = person::Entity::find()
                .select_only()
                .column(person::Column::Id)
                .filter(person::Column::MergedInto.is_in(layer))
                .into_tuple()
                .all(self.reader())
                .await?;
            all.extend(&layer);
        }
        Ok(all.into_iter().map(PersonId).collect())
    }
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
