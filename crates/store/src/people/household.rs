//! Who lives with whom, as registers say.
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
    /// Writes down who lives with whom; said again by a newer batch, it counts as the newer one's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_household_members(&mut self, members: Vec<HouseholdMember>) -> Result<()> {
        use household_member::Column::{BatchId, Household, PersonId, Register, Relation};
        let row = |own: HouseholdMember| household_member::ActiveModel {
            household: Set(hex::encode(self.vault().lookup_hash("household", &own.household))),
            person_id: Set(own.person.0),
            register: Set(own.register.to_string()),
            relation: Set(own.relation),
            batch_id: Set(own.batch.0),
        };
        let rows: Vec<_> = members.into_iter().map(row).collect();
        for some in chunks(rows) {
            let known =
                OnConflict::columns([Household, PersonId, Register]).update_columns([Relation, BatchId]).to_owned();
            household_member::Entity::insert_many(some).on_conflict(known).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

impl Store {
    /// Everybody who shares a household with `person`, under whatever number either was known; `household` is the keyed
    /// code. Empty when the person is out of reach.
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
            .all(self.reader())
            .await?;
        let member = |row: household_member::Model| HouseholdMember {
            household: row.household,
            person: PersonId(row.person_id),
            register: RegisterId::new(row.register),
            relation: row.relation,
            batch: BatchId(row.batch_id),
        };
        Ok(rows.into_iter().map(member).collect())
    }
}
