//! Periods of law: from the day of the event to the last day on which the act is still in time.
//!
//! Never: asks what day it is today, guesses a missing calendar, speaks prose (`why` is data).
//! Law: [cpl/85] [crimpl/105] [civil-code/201–203]: the first day is not counted; a month without the day ends on its
//! last day; a last day that is free moves on, except in custody. [TC-7] make-up weekends are working days.
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Label;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendars, DayKind, NoCalendar};

mod left;
mod length;
mod walk;

pub use left::Left;
pub use length::{Length, LengthMistake, Unit};

use walk::Walk;

/// What changes how a period runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The stretches that do not count, in any order; they may overlap.
    #[serde(default)]
    pub excluded: Vec<Excluded>,
    /// A person is held: the last day stays where it is, free or not.
    #[serde(default)]
    pub custody: bool,
}

/// A stretch of days that does not count, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excluded {
    /// The first day that does not count.
    #[serde(with = "crate::calendar::day")]
    pub from: Date,
    /// The last day that does not count.
    #[serde(with = "crate::calendar::day")]
    pub to: Date,
    /// Why, as an id: `correction`, `appraisal`.
    pub reason: String,
}

/// The last day of a period and how it was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// The last day on which the act is in time.
    pub due: Date,
    /// A day that mattered lies in a calendar that may still change.
    pub provisional: bool,
    /// Day for day, in order. A free last day is counted first and then passed over, so it stands in two notes.
    pub why: Vec<DayNote>,
}

/// A run of days and what they did to the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayNote {
    /// The first day of the run.
    pub from: Date,
    /// The last day of the run.
    pub to: Date,
    /// What the days are.
    #[serde(flatten)]
    pub what: What,
}

/// What a run of days did to a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// The day of the event; it is not counted.
    Start,
    /// Counted.
    Counted,
    /// A weekend counted because it is worked for this holiday.
    MakeUp {
        /// The holiday.
        name: Arc<Label>,
    },
    /// The day of the month that corresponds to the start.
    Corresponding,
    /// The month has no such day: its last day.
    LastOfMonth,
    /// Passed over: Saturday or Sunday.
    Weekend,
    /// Passed over: a day off for this holiday.
    Holiday {
        /// The holiday.
        name: Arc<Label>,
    },
    /// Not counted, for the reason given.
    Excluded {
        /// The reason, as it stands in the terms.
        reason: String,
    },
    /// The last day.
    Due,
}

/// Why a period could not be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DeadlineError {
    /// A year that matters has no calendar.
    #[error(transparent)]
    NoCalendar(#[from] NoCalendar),
    /// An excluded stretch ends before it begins.
    #[error("an excluded stretch from {from} to {to} ends before it begins")]
    Reversed {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// The period ends past the last year that can be written.
    #[error("the period that starts on {start} never ends")]
    TooLong {
        /// The day of the event.
        start: Date,
    },
}

/// Counts `length` from the event on `start`.
///
/// # Errors
/// `NoCalendar` when a working day would have to be counted, or the last day lies, in a year without a calendar;
/// the other errors for terms or lengths that make no sense.
///
/// # Example
/// Seven days from 24 September 2026 end on National Day and move to 8 October.
pub fn count(start: Date, length: Length, terms: &Terms, calendars: &Calendars) -> Result<Deadline, DeadlineError> {
    let mut walk = Walk::new(start, &terms.excluded, calendars)?;
    let calendar_matters = length.unit() == Unit::WorkingDays || !terms.custody;
    match length.unit() {
        Unit::WorkingDays => walk.working_days(length.n())?,
        Unit::Days => walk.days(length.n())?,
        Unit::Months => walk.corresponding(i32::from(length.n()).months())?,
        Unit::Years => walk.corresponding(i32::from(length.n()).years())?,
    }
    if calendar_matters {
        walk.move_to_a_working_day()?;
    }
    let (due, why) = walk.end();
    let provisional = calendar_matters && start < due && calendars.is_provisional_between(after(start)?, due);
    Ok(Deadline { due, provisional, why })
}

/// The working days after `from`, up to and with `to`: how many are left. Negative when `to` lies before `from`.
///
/// # Errors
/// `NoCalendar` when a day between lies in a year without a calendar.
pub fn working_days_between(from: Date, to: Date, calendars: &Calendars) -> Result<i32, NoCalendar> {
    let (first, last, sign) = if from <= to { (from, to, 1_i32) } else { (to, from, -1) };
    let mut working = 0_i32;
    for day in first.series(1.day()).skip(1).take_while(|day| *day <= last) {
        working = working.saturating_add(i32::from(calendars.is_working_day(day)?));
    }
    Ok(working.saturating_mul(sign))
}

/// The day from which to warn of a deadline on `due`, `ahead` of it; always a working day, so that someone sees it.
///
/// # Errors
/// `NoCalendar` when that day lies in a year without a calendar; `TooLong` when it lies before all years.
pub fn warn_on(due: Date, ahead: Length, calendars: &Calendars) -> Result<Date, DeadlineError> {
    let n = i32::from(ahead.n());
    let back = |span: jiff::Span| due.checked_sub(span).map_err(|_| DeadlineError::TooLong { start: due });
    let mut day = match ahead.unit() {
        Unit::WorkingDays => due,
        Unit::Days => back(n.days())?,
        Unit::Months => back(n.months())?,
        Unit::Years => back(n.years())?,
    };
    let mut left = if ahead.unit() == Unit::WorkingDays { ahead.n() } else { 0 };
    while left > 0 || !calendars.is_working_day(day)? {
        day = day.yesterday().map_err(|_| DeadlineError::TooLong { start: due })?;
        if left > 0 && calendars.is_working_day(day)? {
            left = left.saturating_sub(1);
        }
    }
    Ok(day)
}

impl Deadline {
    /// Whether the last day is over.
    #[must_use]
    pub fn is_past(&self, today: Date) -> bool {
        self.due < today
    }
}

impl What {
    /// The word for the day's kind, such as `make-up`: the name of a message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            What::Start => "start",
            What::Counted => "counted",
            What::MakeUp { .. } => "make-up",
            What::Corresponding => "corresponding",
            What::LastOfMonth => "last-of-month",
            What::Weekend => "weekend",
            What::Holiday { .. } => "holiday",
            What::Excluded { .. } => "excluded",
            What::Due => "due",
        }
    }

    fn of(kind: DayKind<'_>) -> Self {
        match kind {
            DayKind::Working => What::Counted,
            DayKind::MakeUp(name) => What::MakeUp { name: Arc::clone(name) },
            DayKind::Weekend => What::Weekend,
            DayKind::Holiday(name) => What::Holiday { name: Arc::clone(name) },
        }
    }
}

fn after(day: Date) -> Result<Date, DeadlineError> {
    day.tomorrow().map_err(|_| DeadlineError::TooLong { start: day })
}

#[cfg(test)]
mod tests;
