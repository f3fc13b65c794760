//! The journal of a case as lines: who did what, and what it states, as far as the asker may see it.
//!
//! Never: what an entry says beyond its act. Facts are masked as everywhere; what a person wrote is shown to who may
//! see personal text at all.
use std::collections::BTreeSet;

use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::{CaseType, Effect, PAPERS, Step};
use domain::cases::act::{Act, Event, Parts};
use domain::cases::state::all_facts;
use domain::cases::{Case, Stated};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{EntryId, FactName, StepId};
use kernel::{Fen, Label};
use law::facts::{DataClass, Facts, Known, Origin, Value};
use store::Opened;

use super::facts::{FactLine, Sight, line};
use super::form::field;
use super::{TakeStep, words};
use crate::asking::{actor_name, user_of};
use crate::{Answer, App, Asker, Error};

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its number.
    pub entry: EntryId,
    /// The moment.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What.
    pub what: Label,
    /// What it states.
    pub details: Vec<Detail>,
    /// Its hash.
    pub hash: String,
}

/// One thing that an entry states; the edge says it in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// Figures changed the range of an amount that waits for its decision.
    Recomputed(super::Ends),
    /// A fact was stated.
    Fact(FactLine),
    /// A fact is unknown again.
    Forgotten(Label),
    /// A paper came in.
    Paper(Label),
    /// The case got its number.
    Number(String),
    /// A clock started, or has another last day.
    Due(Label, Date),
    /// A clock was kept.
    Kept(Label),
    /// A document was issued, with its number.
    Document(Label, Option<String>),
    /// An amount was put forward.
    Proposed(Fen),
    /// Money was granted.
    Granted(Fen),
    /// Money was advanced; what was advanced in all.
    Advanced(Fen),
    /// A payment was ordered.
    Ordered(Fen),
    /// What a payment, a demand or a custody comes to: the word of the message, and how much.
    Money(&'static str, Fen),
    /// How a member voted.
    Voted(Label),
    /// From when a payment may be sent.
    PayableFrom(Date),
    /// A visit is due.
    VisitDue(Date),
    /// An agency was asked, or a case tied.
    Named(String),
    /// How a lead was judged: the word of the verdict.
    Judged(&'static str),
    /// What somebody wrote.
    Wrote(String),
}

/// What happened to a case since somebody looked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meanwhile {
    /// The entries since, the newest first.
    pub entries: Vec<JournalLine>,
    /// Whether one of them is the step that was to be taken.
    pub taken: bool,
    /// What was typed and is not what is stored now; what the step shows and was another when they looked.
    pub differs: Vec<Difference>,
}

/// A field whose fact says something else than what was typed, or a fact beside the form that was another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What is stored now, as this person may see it.
    pub now: FactLine,
    /// What stood there when they looked, where the step shows the fact and does not ask for it.
    pub saw: Option<FactLine>,
    /// Whether it came to be so since they looked.
    pub meanwhile: bool,
}

impl App {
    /// The journal of a case, newest first.
    pub(crate) async fn journal_of(
        &self,
        asker: &Asker,
        case: &Case,
        case_type: &CaseType,
    ) -> Answer<Vec<JournalLine>> {
        self.journal_since(asker, case, case_type, 0).await
    }

    /// The newest entries of a case, without what they state: nothing is opened for them.
    pub(crate) async fn recent_of(&self, asker: &Asker, case: &Case, case_type: &CaseType) -> Answer<Vec<JournalLine>> {
        /// How many.
        const RECENT: u64 = 5;
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let entries = self.store().case_heads(&allowed, case.id, RECENT).await?;
        let officers = self.officers(asker, entries.iter().filter_map(|entry| user_of(&entry.actor))).await?;
        let line = |entry: store::EntryHead| JournalLine {
            entry: entry.id,
            at: entry.at,
            who: actor_name(&entry.actor, &officers),
            what: step_label(case_type, &entry.kind),
            details: vec![],
            hash: entry.hash,
        };
        Ok(entries.into_iter().map(line).collect())
    }

    /// What happened to a case since somebody saw the version from which they `wanted` to go on.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is out of reach.
    pub async fn case_since(&self, asker: &Asker, wanted: &TakeStep) -> Answer<Meanwhile> {
        let (now, case_type) = self.load(asker, wanted.case).await?;
        let step = case_type.step(&wanted.step).ok_or(Error::NotFound)?;
        let allowed = domain::access::permit(&asker.actor)?;
        let before = self.store().case_at(&allowed, wanted.case, wanted.version).await?.ok_or(Error::NotFound)?;
        let sight = self.sight(asker, &now).await?;
        let known =
            |case: &Case, name: &FactName| field(case, case_type, name).map(|own| own.known).unwrap_or_default();
        let difference = |name: &FactName| {
            let stored = known(&now, name);
            if wanted.typed.get(name.as_str()).is_none_or(|typed| said(typed) == said(&stored)) {
                return None;
            }
            let definition = case_type.schema.get(name.as_str())?;
            let received = papers(name, &stored);
            let line = line(case_type, definition, now.facts.get(name.as_str()).or(received.as_ref()), sight);
            Some(Difference { now: line, saw: None, meanwhile: stored != known(&before, name) })
        };
        let facts = |case: &Case| all_facts(case_type, case, asker.today);
        let shown = moved(case_type, step, [&facts(&before), &facts(&now)], sight);
        let entries = self.journal_since(asker, &now, case_type, wanted.version).await?;
        let taken = now.taken.iter().skip(before.taken.len()).any(|own| own.step == step.id);
        Ok(Meanwhile {
            taken,
            differs: shown.into_iter().chain(step.form.iter().filter_map(difference)).collect(),
            entries,
        })
    }

    async fn journal_since(
        &self,
        asker: &Asker,
        case: &Case,
        case_type: &CaseType,
        version: u64,
    ) -> Answer<Vec<JournalLine>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let entries = self.store().case_entries(&allowed, case.id, version).await?;
        let officers = self.officers(asker, entries.iter().filter_map(|entry| user_of(&entry.actor))).await?;
        let sight = self.sight(asker, case).await?;
        let line = |entry: store::Entry| {
            let act = act(&entry)?;
            Ok(JournalLine {
                entry: entry.id,
                at: entry.at,
                who: actor_name(&entry.actor, &officers),
                what: step_label(case_type, &entry.kind),
                details: act.events.iter().flat_map(|event| details(case_type, event, sight)).collect(),
                hash: entry.hash,
            })
        };
        entries.into_iter().map(line).collect()
    }
}

/// The act that an entry is, as far as its key still opens it.
pub(super) fn act(entry: &store::Entry) -> Answer<Act> {
    let personal = entry.secrets.first().and_then(Opened::json).cloned();
    Act::join(Parts { plain: entry.plain.clone(), personal }).map_err(Error::fault)
}

/// What `step` shows beside its form and was another before.
fn moved(case_type: &CaseType, step: &Step, [before, now]: [&Facts; 2], sight: Sight) -> Vec<Difference> {
    let shown = step.shows.iter().filter(|name| !step.form.contains(name));
    let moved = shown.filter(|name| before.value(name.as_str()) != now.value(name.as_str()));
    let difference = |name: &FactName| {
        let definition = case_type.schema.get(name.as_str())?;
        let told = |facts: &Facts| line(case_type, definition, facts.get(name.as_str()), sight);
        Some(Difference { now: told(now), saw: Some(told(before)), meanwhile: true })
    };
    moved.filter_map(difference).collect()
}

/// What values say, in whatever order they stand; a box that is not ticked and "not known yet" say nothing.
fn said(values: &[String]) -> BTreeSet<&str> {
    values.iter().map(|value| value.trim()).filter(|value| !value.is_empty() && *value != "unknown").collect()
}

/// The papers that came in, as the fact that a form asks for them by; they are no fact of the case.
fn papers(name: &FactName, received: &[String]) -> Option<Known> {
    let ticked = || Value::Choices(received.iter().cloned().collect());
    let any = name.as_str() == PAPERS && !received.is_empty();
    any.then(|| Known { value: ticked(), origin: Origin::new("form", name.as_str()) })
}

fn step_label(case_type: &CaseType, kind: &str) -> Label {
    case_type.step(&StepId::from(kind)).map_or_else(|| words(kind), |step| step.label.clone())
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the rest is told apart")]
fn details(case_type: &CaseType, event: &Event, sight: Sight) -> Vec<Detail> {
    let clock =
        |id: &kernel::id::ClockId| case_type.clock(id).map_or_else(|| words(id.as_str()), |own| own.label.clone());
    let wrote = |texts: Vec<&String>| -> Vec<Detail> {
        let may = sight.class >= DataClass::Personal;
        texts.into_iter().filter(|text| may && !text.is_empty()).cloned().map(Detail::Wrote).collect()
    };
    match event {
        Event::FactsStated { facts, forgotten } => stated(case_type, facts, forgotten, sight),
        Event::PapersReceived { papers, .. } => papers.iter().map(|id| Detail::Paper(paper(case_type, id))).collect(),
        Event::StepTaken { reasons, .. } => wrote(reasons.values().collect()),
        Event::NumberGiven { number, .. } => vec![Detail::Number(number.clone())],
        Event::ClockStarted { clock: id, due, .. } | Event::ClockMoved { clock: id, due, .. } => {
            vec![Detail::Due(clock(id), *due)]
        }
        Event::ClockStopped { clock: id, .. } => vec![Detail::Kept(clock(id))],
        Event::AmountProposed { proposal } => {
            [vec![Detail::Proposed(proposal.amount)], wrote(proposal.deviation.iter().collect())].concat()
        }
        Event::Awarded { award } => {
            let amount = if award.decided { Detail::Granted(award.amount) } else { Detail::Advanced(award.advanced) };
            [vec![amount], wrote(award.override_reason.iter().collect())].concat()
        }
        Event::PaymentOrdered { amount, .. } => vec![Detail::Ordered(*amount)],
        Event::PaymentArrived { reference, .. } => wrote(vec![reference]),
        Event::PaymentFailed { why, .. } => wrote(vec![why]),
        Event::VisitPlanned { due, .. } => vec![Detail::VisitDue(*due)],
        Event::VisitMade { found, .. } | Event::VisitNoted { found, .. } => wrote(vec![found]),
        Event::HandedOver { to, what, .. } => [vec![Detail::Named(to.clone())], wrote(vec![what])].concat(),
        Event::HandOverAnswered { answer, .. } => wrote(vec![answer]),
        Event::Linked { link } => [vec![Detail::Named(link.number.clone())], wrote(vec![&link.what])].concat(),
        Event::DocumentIssued { kind, number, .. } => {
            let label = case_type.document(kind).map_or_else(|| words(kind.as_str()), |own| own.label.clone());
            vec![Detail::Document(label, number.clone())]
        }
        Event::AmountRecomputed { recomputed } => {
            vec![Detail::Recomputed([recomputed.computed.low, recomputed.computed.high])]
        }
        other => moved_money(case_type, other, wrote),
    }
}

/// What speaks of shares, votes, money that comes back and money that is kept; the rest says nothing.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others say nothing, or were said before")]
fn moved_money(case_type: &CaseType, event: &Event, wrote: impl Fn(Vec<&String>) -> Vec<Detail>) -> Vec<Detail> {
    let with = |word, amount: Fen, text: &String| [vec![Detail::Money(word, amount)], wrote(vec![text])].concat();
    match event {
        Event::PartyAdded { party } => wrote(party.name.iter().chain(&party.relation).collect()),
        Event::Divided { shares } => shares.iter().map(|own| Detail::Money("share", own.amount)).collect(),
        Event::VoteCast { vote } => {
            [vec![Detail::Voted(vote_label(case_type, &vote.cast))], wrote(vote.why.iter().collect())].concat()
        }
        Event::PaymentChecked { payable_from, .. } => vec![Detail::PayableFrom(*payable_from)],
        Event::AwardsRevoked { why, .. } | Event::RecoveryEnded { why, .. } | Event::ExpenseDecided { why, .. } => {
            wrote(vec![why])
        }
        Event::RecoveryDemanded { amount, why, .. } => with("demanded", *amount, why),
        Event::Recovered { amount, reference, .. } => with("returned", *amount, reference),
        Event::CustodyOpened { custody } => wrote(vec![&custody.custodian, &custody.purposes]),
        Event::ExpenseAsked { expense } => with("expense", expense.amount, &expense.purpose),
        Event::CustodyEnded { left, why, .. } => with("custody-left", *left, why),
        _ => vec![],
    }
}

/// What the kind of case calls the vote.
pub(super) fn vote_label(case_type: &CaseType, cast: &str) -> Label {
    let votes = |effect: &Effect| if let Effect::CastVote { vote, .. } = effect { Some(vote.clone()) } else { None };
    let fact = case_type.steps.iter().flat_map(|step| &step.effects).find_map(votes);
    let definition = fact.and_then(|fact| case_type.schema.get(fact.as_str()));
    let choice = definition.and_then(|own| own.ty.choices().iter().find(|choice| choice.id == cast));
    choice.map_or_else(|| words(cast), |own| own.label.clone())
}

fn stated(
    case_type: &CaseType,
    facts: &std::collections::BTreeMap<FactName, Stated>,
    forgotten: &BTreeSet<FactName>,
    sight: Sight,
) -> Vec<Detail> {
    let fact = |(name, stated): (&FactName, &Stated)| {
        let definition = case_type.schema.get(name.as_str())?;
        Some(Detail::Fact(line(case_type, definition, Some(&stated.known), sight)))
    };
    let label = |name: &FactName| {
        let label = case_type.schema.get(name.as_str()).map(|own| own.label.clone());
        Detail::Forgotten(label.unwrap_or_else(|| words(name.as_str())))
    };
    facts.iter().filter_map(fact).chain(forgotten.iter().map(label)).collect()
}

fn paper(case_type: &CaseType, id: &str) -> Label {
    let paper = case_type.papers.iter().find(|paper| paper.id == id);
    paper.map_or_else(|| words(id), |paper| paper.label.clone())
}
