//! Money: what was granted, what was paid, what is left.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Hidden, Stat, Tag};
use frame::{Shell, Speaks, speaks};

/// The money of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/money/page.html")]
pub struct MoneyPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// Granted, paid, left.
    pub totals: Vec<Stat>,
    /// Awards and payments, in order.
    pub lines: Vec<MoneyLine>,
    /// The reasons that were given where money is sent: to what, the reason, when.
    pub answered: Vec<(String, Hidden, String)>,
    /// What each of several gets: who, granted, paid.
    pub shares: Vec<(Hidden, String, String)>,
    /// The votes on what was put forward: who, how, when, what they said to it.
    pub votes: Vec<Vote>,
    /// What was asked back.
    pub recoveries: Vec<Recovery>,
    /// The money that is kept for whom it belongs to.
    pub custody: Option<Custody>,
}

/// A vote.
#[derive(Debug, Clone)]
pub struct Vote {
    /// Who voted.
    pub who: String,
    /// How.
    pub cast: String,
    /// When.
    pub when: String,
    /// What they said to it.
    pub why: Option<Hidden>,
}

/// Money asked back.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// How much.
    pub amount: String,
    /// What came back.
    pub returned: String,
    /// What is still to come back.
    pub open: String,
    /// When it was asked back.
    pub when: String,
    /// Why.
    pub why: Hidden,
}

/// Money in custody.
#[derive(Debug, Clone)]
pub struct Custody {
    /// What was agreed: words and value.
    pub said: Vec<(String, Hidden)>,
    /// What is left, or what was left when it ended.
    pub left: String,
    /// Each expense: how much, for what, when, whether it was allowed.
    pub expenses: Vec<(String, Hidden, String, Tag)>,
}

/// An award or a payment.
#[derive(Debug, Clone)]
pub struct MoneyLine {
    /// What it is.
    pub label: String,
    /// To whom.
    pub who: Hidden,
    /// How much.
    pub amount: String,
    /// Ordered, paid, returned.
    pub state: Tag,
    /// When.
    pub when: String,
    /// The account or the bank's reference.
    pub reference: Hidden,
    /// Why it came back, or why a second award.
    pub note: Option<Hidden>,
}

speaks!(MoneyPage);
