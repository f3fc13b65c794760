//! Erasing a person for good: every record that they are, whatever was sealed under their keys, whatever stands open.
//!
//! Never: an entry of the journal. The chain stays whole, what was sealed in it can be read by nobody any more.
use std::collections::BTreeSet;

use domain::access::Allowed;
use domain::access::action::ErasePeople;
use kernel::id::{EntryId, LeadId, PersonId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::family;
use crate::cases::list::cases_of;
use crate::error::{Result, StoreError};
use crate::keys::Subject;
use crate::rows::{case_file, document_file, household_member, lead, person, person_link, register_row};
use crate::store::Store;
use crate::text::CHUNK;
use crate::tx::Tx;

/// What hangs on a person, and goes or stays when they are erased.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Erasure {
    /// Records that turned out to be this person, their own included.
    pub records: u64,
    /// Cases in which they have a part, of whatever office.
    pub cases: u64,
    /// Of these, cases that are not over.
    pub open_cases: u64,
    /// Files of these cases.
    pub files: u64,
    /// Leads about them.
    pub leads: Vec<LeadId>,
    /// Rows of registers that speak of them.
    pub rows: u64,
}

impl Store {
    /// What would be erased with `person`; nothing when they are out of reach or erased already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn erasure(&self, allowed: &Allowed<ErasePeople>, person: PersonId) -> Result<Option<Erasure>> {
        let known = self.people(allowed, &[person]).await?;
        if !known.iter().any(|own| own.identity.is_some()) {
            return Ok(None);
        }
        let same = family(self.reader(), person.0).await?;
        let cases = || case_file::Entity::find().filter(case_file::Column::Id.in_subquery(cases_of(same.clone())));
        let files = document_file::Entity::find();
        let files = files.filter(document_file::Column::CaseId.in_subquery(cases_of(same.clone())));
        let theirs = register_row::Column::PersonId.is_in(same.iter().copied());
        let rows = register_row::Entity::find().filter(theirs);
        let leads: Vec<i64> = lead::Entity::find()
            .select_only()
            .column(lead::Column::Id)
            .filter(lead::Column::PersonId.is_in(same.iter().copied()))
            .order_by_asc(lead::Column::Id)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(Some(Erasure {
            records: u64::try_from(same.len()).unwrap_or(u64::MAX),
            cases: cases().count(self.reader()).await?,
            open_cases: cases().filter(case_file::Column::IsOpen.eq(true)).count(self.reader()).await?,
            files: files.count(self.reader()).await?,
            leads: leads.into_iter().map(LeadId).collect(),
            rows: rows.count(self.reader()).await?,
        }))
    }
}

impl Tx {
    /// Erases `person`: the keys of every record that they are, under what they are found, and what else the rows say of
    /// them. Answers the entry that tells it.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when they were erased before.
    pub async fn erase_person(&mut self, person: PersonId, why: &str) -> Result<EntryId> {
        let same = family(self.db(), person.0).await?;
        let mut told = None;
        for id in same.iter().copied() {
            match self.erase(&Subject::Person(PersonId(id)), why).await {
                Ok(entry) => told = Some(entry),
                // A record that was erased by itself before, with the file that alone spoke of it.
                Err(StoreError::NotFound { .. }) => {}
                Err(other) => return Err(other),
            }
        }
        forget_the_open(self.db(), &same).await?;
        told.ok_or_else(|| StoreError::missing(format!("key of person {person}")))
    }
}

/// Takes away what stands of `people` in the open: in the rows of people, of households, and of pairs that may be one.
/// What was judged of them stays in the journal.
pub(crate) async fn forget_the_open(db: &impl ConnectionTrait, people: &BTreeSet<i64>) -> Result<()> {
    let people: Vec<i64> = people.iter().copied().collect();
    for some in people.chunks(CHUNK) {
        let these = || some.iter().copied();
        person::Entity::update_many()
            .col_expr(person::Column::Sex, Expr::value(None::<String>))
            .col_expr(person::Column::BirthYear, Expr::value(None::<i64>))
            .col_expr(person::Column::Area, Expr::value(None::<String>))
            .filter(person::Column::Id.is_in(these()))
            .exec(db)
            .await?;
        household_member::Entity::delete_many()
            .filter(household_member::Column::PersonId.is_in(these()))
            .exec(db)
            .await?;
        // By what their cases are like others says what happened to them.
        case_file::Entity::update_many()
            .col_expr(case_file::Column::Alike, Expr::value(None::<Vec<u8>>))
            .filter(case_file::Column::PersonId.is_in(these()))
            .exec(db)
            .await?;
        for side in [person_link::Column::LeftPerson, person_link::Column::RightPerson] {
            person_link::Entity::delete_many().filter(side.is_in(these())).exec(db).await?;
        }
    }
    Ok(())
}
