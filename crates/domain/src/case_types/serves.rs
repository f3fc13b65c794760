//! What a step does for a list of things in a case: visits, hand-overs, linked cases.
use kernel::id::FactName;

use super::{Effect, Step};

/// What is recorded, asked or planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Serves {
    /// Records the visit that is due.
    RecordVisit,
    /// Plans a visit.
    PlanVisit,
    /// Asks an agency.
    HandOver,
    /// Records an agency's answer; its form asks in this fact which agency's.
    Answer(FactName),
    /// Ties another case.
    Link,
}

impl Step {
    /// What the step serves; one that leads the case elsewhere does more than that.
    #[must_use]
    pub fn serves(&self) -> Option<Serves> {
        let stays = self.to.as_ref().is_none_or(|to| self.from.contains(to));
        self.effects.iter().filter(|_| stays).find_map(served)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "most effects serve no list")]
fn served(effect: &Effect) -> Option<Serves> {
    match effect {
        Effect::RecordVisit { .. } => Some(Serves::RecordVisit),
        Effect::PlanVisit { .. } => Some(Serves::PlanVisit),
        Effect::HandOver { .. } => Some(Serves::HandOver),
        Effect::AnswerHandOver { from, .. } => Some(Serves::Answer(from.clone())),
        Effect::Link { .. } => Some(Serves::Link),
        _ => None,
    }
}
