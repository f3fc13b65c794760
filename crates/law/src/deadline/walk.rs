//! The walk from the start of a period to its end, noting every day on the way.
//!
//! Never: decides which rule applies; that is `count`'s.
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::{DayNote, DeadlineError, Excluded, What, after};
use crate::calendar::Calendars;

pub(super) struct Walk<'a> {
    start: Date,
    at: Date,
    /// In order, apart from one another, all after `start`.
    pauses: Vec<Excluded>,
    calendars: &'a Calendars,
    notes: Vec<DayNote>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(start: Date, excluded: &[Excluded], calendars: &'a Calendars) -> Result<Self, DeadlineError> {
        let pauses = pauses(start, excluded)?;
        let notes = vec![DayNote { from: start, to: start, what: What::Start }];
        Ok(Self { start, at: start, pauses, calendars, notes })
    }

    /// On to the `n`th working day that is not excluded.
    pub(super) fn working_days(&mut self, n: u16) -> Result<(), DeadlineError> {
        let mut left = n;
        while left > 0 {
            let day = self.next(self.at)?;
            if let Some(pause) = self.pause_on(day) {
                self.at = pause.to;
                self.note(day, pause.to, What::Excluded { reason: pause.reason });
                continue;
            }
            let kind = self.calendars.day(day)?;
            left = left.saturating_sub(u16::from(kind.is_worked()));
            self.at = day;
            self.note(day, day, What::of(kind));
        }
        Ok(())
    }

    /// On to the `n`th day that is not excluded.
    pub(super) fn days(&mut self, n: u16) -> Result<(), DeadlineError> {
        let nominal = self.start.checked_add(i32::from(n).days()).map_err(|_| self.too_long())?;
        self.at = self.prolonged(nominal)?;
        self.note_counted(self.next(self.start)?, self.at)
    }

    /// On to the corresponding day of a later month, and past it by as many days as were excluded.
    pub(super) fn corresponding(&mut self, span: Span) -> Result<(), DeadlineError> {
        // jiff keeps to the last day of a month that has no such day: Civil Code 202.
        let nominal = self.start.checked_add(span).map_err(|_| self.too_long())?;
        let what = if nominal.day() == self.start.day() { What::Corresponding } else { What::LastOfMonth };
        self.at = self.prolonged(nominal)?;
        for pause in self.pauses.clone().into_iter().filter(|pause| pause.from <= nominal) {
            self.note(pause.from, pause.to.min(nominal), What::Excluded { reason: pause.reason });
        }
        self.note(nominal, nominal, what);
        self.note_counted(self.next(nominal)?, self.at)
    }

    /// On to the first day, from where we stand, that is worked and not excluded.
    pub(super) fn move_to_a_working_day(&mut self) -> Result<(), DeadlineError> {
        loop {
            if let Some(pause) = self.pause_on(self.at) {
                self.note(self.at, pause.to, What::Excluded { reason: pause.reason });
                self.at = self.next(pause.to)?;
                continue;
            }
            let kind = self.calendars.day(self.at)?;
            if kind.is_worked() {
                return Ok(());
            }
            self.note(self.at, self.at, What::of(kind));
            self.at = self.next(self.at)?;
        }
    }

    /// The last day and all notes.
    pub(super) fn end(mut self) -> (Date, Vec<DayNote>) {
        self.note(self.at, self.at, What::Due);
        (self.at, self.notes)
    }

    /// `end`, later by every excluded day up to it.
    fn prolonged(&self, end: Date) -> Result<Date, DeadlineError> {
        let mut end = end;
        for pause in &self.pauses {
            if pause.from > end {
                break;
            }
            let but_one = end.checked_add(pause.from.duration_until(pause.to));
            end = self.next(but_one.map_err(|_| self.too_long())?)?;
        }
        Ok(end)
    }

    /// Notes the days from `from` to `to` as counted, except where they are excluded.
    fn note_counted(&mut self, from: Date, to: Date) -> Result<(), DeadlineError> {
        let mut day = from;
        while day <= to {
            if let Some(pause) = self.pause_on(day) {
                self.note(day, pause.to, What::Excluded { reason: pause.reason });
                day = self.next(pause.to)?;
                continue;
            }
            let before_next = self.pauses.iter().map(|pause| pause.from).find(|next| *next > day);
            let last = match before_next {
                Some(next) if next <= to => next.yesterday().map_err(|_| self.too_long())?,
                Some(_) | None => to,
            };
            self.note(day, last, What::Counted);
            day = self.next(last)?;
        }
        Ok(())
    }

    /// Adds a note, or lengthens the last one when it says the same of the days before.
    fn note(&mut self, from: Date, to: Date, what: What) {
        if let Some(last) = self.notes.last_mut()
            && last.what == what
            && last.to.tomorrow().is_ok_and(|next| next == from)
        {
            last.to = to;
            return;
        }
        self.notes.push(DayNote { from, to, what });
    }

    fn pause_on(&self, day: Date) -> Option<Excluded> {
        self.pauses.iter().find(|pause| pause.from <= day && day <= pause.to).cloned()
    }

    fn next(&self, day: Date) -> Result<Date, DeadlineError> {
        day.tomorrow().map_err(|_| self.too_long())
    }

    fn too_long(&self) -> DeadlineError {
        DeadlineError::TooLong { start: self.start }
    }
}

/// The stretches in order and apart: where two overlap, the one that began first keeps the day.
fn pauses(start: Date, excluded: &[Excluded]) -> Result<Vec<Excluded>, DeadlineError> {
    let mut sorted = excluded.to_vec();
    sorted.sort_by_key(|pause| (pause.from, pause.to));
    let mut apart: Vec<Excluded> = Vec::with_capacity(sorted.len());
    let mut taken = start;
    for mut pause in sorted {
        if pause.to < pause.from {
            return Err(DeadlineError::Reversed { from: pause.from, to: pause.to });
        }
        if pause.to > taken {
            pause.from = pause.from.max(after(taken)?);
            taken = pause.to;
            apart.push(pause);
        }
    }
    Ok(apart)
}
