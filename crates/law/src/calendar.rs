//! Which days are working days, year by year, as the notices say.
//!
//! Never: guesses a year that has no calendar, asks what day it is today.
//! Truth: `packs/calendars`, one file a year; [TC-7] a make-up weekend (调休) is a working day.
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use kernel::{Citation, Label};
use serde::{Deserialize, Serialize};

pub mod day;

/// The holidays and make-up workdays of one civil year, as they stand in `packs/calendars/<year>.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// The civil year; every day of the file lies in it, also those that the next year's notice gave.
    pub year: i16,
    /// Only the statutory days are known; the notice is still to come.
    #[serde(default)]
    pub provisional: bool,
    /// Who said so.
    pub notice: Notice,
    /// The holidays in the order of the year; one name may stand twice.
    #[serde(rename = "holiday", default)]
    pub holidays: Vec<Holiday>,
}

/// The notice that a calendar was taken from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its title.
    pub title: Label,
    /// Its number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The numbers of later notices that changed it; the file holds the days as changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amended_by: Vec<String>,
    /// Where it stands and how sure we are.
    pub source: Citation,
}

/// One holiday with its days off and the weekends worked for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its name.
    pub name: Label,
    /// The first day off.
    #[serde(with = "day")]
    pub from: Date,
    /// The last day off.
    #[serde(with = "day")]
    pub to: Date,
    /// Saturdays and Sundays that are worked instead.
    #[serde(default, with = "day::list", skip_serializing_if = "Vec::is_empty")]
    pub makeup: Vec<Date>,
}

/// What a calendar cannot say.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarMistake {
    /// A day stands in the file of another year.
    #[error("{day} does not lie in {year}")]
    OutsideYear {
        /// The year of the file.
        year: i16,
        /// The day.
        day: Date,
    },
    /// A holiday ends before it begins.
    #[error("a holiday from {from} to {to} ends before it begins")]
    Reversed {
        /// Its first day.
        from: Date,
        /// Its last day.
        to: Date,
    },
    /// A day is given two meanings.
    #[error("{day} is given twice")]
    Twice {
        /// The day.
        day: Date,
    },
    /// A make-up workday is no Saturday or Sunday.
    #[error("{day} is worked anyway: it is no weekend")]
    NotAWeekend {
        /// The day.
        day: Date,
    },
    /// Two calendars speak of the same year.
    #[error("{year} has two calendars")]
    YearTwice {
        /// The year.
        year: i16,
    },
}

/// No calendar of that year is known: a wrong day costs a right, so nothing is guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("there is no calendar of {year}")]
pub struct NoCalendar {
    /// The year that is missing.
    pub year: i16,
}

/// What a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayKind<'a> {
    /// Monday to Friday.
    Working,
    /// A weekend worked for the holiday named.
    MakeUp(&'a Arc<Label>),
    /// Saturday or Sunday.
    Weekend,
    /// A day off for the holiday named, statutory or in lieu.
    Holiday(&'a Arc<Label>),
}

impl DayKind<'_> {
    /// Whether offices are open.
    #[must_use]
    pub fn is_worked(self) -> bool {
        match self {
            DayKind::Working | DayKind::MakeUp(_) => true,
            DayKind::Weekend | DayKind::Holiday(_) => false,
        }
    }
}

/// The calendars of many years, looked up in constant time by day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendars {
    years: BTreeMap<i16, Year>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Year {
    calendar: Calendar,
    names: Vec<Arc<Label>>,
    /// By day of the year, from 1 January at 0.
    marks: Vec<Mark>,
}

/// What the notice says of a day, with the place of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Plain,
    Off(usize),
    Worked(usize),
}

impl Calendars {
    /// The calendars of as many years as are given.
    ///
    /// # Errors
    /// When a calendar contradicts itself or a year is given twice.
    pub fn new(all: impl IntoIterator<Item = Calendar>) -> Result<Self, CalendarMistake> {
        let mut years = BTreeMap::new();
        for calendar in all {
            let year = calendar.year;
            if years.insert(year, Year::new(calendar)?).is_some() {
                return Err(CalendarMistake::YearTwice { year });
            }
        }
        Ok(Self { years })
    }

    /// The calendar of `year`.
    #[must_use]
    pub fn get(&self, year: i16) -> Option<&Calendar> {
        self.years.get(&year).map(|found| &found.calendar)
    }

    /// Every calendar, by year.
    pub fn iter(&self) -> impl Iterator<Item = &Calendar> {
        self.years.values().map(|year| &year.calendar)
    }

    /// What `date` is.
    ///
    /// # Errors
    /// `NoCalendar` when its year is not known.
    pub fn day(&self, date: Date) -> Result<DayKind<'_>, NoCalendar> {
        let year = self.years.get(&date.year()).ok_or(NoCalendar { year: date.year() })?;
        Ok(match year.mark(date) {
            Mark::Off(name) => DayKind::Holiday(&year.names[name]),
            Mark::Worked(name) => DayKind::MakeUp(&year.names[name]),
            Mark::Plain if is_weekend(date) => DayKind::Weekend,
            Mark::Plain => DayKind::Working,
        })
    }

    /// Whether offices are open on `date`.
    ///
    /// # Errors
    /// `NoCalendar` when its year is not known.
    pub fn is_working_day(&self, date: Date) -> Result<bool, NoCalendar> {
        self.day(date).map(DayKind::is_worked)
    }

    /// Whether what we say of `date` may still change: its year is provisional or missing, or it is one of the last
    /// days of December, which the notice for the next New Year may still turn (as it did in 2018 and 2022).
    #[must_use]
    pub fn is_provisional(&self, date: Date) -> bool {
        const LAST_SETTLED_OF_DECEMBER: i8 = 25;
        let unsettled = |year: i16| self.get(year).is_none_or(|calendar| calendar.provisional);
        let of_next_new_year = date.month() == 12 && date.day() > LAST_SETTLED_OF_DECEMBER;
        unsettled(date.year()) || (of_next_new_year && unsettled(date.year().saturating_add(1)))
    }

    /// Whether any day from `from` to `to` is provisional.
    #[must_use]
    pub fn is_provisional_between(&self, from: Date, to: Date) -> bool {
        let inner = (from.year()..to.year()).any(|year| self.is_provisional(Date::constant(year, 12, 31)));
        from <= to && (inner || self.is_provisional(to))
    }
}

impl Year {
    fn new(calendar: Calendar) -> Result<Self, CalendarMistake> {
        let names = calendar.holidays.iter().map(|holiday| Arc::new(holiday.name.clone())).collect();
        let length = if Date::constant(calendar.year, 1, 1).in_leap_year() { 366 } else { 365 };
        let mut year = Self { names, marks: vec![Mark::Plain; length], calendar };
        for (name, holiday) in year.calendar.holidays.clone().iter().enumerate() {
            if holiday.to < holiday.from {
                return Err(CalendarMistake::Reversed { from: holiday.from, to: holiday.to });
            }
            for day in days(holiday.from, holiday.to) {
                year.set(day, Mark::Off(name))?;
            }
            for &day in &holiday.makeup {
                if !is_weekend(day) {
                    return Err(CalendarMistake::NotAWeekend { day });
                }
                year.set(day, Mark::Worked(name))?;
            }
        }
        Ok(year)
    }

    fn mark(&self, date: Date) -> Mark {
        self.marks.get(place(date)).copied().unwrap_or(Mark::Plain)
    }

    fn set(&mut self, day: Date, mark: Mark) -> Result<(), CalendarMistake> {
        let year = self.calendar.year;
        if day.year() != year {
            return Err(CalendarMistake::OutsideYear { year, day });
        }
        match self.marks.get_mut(place(day)) {
            Some(free @ Mark::Plain) => *free = mark,
            Some(Mark::Off(_) | Mark::Worked(_)) | None => return Err(CalendarMistake::Twice { day }),
        }
        Ok(())
    }
}

/// The place of a day in its year, from 0.
fn place(date: Date) -> usize {
    usize::try_from(date.day_of_year().saturating_sub(1)).unwrap_or_default()
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |day| *day <= to)
}

#[cfg(test)]
pub(crate) mod tests;
