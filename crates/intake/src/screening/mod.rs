//! Screening: the lead rule of every pack over everyone in the registers; leads opened, renewed, withdrawn; nobody dropped.
//!
//! Never: decides who is eligible, reopens what a person settled, keeps a finding to itself: everyone screened has an outcome.
mod account;
mod facts;
mod forecast;
mod found;

use std::collections::BTreeMap;

use analysis::screen::Outcome as Screen;
use domain::access::action::ImportRegisters;
use domain::access::{Who, permit};
use domain::leads::{Found, Lead, LeadEvent, Verdict};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{BatchId, CaseTypeId, OfficeId, PersonId};
use packs::screening::LeadRule;
use serde::{Deserialize, Serialize};
use store::Claim;

pub use account::{Account, AccountCategory, AccountLine, RegisterAccount};
pub use facts::Said;
pub use forecast::{ForecastGround, ForecastPage, GroundCount};

use crate::Intake;
use crate::asking::{Answer, Asker, Error, Once, civil_day};
use crate::registers::{fault, is_one_of};

/// The mark of the last entry that a screening has seen.
const MARK: &str = "screening";
/// The ground of a lead that went with its person: nothing brings it back.
pub const ERASED: &str = "erased";
/// What changes what the registers say: kinds of entries, by kind of stream.
const CHANGES: [(&str, &[&str]); 2] = [
    ("person", &["merged", "split", "link-judged", "erased"]),
    ("batch", &["imported", "taken-back", "row-corrected"]),
];
/// Leads written in one statement each; more only costs memory.
const PORTION: usize = 500;

/// What a screening came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Screened {
    /// People with a harm, each harm once.
    pub victims: u64,
    /// For whom there is a lead, sure of the person.
    pub leads: u64,
    /// For whom there is a lead if they are who other rows say.
    pub to_confirm: u64,
    /// For whom something must be found out first.
    pub questions: u64,
    /// For whom there is none, by the first reason that holds.
    pub none: BTreeMap<String, u64>,
    /// Leads and questions that are new.
    pub leads_opened: u64,
    /// Leads whose finding changed.
    pub renewed: u64,
    /// Leads that the registers no longer speak for.
    pub withdrawn: u64,
    /// Pairs of people that are one or may be one.
    pub links: u64,
}

/// What is written for one kind of case.
#[derive(Default)]
struct Changes {
    open: Vec<Found>,
    /// Where the outcomes of new leads stand among all outcomes.
    opened_at: Vec<usize>,
    save: Vec<(Lead, LeadEvent)>,
    outcomes: Vec<store::OutcomeRow>,
}

/// Whether an entry changes what the registers say; a file that came in is screened by whoever took it in.
#[must_use]
pub fn asks_for_screening(entry: &store::Entry) -> bool {
    entry.kind != "imported" && is_one_of(entry, &CHANGES)
}

/// The system actor that screens.
fn screener() -> Who {
    Who::System("screening".to_owned())
}

impl Intake {
    /// Screens because somebody asks for it. The same form twice is one screening.
    ///
    /// # Errors
    /// Refuses who may not take registers in.
    pub async fn screen_by_hand(&self, asker: &Asker, once: &Once) -> Answer<Screened> {
        permit::<ImportRegisters>(&asker.actor)?;
        let token = format!("screen:{}", once.0);
        let tx = self.store.begin(&asker.actor.who, asker.now).await?;
        if let Claim::Done(before) = tx.claim(&token).await? {
            return serde_json::from_value(before).map_err(Error::fault);
        }
        drop(tx);
        let screened = self.screen(asker.today, asker.now).await?;
        let mut tx = self.store.begin(&asker.actor.who, asker.now).await?;
        if tx.claim(&token).await? == Claim::Fresh {
            tx.settle(&token, &serde_json::to_value(&screened).map_err(Error::fault)?).await?;
            tx.commit().await?;
        }
        Ok(screened)
    }

    /// Screens everyone, as of `today`, for every kind of case that has a lead rule. Running it twice changes nothing more.
    ///
    /// # Errors
    /// When a pack's query, the database or the disk fails; then nothing was changed.
    pub async fn screen(&self, today: Date, now: Timestamp) -> Answer<Screened> {
        let _one_at_a_time = self.screening.lock().await;
        let seen = self.store.newest_entry().await?;
        let links = self.link().await?;
        let tables = self.tables(today).await?;
        let mut sum = Screened { links, ..Screened::default() };
        for (case_type, rule) in &self.library.lead_rules {
            let all = analysis::screen(&tables, rule).await.map_err(fault)?.all().await.map_err(fault)?;
            let screened = self.keep_findings((case_type, rule), all, &tables.offices, (today, now)).await?;
            sum.add(screened);
        }
        self.store.set_mark(MARK, seen).await?;
        Ok(sum)
    }

    /// Screens if something came in or was taken back since the last time.
    ///
    /// # Errors
    /// As [`Intake::screen`].
    pub async fn screen_if_due(&self, now: Timestamp) -> Answer<Option<Screened>> {
        let seen = self.store.mark(MARK).await?;
        for (stream, kinds) in CHANGES {
            if self.store.has_after(seen, stream, kinds).await? {
                return self.screen(civil_day(now)?, now).await.map(Some);
            }
        }
        Ok(None)
    }

    async fn keep_findings(
        &self,
        (case_type, rule): (&CaseTypeId, &LeadRule),
        all: Vec<Screen>,
        offices: &BTreeMap<BatchId, OfficeId>,
        (today, now): (Date, Timestamp),
    ) -> Answer<Screened> {
        let candidates = self.candidates_of(&all).await?;
        let places = self.places(&all).await?;
        let mut tx = self.store.begin(&screener(), now).await?;
        tx.wake_leads(today).await?;
        let mut known = self.known_leads(case_type).await?;
        let (mut changes, mut sum) = (Changes::default(), Screened::default());
        for outcome in &all {
            let office = offices.get(&outcome.key.batch).copied().unwrap_or(OfficeId(0));
            let candidate = candidates.get(&outcome.key.person).copied();
            let found = found::found((case_type, rule), outcome, (office, candidate), today);
            sum.count(outcome, found.as_ref());
            let harm_case = found::harm_case(&outcome.key);
            let before = known.remove(&(outcome.key.person, harm_case));
            let lead = before.as_ref().map(|lead| lead.id);
            changes.outcomes.push(found::outcome_row(outcome, (office, lead), &places, today));
            changes.note(outcome, found, before, today);
        }
        // The registers speak of these no longer: a batch was taken back, or two people turned out to be one.
        for lead in known.into_values() {
            changes.withdraw(lead, "no-longer-in-registers", today);
        }
        sum.leads_opened = count(changes.open.len());
        sum.renewed = count(changes.save.iter().filter(|(_, event)| matches!(event, LeadEvent::Renewed(_))).count());
        sum.withdrawn = count(changes.save.len()).saturating_sub(sum.renewed);
        changes.write(&mut tx, case_type).await?;
        tx.commit().await?;
        Ok(sum)
    }

    /// Every lead of the kind of case, by who its person turned out to be.
    async fn known_leads(&self, case_type: &CaseTypeId) -> Answer<BTreeMap<(PersonId, String), Lead>> {
        let merged = self.store.merged_people().await?;
        let all = self.store.leads_known(case_type).await?;
        let (own, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|((person, _), _)| !merged.contains_key(person));
        let mut known: BTreeMap<(PersonId, String), Lead> = own.into_iter().collect();
        for ((person, harm), lead) in others {
            let root = merged.get(&person).copied().unwrap_or(person);
            let key = if known.contains_key(&(root, harm.clone())) { (person, harm) } else { (root, harm) };
            known.insert(key, lead);
        }
        Ok(known)
    }
}

impl Screened {
    fn add(&mut self, other: Screened) {
        let pairs = [
            (&mut self.victims, other.victims),
            (&mut self.leads, other.leads),
            (&mut self.to_confirm, other.to_confirm),
            (&mut self.questions, other.questions),
            (&mut self.leads_opened, other.leads_opened),
            (&mut self.renewed, other.renewed),
            (&mut self.withdrawn, other.withdrawn),
        ];
        for (sum, more) in pairs {
            *sum = sum.saturating_add(more);
        }
        for (reason, more) in other.none {
            let sum = self.none.entry(reason).or_default();
            *sum = sum.saturating_add(more);
        }
    }

    fn count(&mut self, outcome: &Screen, found: Option<&Found>) {
        use domain::leads::Finding::{Question, Sure, ToConfirm};
        self.victims = self.victims.saturating_add(1);
        let place = match (found.map(|found| &found.finding), &outcome.weighed.finding) {
            (Some(Sure), _) => &mut self.leads,
            (Some(ToConfirm { .. }), _) => &mut self.to_confirm,
            (Some(Question), _) => &mut self.questions,
            (None, packs::screening::Finding::None(reason)) => self.none.entry(reason.clone()).or_default(),
            (None, packs::screening::Finding::Lead | packs::screening::Finding::Ask(_)) => return,
        };
        *place = place.saturating_add(1);
    }
}

impl Changes {
    /// What becomes of the lead of one outcome.
    fn note(&mut self, outcome: &Screen, found: Option<Found>, before: Option<Lead>, today: Date) {
        match (found, before) {
            (Some(found), None) => {
                self.opened_at.push(self.outcomes.len().saturating_sub(1));
                self.open.push(found);
            }
            (Some(found), Some(lead)) => {
                let found = Found { on: lead.found.on, person: lead.found.person, ..found };
                let withdrawn = matches!(&lead.verdict, Some(Verdict::Withdrawn { ground }) if ground != ERASED);
                if withdrawn || (lead.found != found && !lead.is_settled(today)) {
                    self.save.push((lead, LeadEvent::Renewed(found)));
                }
            }
            (None, Some(lead)) => {
                let ground = match &outcome.weighed.finding {
                    packs::screening::Finding::None(reason) => reason.as_str(),
                    packs::screening::Finding::Lead | packs::screening::Finding::Ask(_) => "no-longer-in-registers",
                };
                self.withdraw(lead, ground, today);
            }
            (None, None) => {}
        }
    }

    /// Withdraws a lead that nobody has settled; it comes back when the registers speak for it again.
    fn withdraw(&mut self, lead: Lead, ground: &str, today: Date) {
        if lead.is_settled(today) {
            return;
        }
        let verdict = Verdict::Withdrawn { ground: ground.to_owned() };
        let event = LeadEvent::Judged { verdict, by: screener().to_string(), on: today, reason: String::new() };
        self.save.push((lead, event));
    }

    async fn write(mut self, tx: &mut store::Tx, case_type: &CaseTypeId) -> Answer<()> {
        let mut places = self.opened_at.into_iter();
        let mut open = self.open.into_iter().peekable();
        while open.peek().is_some() {
            let some: Vec<Found> = open.by_ref().take(PORTION).collect();
            for (lead, place) in tx.add_leads(some).await?.into_iter().zip(&mut places) {
                if let Some(outcome) = self.outcomes.get_mut(place) {
                    outcome.lead = Some(lead);
                }
            }
        }
        let mut save = self.save.into_iter().peekable();
        while save.peek().is_some() {
            tx.save_leads(save.by_ref().take(PORTION).collect()).await?;
        }
        Ok(tx.replace_outcomes(case_type, self.outcomes).await?)
    }
}

fn count(many: usize) -> u64 {
    u64::try_from(many).unwrap_or(u64::MAX)
}
