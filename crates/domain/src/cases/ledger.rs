//! The money of a case: put forward, divided, granted, paid, asked back.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{FactName, PersonId};
use law::amount::Amount;
use law::facts::Facts;
use serde::{Deserialize, Serialize};

use super::{Case, Recomputed};

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
    /// The answers by which the case is like others; personal.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub alike: BTreeMap<FactName, String>,
    /// The day.
    pub on: Date,
    /// What figures that changed since make of it.
    #[serde(skip)]
    pub recomputed: Option<Box<Recomputed>>,
    /// What was stated when it was put forward.
    #[serde(skip)]
    pub facts: Facts,
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
    /// How much of it another office pays, where two help together.
    #[serde(default)]
    pub elsewhere: Fen,
    /// The day it was taken back; it counts no more from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked_on: Option<Date>,
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
    /// The day somebody else compared the payee with the papers; nothing is sent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<Date>,
    /// The first day on which it may be sent.
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
    /// The bank; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// The account it was sent to; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// What one of several who apply together gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Who.
    pub person: PersonId,
    /// How much.
    pub amount: Fen,
}

/// The vote of a member of a body that decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vote {
    /// Who voted: `user:7`.
    pub by: String,
    /// How: the id of the choice.
    pub cast: String,
    /// The day.
    pub on: Date,
    /// What they said to it; personal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Money that was paid and is asked back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// 1, 2, 3 … within the case.
    pub no: u32,
    /// How much.
    pub amount: Fen,
    /// The day it was asked back.
    pub on: Date,
    /// Why; personal.
    pub why: String,
    /// What came back.
    pub returned: Vec<Returned>,
    /// The day it was given up, where the rest cannot be had.
    pub ended_on: Option<Date>,
}

/// Money that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// How much.
    pub amount: Fen,
    /// The day.
    pub on: Date,
    /// The bank's reference; personal.
    pub reference: String,
}

impl Recovery {
    /// What came back so far.
    #[must_use]
    pub fn returned(&self) -> Option<Fen> {
        Fen::sum(self.returned.iter().map(|own| own.amount))
    }

    /// What is still owed; nothing once it was given up.
    #[must_use]
    pub fn open(&self) -> Option<Fen> {
        if self.ended_on.is_some() { Some(Fen::ZERO) } else { self.amount.minus(self.returned()?) }
    }
}

impl Case {
    /// What was granted in all and not taken back.
    #[must_use]
    pub fn awarded(&self) -> Option<Fen> {
        Fen::sum(self.standing().map(|award| award.amount))
    }

    /// What this office pays of it.
    #[must_use]
    pub fn payable(&self) -> Option<Fen> {
        self.standing().try_fold(Fen::ZERO, |sum, award| sum.plus(award.amount.minus(award.elsewhere)?))
    }

    /// What was paid, or ordered and not yet returned.
    #[must_use]
    pub fn in_payment(&self) -> Option<Fen> {
        let live = |payment: &&Payment| payment.state != PaymentState::Failed;
        Fen::sum(self.payments.iter().filter(live).map(|payment| payment.amount))
    }

    /// The same of `person`.
    #[must_use]
    pub fn in_payment_of(&self, person: PersonId) -> Option<Fen> {
        let live = |own: &&Payment| own.person == person && own.state != PaymentState::Failed;
        Fen::sum(self.payments.iter().filter(live).map(|own| own.amount))
    }

    /// What arrived.
    #[must_use]
    pub fn paid(&self) -> Option<Fen> {
        let paid = |payment: &&Payment| payment.state == PaymentState::Paid;
        Fen::sum(self.payments.iter().filter(paid).map(|payment| payment.amount))
    }

    /// What `person` is still to be paid by this office.
    #[must_use]
    pub fn remains_for(&self, person: PersonId) -> Option<Fen> {
        let own = self.standing().filter(|award| award.person == person);
        let granted =
            own.map(|award| award.amount.minus(award.elsewhere)).try_fold(Fen::ZERO, |sum, own| sum.plus(own?));
        granted?.minus(self.in_payment_of(person)?)
    }

    /// What was asked back.
    #[must_use]
    pub fn demanded(&self) -> Option<Fen> {
        Fen::sum(self.recoveries.iter().map(|own| own.amount))
    }

    /// What came back of it.
    #[must_use]
    pub fn recovered(&self) -> Option<Fen> {
        self.recoveries.iter().try_fold(Fen::ZERO, |sum, own| sum.plus(own.returned()?))
    }

    /// What is still to come back.
    #[must_use]
    pub fn to_recover(&self) -> Option<Fen> {
        self.recoveries.iter().try_fold(Fen::ZERO, |sum, own| sum.plus(own.open()?))
    }

    fn standing(&self) -> impl Iterator<Item = &Award> {
        self.awards.iter().filter(|award| award.revoked_on.is_none())
    }
}
