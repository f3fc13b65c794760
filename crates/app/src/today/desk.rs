//! Whose desk a case lies on, and whose a clock, a visit or an answer is: by what the kinds of case say of their steps.
use std::collections::{BTreeMap, BTreeSet};

use domain::case_types::{CaseType, ClockRule, Effect, State, Step};
use kernel::id::{CaseTypeId, ClockId, RoleId, StateId};
use store::{DeskState, DueDesk, DuePart, DueTo, OnDesk};

use crate::{App, Asker};

/// What is somebody's in a state.
type Theirs = (DueTo, BTreeSet<ClockId>, bool, bool);

impl App {
    /// What the asker sees to.
    pub(crate) fn due_desk(&self, asker: &Asker) -> DueDesk {
        let roles = &asker.actor.roles;
        let parts: BTreeSet<DuePart> = self.library().every_case_type().flat_map(|kind| parts(kind, roles)).collect();
        DueDesk { parts: parts.into_iter().collect(), roles: roles.clone() }
    }

    /// The cases that lie on the asker's desk.
    pub(crate) fn desk_of(&self, asker: &Asker) -> OnDesk {
        let of_kind = |kind: &CaseType| {
            let desk_state = |state: &State| DeskState {
                case_type: kind.id.clone(),
                state: state.id.clone(),
                // Who comes here by a call has another to act first; a call from within leaves the owner at work.
                unless_called: kind
                    .steps
                    .iter()
                    .any(|step| !step.calls.is_empty() && step.to.as_ref() == Some(&state.id)),
            };
            kind.states.iter().filter(|state| owns(state, &asker.actor.roles)).map(desk_state).collect::<Vec<_>>()
        };
        let states: BTreeSet<DeskState> = self.library().every_case_type().flat_map(of_kind).collect();
        OnDesk { states: states.into_iter().collect(), roles: asker.actor.roles.iter().cloned().collect() }
    }
}

fn owns(state: &State, roles: &BTreeSet<RoleId>) -> bool {
    state.owner.as_ref().is_some_and(|role| roles.contains(role))
}

/// What is due to `roles` in cases of `kind`; states in which the same is due stand together.
fn parts(kind: &CaseType, roles: &BTreeSet<RoleId>) -> Vec<DuePart> {
    let mut all: BTreeMap<Theirs, BTreeSet<StateId>> = BTreeMap::new();
    for state in &kind.states {
        for theirs in in_state(kind, state, roles) {
            all.entry(theirs).or_default().insert(state.id.clone());
        }
    }
    all.into_iter().map(|(theirs, states)| part(&kind.id, theirs, states)).collect()
}

fn part(kind: &CaseTypeId, (to, clocks, visits, answers): Theirs, states: BTreeSet<StateId>) -> DuePart {
    DuePart { case_type: kind.clone(), states, to, clocks, visits, answers }
}

/// What is due to `roles` in `state`: the clocks of theirs, visits and answers that they may record, and the clocks of others
/// that only who has the case can stop.
fn in_state(kind: &CaseType, state: &State, roles: &BTreeSet<RoleId>) -> Vec<Theirs> {
    let (handed, kept): (Vec<&ClockRule>, Vec<_>) = kind.clocks.iter().partition(|clock| is_handed(kind, state, clock));
    let own = kept.into_iter().filter(|clock| roles.contains(&clock.owner)).map(|clock| clock.id.clone()).collect();
    let records = |is: fn(&Effect) -> bool| {
        let mut steps = kind.steps_from(&state.id).filter(|step| step.effects.iter().any(is));
        steps.any(|step| step.by.iter().any(|role| roles.contains(role)))
    };
    let visits = records(|effect| matches!(effect, Effect::RecordVisit { .. }));
    let answers = records(|effect| matches!(effect, Effect::AnswerHandOver { .. }));
    let handed: BTreeSet<ClockId> = handed.into_iter().map(|clock| clock.id.clone()).collect();
    let to = if owns(state, roles) { DueTo::CalledOrOwner } else { DueTo::Called };
    let all: [Theirs; 2] = [(DueTo::Owner, own, visits, answers), (to, handed, false, false)];
    all.into_iter().filter(|(_, clocks, visits, answers)| !clocks.is_empty() || *visits || *answers).collect()
}

/// Whether the owner of `clock` waits in `state` for others, who alone can stop it there.
fn is_handed(kind: &CaseType, state: &State, clock: &ClockRule) -> bool {
    let ends = |step: &&Step| !step.side && step.stops.contains(&clock.id);
    let mut steps = kind.steps_from(&state.id).filter(ends).peekable();
    steps.peek().is_some() && steps.all(|step| !step.by.contains(&clock.owner))
}
