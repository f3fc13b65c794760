//! Clocks, and how a period was counted.
use app::cases::{ClockState, ClockView, DueWhat};
use law::deadline::{DayNote, Length, Unit, What};

use super::{Say, thousandths};
use frame::parts::{Clock, ClockTone};

impl Say<'_> {
    /// A clock of a case.
    pub(crate) fn clock(&self, clock: &ClockView) -> Clock {
        let (left, tone) = self.state(clock);
        let from =
            self.words.with("clock-from", [("length", self.length(clock.length)), ("from", self.day(clock.from))]);
        let due = self.words.with("clock-due", [("due", self.day(clock.due))]);
        let mut why: Vec<String> =
            clock.why.iter().filter_map(|note| self.note(note)).map(|(day, why)| format!("{day} · {why}")).collect();
        if clock.provisional {
            why.push(self.t("calc-provisional"));
        }
        Clock {
            label: self.l(&clock.label),
            left,
            tone,
            finished: matches!(clock.state, ClockState::Kept(_) | ClockState::KeptLate(_)),
            passed: self.passed(clock),
            line: format!("{due} · {from}"),
            source: self.citation(&clock.source),
            sure: Some(self.sure(&clock.source)),
            how: self.t("clock-how"),
            why,
        }
    }

    fn state(&self, clock: &ClockView) -> (String, ClockTone) {
        let left = || self.left_words(clock.left).0;
        match clock.state {
            ClockState::Overdue => (left(), ClockTone::Late),
            ClockState::Soon => (left(), ClockTone::Soon),
            ClockState::Running => (left(), ClockTone::Runs),
            ClockState::Paused => (self.t("clock-paused"), ClockTone::Paused),
            ClockState::Kept(on) => (self.words.with("clock-kept", [("on", self.day(on))]), ClockTone::Done),
            ClockState::KeptLate(on) => (self.words.with("clock-kept-late", [("on", self.day(on))]), ClockTone::Paused),
        }
    }

    fn passed(&self, clock: &ClockView) -> Option<u16> {
        let runs = matches!(clock.state, ClockState::Overdue | ClockState::Soon | ClockState::Running);
        let days = |until: jiff::civil::Date| until.since(clock.from).map_or(0, |span| i64::from(span.get_days()));
        runs.then(|| thousandths(days(self.today), days(clock.due)))
    }

    /// What is due.
    pub(crate) fn due_what(&self, what: &DueWhat) -> String {
        match what {
            DueWhat::Clock(label, ..) => self.l(label),
            DueWhat::Visit => self.t("task-visit"),
            DueWhat::Answer(agency) => self.words.with("task-answer", [("agency", agency.as_str())]),
        }
    }

    /// A period in words: `10 working days`.
    pub(crate) fn length(&self, length: Length) -> String {
        let id = match length.unit() {
            Unit::Days => "length-days",
            Unit::WorkingDays => "length-working-days",
            Unit::Months => "length-months",
            Unit::Years => "length-years",
        };
        self.words.with(id, [("n", length.n())])
    }

    /// A run of days and what it did; nothing for the days that were simply counted.
    pub(crate) fn note(&self, note: &DayNote) -> Option<(String, String)> {
        let why = match &note.what {
            What::Counted => return None,
            What::Start => self.t("day-start"),
            What::MakeUp { name } => self.words.with("day-make-up", [("name", self.l(name))]),
            What::Corresponding => self.t("day-corresponding"),
            What::LastOfMonth => self.t("day-last-of-month"),
            What::Weekend => self.t("day-weekend"),
            What::Holiday { name } => self.words.with("day-holiday", [("name", self.l(name))]),
            What::Excluded { reason } if reason.is_empty() => self.t("day-excluded-plain"),
            What::Excluded { reason } => {
                let reason = self.clock_label(reason).unwrap_or_else(|| reason.clone());
                self.words.with("day-excluded", [("reason", reason)])
            }
            What::Due => self.t("day-due"),
        };
        let (from, to) = (self.day(note.from), self.day(note.to));
        let days = if note.from == note.to { from } else { format!("{from} – {to}") };
        Some((days, why))
    }
}
