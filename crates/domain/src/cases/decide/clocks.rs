//! Starting and stopping clocks, and moving those whose days do not count.
use jiff::civil::Date;
use kernel::Refusal;
use kernel::id::ClockId;
use law::deadline::{Deadline, DeadlineError, Excluded, Terms, count};
use law::facts::Value;

use super::take::Draft;
use crate::case_types::{ClockRule, Step};
use crate::cases::act::Event;

/// Stops what the step stops, moves what that frees, starts what the step starts.
pub(super) fn turn(draft: &mut Draft<'_>, step: &Step, day: Date) -> Result<(), Box<Refusal>> {
    for clock in &step.stops {
        stop(draft, clock, day)?;
    }
    for clock in &step.starts {
        start(draft, clock, day)?;
    }
    Ok(())
}

fn start(draft: &mut Draft<'_>, id: &ClockId, day: Date) -> Result<(), Box<Refusal>> {
    let Some(rule) = draft.desk.case_type.clock(id) else { return Ok(()) };
    if draft.case.running().any(|own| &own.id == id) {
        return Ok(()); // asked twice, the period still ends on the first day promised
    }
    let facts = draft.facts();
    let named = rule.start.as_ref().and_then(|fact| facts.value(fact.as_str()));
    let from = if let Some(Value::Date(named)) = named { *named } else { day };
    let deadline = last_day(draft, rule, from, vec![])?;
    let (due, provisional) = (deadline.due, deadline.provisional);
    draft.push(Event::ClockStarted { clock: id.clone(), from, due, provisional });
    Ok(())
}

/// Stops every clock that still runs: the case is over.
pub(super) fn stop_all(draft: &mut Draft<'_>, day: Date) {
    let running: Vec<ClockId> = draft.case.running().map(|own| own.id.clone()).collect();
    for clock in running {
        draft.push(Event::ClockStopped { clock, on: day });
    }
}

fn stop(draft: &mut Draft<'_>, id: &ClockId, day: Date) -> Result<(), Box<Refusal>> {
    let Some(stopped) = draft.case.running().find(|own| &own.id == id).cloned() else { return Ok(()) };
    draft.push(Event::ClockStopped { clock: id.clone(), on: day });
    // The time in which another clock ran does not count: from the day it started to the day it was kept.
    let case_type = draft.desk.case_type;
    for rule in case_type.clocks.iter().filter(|rule| rule.excludes.contains(id)) {
        let Some(running) = draft.case.running().find(|own| own.id == rule.id).cloned() else { continue };
        let from = stopped.from.max(running.from);
        let mut excluded = running.excluded;
        excluded.push(Excluded { from, to: day.max(from), reason: id.to_string() });
        let deadline = last_day(draft, rule, running.from, excluded.clone())?;
        let (due, provisional) = (deadline.due, deadline.provisional);
        draft.push(Event::ClockMoved { clock: rule.id.clone(), due, provisional, excluded });
    }
    Ok(())
}

fn last_day(
    draft: &Draft<'_>,
    rule: &ClockRule,
    from: Date,
    excluded: Vec<Excluded>,
) -> Result<Deadline, Box<Refusal>> {
    let terms = Terms { excluded, custody: rule.custody };
    count(from, rule.length, &terms, draft.desk.calendars).map_err(|error| Box::new(no_calendar(&error)))
}

/// A period that cannot be counted is refused rather than guessed: a wrong day costs a right.
pub(super) fn no_calendar(error: &DeadlineError) -> Refusal {
    Refusal::new("CAL-001").with("why", error)
}
