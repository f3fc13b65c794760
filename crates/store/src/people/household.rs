//! Who lives with whom, as registers say.
use std::collections::BTreeMap;

use domain::access::Allowed;
use kernel::id::{BatchId, PersonId, RegisterId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Set};

use super::ShowsPeople;
use super::merge::family;
use crate::error::Result;
use crate::keys::chunks;
use crate::rows::household_member;
use crate::store::Store;
use crate::tx::Tx;

/// One member of a household, as one register says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HouseholdMember {
    /// What the members have in common: the register's own number of the household, or its head's citizen id.
    /// Rests as a keyed hash.
    pub household: String,
    /// Who.
    pub person: PersonId,
    /// The register that says so.
    pub register: RegisterId,
    /// Relation to the head, as the register says.
    pub relation: String,
    /// The batch that says so.
    pub batch: BatchId,
}

impl Tx {
    /// Writes down who lives with whom, as each batch says it: what one says stays when another is taken back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_household_members(&mut self, members: Vec<HouseholdMember>) -> Result<()> {
        type Key = (String, PersonId, RegisterId, BatchId);
        use household_member::Column::{BatchId as Batch, Household, PersonId as Person, Register, Relation};
        // Of two rows of one file that name the same member, the last one counts; a statement takes each but once.
        let mut said = BTreeMap::new();
        for own in members {
            said.insert((own.household, own.person, own.register, own.batch), own.relation);
        }
        let row = |((household, person, register, batch), relation): (Key, String)| household_member::ActiveModel {
            household: Set(hex::encode(self.vault().lookup_hash("household", &household))),
            person_id: Set(person.0),
            register: Set(register.to_string()),
            relation: Set(relation),
            batch_id: Set(batch.0),
        };
        let rows: Vec<_> = said.into_iter().map(row).collect();
        for some in chunks(rows) {
            let mut known = OnConflict::columns([Household, Person, Register, Batch]);
            let known = known.update_column(Relation).to_owned();
            household_member::Entity::insert_many(some).on_conflict(known).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

impl Store {
    /// Everybody who shares a household with `person`, under whatever number either was known, as the newest batch of each
    /// register says; `household` is the keyed code. Empty when the person is out of reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn household_of<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        person: PersonId,
    ) -> Result<Vec<HouseholdMember>> {
        use household_member::Column;
        if self.shown(allowed, &[person]).await?.is_empty() {
            return Ok(vec![]);
        }
        let same = family(self.reader(), person.0).await?;
        let theirs = household_member::Entity::find()
            .select_only()
            .column(Column::Household)
            .filter(Column::PersonId.is_in(same.iter().copied()))
            .into_query();
        let rows = household_member::Entity::find()
            .filter(Column::Household.in_subquery(theirs))
            .filter(Column::PersonId.is_not_in(same))
            .order_by_asc(Column::Household)
            .order_by_asc(Column::PersonId)
            .order_by_asc(Column::BatchId)
            .all(self.reader())
            .await?;
        let member = |row: household_member::Model| HouseholdMember {
            household: row.household,
            person: PersonId(row.person_id),
            register: RegisterId::new(row.register),
            relation: row.relation,
            batch: BatchId(row.batch_id),
        };
        let key = |own: &HouseholdMember| (own.household.clone(), own.person, own.register.clone());
        let newest: BTreeMap<_, _> = rows.into_iter().map(member).map(|own| (key(&own), own)).collect();
        Ok(newest.into_values().collect())
    }
}
