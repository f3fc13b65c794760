//! The forecast: what the criteria would say of everyone harmed.
mod handler;

use askama::Template;

use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::show;

/// The criteria over everyone.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/forecast/page.html")]
pub struct ForecastPage {
    /// The frame.
    pub shell: Shell,
    /// As of which day.
    pub said: String,
    /// One for each kind of case.
    pub kinds: Vec<Forecast>,
}

/// The criteria of one kind of case.
#[derive(Debug, Clone)]
pub struct Forecast {
    /// Of which kind.
    pub kind: String,
    /// Criterion by criterion.
    pub lines: Vec<ForecastLine>,
    /// At least one of them.
    pub any: [String; 3],
}

/// One criterion.
#[derive(Debug, Clone)]
pub struct ForecastLine {
    /// The criterion.
    pub label: String,
    /// Where it stands.
    pub source: String,
    /// Of how many it holds, of how many something is to be found out, of how many it does not hold.
    pub counts: [String; 3],
}

speaks!(ForecastPage);
