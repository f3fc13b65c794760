//! A refusal of a step in words of the pack: which step, state, roles and facts it names, by their labels; what helps.
use std::collections::BTreeSet;

use domain::case_types::{CaseType, Effect, PAPERS, Step};
use domain::cases::decide::Offer;
use kernel::id::{FactName, RoleId, StateId, StepId};
use kernel::{Label, Refusal};

use super::{state_label, words};
use crate::App;

impl App {
    /// The refusal with the labels of everything that it names by an id.
    pub(crate) fn called(&self, case_type: &CaseType, mut refusal: Refusal) -> Refusal {
        let mut called = vec![];
        for (name, ids) in &refusal.with {
            let labels: Vec<Label> = ids.split(", ").filter_map(|id| self.labelled(case_type, name, id)).collect();
            if !labels.is_empty() {
                let joined = |of: fn(&Label) -> &str| labels.iter().map(of).collect::<Vec<_>>().join(" / ");
                called.push((name.clone(), Label::new(joined(|label| &label.zh), joined(|label| &label.en))));
            }
        }
        refusal.called.extend(called);
        refusal
    }

    fn labelled(&self, case_type: &CaseType, name: &str, id: &str) -> Option<Label> {
        match name {
            "role" | "roles" => Some(self.library().role_in(case_type, &RoleId::from(id))),
            "step" => Some(case_type.step(&StepId::from(id)).map_or_else(|| words(id), |step| step.label.clone())),
            "state" => Some(state_label(case_type, &StateId::from(id))),
            "to-find-out" => case_type.schema.get(id).map(|fact| fact.label.clone()),
            _ => None,
        }
    }
}

/// How many ways out of a refusal are worth reading.
const MOST_HELPS: usize = 3;

/// The steps on offer that this person may take now and that help where `step` was refused: those that change what it
/// waits for, the shortest form first; where it is not its turn, the next one.
pub(crate) fn helps(offers: &[Offer<'_>], step: &Step, refusal: &Refusal) -> Vec<(StepId, Label)> {
    let open = offers.iter().filter(|offer| offer.blocked.is_none() && offer.step.id != step.id).map(|own| own.step);
    let mut helping: Vec<&Step> = match refusal.code.0 {
        "STEP-001" => open.filter(|own| !own.side).take(1).collect(),
        "STEP-005" => {
            let waits = waits_for(step, refusal);
            open.filter(|own| changes(own, &waits)).collect()
        }
        _ => vec![],
    };
    helping.sort_by_key(|own| own.form.len());
    helping.into_iter().take(MOST_HELPS).map(|own| (own.id.clone(), own.label.clone())).collect()
}

/// The facts that `refusal` says are still to be found out, by their labels.
pub(crate) fn open_facts(case_type: &CaseType, refusal: &Refusal) -> Vec<Label> {
    let known = |name: &str| case_type.schema.get(name).map(|fact| fact.label.clone());
    named(refusal).filter_map(known).collect()
}

fn named(refusal: &Refusal) -> impl Iterator<Item = &str> {
    let open = refusal.with.iter().filter(|(name, _)| name == "to-find-out");
    open.flat_map(|(_, facts)| facts.split(", ")).filter(|name| !name.is_empty())
}

/// What the condition of `step` hangs on, and what it leads to.
fn waits_for(step: &Step, refusal: &Refusal) -> BTreeSet<FactName> {
    let guard = step.guard.iter().flat_map(|own| own.when.facts().clone());
    guard.chain(named(refusal).map(FactName::from)).collect()
}

/// Whether taking `step` can change one of `facts`: its form asks for it, or what the step does moves it.
fn changes(step: &Step, facts: &BTreeSet<FactName>) -> bool {
    let asked = step.form.iter().flat_map(|own| [own.as_str(), moved_by(own)]);
    let mut moved = asked.chain(step.effects.iter().flat_map(|own| moves(own).iter().copied()));
    moved.any(|name| facts.contains(&FactName::from(name)))
}

/// The system's fact that follows from one of a form; the fact itself where none does.
fn moved_by(asked: &FactName) -> &str {
    if asked.as_str() == PAPERS { "papers_complete" } else { asked.as_str() }
}

/// The system's facts that an effect moves towards what a case waits for.
fn moves(effect: &Effect) -> &'static [&'static str] {
    if matches!(effect, Effect::OrderPayment { .. } | Effect::ConfirmPayment { .. } | Effect::FailPayment { .. }) {
        &["payments_open", "amount_in_payment", "amount_paid"]
    } else if matches!(effect, Effect::PlanVisit { .. } | Effect::RecordVisit { .. }) {
        &["visits_open", "visits_made"]
    } else if matches!(effect, Effect::Award { .. }) {
        &["advance_undecided", "amount_awarded", "amount_advanced"]
    } else if matches!(effect, Effect::AnswerHandOver { .. }) {
        &["hand_overs_open"]
    } else {
        &[]
    }
}
