//! Leads: events in the journal, one row each for the queue.
//!
//! Never: finds or judges a lead.
pub(crate) mod list;
mod outcomes;
pub(crate) mod rows;

use std::collections::BTreeMap;

use domain::access::Action;
use domain::access::Allowed;
use domain::access::action::{JudgeLeads, SeeLeads};
use domain::leads::{Found, Lead, LeadEvent};
use jiff::civil::Date;
use kernel::id::{CaseTypeId, LeadId, PersonId};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};

use crate::error::{Result, StoreError};
use crate::journal::{Entry, Expect, NewEntry, Secret};
use crate::keys::{Subject, chunks};
use crate::numbers::next_numbers;
use crate::rows::lead::{self, Column};
use crate::store::Store;
use crate::text::{CHUNK, civil_day};
use crate::tx::Tx;

use list::within;
pub use list::{FindingKind, LeadCounts, LeadFilter, LeadRow};
pub use outcomes::{Outcome, OutcomeLine, OutcomeRow, Tally};

/// An act on leads.
pub trait OfLeads: Action {}

impl OfLeads for SeeLeads {}
impl OfLeads for JudgeLeads {}

/// Rows read at a time: some megabytes.
const PORTION: u64 = 5_000;

impl Tx {
    /// Opens leads; answers their numbers in order.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when there is a lead for the same person, harm and kind of case.
    pub async fn add_leads(&mut self, found: Vec<Found>) -> Result<Vec<LeadId>> {
        let numbers = next_numbers(self.db(), "lead", found.len()).await?;
        let today = civil_day(self.now())?;
        let mut entries = Vec::with_capacity(found.len());
        let mut rows = Vec::with_capacity(found.len());
        for (id, found) in numbers.map(LeadId).zip(found) {
            let event = LeadEvent::Opened(found);
            let lead = Lead::fold(id, [event.clone()]).ok_or_else(|| StoreError::broken("a new lead"))?;
            entries.push(entry(&lead, Expect::New, &event)?);
            rows.push(rows::row_of(&lead, today)?);
        }
        let ids = rows.iter().map(|row| LeadId(row.id)).collect();
        for some in chunks(rows.into_iter().map(IntoActiveModel::into_active_model).collect()) {
            lead::Entity::insert_many(some).exec_without_returning(self.db()).await?;
        }
        self.append_all(entries).await?;
        Ok(ids)
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
        let today = civil_day(self.now())?;
        for lead in &after {
            let row = rows::row_of(lead, today)?.into_active_model().reset_all();
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
    pub async fn lead<A: OfLeads>(&self, allowed: &Allowed<A>, id: LeadId) -> Result<Option<Lead>> {
        let row = within(allowed).filter(Column::Id.eq(id.0)).one(self.reader()).await?;
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
