//! The queue of leads: by need, page by page.
use domain::access::Allowed;
use domain::access::action::{JudgeLeads, SeeLeads};
use domain::leads::{Colour, Finding, Found, Lead, ScorePart, Verdict};
use jiff::civil::Date;
use kernel::id::{CaseId, CaseTypeId, LeadId, OfficeId, PersonId, UserId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::colour_word;
use crate::error::{Result, StoreError};
use crate::paging::{Page, count, cursor, reach};
use crate::rows::lead::{self, Column};
use crate::store::Store;
use crate::text::{counted, day, from_json};
use crate::tx::snapshot;

/// How sure a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// Every condition holds.
    Sure,
    /// If the person is who candidate rows say.
    ToConfirm,
    /// Something must be found out first.
    Question,
}

impl FindingKind {
    fn word(self) -> &'static str {
        match self {
            FindingKind::Sure => "sure",
            FindingKind::ToConfirm => "to-confirm",
            FindingKind::Question => "question",
        }
    }
}

/// Which leads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeadFilter {
    /// Of this colour.
    pub colour: Option<Colour>,
    /// So sure.
    pub finding: Option<FindingKind>,
    /// That this account has.
    pub mine: Option<UserId>,
    /// Still in the queue, or out of it.
    pub waiting: bool,
    /// About this person.
    pub person: Option<PersonId>,
}

/// A lead in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadRow {
    /// Its id.
    pub id: LeadId,
    /// Who.
    pub person: PersonId,
    /// The harm's own case.
    pub harm_case: String,
    /// The kind of case it may become.
    pub case_type: CaseTypeId,
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
    /// How it was judged.
    pub verdict: Option<String>,
    /// The register row that it comes from.
    pub source: String,
}

impl LeadRow {
    /// The row of a folded lead.
    #[must_use]
    pub fn of(lead: &Lead) -> Self {
        let found = &lead.found;
        Self {
            id: lead.id,
            person: found.person,
            harm_case: found.harm_case.clone(),
            case_type: found.case_type.clone(),
            finding: match found.finding {
                Finding::Sure => FindingKind::Sure,
                Finding::ToConfirm { .. } => FindingKind::ToConfirm,
                Finding::Question => FindingKind::Question,
            },
            ask: found.ask.clone(),
            score: found.score,
            parts: found.parts.clone(),
            colour: found.colour,
            opened_on: found.on,
            taken_by: lead.taken_by,
            verdict: lead.verdict.as_ref().map(|verdict| super::verdict_word(verdict).to_owned()),
            source: found.source.clone(),
        }
    }
}

/// How many wait, by colour; questions apart.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeadCounts {
    /// At once.
    pub red: u64,
    /// Soon.
    pub orange: u64,
    /// Can wait.
    pub yellow: u64,
    /// Questions.
    pub questions: u64,
}

impl Store {
    /// The leads in reach that `filter` wants, the greatest need first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a cursor that is none; when the database fails.
    pub async fn leads(
        &self,
        allowed: &Allowed<SeeLeads>,
        filter: &LeadFilter,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<LeadRow>> {
        let db = snapshot(self.reader()).await?;
        let wanted = lead::Entity::find()
            .filter(reach(allowed, Column::OfficeId, Column::TakenBy))
            .filter(condition(filter));
        let total = count(&db, wanted.clone().select_only().column(Column::Id).into_query()).await?;
        let mut find = wanted.order_by_desc(Column::Score).order_by_desc(Column::Id).limit(limit.saturating_add(1));
        if let Some(after) = after {
            let (score, id) = cursor(after)?;
            let score: i64 = score.parse().map_err(|_| StoreError::missing("page of the list"))?;
            find = find.filter(Column::Score.lt(score).or(Column::Score.eq(score).and(Column::Id.lt(id))));
        }
        let mut rows = find.all(&db).await?;
        db.commit().await?;
        let most = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| more).map(|row| format!("{}~{}", row.score, row.id));
        let rows = rows.into_iter().map(|row| lead_of(row).map(|lead| LeadRow::of(&lead))).collect::<Result<_>>()?;
        Ok(Page { rows, total, next })
    }

    /// How many leads in reach wait.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead_counts(&self, allowed: &Allowed<SeeLeads>) -> Result<LeadCounts> {
        let rows: Vec<(String, String, i64)> = lead::Entity::find()
            .filter(reach(allowed, Column::OfficeId, Column::TakenBy))
            .filter(Column::Waiting.eq(true))
            .select_only()
            .column(Column::Finding)
            .column(Column::Colour)
            .column_as(Column::Id.count(), "many")
            .group_by(Column::Finding)
            .group_by(Column::Colour)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut counts = LeadCounts::default();
        for (finding, colour, many) in rows {
            let place = match (finding.as_str(), colour.as_str()) {
                ("question", _) => &mut counts.questions,
                (_, "red") => &mut counts.red,
                (_, "orange") => &mut counts.orange,
                (_, _) => &mut counts.yellow,
            };
            *place = place.saturating_add(counted(many));
        }
        Ok(counts)
    }

    /// The lead with the greatest need that nobody has, questions after findings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_lead(&self, allowed: &Allowed<JudgeLeads>, user: UserId) -> Result<Option<LeadId>> {
        let free = Column::TakenBy.is_null().or(Column::TakenBy.eq(user.0));
        let row = lead::Entity::find()
            .filter(reach(allowed, Column::OfficeId, Column::TakenBy))
            .filter(Column::Waiting.eq(true))
            .filter(Column::Verdict.is_null())
            .filter(free)
            .order_by_desc(Column::Finding.ne("question"))
            .order_by_desc(Column::Score)
            .order_by_asc(Column::Id)
            .one(self.reader())
            .await?;
        Ok(row.map(|row| LeadId(row.id)))
    }
}

fn condition(filter: &LeadFilter) -> Condition {
    Condition::all()
        .add(Column::Waiting.eq(filter.waiting))
        .add_option(filter.colour.map(|colour| Column::Colour.eq(colour_word(colour))))
        .add_option(filter.finding.map(|finding| Column::Finding.eq(finding.word())))
        .add_option(filter.mine.map(|user| Column::TakenBy.eq(user.0)))
        .add_option(filter.person.map(|person| Column::PersonId.eq(person.0)))
}

/// A lead from its row.
pub(crate) fn lead_of(row: lead::Model) -> Result<Lead> {
    let broken = |what: &str| StoreError::broken(format!("{what} of lead {}", row.id));
    let finding = match (row.finding.as_str(), row.candidate_id) {
        ("sure", _) => Finding::Sure,
        ("to-confirm", Some(candidate)) => Finding::ToConfirm { candidate: PersonId(candidate) },
        ("question", _) => Finding::Question,
        (_, _) => return Err(broken("the finding")),
    };
    let colour = match row.colour.as_str() {
        "red" => Colour::Red,
        "orange" => Colour::Orange,
        "yellow" => Colour::Yellow,
        _ => return Err(broken("the colour")),
    };
    let verdict = match (row.verdict.as_deref(), row.case_id, row.ground.clone(), row.rests_until.as_ref()) {
        (None, _, _, _) => None,
        (Some("case-opened"), Some(case), _, _) => Some(Verdict::CaseOpened { case: CaseId(case) }),
        (Some("not-eligible"), _, Some(ground), _) => Some(Verdict::NotEligible { ground }),
        (Some("handed-on"), _, Some(to), _) => Some(Verdict::HandedOn { to }),
        (Some("suppressed"), _, _, Some(until)) => Some(Verdict::Suppressed { until: day(until)? }),
        (Some("asked"), _, _, _) => Some(Verdict::Asked),
        (Some("same-person"), _, _, _) => Some(Verdict::SamePerson),
        (Some("not-the-same"), _, _, _) => Some(Verdict::NotTheSame),
        (Some("lost"), _, _, _) => Some(Verdict::Lost),
        (Some(_), _, _, _) => return Err(broken("the verdict")),
    };
    let found = Found {
        person: PersonId(row.person_id),
        office: OfficeId(row.office_id),
        case_type: CaseTypeId::new(row.case_type),
        harm_case: row.harm_case,
        source: row.source,
        finding,
        ask: from_json(&row.ask)?,
        score: u32::try_from(row.score).unwrap_or_default(),
        parts: from_json(&row.parts)?,
        colour,
        on: day(&row.opened_on)?,
    };
    let version = counted(row.version);
    Ok(Lead { id: LeadId(row.id), version, found, taken_by: row.taken_by.map(UserId), verdict, judged_on: None })
}
