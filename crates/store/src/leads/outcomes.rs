//! The account of everyone: what became of each person that a register names, in each month.
use domain::access::action::SeeRegisters;
use domain::access::Allowed;
use kernel::id::{LeadId, OfficeId, PersonId, RegisterId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set};

use crate::error::Result;
use crate::keys::chunks;
use crate::reach;
use crate::rows::outcome;
use crate::store::Store;
use crate::text::counted;
use crate::tx::Tx;

/// What became of one person, as one register and one month see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The register that names them.
    pub register: RegisterId,
    /// Who.
    pub person: PersonId,
    /// The office whose account it is.
    pub office: OfficeId,
    /// `found`, `asked`, `helped`, `refused`, `handed-on`, `lost`, `not-eligible` or `unknown`.
    pub category: String,
    /// Why, or the unknown fact.
    pub ground: Option<String>,
    /// The harm's own case number.
    pub harm_case: Option<String>,
    /// The lead.
    pub lead: Option<LeadId>,
}

/// A line of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// The register.
    pub register: RegisterId,
    /// What became of them.
    pub category: String,
    /// Why, or the unknown fact.
    pub ground: Option<String>,
    /// How many people.
    pub people: u64,
}

impl Tx {
    /// Replaces the account of `month` (`2026-03`) of `office`.
    ///
    /// # Errors
    /// [`crate::StoreError::Taken`] when a person stands twice for one register.
    pub async fn set_outcomes(&mut self, month: &str, office: OfficeId, outcomes: Vec<Outcome>) -> Result<()> {
        outcome::Entity::delete_many()
            .filter(outcome::Column::Month.eq(month))
            .filter(outcome::Column::OfficeId.eq(office.0))
            .exec(self.db())
            .await?;
        let row = |own: Outcome| outcome::ActiveModel {
            month: Set(month.to_owned()),
            register: Set(own.register.to_string()),
            person_id: Set(own.person.0),
            office_id: Set(own.office.0),
            category: Set(own.category),
            ground: Set(own.ground.unwrap_or_default()),
            harm_case: Set(own.harm_case.unwrap_or_default()),
            lead_id: Set(own.lead.map(|lead| lead.0)),
        };
        for some in chunks(outcomes.into_iter().map(row).collect()) {
            outcome::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        Ok(())
    }
}

impl Store {
    /// The account of `month`, within reach; of one register, or of all.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of_everyone(
        &self,
        allowed: &Allowed<SeeRegisters>,
        month: &str,
        register: Option<&RegisterId>,
    ) -> Result<Vec<AccountLine>> {
        use outcome::Column::{Category, Ground, Month, OfficeId, PersonId, Register};
        let mut find = outcome::Entity::find()
            .filter(Month.eq(month))
            .filter(reach::of_office(allowed, OfficeId));
        if let Some(register) = register {
            find = find.filter(Register.eq(register.as_str()));
        }
        let rows: Vec<(String, String, String, i64)> = find
            .select_only()
            .columns([Register, Category, Ground])
            .column_as(PersonId.count(), "people")
            .group_by(Register)
            .group_by(Category)
            .group_by(Ground)
            .order_by_asc(Register)
            .order_by_asc(Category)
            .order_by_asc(Ground)
            .into_tuple()
            .all(self.reader())
            .await?;
        let line = |(register, category, ground, people): (String, String, String, i64)| AccountLine {
            register: RegisterId::new(register),
            category,
            ground: Some(ground).filter(|ground| !ground.is_empty()),
            people: counted(people),
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// What became of one person, newest month first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn outcomes_of(&self, person: PersonId) -> Result<Vec<(String, Outcome)>> {
        let rows = outcome::Entity::find()
            .filter(outcome::Column::PersonId.eq(person.0))
            .order_by_desc(outcome::Column::Month)
            .order_by_asc(outcome::Column::Register)
            .all(self.reader())
            .await?;
        let outcome = |row: outcome::Model| {
            let own = Outcome {
                register: RegisterId::new(row.register),
                person: PersonId(row.person_id),
                office: OfficeId(row.office_id),
                category: row.category,
                ground: Some(row.ground).filter(|ground| !ground.is_empty()),
                harm_case: Some(row.harm_case).filter(|case| !case.is_empty()),
                lead: row.lead_id.map(LeadId),
            };
            (row.month, own)
        };
        Ok(rows.into_iter().map(outcome).collect())
    }
}
