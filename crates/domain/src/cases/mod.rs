//! A case: what is known of it, folded from its acts.
//!
//! [`decide`](decide::decide) turns a command into an act or a refusal, [`Case::apply`] folds an act in. The journal
//! holds the acts; a row that shows a case is computed from the folded case and can be rebuilt.

pub mod act;
mod apply;
pub mod decide;
pub mod notices;
pub mod state;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::id::{
    AreaCode, CaseId, CaseTypeId, ClockId, DocumentKind, LeadId, OfficeId, PersonId, RoleId, StateId, StepId, UserId,
    VariantId,
};
use kernel::{Fen, Label};
use law::amount::Amount;
use law::deadline::Excluded;
use law::facts::{Choice, DataClass, Facts, Known};
use serde::{Deserialize, Serialize};

pub use act::{Act, Event};

/// A case, at a version.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// How many acts made it what it is.
    pub version: u64,
    /// Its kind.
    pub case_type: CaseTypeId,
    /// Its variant.
    pub variant: VariantId,
    /// The office that handles it.
    pub office: OfficeId,
    /// The area whose law and figures apply.
    pub area: AreaCode,
    /// Its number, once it has one.
    pub number: Option<String>,
    /// The year and place of its number in the office's series.
    pub series: Option<(i16, u32)>,
    /// Where it stands.
    pub state: StateId,
    /// Who works on it.
    pub officer: Option<UserId>,
    /// Who is to act meanwhile, beside or instead of the owner of its state: every call not yet answered, the oldest first.
    pub calls: Vec<Call>,
    /// The day it was opened.
    pub opened_on: Date,
    /// The day it was closed.
    pub closed_on: Option<Date>,
    /// The lead it came from.
    pub lead: Option<LeadId>,
    /// The people of the case; the first is the one it is about.
    pub parties: Vec<Party>,
    /// What was stated, each with where it came from.
    pub facts: Facts,
    /// How guarded each stated fact is.
    pub classes: BTreeMap<kernel::id::FactName, DataClass>,
    /// Papers received, and when.
    pub papers: BTreeMap<String, Date>,
    /// The clocks that were started.
    pub clocks: Vec<Clock>,
    /// The amount put forward last.
    pub proposal: Option<Proposal>,
    /// What was granted.
    pub awards: Vec<Award>,
    /// What was ordered and what became of it.
    pub payments: Vec<Payment>,
    /// Return visits planned and made.
    pub visits: Vec<Visit>,
    /// Visits made that nobody had planned.
    pub noted: Vec<NotedVisit>,
    /// What was asked of others.
    pub hand_overs: Vec<HandOver>,
    /// Cases tied to this one.
    pub links: Vec<Link>,
    /// Documents issued.
    pub documents: Vec<Issued>,
    /// Which steps were taken, by whom, when.
    pub taken: Vec<Taken>,
}

/// A call for somebody to act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The steps that answer it, the main one first.
    pub steps: Vec<StepId>,
    /// The role whose desk the case lies on until then.
    pub role: RoleId,
    /// The states in which it can be answered; elsewhere it waits.
    pub within: Vec<StateId>,
    /// Whether the case came to its state by this call.
    pub arrived: bool,
}

/// A person's part in a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Who.
    pub person: PersonId,
    /// What they are in the case: `victim`, `applicant`, `guardian` …
    pub role: String,
}

/// A clock that was started.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// Which.
    pub id: ClockId,
    /// The day it started from.
    pub from: Date,
    /// Its last day.
    pub due: Date,
    /// Whether a calendar that it used is not yet published.
    pub provisional: bool,
    /// Days that did not count.
    pub excluded: Vec<Excluded>,
    /// The day it was kept, if it was.
    pub stopped: Option<Date>,
}

/// An amount put forward, with the range that the standard gives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// How much.
    pub amount: Fen,
    /// What was computed, with its working.
    pub computed: Amount,
    /// The standard that computed it.
    pub standard: String,
    /// Why the amount leaves the range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<String>,
    /// The ground for going above the ceiling.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exception: Option<String>,
    /// The role that decides an amount of this size.
    pub approval: Option<String>,
    /// The day.
    pub on: Date,
}

/// Money granted to a person for one harm. An advance and its decision are one award.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// To whom.
    pub person: PersonId,
    /// The harm's own case, across offices and organs.
    pub harm_case: String,
    /// 1, or more with a recorded override.
    pub number: u32,
    /// How much in all.
    pub amount: Fen,
    /// How much of it was advanced before the decision.
    pub advanced: Fen,
    /// Whether it is decided, or only advanced.
    pub decided: bool,
    /// The day it was last changed.
    pub on: Date,
    /// Why it stands beside an earlier award.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub override_reason: Option<String>,
}

/// What became of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentState {
    /// Asked for.
    Ordered,
    /// Arrived.
    Paid,
    /// Came back.
    Failed,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// 1, 2, 3 … within the case.
    pub no: u32,
    /// To whom.
    pub person: PersonId,
    /// How much.
    pub amount: Fen,
    /// What became of it.
    pub state: PaymentState,
    /// The day it was ordered.
    pub ordered_on: Date,
    /// The day on which somebody else compared its payee with the papers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<Date>,
    /// The first day on which it may be paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payable_from: Option<Date>,
    /// The day it arrived or came back.
    pub settled_on: Option<Date>,
    /// The bank's reference.
    pub reference: Option<String>,
    /// Why it came back.
    pub why: Option<String>,
    /// To whom it was sent, as it was filled in; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payee: Option<String>,
    /// The bank that keeps the account; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// The account it was sent to; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// A visit that was made and that nobody had planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedVisit {
    /// The step that noted it.
    pub step: StepId,
    /// The day it was made.
    pub on: Date,
    /// What was found; personal.
    pub found: String,
}

/// A return visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// 1, 2, 3 … within the case.
    pub no: u32,
    /// The day by which it should be made.
    pub due: Date,
    /// Whether the calendar of that day is not yet published.
    pub provisional: bool,
    /// The day it was made.
    pub made_on: Option<Date>,
    /// What was found; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
}

/// Something asked of another agency, with its clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// 1, 2, 3 … within the case.
    pub no: u32,
    /// The agency.
    pub to: String,
    /// What is asked; personal.
    #[serde(default)]
    pub what: String,
    /// The day it was asked.
    pub on: Date,
    /// The day by which an answer is owed.
    pub due: Date,
    /// Whether the calendar of that day is not yet published.
    pub provisional: bool,
    /// The day it was answered.
    pub answered_on: Option<Date>,
    /// The answer; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// A case tied to this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other case's number.
    pub number: String,
    /// What it is to this one.
    #[serde(default)]
    pub what: String,
    /// The day it was tied.
    pub on: Date,
}

/// A document that was issued. It prints again from the case as it was at `version`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// 1, 2, 3 … within the case.
    pub no: u32,
    /// Which document.
    pub kind: DocumentKind,
    /// Its number, where it has one.
    pub number: Option<String>,
    /// The day.
    pub on: Date,
    /// The version of the case that it shows.
    pub version: u64,
    /// The step that issued it.
    pub step: StepId,
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    /// Which step.
    pub step: StepId,
    /// By whom: `user:7` or `system:…`.
    pub by: String,
    /// The day.
    pub on: Date,
    /// Answers to exclusions that held: exclusion → reason.
    pub reasons: BTreeMap<String, String>,
}

/// A fact as an act states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// What and from where.
    #[serde(flatten)]
    pub known: Known,
    /// How guarded.
    pub class: DataClass,
}

impl Case {
    /// The answers that agencies still owe, to choose from: by the agency, and by the matter's number too where one agency
    /// owes several.
    #[must_use]
    pub fn owed(&self) -> Vec<Choice> {
        let open = self.hand_overs.iter().filter(|own| own.answered_on.is_none());
        let choice = |own: &HandOver| {
            let words = format!("{} · {}", own.to, own.what);
            Choice { id: self.owed_as(own), label: Label::new(words.as_str(), words.as_str()) }
        };
        open.map(choice).collect()
    }

    /// How [`Case::owed`] names `own`.
    #[must_use]
    pub fn owed_as(&self, own: &HandOver) -> String {
        let same = self.hand_overs.iter().filter(|other| other.answered_on.is_none() && other.to == own.to);
        if same.count() > 1 { format!("{} #{}", own.to, own.no) } else { own.to.clone() }
    }

    /// Whether the case is over.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.closed_on.is_some()
    }

    /// Who is to act now: the call by which the case came to its state, or else the last one made there.
    #[must_use]
    pub fn called(&self) -> Option<&Call> {
        let here = || self.calls.iter().rev().filter(|call| call.within.contains(&self.state));
        here().find(|call| call.arrived).or_else(|| here().next())
    }

    /// The person that the case is about.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.parties.first().map(|party| party.person)
    }

    /// The clocks that still run.
    pub fn running(&self) -> impl Iterator<Item = &Clock> {
        self.clocks.iter().filter(|clock| clock.stopped.is_none())
    }

    /// The accounts that took one of `steps`.
    #[must_use]
    pub fn takers(&self, steps: &[StepId]) -> BTreeSet<&str> {
        self.taken.iter().filter(|taken| steps.contains(&taken.step)).map(|taken| taken.by.as_str()).collect()
    }

    /// What was granted in all.
    #[must_use]
    pub fn awarded(&self) -> Option<Fen> {
        Fen::sum(self.awards.iter().map(|award| award.amount))
    }

    /// What was paid, or ordered and not yet returned.
    #[must_use]
    pub fn in_payment(&self) -> Option<Fen> {
        let live = |payment: &&Payment| payment.state != PaymentState::Failed;
        Fen::sum(self.payments.iter().filter(live).map(|payment| payment.amount))
    }

    /// What arrived.
    #[must_use]
    pub fn paid(&self) -> Option<Fen> {
        let paid = |payment: &&Payment| payment.state == PaymentState::Paid;
        Fen::sum(self.payments.iter().filter(paid).map(|payment| payment.amount))
    }
}
