//! Money kept for whom it belongs to: whose, by whom, for what, and what was spent of it.
//!
//! What a guardian spends is the child's: nobody allows an expense that they asked for themselves.
use jiff::civil::Date;
use kernel::Fen;
use kernel::id::PersonId;
use serde::{Deserialize, Serialize};

use super::Case;

/// Money in custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    /// Whose money it is.
    pub person: PersonId,
    /// Who speaks for them; personal.
    #[serde(default)]
    pub guardian: String,
    /// Who keeps it; personal.
    #[serde(default)]
    pub custodian: String,
    /// Who allows expenses; personal.
    #[serde(default)]
    pub approver: String,
    /// What it is for; personal.
    #[serde(default)]
    pub purposes: String,
    /// Since when.
    pub since: Date,
    /// What was asked for, the oldest first.
    #[serde(default)]
    pub expenses: Vec<Expense>,
    /// The day it ended.
    #[serde(default)]
    pub ended_on: Option<Date>,
    /// What was left then, and was handed over.
    #[serde(default)]
    pub left: Option<Fen>,
}

/// An expense from money in custody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expense {
    /// 1, 2, 3 … within the case.
    pub no: u32,
    /// How much.
    pub amount: Fen,
    /// What for; personal.
    #[serde(default)]
    pub purpose: String,
    /// The day it was asked for.
    pub on: Date,
    /// Whether it was allowed; nothing while nobody said.
    #[serde(default)]
    pub allowed: Option<bool>,
    /// The day somebody said.
    #[serde(default)]
    pub decided_on: Option<Date>,
    /// Why not; personal.
    #[serde(default)]
    pub why: Option<String>,
}

impl Custody {
    /// What was spent.
    #[must_use]
    pub fn spent(&self) -> Option<Fen> {
        Fen::sum(self.expenses.iter().filter(|own| own.allowed == Some(true)).map(|own| own.amount))
    }

    /// The expense that nobody has said yes or no to, the oldest of them.
    #[must_use]
    pub fn open_expense(&self) -> Option<&Expense> {
        self.expenses.iter().find(|own| own.allowed.is_none())
    }
}

impl Case {
    /// What is in custody now: what arrived, less what was spent and what came back; nothing without a custody that stands.
    #[must_use]
    pub fn in_custody(&self) -> Option<Fen> {
        let custody = self.custody.as_ref().filter(|own| own.ended_on.is_none())?;
        self.paid()?.minus(custody.spent()?)?.minus(self.recovered()?)
    }
}
