//! What the head of a case says of what happened last: what was asked and is not decided, what was sent back and why.
//!
//! Never: an event of its own. A notice stands from the taking of the step that gives it to the taking of one that ends it.
use super::{Call, Case, Taken};
use crate::case_types::{CaseType, Notice, Step};

/// A notice that stands on a case.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The step that gave it.
    pub step: &'a Step,
    /// What it says.
    pub notice: &'a Notice,
    /// Who took the step, and when.
    pub taken: &'a Taken,
    /// The call that the step made, while nobody answered it.
    pub call: Option<&'a Call>,
}

/// What stands on `case`, the latest first. One that nothing can end any more, where the case stands now, is over.
#[must_use]
pub fn standing<'a>(case_type: &'a CaseType, case: &'a Case) -> Vec<Standing<'a>> {
    if case.is_closed() {
        return vec![];
    }
    let ahead = case_type.ahead(&case.state);
    let can_end = |notice: &Notice| {
        let mut ends = notice.until.iter().filter_map(|id| case_type.step(id));
        ends.any(|step| step.from.iter().any(|state| ahead.contains(state)))
    };
    let of = |step: &'a Step| {
        let notice = step.notice.as_ref().filter(|notice| can_end(notice))?;
        let place = case.taken.iter().rposition(|taken| taken.step == step.id)?;
        let ended = case.taken.iter().skip(place).any(|taken| notice.until.contains(&taken.step));
        let taken = case.taken.get(place).filter(|_| !ended)?;
        let call = case.calls.iter().find(|call| !step.calls.is_empty() && call.steps == step.calls);
        Some((place, Standing { step, notice, taken, call }))
    };
    let mut all: Vec<_> = case_type.steps.iter().filter_map(of).collect();
    all.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    all.into_iter().map(|(_, standing)| standing).collect()
}
