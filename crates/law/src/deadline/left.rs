//! How much time is left, in the unit in which the period is counted.
use jiff::civil::Date;

use super::{Unit, working_days_between};
use crate::calendar::Calendars;

/// The time left to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// Run out so many days ago.
    Overdue(i32),
    /// Runs out today.
    Today,
    /// So many working days.
    WorkingDays(i32),
    /// So many days.
    Days(i32),
}

impl Left {
    /// The time from `today` to `due`, in working days where the period is counted so.
    #[must_use]
    pub fn until(due: Date, unit: Unit, today: Date, calendars: &Calendars) -> Left {
        let days = due.since(today).map_or(0, |span| span.get_days());
        if days == 0 {
            return Left::Today;
        }
        if days < 0 {
            return Left::Overdue(days.saturating_neg());
        }
        match unit {
            Unit::WorkingDays => {
                working_days_between(today, due, calendars).map_or(Left::Days(days), Left::WorkingDays)
            }
            Unit::Days | Unit::Months | Unit::Years => Left::Days(days),
        }
    }
}
