//! An amount that was put forward and computed again because figures changed: the old working stays, the new one stands beside it.
//!
//! Never: another amount than the one a person put forward.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::FactName;
use law::amount::Amount;
use serde::{Deserialize, Serialize};

use super::Proposal;

/// What the range is with the figures of a later day; the facts are those that the amount was put forward with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recomputed {
    /// What was computed, with its working.
    pub computed: Amount,
    /// The standard that computed it.
    pub standard: String,
    /// The day.
    pub on: Date,
}

/// What an amount is held against.
type Ends<'a> = (Option<Fen>, Option<Fen>, Option<Fen>, Option<&'a str>);

fn ends(own: &Amount) -> Ends<'_> {
    (own.low, own.high, own.ceiling, own.exception.as_deref())
}

impl Recomputed {
    /// Whether `amount` lies within the range; an open range holds none.
    #[must_use]
    pub fn holds(&self, amount: Fen) -> bool {
        self.computed.low.zip(self.computed.high).is_some_and(|(low, high)| low <= amount && amount <= high)
    }
}

impl Proposal {
    /// What it was computed as last, and by which standard.
    #[must_use]
    pub fn standing(&self) -> (&Amount, &str) {
        self.recomputed.as_ref().map_or((&self.computed, &self.standard), |own| (&own.computed, &own.standard))
    }

    /// Whether `other`, by `standard`, gives the range, the ceiling and the exception that it was computed with last.
    #[must_use]
    pub fn stands_with(&self, other: &Amount, standard: &str) -> bool {
        let (computed, by) = self.standing();
        by == standard && ends(computed) == ends(other)
    }

    /// How figures changed it since it was put forward; nothing where they did not, or changed back.
    #[must_use]
    pub fn changed(&self) -> Option<&Recomputed> {
        let differs = |own: &&Recomputed| own.standard != self.standard || ends(&own.computed) != ends(&self.computed);
        self.recomputed.as_deref().filter(differs)
    }

    /// The answers by which cases are alike, as one text; nothing where none is known.
    #[must_use]
    pub fn alike_key(&self) -> Option<String> {
        alike_key(&self.alike)
    }
}

/// The answers by which cases are alike, as one text; nothing where none is known.
#[must_use]
pub fn alike_key(answers: &BTreeMap<FactName, String>) -> Option<String> {
    let answers: Vec<String> = answers.iter().map(|(fact, answer)| format!("{fact}={answer}")).collect();
    (!answers.is_empty()).then(|| answers.join(";"))
}
