//! What the tabs of a case show, as plain values.
use std::collections::BTreeMap;

use domain::cases::{PaymentState, Proposal};
use jiff::civil::Date;
use kernel::id::{CaseId, DocumentId, PersonId, StepId};
use kernel::{Citation, Fen, Label, Sex};
use law::amount::{Amount, BaseDay};
use law::criteria::Assessment;
use law::deadline::Left;
use law::expr::Truth;

use super::Ends;
use super::alike::Alike;
use super::facts::FactLine;
use super::journal::JournalLine;
use super::weigh::Answered;
use crate::Shown;

/// What matters at a glance.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The facts that are known.
    pub known: Vec<FactLine>,
    /// Criteria and exclusions; nothing when no rules are in force.
    pub assessment: Option<Assessment>,
    /// What was put forward last.
    pub proposed: Option<Fen>,
    /// What was granted; nothing while there is only an advance.
    pub awarded: Fen,
    /// What was advanced, and what the pack calls it.
    pub advanced: (Fen, Option<Label>),
    /// What arrived.
    pub paid: Fen,
    /// What happened last.
    pub recent: Vec<JournalLine>,
}

/// A person of the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyLine {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub who: Shown,
    /// What they are in the case.
    pub role: String,
    /// The year they were born.
    pub birth_year: Option<i16>,
    /// Their sex.
    pub sex: Option<Sex>,
    /// Their identity number.
    pub citizen_id: Shown,
    /// Their telephone.
    pub phone: Shown,
    /// Whether they are under age.
    pub minor: Option<bool>,
    /// The registers in which they stand for what they are.
    pub groups: Vec<Label>,
}

/// Somebody who lives with a person of the case, as registers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub who: Shown,
    /// What they are to the head of the household, as each register says.
    pub relations: Vec<Label>,
    /// The registers that say so.
    pub registers: Vec<Label>,
    /// The year they were born.
    pub birth_year: Option<i16>,
    /// Their sex.
    pub sex: Option<Sex>,
    /// Their identity number.
    pub citizen_id: Shown,
    /// Their telephone.
    pub phone: Shown,
    /// Whether the asker may open their page.
    pub opens: bool,
    /// Whether they are under age.
    pub minor: Option<bool>,
}

/// How long the file is kept once the case is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// Years.
    pub years: u16,
    /// The last day, once it is closed.
    pub until: Option<Date>,
    /// Where it stands.
    pub source: Citation,
}

/// Facts and grounds.
#[derive(Debug, Clone, PartialEq)]
pub struct FactsTab {
    /// Criteria and exclusions; nothing when no rules are in force.
    pub assessment: Option<Assessment>,
    /// Labels of every fact that the explanation can name.
    pub labels: BTreeMap<String, Label>,
    /// The step in which each fact that is to be found out can be stated, for who may take it now.
    pub stated_in: BTreeMap<String, StepId>,
    /// Who can know each fact that is to be found out.
    pub who_knows: BTreeMap<String, Label>,
    /// Every section of the form with what is known.
    pub sections: Vec<(Label, Vec<FactLine>)>,
}

/// Range, working, decision.
#[derive(Debug, Clone, PartialEq)]
pub struct AmountTab {
    /// The range as it computes today; nothing when no standard applies.
    pub now: Option<Amount>,
    /// The standard's name and place in law, and whose day's figures it takes.
    pub standard: Option<(Label, Citation, BaseDay)>,
    /// Whether its working is of a class that the asker does not see.
    pub withheld: bool,
    /// What was put forward last.
    pub proposal: Option<ProposalLine>,
    /// The role that decides the amount put forward.
    pub approval: Option<Label>,
    /// What was granted.
    pub awarded: Fen,
    /// What was advanced of it.
    pub advanced: Fen,
    /// Labels of the facts that keep it open.
    pub labels: BTreeMap<String, Label>,
    /// What was granted in like cases.
    pub alike: Option<Alike>,
    /// Where figures changed since the amount was put forward.
    pub changed: Option<Changed>,
}

/// How figures changed a range since an amount was put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The amount put forward.
    pub amount: Fen,
    /// The day on which it was put forward.
    pub proposed_on: Date,
    /// The day on which the change was noted.
    pub on: Date,
    /// The range then.
    pub before: Ends,
    /// The range now.
    pub now: Ends,
    /// The ceiling now, where the amount lies above it and no ground lifts it.
    pub above: Option<Fen>,
}

impl Changed {
    /// How figures changed the range of `proposal`; nothing where they did not.
    pub(crate) fn of(proposal: &Proposal) -> Option<Self> {
        let own = proposal.changed()?;
        let now = &own.computed;
        Some(Self {
            amount: proposal.amount,
            proposed_on: proposal.on,
            on: own.on,
            before: [proposal.computed.low, proposal.computed.high],
            now: [now.low, now.high],
            above: now.ceiling.filter(|ceiling| proposal.amount > *ceiling && now.exception.is_none()),
        })
    }

    /// Whether the amount still lies in the range.
    #[must_use]
    pub fn holds(&self) -> bool {
        let [low, high] = self.now;
        low.zip(high).is_some_and(|(low, high)| low <= self.amount && self.amount <= high)
    }
}

/// An amount that was put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalLine {
    /// How much.
    pub amount: Fen,
    /// Why it leaves the range, or goes above the ceiling.
    pub reason: Option<Shown>,
    /// The day.
    pub on: Date,
    /// What was computed then, with its working where the asker may see it.
    pub computed: Amount,
}

/// A paper of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLine {
    /// Its words.
    pub label: Label,
    /// The day it came in.
    pub received_on: Option<Date>,
    /// Whether it is needed; unknown while a fact is missing.
    pub needed: Truth,
    /// Where it is asked for.
    pub source: Citation,
}

/// A document made for the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLine {
    /// Its words.
    pub label: Label,
    /// Its own number.
    pub number: Option<String>,
    /// The day it was issued.
    pub on: Date,
    /// Whether it is printed.
    pub printed: bool,
    /// The file, once it is printed, for who may read it.
    pub file: Option<DocumentId>,
    /// Whether it is served, with stub, copy and receipt.
    pub set: bool,
    /// Whether a copy without names may be published, where nothing speaks against it.
    pub publish: bool,
}

/// Awards and payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyTab {
    /// Granted.
    pub awarded: Fen,
    /// Of it advanced, or only advanced so far; and what the pack calls it.
    pub advanced: (Fen, Option<Label>),
    /// Arrived.
    pub paid: Fen,
    /// Ordered and not yet settled.
    pub open: Fen,
    /// Each payment.
    pub payments: Vec<MoneyLine>,
    /// The account, masked.
    pub account: Vec<FactLine>,
    /// The reasons that were given in steps that send money.
    pub answered: Vec<Answered>,
    /// What each of several who apply gets.
    pub shares: Vec<ShareLine>,
    /// How much of it another office pays.
    pub elsewhere: Fen,
    /// The votes on what was put forward last.
    pub votes: Vec<VoteLine>,
    /// What was asked back.
    pub recoveries: Vec<RecoveryLine>,
    /// The money that is kept for whom it belongs to.
    pub custody: Option<CustodyLines>,
}

/// What one of several gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareLine {
    /// Who.
    pub who: Shown,
    /// Granted, or put forward.
    pub amount: Fen,
    /// Arrived.
    pub paid: Fen,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteLine {
    /// Who voted.
    pub who: String,
    /// How.
    pub cast: Label,
    /// The day.
    pub on: Date,
    /// What they said to it.
    pub why: Option<Shown>,
}

/// Money asked back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryLine {
    /// How much.
    pub amount: Fen,
    /// What came back.
    pub returned: Fen,
    /// What is still to come.
    pub open: Fen,
    /// The day it was asked back.
    pub on: Date,
    /// Why.
    pub why: Shown,
}

/// Money in custody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodyLines {
    /// Who speaks for the person, who keeps it, who allows expenses, what it is for.
    pub said: [Shown; 4],
    /// Since when.
    pub since: Date,
    /// What is left.
    pub left: Fen,
    /// Whether it is over.
    pub ended_on: Option<Date>,
    /// Every expense: how much, for what, the day, whether it was allowed.
    pub expenses: Vec<(Fen, Shown, Date, Option<bool>)>,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyLine {
    /// Its number in the case.
    pub no: u32,
    /// How much.
    pub amount: Fen,
    /// What became of it.
    pub state: PaymentState,
    /// The day it was ordered.
    pub ordered_on: Date,
    /// The day it was settled.
    pub settled_on: Option<Date>,
    /// The day somebody else checked the payee.
    pub checked_on: Option<Date>,
    /// The first day on which it may be sent.
    pub payable_from: Option<Date>,
    /// The bank's reference, or why it came back.
    pub note: Option<Shown>,
    /// To whom it was sent.
    pub payee: Option<Shown>,
    /// The account it was sent to.
    pub account: Option<Shown>,
}

/// A visit: a return visit that was planned, or one that was made without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitLine {
    /// Its number in the case; nothing of one that nobody planned.
    pub no: Option<u32>,
    /// What kind of visit it was, in words of the pack; nothing of a return visit.
    pub kind: Option<Label>,
    /// The day by which it should be made.
    pub due: Date,
    /// The time left; nothing once it is made.
    pub left: Option<Left>,
    /// The day it was made.
    pub made_on: Option<Date>,
    /// What was found.
    pub found: Option<Shown>,
    /// What else the form of the visit asked for, and was told.
    pub told: Vec<FactLine>,
}

/// Something asked of an agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandOverLine {
    /// Its number in the case.
    pub no: u32,
    /// The agency.
    pub to: String,
    /// How the form of its answer names it.
    pub owed_as: String,
    /// What was asked.
    pub what: Shown,
    /// The day it was asked.
    pub on: Date,
    /// The day by which an answer is owed.
    pub due: Date,
    /// The time left; nothing once it is answered.
    pub left: Option<Left>,
    /// The day it was answered.
    pub answered_on: Option<Date>,
    /// The answer.
    pub answer: Option<Shown>,
}

/// A case tied to this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkLine {
    /// Its number.
    pub number: String,
    /// The case, where it is one of ours and in reach.
    pub case: Option<(CaseId, Label)>,
    /// What it is to this one.
    pub what: Shown,
    /// The day it was tied.
    pub on: Date,
}
