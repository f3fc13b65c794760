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
