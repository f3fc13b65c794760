//! Whom somebody may see: people of the cases, leads and registers within their reach. There is no browsing of people.
use std::collections::BTreeSet;

use domain::access::action::SeePeople;
use domain::access::{Allowed, Reach};
use kernel::id::PersonId;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::Person;
use crate::error::Result;
use crate::paging::{office_reach, reach};
use crate::rows::{batch, case_file, case_party, lead, person, register_row};
use crate::store::Store;
use crate::text::CHUNK;

impl Store {
    /// Those of `ids` that are within reach, by number: through a case, a lead, or a register that the office received.
    ///
    /// # Errors
    /// When the database fails, or an identity does not open.
    pub async fn reachable_people(&self, allowed: &Allowed<SeePeople>, ids: &[PersonId]) -> Result<Vec<Person>> {
        if *allowed.reach() == Reach::All {
            return self.people(ids).await;
        }
        let mut people = vec![];
        let ids: BTreeSet<i64> = ids.iter().map(|id| id.0).collect();
        for some in ids.into_iter().collect::<Vec<_>>().chunks(CHUNK) {
            let theirs = person::Column::Id.is_in(some.iter().copied());
            let rows = person::Entity::find().filter(theirs).filter(spoken_of(allowed)).all(self.reader()).await?;
            people.extend(self.opened(rows).await?);
        }
        Ok(people)
    }
}

fn spoken_of(allowed: &Allowed<SeePeople>) -> Condition {
    let cases = case_file::Entity::find().select_only().column(case_file::Column::Id).filter(reach(
        allowed,
        case_file::Column::OfficeId,
        case_file::Column::OfficerId,
    ));
    let parties = case_party::Entity::find()
        .select_only()
        .column(case_party::Column::PersonId)
        .filter(case_party::Column::CaseId.in_subquery(cases.into_query()));
    let leads = lead::Entity::find().select_only().column(lead::Column::PersonId).filter(reach(
        allowed,
        lead::Column::OfficeId,
        lead::Column::TakenBy,
    ));
    let batches = batch::Entity::find()
        .select_only()
        .column(batch::Column::Id)
        .filter(office_reach(allowed, batch::Column::OfficeId));
    let rows = register_row::Entity::find()
        .select_only()
        .column(register_row::Column::PersonId)
        .filter(register_row::Column::PersonId.is_not_null())
        .filter(register_row::Column::BatchId.in_subquery(batches.into_query()));
    Condition::any()
        .add(person::Column::Id.in_subquery(parties.into_query()))
        .add(person::Column::Id.in_subquery(leads.into_query()))
        .add(person::Column::Id.in_subquery(rows.into_query()))
}
