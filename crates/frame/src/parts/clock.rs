//! A clock of a case: what is to be done by when, what is left, and how that was counted.
use askama::Template;

use super::{Sure, written_safely};

/// A running, finished or paused time limit.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/clock.html")]
pub struct Clock {
    /// What has to be done.
    pub label: String,
    /// What is left, in words: `3 working days left`, `1 day late`, `done`.
    pub left: String,
    /// Its colour.
    pub tone: ClockTone,
    /// Met, in time or late: nothing is to be done about it any more.
    pub finished: bool,
    /// How much of the period has passed, in thousandths; none where that says nothing.
    pub passed: Option<u16>,
    /// When it ends and from what it runs.
    pub line: String,
    /// The article and how sure we are of it.
    pub source: String,
    /// How sure.
    pub sure: Option<Sure>,
    /// The words over the counting.
    pub how: String,
    /// The counting, a line for each thing that moved the day.
    pub why: Vec<String>,
}

/// The state of a clock, as a colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockTone {
    /// Runs, with time enough.
    Runs,
    /// Runs out soon.
    Soon,
    /// Ran out.
    Late,
    /// Met.
    Done,
    /// Stands still.
    Paused,
}

impl ClockTone {
    /// The class of the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            ClockTone::Runs => "runs",
            ClockTone::Soon => "soon",
            ClockTone::Late => "late",
            ClockTone::Done => "done",
            ClockTone::Paused => "paused",
        }
    }
}

written_safely!(Clock);
