//! Proves a kind of case sound before anything runs on it.
//!
//! Every state is reachable, every state leads to an end, every period has an owner and is started and stopped,
//! every document and fact that a step names exists and is of the type that is read from it, no name stands twice, a case
//! is closed where it ends and nowhere else.
use std::collections::BTreeSet;

use kernel::id::{FactName, RoleId, StateId};
use law::deadline::Unit;

use super::CaseType;
use super::{Asks, Effect, Reads, Step};

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
    check_ids(case_type, &mut found);
    check_states(case_type, &mut found);
    check_own_facts(case_type, &mut found);
    for step in &case_type.steps {
        check_names(case_type, step, roles, &mut found);
        check_facts(case_type, step, &mut found);
        check_visits(step, &mut found);
        check_end(case_type, step, &mut found);
        check_calls(case_type, step, &mut found);
        check_said(step, &mut found);
    }
    check_clocks(case_type, roles, &mut found);
    check_documents(case_type, &mut found);
    found
}

fn check_ids(case_type: &CaseType, found: &mut Vec<Unsound>) {
    let kinds: [(&str, Vec<&str>); 5] = [
        ("section", case_type.sections.iter().map(|own| own.id.as_str()).collect()),
        ("state", case_type.states.iter().map(|own| own.id.as_str()).collect()),
        ("step", case_type.steps.iter().map(|own| own.id.as_str()).collect()),
        ("clock", case_type.clocks.iter().map(|own| own.id.as_str()).collect()),
        ("document", case_type.documents.iter().map(|own| own.id.as_str()).collect()),
    ];
    for (kind, ids) in kinds {
        let mut seen = BTreeSet::new();
        for id in ids.into_iter().filter(|id| !seen.insert(*id)) {
            found.push(unsound(&format!("{kind} {id}"), "stands twice: which one is meant?"));
        }
    }
}

fn check_states(case_type: &CaseType, found: &mut Vec<Unsound>) {
    let Some(first) = case_type.states.first() else {
        found.push(unsound("states", "there is no state: a case has nowhere to open"));
        return;
    };
    let reached = case_type.ahead(&first.id);
    for state in &case_type.states {
        let place = format!("state {}", state.id);
        if !reached.contains(&state.id) {
            found.push(unsound(&place, "no step leads here: add one, or drop the state"));
        }
        let onward = case_type.ahead(&state.id);
        if !onward.iter().any(|id| case_type.state(id).is_some_and(|state| state.end)) {
            found.push(unsound(&place, "no way leads from here to an end: a case would stay open for ever"));
        }
        if !state.end && state.owner.is_none() {
            found.push(unsound(&place, "nobody owns it: name the role whose desk the case lies on"));
        }
    }
}

fn check_names(case_type: &CaseType, step: &Step, roles: &BTreeSet<RoleId>, found: &mut Vec<Unsound>) {
    let place = format!("step {}", step.id);
    let mut missing = |kind: &str, name: &dyn std::fmt::Display| {
        found.push(unsound(&place, &format!("there is no {kind} {name}")));
    };
    step.from.iter().chain(&step.to).filter(|id| case_type.state(id).is_none()).for_each(|id| missing("state", id));
    step.by.iter().filter(|id| !roles.contains(*id)).for_each(|id| missing("role", id));
    let steps = step.not_after_own.iter().chain(&step.calls).chain(step.notice.iter().flat_map(|own| &own.until));
    steps.filter(|id| case_type.step(id).is_none()).for_each(|id| missing("step", id));
    step.starts
        .iter()
        .chain(&step.stops)
        .filter(|id| case_type.clock(id).is_none())
        .for_each(|id| missing("clock", id));
    step.issues.iter().filter(|id| case_type.document(id).is_none()).for_each(|id| missing("document", id));
    step.form.iter().filter(|fact| case_type.field(fact).is_none()).for_each(|fact| missing("field", fact));
    let corrected = step.cautions.iter().filter_map(|own| match &own.asks {
        Asks::Correction(fact) => Some(fact),
        Asks::Reason | Asks::Nothing => None,
    });
    let in_form = step.anew.iter().chain(corrected);
    in_form.filter(|fact| !step.form.contains(fact)).for_each(|fact| missing("fact in its form called", fact));
    if let Some(day) = step.dated_by.as_ref().filter(|day| !step.form.contains(day)) {
        found.push(unsound(&place, &format!("its form does not ask for its day, {day}")));
    }
    if step.by.is_empty() {
        found.push(unsound(&place, "no role may take it"));
    }
    if step.from.is_empty() {
        found.push(unsound(&place, "it starts from no state"));
    }
}

fn check_calls(case_type: &CaseType, step: &Step, found: &mut Vec<Unsound>) {
    let place = format!("step {}", step.id);
    let called = || step.calls.iter().filter_map(|id| case_type.step(id));
    if let Some(first) = called().next().filter(|first| first.by.len() != 1 && !first.by_amount_band) {
        let what = "it calls a step that several roles may take: whose desk is the case to lie on?";
        found.push(unsound(&place, &format!("{what} Call one of a single role before {}", first.id)));
    }
    let after: Vec<&StateId> = step.to.as_ref().map_or_else(|| step.from.iter().collect(), |to| vec![to]);
    for (own, state) in called().flat_map(|own| after.iter().map(move |state| (own, state))) {
        if !own.from.contains(state) {
            let what = format!("it calls {}, which cannot be taken in {state}, where the case stands then", own.id);
            found.push(unsound(&place, &what));
        }
    }
}

/// A caution is answered under its name, and a notice goes away some day.
fn check_said(step: &Step, found: &mut Vec<Unsound>) {
    let place = format!("step {}", step.id);
    let mut seen = BTreeSet::new();
    for caution in step.cautions.iter().filter(|own| !seen.insert(own.id.as_str())) {
        found.push(unsound(&place, &format!("its caution {} stands twice: which one is meant?", caution.id)));
    }
    if step.notice.as_ref().is_some_and(|notice| notice.until.is_empty()) {
        found.push(unsound(&place, "its notice would stand for ever: name the steps with which it is over"));
    }
}

/// The facts that the kind of case reads by itself.
fn check_own_facts(case_type: &CaseType, found: &mut Vec<Unsound>) {
    let own = [(&case_type.regime_day, Reads::Day), (&case_type.harm_case, Reads::Text)];
    for (fact, reads) in own.into_iter().filter_map(|(fact, reads)| Some((fact.as_ref()?, reads))) {
        check_fact(case_type, "case", (fact, reads), found);
    }
    for clock in &case_type.clocks {
        if let Some(fact) = &clock.start {
            check_fact(case_type, &format!("clock {}", clock.id), (fact, Reads::Day), found);
        }
    }
}

fn check_facts(case_type: &CaseType, step: &Step, found: &mut Vec<Unsound>) {
    let dated = step.dated_by.iter().map(|fact| (fact, Reads::Day));
    for read in step.effects.iter().flat_map(Effect::reads).chain(dated) {
        check_fact(case_type, &format!("step {}", step.id), read, found);
    }
}

fn check_fact(case_type: &CaseType, place: &str, (fact, reads): (&FactName, Reads), found: &mut Vec<Unsound>) {
    let Some(definition) = case_type.schema.get(fact.as_str()) else {
        found.push(unsound(place, &format!("there is no fact {fact}")));
        return;
    };
    let (ty, wanted) = (definition.ty.word(), reads.words());
    if !wanted.contains(&ty) {
        found.push(unsound(place, &format!("{fact} is of type {ty}, and {} is wanted here", wanted.join(" or "))));
    }
}

/// A visit is planned without a calendar if need be, so that what its step records never waits for one.
fn check_visits(step: &Step, found: &mut Vec<Unsound>) {
    let by_calendar =
        |effect: &Effect| matches!(effect, Effect::PlanVisit { after, .. } if after.unit() == Unit::WorkingDays);
    if step.effects.iter().any(by_calendar) {
        found.push(unsound(&format!("step {}", step.id), "a visit is planned in days, months or years"));
    }
}

/// A case is over where it is closed, and closed where it is over.
fn check_end(case_type: &CaseType, step: &Step, found: &mut Vec<Unsound>) {
    let ends = step.to.as_ref().and_then(|to| case_type.state(to)).is_some_and(|state| state.end);
    let closes = step.effects.iter().any(|effect| matches!(effect, Effect::Close));
    if ends && !closes {
        found.push(unsound(&format!("step {}", step.id), "it leads to an end and does not close the case"));
    }
    if closes && !ends {
        found.push(unsound(&format!("step {}", step.id), "it closes the case and does not lead to an end"));
    }
    let is_end = |id: &StateId| case_type.state(id).is_some_and(|state| state.end);
    let reopens = step.effects.iter().any(|effect| matches!(effect, Effect::Reopen));
    if reopens != step.from.iter().any(is_end) || (reopens && !step.from.iter().all(is_end)) {
        found.push(unsound(
            &format!("step {}", step.id),
            "what starts from an end reopens the case, and nothing else does",
        ));
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
        let place = format!("document {}", document.id);
        if !case_type.steps.iter().any(|step| step.issues.contains(&document.id)) {
            found.push(unsound(&place, "no step issues it"));
        }
        if document.number.as_ref().is_some_and(|number| !number.is_series()) {
            found.push(unsound(&place, "its number needs {year} and {seq}: two documents would share one"));
        }
    }
    if !case_type.number.is_series() {
        found.push(unsound("number", "a case number needs {year} and {seq}: two cases would share one"));
    }
}

fn unsound(place: &str, what: &str) -> Unsound {
    Unsound { place: place.to_owned(), what: what.to_owned() }
}
