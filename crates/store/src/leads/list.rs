//! The queue of leads: what is urgent first, then by need, page by page.
use std::collections::BTreeSet;

use domain::access::Allowed;
use domain::access::action::{JudgeLeads, SeeLeads};
use domain::leads::{Colour, Finding, Lead, ScorePart};
use jiff::civil::Date;
use kernel::id::{CaseTypeId, LeadId, PersonId, UserId};
use law::facts::DataClass;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::rows;
use crate::error::{Result, StoreError};
use crate::journal::{Entry, open_all};
use crate::paging::{Columns, Page, count, cursor, cut, part_reach, reach, sorted_reach};
use crate::people::family;
use crate::rows::journal;
use crate::rows::lead::{self, Column};
use crate::store::Store;

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Every condition holds.
    Sure,
    /// All would hold if the person is who the candidate rows say.
    ToConfirm,
    /// Something must be found out first.
    Question,
}

impl FindingKind {
    pub(crate) fn of(finding: &Finding) -> Self {
        match finding {
            Finding::Sure => Self::Sure,
            Finding::ToConfirm { .. } => Self::ToConfirm,
            Finding::Question => Self::Question,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::ToConfirm => "to-confirm",
            Self::Question => "question",
        }
    }
}

/// Which leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadFilter {
    /// Of this colour.
    pub colour: Option<Colour>,
    /// Of this sureness.
    pub finding: Option<FindingKind>,
    /// That this account has.
    pub mine: Option<UserId>,
    /// In the queue; else those that left it.
    pub waiting: bool,
    /// Of this person, under whatever number they were known.
    pub person: Option<PersonId>,
}

/// A lead in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadRow {
    /// Its number.
    pub id: LeadId,
    /// Who.
    pub person: PersonId,
    /// The kind of case it may become.
    pub case_type: CaseTypeId,
    /// The harm's own case number.
    pub harm_case: String,
    /// How sure.
    pub finding: FindingKind,
    /// What to find out.
    pub ask: Vec<String>,
    /// The need score.
    pub score: u32,
    /// Its parts.
    pub parts: Vec<ScorePart>,
    /// How urgent.
    pub colour: Colour,
    /// The day it was opened.
    pub opened_on: Date,
    /// Who has it.
    pub taken_by: Option<UserId>,
    /// How it was judged: the verdict's word, e.g. `case-opened`.
    pub verdict: Option<String>,
    /// The register row that it comes from: `batch/sheet/row`.
    pub source: String,
}

impl LeadRow {
    /// The row of `lead`.
    #[must_use]
    pub fn of(lead: &Lead) -> Self {
        let found = &lead.found;
        let verdict = lead.verdict.as_ref().and_then(|verdict| serde_json::to_value(verdict).ok());
        Self {
            id: lead.id,
            person: found.person,
            case_type: found.case_type.clone(),
            harm_case: found.harm_case.clone(),
            finding: FindingKind::of(&found.finding),
            ask: found.ask.clone(),
            score: found.score,
            parts: found.parts.clone(),
            colour: found.colour,
            opened_on: found.on,
            taken_by: lead.taken_by,
            verdict: verdict.and_then(|verdict| Some(verdict.get("verdict")?.as_str()?.to_owned())),
            source: found.source.clone(),
        }
    }
}

/// How many leads are in the queue, findings and questions, by colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeadCounts {
    /// At once.
    pub red: u64,
    /// Soon.
    pub amber: u64,
    /// Can wait.
    pub blue: u64,
}

impl Store {
    /// Leads within reach, the urgent first, then the neediest; `after` is the cursor of the page before.
    ///
    /// # Errors
    /// When the database fails or the cursor is not one of ours.
    pub async fn leads(
        &self,
        allowed: &Allowed<SeeLeads>,
        filter: &LeadFilter,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<LeadRow>> {
        use Column::{Id, Need};
        let db = crate::tx::snapshot(self.reader()).await?;
        let same = match filter.person {
            Some(person) => family(&db, person.0).await?,
            None => BTreeSet::new(),
        };
        let sorted = sorted_reach(allowed, &COLUMNS);
        let mut find = lead::Entity::find().filter(sorted).filter(condition(filter, same));
        let total = count(&db, find.clone().select_only().column(Id).into_query()).await?;
        if let Some((need, id)) = after.map(cursor).transpose()? {
            let need: i64 = need.parse().map_err(|_| StoreError::missing("page of the list"))?;
            let same = Condition::all().add(Need.eq(need)).add(Id.gt(id));
            find = find.filter(Condition::any().add(Need.lt(need)).add(same));
        }
        let sorted = find.order_by_desc(Need).order_by_asc(Id).limit(limit.saturating_add(1));
        let rows = sorted.all(&db).await?;
        db.commit().await?;
        let (rows, next) = cut(rows, limit, |row| format!("{}~{}", row.need, row.id));
        let row = |row| Ok(LeadRow::of(&rows::lead_of(row)?));
        Ok(Page { rows: rows.iter().map(row).collect::<Result<_>>()?, total, next })
    }

    /// How many leads are in the queue, within reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead_counts(&self, allowed: &Allowed<SeeLeads>) -> Result<LeadCounts> {
        let rows: Vec<(String, i64)> = within(allowed)
            .filter(Column::InQueue.eq(true))
            .select_only()
            .column(Column::Colour)
            .column_as(Column::Id.count(), "leads")
            .group_by(Column::Colour)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut counts = LeadCounts::default();
        for (colour, leads) in rows {
            let leads = crate::text::counted(leads);
            match rows::colour(&colour)? {
                Colour::Red => counts.red = leads,
                Colour::Amber => counts.amber = leads,
                Colour::Blue => counts.blue = leads,
            }
        }
        Ok(counts)
    }

    /// The most guarded class of data that is shown with the lead `id`: that of the grants that reach it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead_class(&self, allowed: &Allowed<SeeLeads>, id: LeadId) -> Result<DataClass> {
        if let Some(class) = allowed.one_class() {
            return Ok(class);
        }
        let mut most = DataClass::Public;
        for part in allowed.parts().iter().filter(|part| part.class > DataClass::Public) {
            let theirs = Condition::all().add(Column::Id.eq(id.0)).add_option(part_reach(part, &COLUMNS));
            if part.class > most && lead::Entity::find().filter(theirs).one(self.reader()).await?.is_some() {
                most = part.class;
            }
        }
        Ok(most)
    }

    /// The entries of the lead `id`, newest first, opened. Empty when it is out of reach.
    ///
    /// # Errors
    /// When the database fails, or a part does not open.
    pub async fn lead_entries(&self, allowed: &Allowed<SeeLeads>, id: LeadId) -> Result<Vec<Entry>> {
        if within(allowed).filter(Column::Id.eq(id.0)).one(self.reader()).await?.is_none() {
            return Ok(vec![]);
        }
        let rows = journal::Entity::find()
            .filter(journal::Column::Stream.eq(format!("lead:{id}")))
            .order_by_desc(journal::Column::StreamVersion)
            .all(self.reader())
            .await?;
        open_all(self.vault(), self.reader(), rows).await
    }

    /// The first lead in the queue that `user` has and has not judged, else that nobody has; findings before
    /// questions.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_lead(&self, allowed: &Allowed<JudgeLeads>, user: UserId) -> Result<Option<LeadId>> {
        let question = FindingKind::Question.word();
        for whose in [Column::TakenBy.eq(user.0), Column::TakenBy.is_null()] {
            for kind in [Column::Finding.ne(question), Column::Finding.eq(question)] {
                let find = within(allowed)
                    .filter(Column::InQueue.eq(true))
                    // One that rested until its day has a verdict and is to be looked at again.
                    .filter(Column::Verdict.is_null().or(Column::RestUntil.is_not_null()))
                    .filter(whose.clone())
                    .filter(kind);
                let row = find.order_by_desc(Column::Need).order_by_asc(Column::Id).one(self.reader()).await?;
                if let Some(row) = row {
                    return Ok(Some(LeadId(row.id)));
                }
            }
        }
        Ok(None)
    }
}

/// By what a lead is in reach.
pub(crate) const COLUMNS: Columns<Column> =
    Columns { office: Column::OfficeId, own: Some(Column::TakenBy), case_type: Some(Column::CaseType) };

/// The leads in reach.
pub(crate) fn within<A>(allowed: &Allowed<A>) -> Select<lead::Entity> {
    lead::Entity::find().filter(reach(allowed, &COLUMNS))
}

fn condition(filter: &LeadFilter, same: BTreeSet<i64>) -> Condition {
    Condition::all()
        .add(Column::InQueue.eq(filter.waiting))
        .add_option(filter.colour.map(|colour| Column::Colour.eq(rows::colour_word(colour))))
        .add_option(filter.finding.map(|finding| Column::Finding.eq(finding.word())))
        .add_option(filter.mine.map(|user| Column::TakenBy.eq(user.0)))
        .add_option(filter.person.map(|_| Column::PersonId.is_in(same)))
}
