//! The visits of a case: those that were planned, each with its day, and those that were made without.
use domain::case_types::{CaseType, Effect, Serves};
use domain::cases::{Case, NotedVisit, Visit};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Label;
use kernel::id::ClockId;
use law::deadline::{Left, Terms, Unit, count};

use super::facts::Sight;
use super::head::{ClockState, ClockView};
use super::lines::VisitLine;
use super::words;
use crate::{App, Asker};

/// From so many days on a visit is near: enough to make an appointment.
const SOON_DAYS: i32 = 7;

impl App {
    pub(crate) fn visit_lines(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        sight: Sight,
    ) -> Vec<VisitLine> {
        let calendars = &self.library().calendars;
        let line = |visit: &Visit| VisitLine {
            no: Some(visit.no),
            kind: None,
            due: visit.due,
            left: visit.made_on.is_none().then(|| Left::until(visit.due, Unit::Days, asker.today, calendars)),
            made_on: visit.made_on,
            found: visit.found.as_deref().map(|found| sight.wrote(found)),
        };
        let noted = |visit: &NotedVisit| VisitLine {
            no: None,
            kind: Some(kind_of(case_type, visit)),
            due: visit.on,
            left: None,
            made_on: Some(visit.on),
            found: Some(sight.wrote(&visit.found)),
        };
        let mut all: Vec<VisitLine> = case.visits.iter().map(line).chain(case.noted.iter().map(noted)).collect();
        all.sort_by_key(|visit| std::cmp::Reverse(visit.made_on.unwrap_or(visit.due)));
        all
    }

    /// The visits that are still to be made, as clocks.
    pub(crate) fn visit_clocks(&self, asker: &Asker, case: &Case, case_type: &CaseType) -> Vec<ClockView> {
        let label = case_type.steps.iter().find(|step| step.serves() == Some(Serves::RecordVisit));
        let plans = |effect: &Effect| {
            if let Effect::PlanVisit { after, source } = effect { Some((*after, source.clone())) } else { None }
        };
        // Every visit was planned by a step that was taken; the last of them planned the one that is open.
        let planned = case.taken.iter().rev().find_map(|taken| {
            let rule = case_type.step(&taken.step)?.effects.iter().find_map(plans)?;
            Some((taken.on, rule))
        });
        let Some(((from, (length, source)), label)) = planned.zip(label.map(|step| step.label.clone())) else {
            return vec![];
        };
        let open = case.visits.iter().filter(|visit| visit.made_on.is_none());
        let terms = Terms::default();
        let why = count(from, length, &terms, &self.library().calendars).map(|counted| counted.why).unwrap_or_default();
        let view = |visit: &Visit| ClockView {
            id: ClockId::from("visit"),
            label: label.clone(),
            state: state(visit.due, asker.today),
            from,
            due: visit.due,
            left: Left::until(visit.due, Unit::Days, asker.today, &self.library().calendars),
            length,
            provisional: visit.provisional,
            why: why.clone(),
            consequence: None,
            source: source.clone(),
        };
        open.map(view).collect()
    }
}

fn state(due: Date, today: Date) -> ClockState {
    if due < today {
        return ClockState::Overdue;
    }
    let soon = today.checked_add(SOON_DAYS.days()).is_ok_and(|soon| due <= soon);
    if soon { ClockState::Soon } else { ClockState::Running }
}

/// What kind of visit was noted, as the step says that noted it.
fn kind_of(case_type: &CaseType, visit: &NotedVisit) -> Label {
    let effects = case_type.step(&visit.step).into_iter().flat_map(|step| &step.effects);
    let label = effects
        .into_iter()
        .find_map(|effect| if let Effect::NoteVisit { label, .. } = effect { Some(label.clone()) } else { None });
    label.unwrap_or_else(|| words(visit.step.as_str()))
}
