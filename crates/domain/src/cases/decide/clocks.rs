//! Starting and stopping clocks, and moving those whose days do not count.
use jiff::civil::Date;
use kernel::Refusal;
use kernel::id::ClockId;
use law::deadline::{Deadline, DeadlineError, Excluded, Terms, count};
use law::facts::Value;

use super::take::Draft;
use crate::case_types::{ClockRule, Step};
use crate::cases::act::Event;
use crate::cases::{Case, Clock};

/// Stops what the step stops, starts what the step starts, moves what that pauses or frees.
pub(super) fn turn(draft: &mut Draft<'_>, step: &Step, day: Date) -> Result<(), Box<Refusal>> {
    for clock in &step.stops {
        if draft.case.running().any(|own| &own.id == clock) {
            draft.push(Event::ClockStopped { clock: clock.clone(), on: day });
        }
    }
    for clock in &step.starts {
        start(draft, clock, day)?;
    }
    move_all(draft)
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

/// Counts the clocks whose days are not all counted anew. While the other clock runs, its whole period does not count:
/// nobody has to come back when it is over; what was not used of it counts again once the other clock is kept.
fn move_all(draft: &mut Draft<'_>) -> Result<(), Box<Refusal>> {
    let case_type = draft.desk.case_type;
    for rule in case_type.clocks.iter().filter(|rule| !rule.excludes.is_empty()) {
        let Some(running) = draft.case.running().find(|own| own.id == rule.id).cloned() else { continue };
        let excluded = not_counted(&draft.case, rule, &running);
        if excluded == running.excluded {
            continue;
        }
        let deadline = last_day(draft, rule, running.from, excluded.clone())?;
        let (due, provisional) = (deadline.due, deadline.provisional);
        draft.push(Event::ClockMoved { clock: rule.id.clone(), due, provisional, excluded });
    }
    Ok(())
}

/// The days that do not count for `running`: those of the other clocks, from the first that counts there to the day on
/// which it was kept, and never past its last day.
fn not_counted(case: &Case, rule: &ClockRule, running: &Clock) -> Vec<Excluded> {
    let others = case.clocks.iter().filter(|own| rule.excludes.contains(&own.id));
    others
        .filter_map(|own| {
            let from = own.from.max(running.from).tomorrow().ok()?;
            let to = own.stopped.unwrap_or(own.due).min(own.due);
            (from <= to).then(|| Excluded { from, to, reason: own.id.to_string() })
        })
        .collect()
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
