//! Saving: an act goes to the journal and the rows it changes are replaced, in one transaction.
use std::collections::BTreeSet;

use domain::access::action::WorkCases;
use domain::access::{Allowed, Reach, Who};
use domain::cases::Case;
use domain::cases::act::Act;
use jiff::Timestamp;
use kernel::id::{CaseId, CaseTypeId, OfficeId, StepId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};

use super::rows_of::{CaseRows, rows_of};
use super::stream;
use crate::error::{Result, StoreError};
use crate::journal::{Expect, NewEntry, Secret, Stamp};
use crate::keys::{Subject, chunks};
use crate::numbers::next_numbers;
use crate::paging::office_reach;
use crate::rows::{award, case_document, case_due, case_file, case_link, case_party, office, payment};
use crate::tx::Tx;

/// An act of the past, for cases that are brought in whole.
#[derive(Debug, Clone)]
pub struct PastAct {
    /// The step, or `open`.
    pub kind: String,
    /// What was done.
    pub act: Act,
    /// By whom.
    pub who: Who,
    /// When.
    pub at: Timestamp,
}

/// Replaces the rows of one table of a case, if they changed.
macro_rules! replace {
    ($tx:expr, $case:expr, $before:expr, $after:expr, $module:ident) => {
        if $before != $after {
            $module::Entity::delete_many().filter($module::Column::CaseId.eq($case)).exec($tx.db()).await?;
            insert::<$module::Entity, $module::ActiveModel>($tx, $after).await?;
        }
    };
}

/// Inserts the rows of many cases into one table.
macro_rules! insert_each {
    ($tx:expr, $all:expr, $($module:ident: $field:ident),+ $(,)?) => {$(
        let rows = $all.iter_mut().flat_map(|rows| std::mem::take(&mut rows.$field)).collect();
        insert::<$module::Entity, $module::ActiveModel>($tx, rows).await?;
    )+};
}

impl Tx {
    /// Opens the case that `act` opens; it gets the next number of the database.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when the act opens nothing, [`StoreError::NotFound`] when its office is out of reach.
    pub async fn open_case(&mut self, allowed: &Allowed<WorkCases>, act: &Act) -> Result<Case> {
        let id = CaseId(next_numbers(self.db(), "case", 1).await?.start);
        let case = Case::open(id, act).ok_or_else(|| StoreError::broken("the act that opens a case"))?;
        self.check_reach(allowed, &case).await?;
        self.append(entry(&case, Expect::New, "open", act)?).await?;
        Box::pin(self.insert_rows(vec![rows_of(&case, self.vault())])).await?;
        Ok(case)
    }

    /// Adds `act` to the case as it was `before`; answers the case after it.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the case moved on, [`StoreError::Taken`] for a second award of the same number,
    /// [`StoreError::NotFound`] when the case is out of reach.
    pub async fn save_act(
        &mut self,
        allowed: &Allowed<WorkCases>,
        before: &Case,
        step: &StepId,
        act: &Act,
    ) -> Result<Case> {
        self.check_reach(allowed, before).await?;
        let version = i64::try_from(before.version).unwrap_or(i64::MAX);
        self.append(entry(before, Expect::Version(version), step.as_str(), act)?).await?;
        let mut after = before.clone();
        after.apply(act.clone());
        Box::pin(self.replace_rows(&rows_of(before, self.vault()), rows_of(&after, self.vault()))).await?;
        Ok(after)
    }

    /// Brings cases in whole, each with the acts that made it, oldest first: for the simulator and for moving in. For a
    /// million of them, commit every few hundred.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when the first act of one opens nothing, [`StoreError::NotFound`] when an office is out of
    /// reach.
    pub async fn add_cases(&mut self, allowed: &Allowed<WorkCases>, cases: Vec<Vec<PastAct>>) -> Result<Vec<CaseId>> {
        let numbers = next_numbers(self.db(), "case", cases.len()).await?;
        let (mut entries, mut stamps, mut rows) = (vec![], vec![], vec![]);
        for (id, acts) in numbers.map(CaseId).zip(cases) {
            let case = fold_past(id, acts, &mut entries, &mut stamps)?;
            rows.push(rows_of(&case, self.vault()));
        }
        let offices = rows.iter().map(|rows| rows.file.office_id).collect();
        self.check_offices(allowed, &offices).await?;
        let ids = rows.iter().map(|rows| CaseId(rows.file.id)).collect();
        self.append_stamped(entries, stamps).await?;
        Box::pin(self.insert_rows(rows)).await?;
        Ok(ids)
    }

    /// The next place in an office's series of case numbers for `year`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_serial(&mut self, office: OfficeId, case_type: &CaseTypeId, year: i16) -> Result<u32> {
        let name = series(office, case_type, year);
        let next = next_numbers(self.db(), &name, 1).await?.start;
        u32::try_from(next).map_err(|_| StoreError::broken(format!("the counter {name}")))
    }

    /// Passes over `many` places of an office's series, which cases that were brought in whole have taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn skip_serials(&mut self, office: OfficeId, case_type: &CaseTypeId, year: i16, many: u32) -> Result<()> {
        let many = usize::try_from(many).unwrap_or(usize::MAX);
        next_numbers(self.db(), &series(office, case_type, year), many).await?;
        Ok(())
    }

    async fn insert_rows(&mut self, mut all: Vec<CaseRows>) -> Result<()> {
        let files = all.iter().map(|rows| rows.file.clone()).collect();
        insert::<case_file::Entity, case_file::ActiveModel>(self, files).await?;
        insert_each!(
            self, all, case_party: parties, case_due: due, award: awards, payment: payments, case_document: documents,
            case_link: links,
        );
        Ok(())
    }

    async fn replace_rows(&mut self, before: &CaseRows, after: CaseRows) -> Result<()> {
        let case = after.file.id;
        if before.file != after.file {
            case_file::Entity::update(after.file.into_active_model().reset_all()).exec(self.db()).await?;
        }
        replace!(self, case, before.parties, after.parties, case_party);
        replace!(self, case, before.due, after.due, case_due);
        replace!(self, case, before.awards, after.awards, award);
        replace!(self, case, before.payments, after.payments, payment);
        replace!(self, case, before.documents, after.documents, case_document);
        replace!(self, case, before.links, after.links, case_link);
        Ok(())
    }

    async fn check_reach(&self, allowed: &Allowed<WorkCases>, case: &Case) -> Result<()> {
        let allowed = allowed.of_kind(&case.case_type);
        // A case that nobody works on yet is taken up by whoever takes its first step.
        let is_own = |reach: &Reach| match reach {
            Reach::Own(user) => case.officer.is_none_or(|officer| officer == *user),
            Reach::All | Reach::Subtree(_) | Reach::Office(_) => false,
        };
        if allowed.parts().iter().any(|part| is_own(&part.reach)) {
            return Ok(());
        }
        self.check_offices(&allowed, &BTreeSet::from([case.office.0])).await
    }

    async fn check_offices(&self, allowed: &Allowed<WorkCases>, offices: &BTreeSet<i64>) -> Result<()> {
        if allowed.parts().iter().any(|part| part.reach == Reach::All) {
            return Ok(());
        }
        let within = office::Entity::find()
            .filter(office::Column::Id.is_in(offices.iter().copied()))
            .filter(office_reach(allowed, office::Column::Id))
            .count(self.db())
            .await?;
        let all = u64::try_from(offices.len()).unwrap_or(u64::MAX);
        if within == all { Ok(()) } else { Err(StoreError::missing("office in reach")) }
    }
}

fn series(office: OfficeId, case_type: &CaseTypeId, year: i16) -> String {
    format!("series:{office}:{case_type}:{year}")
}

fn fold_past(id: CaseId, acts: Vec<PastAct>, entries: &mut Vec<NewEntry>, stamps: &mut Vec<Stamp>) -> Result<Case> {
    let opens_nothing = || StoreError::broken("the act that opens a case");
    let mut seen: Option<Case> = None;
    for past in acts {
        let case = match seen.take() {
            None => Case::open(id, &past.act).ok_or_else(opens_nothing)?,
            Some(mut case) => {
                case.apply(past.act.clone());
                case
            }
        };
        let expect = if case.version == 1 { Expect::New } else { Expect::Any };
        entries.push(entry(&case, expect, &past.kind, &past.act)?);
        stamps.push(Stamp { actor: past.who.to_string(), at: past.at });
        seen = Some(case);
    }
    seen.ok_or_else(opens_nothing)
}

async fn insert<E, A>(tx: &Tx, rows: Vec<E::Model>) -> Result<()>
where
    E: EntityTrait,
    A: ActiveModelTrait<Entity = E> + Send,
    E::Model: IntoActiveModel<A>,
{
    for some in chunks(rows) {
        let some: Vec<A> = some.into_iter().map(IntoActiveModel::into_active_model).collect();
        E::insert_many(some).exec_without_returning(tx.db()).await?;
    }
    Ok(())
}

/// The entry of an act: its personal part sealed under the key of the person that the case is about.
fn entry(case: &Case, expect: Expect, kind: &str, act: &Act) -> Result<NewEntry> {
    let parts = act.split()?;
    let subject = case.person().map_or(Subject::Case(case.id), Subject::Person);
    let secrets = parts.personal.map(|json| vec![Secret { subject, json }]).unwrap_or_default();
    Ok(NewEntry { stream: stream(case.id), expect, kind: kind.to_owned(), plain: parts.plain, secrets })
}
