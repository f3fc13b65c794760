//! Leads: events in the journal, one row each for the queue.
//!
//! Never: finds or judges a lead.
mod outcomes;
pub(crate) mod rows;

use std::collections::BTreeMap;

use domain::access::action::{JudgeLeads, SeeLeads};
use domain::access::Allowed;
use domain::leads::{Colour, Finding, Found, Lead, LeadEvent, ScorePart};
use jiff::civil::Date;
use kernel::id::{CaseTypeId, LeadId, PersonId, UserId};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use serde_json::{Value, json};

use crate::error::{Result, StoreError};
use crate::journal::{Entry, Expect, NewEntry, Secret};
use crate::keys::{Subject, chunks};
use crate::numbers::next_numbers;
use crate::paging::{Page, count, cursor, cut, reach};
use crate::rows::lead::{self, Column};
use crate::store::Store;
use crate::text::CHUNK;
use crate::tx::Tx;

pub use outcomes::{Outcome, OutcomeLine, OutcomeRow, Tally};

/// Rows read at a time: some megabytes.
const PORTION: u64 = 5_000;

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
    /// Of this person.
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

/// How many leads are in the queue, by colour; questions apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LeadCounts {
    /// At once.
    pub red: u64,
    /// Soon.
    pub orange: u64,
    /// Can wait.
    pub yellow: u64,
    /// Questions, of any colour.
    pub questions: u64,
}

impl Tx {
    /// Opens leads; answers their numbers in order.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is a lead for the same person, harm and kind of case.
    pub async fn add_leads(&mut self, found: Vec<Found>) -> Result<Vec<LeadId>> {
        let numbers = next_numbers(self.db(), "lead", found.len()).await?;
        let mut entries = Vec::with_capacity(found.len());
        let mut rows = Vec::with_capacity(found.len());
        for (id, found) in numbers.map(LeadId).zip(found) {
            let event = LeadEvent::Opened(found);
            let lead = Lead::fold(id, [event.clone()]).ok_or_else(|| StoreError::broken("a new lead"))?;
            entries.push(entry(&lead, Expect::New, &event)?);
            rows.push(rows::row_of(&lead)?);
        }
        let ids = rows.iter().map(|row| LeadId(row.id)).collect();
        for some in chunks(rows.into_iter().map(IntoActiveModel::into_active_model).collect()) {
            lead::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        self.append_all(entries).await?;
        Ok(ids)
    }

    /// Opens one lead.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is a lead for the same person, harm and kind of case.
    pub async fn open_lead(&mut self, found: &Found) -> Result<Lead> {
        let ids = self.add_leads(vec![found.clone()]).await?;
        let id = ids.first().copied().ok_or_else(|| StoreError::broken("a new lead"))?;
        Lead::fold(id, [LeadEvent::Opened(found.clone())]).ok_or_else(|| StoreError::broken("a new lead"))
    }

    /// Puts leads that rested until `today` into the queue again; call it at the beginning of each day.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wake_leads(&mut self, today: Date) -> Result<u64> {
        let rested = Column::RestUntil.lte(today.to_string());
        let change = lead::ActiveModel { in_queue: sea_orm::Set(true), ..Default::default() };
        let done = lead::Entity::update_many().set(change).filter(rested).filter(Column::InQueue.eq(false));
        Ok(done.exec(self.db()).await?.rows_affected)
    }

    /// Writes down what happened to leads, each seen at its version; answers them as they are now.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when a lead moved on since it was seen.
    pub async fn save_leads(&mut self, changes: Vec<(Lead, LeadEvent)>) -> Result<Vec<Lead>> {
        let mut entries = Vec::with_capacity(changes.len());
        let mut after = Vec::with_capacity(changes.len());
        for (mut lead, event) in changes {
            let expect = Expect::Version(i64::try_from(lead.version).unwrap_or(i64::MAX));
            entries.push(entry(&lead, expect, &event)?);
            lead.apply(event);
            after.push(lead);
        }
        self.append_all(entries).await?;
        for lead in &after {
            let row = rows::row_of(lead)?.into_active_model().reset_all();
            lead::Entity::update(row).exec(self.db()).await?;
        }
        Ok(after)
    }

    /// [`Tx::save_leads`] for one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the lead moved on since it was seen.
    pub async fn save_lead(&mut self, lead: &Lead, event: LeadEvent) -> Result<Lead> {
        let mut after = self.save_leads(vec![(lead.clone(), event)]).await?;
        after.pop().ok_or_else(|| StoreError::broken("a saved lead"))
    }
}

impl Store {
    /// The lead `id`; `None` when it is not there or out of reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead(&self, allowed: &Allowed<SeeLeads>, id: LeadId) -> Result<Option<Lead>> {
        let row = within(allowed).filter(Column::Id.eq(id.0)).one(self.reader()).await?;
        row.map(|row| rows::lead_of(&row)).transpose()
    }

    /// Leads within reach, the neediest first; `after` is the cursor of the page before.
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
        use Column::{Id, Score};
        let mut find = within(allowed).filter(condition(filter));
        let db = crate::tx::snapshot(self.reader()).await?;
        let total = count(&db, find.clone().select_only().column(Id).into_query()).await?;
        if let Some((score, id)) = after.map(cursor).transpose()? {
            let score: i64 = score.parse().map_err(|_| StoreError::missing("page of the list"))?;
            let same = Condition::all().add(Score.eq(score)).add(Id.gt(id));
            find = find.filter(Condition::any().add(Score.lt(score)).add(same));
        }
        let sorted = find.order_by_desc(Score).order_by_asc(Id).limit(limit.saturating_add(1));
        let rows = sorted.all(&db).await?;
        db.commit().await?;
        let (rows, next) = cut(rows, limit, |row| format!("{}~{}", row.score, row.id));
        let row = |row| Ok(LeadRow::of(&rows::lead_of(row)?));
        Ok(Page { rows: rows.iter().map(row).collect::<Result<_>>()?, total, next })
    }

    /// How many leads are in the queue, within reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead_counts(&self, allowed: &Allowed<SeeLeads>) -> Result<LeadCounts> {
        let rows: Vec<(String, String, i64)> = within(allowed)
            .filter(Column::InQueue.eq(true))
            .select_only()
            .columns([Column::Colour, Column::Finding])
            .column_as(Column::Id.count(), "leads")
            .group_by(Column::Colour)
            .group_by(Column::Finding)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut counts = LeadCounts::default();
        for (colour, finding, leads) in rows {
            let question = finding == FindingKind::Question.word();
            let place = match rows::colour(&colour)? {
                Colour::Red | Colour::Orange | Colour::Yellow if question => &mut counts.questions,
                Colour::Red => &mut counts.red,
                Colour::Orange => &mut counts.orange,
                Colour::Yellow => &mut counts.yellow,
            };
            *place = place.saturating_add(crate::text::counted(leads));
        }
        Ok(counts)
    }

    /// The neediest lead in the queue that `user` has and has not judged, else that nobody has; findings before
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
                    .filter(Column::Verdict.is_null())
                    .filter(whose.clone())
                    .filter(kind);
                let row = find.order_by_desc(Column::Score).order_by_asc(Column::Id).one(self.reader()).await?;
                if let Some(row) = row {
                    return Ok(Some(LeadId(row.id)));
                }
            }
        }
        Ok(None)
    }

    /// The lead about this person and harm, if there is one, settled or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead_of(&self, person: PersonId, harm_case: &str, case_type: &CaseTypeId) -> Result<Option<Lead>> {
        let row = lead::Entity::find()
            .filter(Column::CaseType.eq(case_type.as_str()))
            .filter(Column::HarmCase.eq(harm_case))
            .filter(Column::PersonId.eq(person.0))
            .one(self.reader())
            .await?;
        row.map(|row| rows::lead_of(&row)).transpose()
    }

    /// Every lead of a kind of case, by person and harm: what a screening run compares its findings with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leads_known(&self, case_type: &CaseTypeId) -> Result<BTreeMap<(PersonId, String), Lead>> {
        let mut known = BTreeMap::new();
        let mut last = 0;
        loop {
            let find = lead::Entity::find().filter(Column::CaseType.eq(case_type.as_str())).filter(Column::Id.gt(last));
            let rows = find.order_by_asc(Column::Id).limit(PORTION).all(self.reader()).await?;
            let Some(end) = rows.last().map(|row| row.id) else { return Ok(known) };
            last = end;
            for row in &rows {
                known.insert((PersonId(row.person_id), row.harm_case.clone()), rows::lead_of(row)?);
            }
        }
    }

    /// Every lead of these people, settled or not: what screening compares its findings with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leads_of(&self, people: &[PersonId]) -> Result<Vec<Lead>> {
        let mut leads = vec![];
        for some in people.chunks(CHUNK) {
            let theirs = Column::PersonId.is_in(some.iter().map(|person| person.0));
            let rows = lead::Entity::find().filter(theirs).order_by_asc(Column::Id).all(self.reader()).await?;
            leads.extend(rows.iter().map(rows::lead_of).collect::<Result<Vec<_>>>()?);
        }
        Ok(leads)
    }

    /// How many leads there are, settled ones included.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_leads(&self) -> Result<u64> {
        Ok(lead::Entity::find().count(self.reader()).await?)
    }
}

fn within<A>(allowed: &Allowed<A>) -> Select<lead::Entity> {
    let find = lead::Entity::find().filter(reach(allowed, Column::OfficeId, Column::TakenBy));
    match allowed.case_types() {
        Some(types) => find.filter(Column::CaseType.is_in(types.iter().map(CaseTypeId::as_str))),
        None => find,
    }
}

fn condition(filter: &LeadFilter) -> Condition {
    Condition::all()
        .add(Column::InQueue.eq(filter.waiting))
        .add_option(filter.colour.map(|colour| Column::Colour.eq(rows::colour_word(colour))))
        .add_option(filter.finding.map(|finding| Column::Finding.eq(finding.word())))
        .add_option(filter.mine.map(|user| Column::TakenBy.eq(user.0)))
        .add_option(filter.person.map(|person| Column::PersonId.eq(person.0)))
}

/// The entry of an event: what somebody wrote is sealed under the person's key, the rest is plain.
fn entry(lead: &Lead, expect: Expect, event: &LeadEvent) -> Result<NewEntry> {
    let mut plain = serde_json::to_value(event)?;
    let kind = plain.get("event").and_then(Value::as_str).unwrap_or("changed").to_owned();
    let reason = plain.as_object_mut().and_then(|own| own.shift_remove("reason"));
    let subject = Subject::Person(lead.found.person);
    let secret = |reason| Secret { subject, json: json!({ "reason": reason }) };
    let secrets = reason.filter(|reason| reason.as_str() != Some("")).map(secret).into_iter().collect();
    Ok(NewEntry { stream: format!("lead:{}", lead.id), expect, kind, plain, secrets })
}

/// The event of an entry; without the person's key what somebody wrote is gone and the rest stands.
pub(crate) fn event(entry: &Entry) -> Result<LeadEvent> {
    let mut json = entry.plain.clone();
    let hidden = entry.secrets.first().and_then(|secret| secret.json()).and_then(Value::as_object);
    if let (Some(json), Some(hidden)) = (json.as_object_mut(), hidden) {
        json.extend(hidden.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    Ok(serde_json::from_value(json)?)
}
