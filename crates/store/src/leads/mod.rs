//! Leads: events in the journal, one row each for the queue.
//!
//! Never: finds or judges a lead.
mod outcomes;
pub(crate) mod rows;

use domain::access::action::SeeLeads;
use domain::access::Allowed;
use domain::leads::{Colour, Finding, Found, Lead, LeadEvent};
use jiff::civil::Date;
use kernel::id::{CaseTypeId, LeadId, OfficeId, PersonId, UserId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use serde_json::{Value, json};

use crate::error::{Result, StoreError};
use crate::journal::{Entry, Expect, NewEntry, Secret};
use crate::keys::{Subject, chunks};
use crate::numbers::next_numbers;
use crate::page::Page;
use crate::reach;
use crate::rows::lead;
use crate::store::Store;
use crate::text::CHUNK;
use crate::tx::Tx;

pub use outcomes::{AccountLine, Outcome};

/// Which leads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeadFilter {
    /// Of this colour.
    pub colour: Option<Colour>,
    /// Sure ones, ones to confirm, or questions: the tag of [`Finding`], e.g. `to-confirm`.
    pub finding: Option<String>,
    /// In the queue, or settled.
    pub in_queue: Option<bool>,
    /// That this account has.
    pub taken_by: Option<UserId>,
    /// That may become this kind of case.
    pub case_type: Option<CaseTypeId>,
    /// Of this office.
    pub office: Option<OfficeId>,
    /// Of these people.
    pub people: Option<Vec<PersonId>>,
    /// Of this harm.
    pub harm_case: Option<String>,
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
        let row = within(allowed).filter(lead::Column::Id.eq(id.0)).one(self.reader()).await?;
        row.map(|row| rows::lead_of(&row)).transpose()
    }

    /// Leads within reach, the neediest first; what rests until after `today` is not in the queue. `after` is the
    /// cursor of the page before.
    ///
    /// # Errors
    /// When the database fails or the cursor is not one of ours.
    pub async fn leads(
        &self,
        allowed: &Allowed<SeeLeads>,
        (filter, today): (&LeadFilter, Date),
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<Lead>> {
        use lead::Column::{Id, Score};
        let mut find = within(allowed).filter(condition(filter, today));
        let db = crate::tx::snapshot(self.reader()).await?;
        let total = crate::page::count(&db, find.clone().select_only().column(Id)).await?;
        if let Some((score, id)) = after.map(cursor).transpose()? {
            let same = Condition::all().add(Score.eq(score)).add(Id.gt(id));
            find = find.filter(Condition::any().add(Score.lt(score)).add(same));
        }
        let sorted = find.order_by_desc(Score).order_by_asc(Id).limit(limit.saturating_add(1));
        let rows = sorted.all(&db).await?;
        db.commit().await?;
        let (rows, next) = crate::page::cut(rows, limit, |row| format!("{}/{}", row.score, row.id));
        Ok(Page { rows: rows.iter().map(rows::lead_of).collect::<Result<_>>()?, total, next })
    }

    /// How many leads of each colour are in the queue, within reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lead_counts(&self, allowed: &Allowed<SeeLeads>, today: Date) -> Result<Vec<(Colour, u64)>> {
        let rows: Vec<(String, i64)> = within(allowed)
            .filter(queue(today))
            .select_only()
            .column(lead::Column::Colour)
            .column_as(lead::Column::Id.count(), "leads")
            .group_by(lead::Column::Colour)
            .into_tuple()
            .all(self.reader())
            .await?;
        let line = |(word, count): (String, i64)| Ok((rows::colour(&word)?, crate::text::counted(count)));
        let mut counts = rows.into_iter().map(line).collect::<Result<Vec<_>>>()?;
        counts.sort_by(|one, other| other.0.cmp(&one.0));
        Ok(counts)
    }

    /// The neediest lead in the queue that nobody has, within reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn next_lead(&self, allowed: &Allowed<SeeLeads>, today: Date) -> Result<Option<Lead>> {
        use lead::Column::{Id, Score, TakenBy};
        let free = within(allowed).filter(queue(today)).filter(TakenBy.is_null());
        let row = free.order_by_desc(Score).order_by_asc(Id).one(self.reader()).await?;
        row.map(|row| rows::lead_of(&row)).transpose()
    }

    /// Every lead of these people, settled or not: what screening compares its findings with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leads_of(&self, people: &[PersonId]) -> Result<Vec<Lead>> {
        let mut leads = vec![];
        for some in people.chunks(CHUNK) {
            let theirs = lead::Column::PersonId.is_in(some.iter().map(|person| person.0));
            let rows = lead::Entity::find().filter(theirs).order_by_asc(lead::Column::Id).all(self.reader()).await?;
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

fn within(allowed: &Allowed<SeeLeads>) -> Select<lead::Entity> {
    let mut find =
        lead::Entity::find().filter(reach::of_officer(allowed, lead::Column::OfficeId, lead::Column::TakenBy));
    if let Some(types) = allowed.case_types() {
        find = find.filter(lead::Column::CaseType.is_in(types.iter().map(CaseTypeId::as_str)));
    }
    find
}

fn queue(today: Date) -> Condition {
    Condition::any().add(lead::Column::InQueue.eq(true)).add(lead::Column::RestUntil.lte(today.to_string()))
}

fn condition(filter: &LeadFilter, today: Date) -> Condition {
    use lead::Column as C;
    let people = filter.people.as_ref().map(|people| C::PersonId.is_in(people.iter().map(|person| person.0)));
    let in_queue = filter.in_queue.map(|wanted| if wanted { queue(today) } else { queue(today).not() });
    Condition::all()
        .add_option(filter.colour.map(|colour| C::Colour.eq(rows::colour_word(colour))))
        .add_option(filter.finding.as_ref().map(|finding| C::Finding.eq(finding)))
        .add_option(in_queue)
        .add_option(filter.taken_by.map(|user| C::TakenBy.eq(user.0)))
        .add_option(filter.case_type.as_ref().map(|case_type| C::CaseType.eq(case_type.as_str())))
        .add_option(filter.office.map(|office| C::OfficeId.eq(office.0)))
        .add_option(people)
        .add_option(filter.harm_case.as_ref().map(|case| C::HarmCase.eq(case)))
}

fn cursor(text: &str) -> Result<(i64, i64)> {
    let (score, id) = text.split_once('/').ok_or_else(|| StoreError::missing("place in the list"))?;
    let number = |text: &str| text.parse().map_err(|_| StoreError::missing("place in the list"));
    Ok((number(score)?, number(id)?))
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

/// The tag of a finding, as [`LeadFilter::finding`] wants it.
#[must_use]
pub fn finding_word(finding: &Finding) -> &'static str {
    match finding {
        Finding::Sure => "sure",
        Finding::ToConfirm { .. } => "to-confirm",
        Finding::Question => "question",
    }
}
