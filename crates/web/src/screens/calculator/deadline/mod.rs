//! A time limit: from which day, how long, what does not count; and how it was counted, day by day.
mod handler;

use askama::Template;

use frame::forms::{ErrorLine, Field};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::show;

/// The calculator of time limits.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/calculator/deadline/page.html")]
pub struct DeadlinePage {
    /// The frame.
    pub shell: Shell,
    /// The pages of the calculator.
    pub tabs: Vec<(String, &'static str, bool)>,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// From, length, kind of counting, excluded periods.
    pub fields: Vec<Field>,
    /// What came out; none before it was asked.
    pub result: Option<Due>,
}

/// The last day of a period.
#[derive(Debug, Clone)]
pub struct Due {
    /// The day, with its weekday.
    pub day: String,
    /// From when and how long.
    pub said: String,
    /// A sentence where a year's holidays are not yet known.
    pub provisional: Option<String>,
    /// The counting, a line for each thing that moved it: day and why.
    pub why: Vec<(String, String)>,
}

speaks!(DeadlinePage);
