//! Saving: an act goes to the journal and the rows it changes are replaced, in one transaction.
use domain::access::Allowed;
use domain::access::action::WorkCases;
use domain::cases::act::Act;
use domain::cases::Case;
use kernel::id::{CaseId, CaseTypeId, OfficeId, StepId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};

use super::rows_of::{CaseRows, rows_of};
use super::stream;
use crate::error::{Result, StoreError};
use crate::journal::{Expect, NewEntry, Secret};
use crate::keys::Subject;
use crate::numbers::next_numbers;
use crate::rows::{award, case_clock, case_document, case_file, case_link, case_party, hand_over, payment, visit};
use crate::text::CHUNK;
use crate::tx::Tx;

/// Replaces the rows of one table of a case, if they changed.
macro_rules! replace {
    ($tx:expr, $case:expr, $before:expr, $after:expr, $module:ident) => {
        if $before != $after {
            $module::Entity::delete_many().filter($module::Column::CaseId.eq($case)).exec($tx.db()).await?;
            insert::<$module::Entity, $module::ActiveModel>($tx, $after).await?;
        }
    };
}

impl Tx {
    /// Opens the case that `act` opens; it gets the next number of the database.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when the act opens nothing; when the database fails.
    pub async fn open_case(&mut self, allowed: &Allowed<WorkCases>, act: &Act) -> Result<Case> {
        let cases = self.open_cases(allowed, std::slice::from_ref(act)).await?;
        cases.into_iter().next().ok_or_else(|| StoreError::broken("the act that opens a case"))
    }

    /// Opens many cases at once, as the simulator and imports do.
    ///
    /// # Errors
    /// As [`Tx::open_case`].
    pub async fn open_cases(&mut self, _allowed: &Allowed<WorkCases>, acts: &[Act]) -> Result<Vec<Case>> {
        let ids = next_numbers(self.db(), "case", acts.len()).await?;
        let (mut cases, mut entries) = (vec![], vec![]);
        for (id, act) in ids.zip(acts) {
            let case = Case::open(CaseId(id), act).ok_or_else(|| StoreError::broken("the act that opens a case"))?;
            entries.push(entry(&case, Expect::New, "open", act)?);
            cases.push(case);
        }
        self.append_all(entries).await?;
        self.insert_rows(&cases).await?;
        Ok(cases)
    }

    /// Adds `act` to the case as it was `before`; answers the case after it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the case moved on, [`StoreError::Taken`] for a second award of the same number.
    pub async fn save_act(
        &mut self,
        _allowed: &Allowed<WorkCases>,
        before: &Case,
        step: &StepId,
        act: &Act,
    ) -> Result<Case> {
        let version = i64::try_from(before.version).unwrap_or(i64::MAX);
        self.append(entry(before, Expect::Version(version), step.as_str(), act)?).await?;
        let mut after = before.clone();
        after.apply(act.clone());
        self.replace_rows(&rows_of(before), rows_of(&after)).await?;
        Ok(after)
    }

    /// The next place in an office's series of case numbers for `year`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_serial(&mut self, office: OfficeId, case_type: &CaseTypeId, year: i16) -> Result<u32> {
        let name = format!("series:{office}:{case_type}:{year}");
        let next = next_numbers(self.db(), &name, 1).await?.start;
        u32::try_from(next).map_err(|_| StoreError::broken(format!("the counter {name}")))
    }

    async fn insert_rows(&mut self, cases: &[Case]) -> Result<()> {
        let mut files = vec![];
        let (mut parties, mut clocks, mut documents) = (vec![], vec![], vec![]);
        for case in cases {
            let rows = rows_of(case);
            files.push(rows.file);
            parties.extend(rows.parties);
            clocks.extend(rows.clocks);
            documents.extend(rows.documents);
        }
        insert::<case_file::Entity, case_file::ActiveModel>(self, files).await?;
        insert::<case_party::Entity, case_party::ActiveModel>(self, parties).await?;
        insert::<case_clock::Entity, case_clock::ActiveModel>(self, clocks).await?;
        insert::<case_document::Entity, case_document::ActiveModel>(self, documents).await
    }

    pub(crate) async fn replace_rows(&mut self, before: &CaseRows, after: CaseRows) -> Result<()> {
        let case = after.file.id;
        if before.file != after.file {
            after.file.into_active_model().reset_all().update(self.db()).await?;
        }
        replace!(self, case, before.parties, after.parties, case_party);
        replace!(self, case, before.clocks, after.clocks, case_clock);
        replace!(self, case, before.awards, after.awards, award);
        replace!(self, case, before.payments, after.payments, payment);
        replace!(self, case, before.visits, after.visits, visit);
        replace!(self, case, before.hand_overs, after.hand_overs, hand_over);
        replace!(self, case, before.documents, after.documents, case_document);
        replace!(self, case, before.links, after.links, case_link);
        Ok(())
    }
}

async fn insert<E, A>(tx: &Tx, rows: Vec<E::Model>) -> Result<()>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + Send,
    E::Model: IntoActiveModel<A>,
{
    let mut rows = rows.into_iter().map(IntoActiveModel::into_active_model).peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(CHUNK).map(ActiveModelTrait::reset_all).collect();
        E::insert_many(some).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

fn entry(case: &Case, expect: Expect, kind: &str, act: &Act) -> Result<NewEntry> {
    let parts = act.split()?;
    let subject = case.person().map_or(Subject::Case(case.id), Subject::Person);
    let secrets = parts.personal.map(|json| vec![Secret { subject, json }]).unwrap_or_default();
    Ok(NewEntry { stream: stream(case.id), expect, kind: kind.to_owned(), plain: parts.plain, secrets })
}
