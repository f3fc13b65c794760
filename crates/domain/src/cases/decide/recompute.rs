//! Figures that change while an amount waits for its decision: computed again, shown, and decided by a person.
//!
//! Never: another amount, or a decision. Facts that changed are another matter: then the amount is put forward anew.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::FactName;
use law::expr::Formula;
use law::figures::Figures;

use super::{Computed, amount};
use crate::case_types::{CaseType, Effect, Step};
use crate::cases::act::{Act, Event};
use crate::cases::state::all_facts;
use crate::cases::{Case, Proposal, Recomputed};

/// The key under which going on is answered for where the amount no longer lies in the range.
pub const FIGURES: &str = "figures-changed";

/// The act that notes what the amount put forward in `case` computes as on `today`; nothing where that is what it was
/// computed as last, where nobody waits for its decision any more, or where its facts were erased.
#[must_use]
pub fn recompute(case_type: &CaseType, case: &Case, figures: &Figures, today: Date) -> Option<Act> {
    let proposal = case.proposal.as_ref().filter(|own| !own.computed.working.is_empty())?;
    if !is_undecided(case_type, case) {
        return None;
    }
    let then = Case { facts: proposal.facts.clone(), ..case.clone() };
    let facts = all_facts(case_type, &then, today);
    let exception = proposal.exception.clone();
    let Computed { by, amount: computed, .. } = amount(case_type, &then, &facts, figures, (today, exception))?;
    if proposal.stands_with(&computed, by.id()) {
        return None;
    }
    let recomputed = Box::new(Recomputed { computed, standard: by.id().to_owned(), on: today });
    Some(Act { events: vec![Event::AmountRecomputed { recomputed }] })
}

/// Whether an amount was put forward and can still be granted.
#[must_use]
pub fn is_undecided(case_type: &CaseType, case: &Case) -> bool {
    let grants = |step: &Step| step.effects.iter().any(|own| matches!(own, Effect::Award { advance: false, .. }));
    let open = !case.is_closed()
        && case.proposal.is_some()
        && !case.awards.iter().any(|award| award.decided && award.revoked_on.is_none());
    open && case_type.ahead(&case.state).iter().any(|state| case_type.steps_from(state).any(grants))
}

/// Whether who takes `step` grants an amount that figures moved out of its range, and says why all the same.
pub(super) fn owed(step: &Step, case: &Case) -> Option<String> {
    let grants = step.effects.iter().any(|own| matches!(own, Effect::Award { advance: false, .. }));
    let outside = |own: &Proposal| own.changed().is_some_and(|now| !now.holds(own.amount));
    (grants && case.proposal.as_ref().is_some_and(outside)).then(|| FIGURES.to_owned())
}

/// The answers by which `case` is like others, as far as they are known.
#[must_use]
pub fn alike(case_type: &CaseType, case: &Case, today: Date) -> BTreeMap<FactName, String> {
    let facts = all_facts(case_type, case, today);
    let known = |(name, answer): &(FactName, Formula)| Some((name.clone(), answer.word(&facts)?.to_owned()));
    case_type.alike.iter().filter_map(known).collect()
}
