//! How long a period is: `10 working-days`, `6 months`.
//!
//! Never: mixed units, a period of nothing.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A number of one unit, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Length {
    n: u16,
    unit: Unit,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Every day.
    Days,
    /// Days on which offices are open.
    WorkingDays,
    /// Calendar months, to the corresponding day.
    Months,
    /// Calendar years, to the corresponding day.
    Years,
}

/// The text is no length.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not a length such as \"10 working-days\", \"30 days\", \"6 months\" or \"2 years\"")]
pub struct LengthMistake {
    /// What stood there.
    pub text: String,
}

impl Length {
    /// `n` of `unit`; nothing when `n` is 0.
    #[must_use]
    pub fn new(n: u16, unit: Unit) -> Option<Self> {
        (n > 0).then_some(Self { n, unit })
    }

    /// How many.
    #[must_use]
    pub fn n(self) -> u16 {
        self.n
    }

    /// Of what.
    #[must_use]
    pub fn unit(self) -> Unit {
        self.unit
    }
}

impl Unit {
    /// The word of a pack, in the plural: `working-days`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Unit::Days => "days",
            Unit::WorkingDays => "working-days",
            Unit::Months => "months",
            Unit::Years => "years",
        }
    }

    fn of(word: &str) -> Option<Self> {
        match word {
            "day" | "days" => Some(Unit::Days),
            "working-day" | "working-days" => Some(Unit::WorkingDays),
            "month" | "months" => Some(Unit::Months),
            "year" | "years" => Some(Unit::Years),
            _ => None,
        }
    }
}

impl FromStr for Length {
    type Err = LengthMistake;

    fn from_str(text: &str) -> Result<Self, LengthMistake> {
        let read = || {
            let (n, unit) = text.split_once(' ')?;
            // `parse` alone would take "+3".
            let digits = n.bytes().all(|byte| byte.is_ascii_digit());
            Length::new(n.parse().ok().filter(|_| digits)?, Unit::of(unit)?)
        };
        read().ok_or_else(|| LengthMistake { text: text.to_owned() })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = self.unit.word();
        let word = if self.n == 1 { word.trim_end_matches('s') } else { word };
        write!(f, "{} {word}", self.n)
    }
}

impl TryFrom<String> for Length {
    type Error = LengthMistake;

    fn try_from(text: String) -> Result<Self, LengthMistake> {
        text.parse()
    }
}

impl From<Length> for String {
    fn from(length: Length) -> Self {
        length.to_string()
    }
}
