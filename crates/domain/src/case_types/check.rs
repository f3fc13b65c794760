//! Proves a kind of case sound before anything runs on it.
//!
//! Every state is reachable, every state leads to an end, every period has an owner and is started and stopped,
//! every document and fact that a step names exists.
use std::collections::BTreeSet;

use kernel::id::{RoleId, StateId};

use super::CaseType;
use super::step::Step;

/// What is wrong with a kind of case: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct Unsound {
    /// The part of the pack: `state review`, `step accept`.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

/// Everything that is wrong with `case_type`, given the roles that exist.
#[must_use]
pub fn check(case_type: &CaseType, roles: &BTreeSet<RoleId>) -> Vec<Unsound> {
    let mut found = vec![];
    check_states(case_type, &mut found);
    for step in &case_type.steps {
        check_names(case_type, step, roles, &mut found);
    }
    check_clocks(case_type, roles, &mut found);
    check_documents(case_type, &mut found);
    found
}

fn check_states(case_type: &CaseType, found: &mut Vec<Unsound>) {
    let Some(first) = case_type.states.first() else {
        found.push(unsound("states", "there is no state: a case has nowhere to open"));
        return;
    };
    let reached = spread(&first.id, |state| case_type.steps_from(state).filter_map(|step| step.to.clone()).collect());
    for state in &case_type.states {
        let place = format!("state {}", state.id);
        if !reached.contains(&state.id) {
            found.push(unsound(&place, "no step leads here: add one, or drop the state"));
        }
        let onward = spread(&state.id, |from| case_type.steps_from(from).filter_map(|step| step.to.clone()).collect());
        if !onward.iter().any(|id| case_type.state(id).is_some_and(|state| state.end)) {
            found.push(unsound(&place, "no way leads from here to an end: a case would stay open for ever"));
        }
        if !state.end && state.owner.is_none() {
            found.push(unsound(&place, "nobody owns it: name the role whose desk the case lies on"));
        }
    }
}

fn spread(start: &StateId, next: impl Fn(&StateId) -> Vec<StateId>) -> BTreeSet<StateId> {
    let mut seen = BTreeSet::from([start.clone()]);
    let mut open = vec![start.clone()];
    while let Some(state) = open.pop() {
        for onward in next(&state) {
            if seen.insert(onward.clone()) {
                open.push(onward);
            }
        }
    }
    seen
}

fn check_names(case_type: &CaseType, step: &Step, roles: &BTreeSet<RoleId>, found: &mut Vec<Unsound>) {
    let place = format!("step {}", step.id);
    let mut missing = |kind: &str, name: &dyn std::fmt::Display| {
        found.push(unsound(&place, &format!("there is no {kind} {name}")));
    };
    step.from.iter().chain(&step.to).filter(|id| case_type.state(id).is_none()).for_each(|id| missing("state", id));
    step.by.iter().filter(|id| !roles.contains(*id)).for_each(|id| missing("role", id));
    let steps = step.not_after_own.iter().chain(&step.calls);
    steps.filter(|id| case_type.step(id).is_none()).for_each(|id| missing("step", id));
    step.starts
        .iter()
        .chain(&step.stops)
        .filter(|id| case_type.clock(id).is_none())
        .for_each(|id| missing("clock", id));
    step.issues.iter().filter(|id| case_type.document(id).is_none()).for_each(|id| missing("document", id));
    step.form.iter().filter(|fact| case_type.field(fact).is_none()).for_each(|fact| missing("field", fact));
    step.anew.iter().filter(|fact| !step.form.contains(fact)).for_each(|fact| missing("fact in its form called", fact));
    let read = step.effects.iter().flat_map(super::Effect::reads).chain(&step.dated_by);
    read.filter(|fact| case_type.schema.get(fact.as_str()).is_none()).for_each(|fact| missing("fact", fact));
    if let Some(day) = step.dated_by.as_ref().filter(|day| !step.form.contains(day)) {
        found.push(unsound(&place, &format!("its form does not ask for its day, {day}")));
    }
    if step.by.is_empty() {
        found.push(unsound(&place, "no role may take it"));
    }
    if step.from.is_empty() {
        found.push(unsound(&place, "it starts from no state"));
    }
    let called = step.calls.first().and_then(|id| case_type.step(id));
    if let Some(called) = called.filter(|called| called.by.len() != 1 && !called.by_amount_band) {
        let what = "it calls a step that several roles may take: whose desk is the case to lie on?";
        found.push(unsound(&place, &format!("{what} Call one of a single role before {}", called.id)));
    }
}

fn check_clocks(case_type: &CaseType, roles: &BTreeSet<RoleId>, found: &mut Vec<Unsound>) {
    for clock in &case_type.clocks {
        let place = format!("clock {}", clock.id);
        if !case_type.steps.iter().any(|step| step.starts.contains(&clock.id)) {
            found.push(unsound(&place, "no step starts it"));
        }
        if !case_type.steps.iter().any(|step| step.stops.contains(&clock.id)) {
            found.push(unsound(&place, "no step stops it: it could never be kept"));
        }
        for other in clock.excludes.iter().filter(|id| case_type.clock(id).is_none()) {
            found.push(unsound(&place, &format!("there is no clock {other}")));
        }
        for role in [&clock.owner, &clock.overdue].into_iter().filter(|role| !roles.contains(*role)) {
            found.push(unsound(&place, &format!("there is no role {role}")));
        }
    }
}

fn check_documents(case_type: &CaseType, found: &mut Vec<Unsound>) {
    for document in &case_type.documents {
        if !case_type.steps.iter().any(|step| step.issues.contains(&document.id)) {
            found.push(unsound(&format!("document {}", document.id), "no step issues it"));
        }
    }
    if !["{year}", "{seq}"].iter().all(|part| case_type.number.contains(part)) {
        found.push(unsound("number", "a case number needs {year} and {seq}: two cases would share one"));
    }
}

fn unsound(place: &str, what: &str) -> Unsound {
    Unsound { place: place.to_owned(), what: what.to_owned() }
}
