//! What can happen in a case, one event each.
//!
//! Text that speaks of somebody has a default: without the person's key it is gone, and the rest still reads.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{
    AreaCode, CaseTypeId, ClockId, DocumentKind, FactName, LeadId, OfficeId, RoleId, StateId, StepId, VariantId,
};
use law::deadline::Excluded;
use serde::{Deserialize, Serialize};

use super::{Award, Custody, Expense, Link, Party, Proposal, Recomputed, Share, Stated, Vote};

/// One thing that happened in a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The case was opened.
    Opened {
        /// Its kind.
        case_type: CaseTypeId,
        /// Its variant.
        variant: VariantId,
        /// The office that handles it.
        office: OfficeId,
        /// The area whose law applies.
        area: AreaCode,
        /// Its people, the one it is about first.
        parties: Vec<Party>,
        /// The lead it came from.
        lead: Option<LeadId>,
        /// Where it stands.
        state: StateId,
        /// The day.
        on: Date,
    },
    /// Facts were stated, or taken back.
    FactsStated {
        /// Fact → value, origin, class.
        #[serde(default)]
        facts: BTreeMap<FactName, Stated>,
        /// Facts that are unknown again.
        #[serde(default)]
        forgotten: BTreeSet<FactName>,
    },
    /// Papers came in.
    PapersReceived {
        /// Which.
        papers: BTreeSet<String>,
        /// The day.
        on: Date,
        /// From whom the office obtained them itself; nothing where the applicant brought them.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        obtained: Option<String>,
    },
    /// Somebody else applies in the same case.
    PartyAdded {
        /// Who, and what they are.
        party: Party,
    },
    /// A step was taken.
    StepTaken {
        /// Which.
        step: StepId,
        /// By whom.
        by: String,
        /// Where the case stands now.
        to: StateId,
        /// The day.
        on: Date,
        /// Exclusions that held, each with the reason for going on.
        #[serde(default)]
        reasons: BTreeMap<String, String>,
    },
    /// Somebody else is to act: the case lies on the desk of `role` until one of `steps` is taken.
    Called {
        /// Which steps, the main one first.
        steps: Vec<StepId>,
        /// Whose desk.
        role: RoleId,
        /// The states in which it can be answered.
        within: Vec<StateId>,
        /// Whether the step that calls moved the case.
        arrived: bool,
    },
    /// Who took the step works on the case from now on.
    ChargeTaken {
        /// Who: `user:7`.
        by: String,
    },
    /// The case got its number.
    NumberGiven {
        /// The number.
        number: String,
        /// The year of its series.
        year: i16,
        /// Its place in the series.
        serial: u32,
    },
    /// A clock started.
    ClockStarted {
        /// Which.
        clock: ClockId,
        /// The day it starts from.
        from: Date,
        /// Its last day.
        due: Date,
        /// Whether a calendar it used is not yet published.
        provisional: bool,
    },
    /// A clock was kept.
    ClockStopped {
        /// Which.
        clock: ClockId,
        /// The day.
        on: Date,
    },
    /// A clock has another last day, because days do not count.
    ClockMoved {
        /// Which.
        clock: ClockId,
        /// Its last day now.
        due: Date,
        /// Whether a calendar it used is not yet published.
        provisional: bool,
        /// Every period that does not count.
        excluded: Vec<Excluded>,
    },
    /// The amount was computed and one was put forward.
    AmountProposed {
        /// Both, with the working.
        proposal: Box<Proposal>,
    },
    /// The amount put forward was divided among those who apply.
    Divided {
        /// What each gets; nothing where only one applies.
        shares: Vec<Share>,
    },
    /// The members of a body are asked for their votes; earlier ones count no more.
    VotesCalled,
    /// A member voted.
    VoteCast {
        /// Who, how, when.
        vote: Vote,
    },
    /// Money was granted, or an advance was.
    Awarded {
        /// The award as it stands now.
        award: Award,
    },
    /// A payment was ordered.
    PaymentOrdered {
        /// Its number in the case.
        payment: u32,
        /// To whom.
        person: kernel::id::PersonId,
        /// How much.
        amount: Fen,
        /// The day.
        on: Date,
        /// To whom it is sent, as it was filled in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payee: Option<String>,
        /// The bank.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        bank: Option<String>,
        /// The account it is sent to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<String>,
    },
    /// Somebody else compared the payee of a payment with the papers.
    PaymentChecked {
        /// Which.
        payment: u32,
        /// The day.
        on: Date,
        /// The first day on which it may be sent: an account that changed cools first.
        payable_from: Date,
    },
    /// A payment arrived.
    PaymentArrived {
        /// Which.
        payment: u32,
        /// The day.
        on: Date,
        /// The bank's reference.
        #[serde(default)]
        reference: String,
    },
    /// A payment came back.
    PaymentFailed {
        /// Which.
        payment: u32,
        /// The day.
        on: Date,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// What was granted is taken back.
    AwardsRevoked {
        /// The day.
        on: Date,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// Money that was paid is asked back.
    RecoveryDemanded {
        /// Its number in the case.
        recovery: u32,
        /// How much.
        amount: Fen,
        /// The day.
        on: Date,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// Money came back.
    Recovered {
        /// Of which demand.
        recovery: u32,
        /// How much.
        amount: Fen,
        /// The day.
        on: Date,
        /// The bank's reference.
        #[serde(default)]
        reference: String,
    },
    /// What cannot be had back is given up.
    RecoveryEnded {
        /// Which demand.
        recovery: u32,
        /// The day.
        on: Date,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// The money is kept by somebody for whom it belongs to.
    CustodyOpened {
        /// By whom, for what.
        custody: Custody,
    },
    /// Money in custody is asked for.
    ExpenseAsked {
        /// How much, for what.
        expense: Expense,
    },
    /// An expense was allowed, or was not.
    ExpenseDecided {
        /// Which.
        expense: u32,
        /// Whether it was allowed.
        allowed: bool,
        /// The day.
        on: Date,
        /// Why not.
        #[serde(default)]
        why: String,
    },
    /// The money is no longer kept: what was left was handed over.
    CustodyEnded {
        /// How much was left.
        left: Fen,
        /// The day.
        on: Date,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// A return visit was planned.
    VisitPlanned {
        /// Its number in the case.
        visit: u32,
        /// The day by which it should be made.
        due: Date,
        /// Whether a calendar it used is not yet published.
        provisional: bool,
    },
    /// A return visit was made.
    VisitMade {
        /// Which.
        visit: u32,
        /// The day.
        on: Date,
        /// What was found.
        #[serde(default)]
        found: String,
    },
    /// A visit was made that nobody had planned.
    VisitNoted {
        /// The step that notes it.
        step: StepId,
        /// The day.
        on: Date,
        /// What was found.
        #[serde(default)]
        found: String,
    },
    /// Something was asked of an agency.
    HandedOver {
        /// Its number in the case.
        hand_over: u32,
        /// The agency.
        to: String,
        /// What.
        #[serde(default)]
        what: String,
        /// The day.
        on: Date,
        /// The day by which an answer is owed.
        due: Date,
        /// Whether the calendar of that day is not yet published.
        provisional: bool,
    },
    /// An agency answered.
    HandOverAnswered {
        /// Which.
        hand_over: u32,
        /// The day.
        on: Date,
        /// What it said.
        #[serde(default)]
        answer: String,
    },
    /// Another case was tied to this one.
    Linked {
        /// The tie.
        link: Link,
    },
    /// A document was issued.
    DocumentIssued {
        /// Its number in the case.
        document: u32,
        /// Which.
        kind: DocumentKind,
        /// Its own number.
        number: Option<String>,
        /// The day.
        on: Date,
        /// The step that issued it.
        step: StepId,
    },
    /// Figures changed since an amount was put forward: what its range is with them.
    AmountRecomputed {
        /// The range, its working, its day.
        recomputed: Box<Recomputed>,
    },
    /// The case is over.
    Closed {
        /// The day.
        on: Date,
    },
    /// A case that was over is worked on again.
    Reopened {
        /// The day.
        on: Date,
    },
}
