//! What makes somebody who takes a step look twice: an amount above the loss, a payee who is another, a day before the one
//! that it follows.
//!
//! Never: refuses what a person may decide. What cannot be true is to be corrected, the rest asks for a reason or is read.
use std::collections::BTreeSet;

use kernel::Mistake;
use kernel::id::FactName;
use law::expr::Truth;
use law::facts::Facts;

use crate::case_types::{Asks, Caution, Step};

/// A caution of a step, and how it stands.
#[derive(Debug, Clone)]
pub struct Spoken<'a> {
    /// Which.
    pub caution: &'a Caution,
    /// The facts that keep it open; none where it holds.
    pub to_find_out: BTreeSet<FactName>,
}

/// The cautions of `step` that hold with `facts`, or that cannot be judged yet.
#[must_use]
pub fn spoken<'a>(step: &'a Step, facts: &Facts) -> Vec<Spoken<'a>> {
    let stands = |caution: &'a Caution| match caution.when.truth(facts) {
        Truth::True => Some(Spoken { caution, to_find_out: BTreeSet::new() }),
        Truth::Unknown => {
            Some(Spoken { caution, to_find_out: caution.when.explain(facts).facts_to_find_out().clone() })
        }
        Truth::False => None,
    };
    step.cautions.iter().filter_map(stands).collect()
}

fn holding<'a>(step: &'a Step, facts: &'a Facts) -> impl Iterator<Item = &'a Caution> {
    step.cautions.iter().filter(|own| own.when.truth(facts) == Truth::True)
}

/// The cautions that hold and ask for a reason.
pub(super) fn owed(step: &Step, facts: &Facts) -> Vec<String> {
    holding(step, facts).filter(|own| own.asks == Asks::Reason).map(|own| own.id.clone()).collect()
}

/// What cannot be as it was filled in.
pub(super) fn corrections(step: &Step, facts: &Facts) -> Vec<Mistake> {
    let mistake = |own: &Caution| match &own.asks {
        Asks::Correction(fact) => Some(Mistake::at(fact.as_str(), "caution").saying(own.label.clone())),
        Asks::Reason | Asks::Nothing => None,
    };
    holding(step, facts).filter_map(mistake).collect()
}
