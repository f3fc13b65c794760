//! What a computation comes to: the range, each line of its working, and what is missing.
use jiff::civil::Date;
use kernel::id::{AreaCode, FactName, RoleId};
use kernel::{Citation, Fen, Label};
use serde::{Deserialize, Serialize};

use super::Range;
use crate::expr::Exact;
use crate::figures::AreaLevel;

/// One step of the working.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// The amount starts from this figure or table.
    Start,
    /// Times the months of the table; of a figure per year, a twelfth of it.
    Months,
    /// Times this factor.
    Factor,
    /// Times one plus the uplifts, or times each of them.
    Uplift,
    /// Less this; not below zero.
    Less,
    /// At least this.
    Floor,
    /// At most this.
    Ceiling,
    /// At most this, where an exception lifts the ceiling.
    ExceptionCeiling,
    /// Rounded to whole fen, half up.
    Round,
}

/// One line of the working: what was done with which value, and what the amount is after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkLine {
    /// What was done.
    pub operation: Operation,
    /// What the value is, in words of the pack; a step without words of its own is named by its operation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The expression of the value, where it has one; of a table, the answer whose row was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression: Option<String>,
    /// The value; nothing when it is not known. Money in fen.
    pub value: Option<Range>,
    /// The year that a figure describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i16>,
    /// The lower end after this step, in fen, shown to six places; nothing when it is open.
    pub low: Option<Exact>,
    /// The upper end after this step.
    pub high: Option<Exact>,
    /// Whether the step changed the amount.
    pub changed: bool,
    /// Where the value stands; its confidence goes to the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Citation>,
    /// The value is invented, for demonstration.
    pub demonstration: bool,
}

/// A figure that nobody entered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MissingFigure {
    /// The statistic.
    pub statistic: FactName,
    /// The area for which it is missing; nothing when the case's area is larger than the level asked for.
    pub area: Option<AreaCode>,
    /// The level asked for.
    pub level: AreaLevel,
    /// The day on which it would have to be in force.
    pub on: Date,
}

/// A dated value that is not in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingValue {
    /// What a citizen reads.
    pub label: Label,
    /// The day on which it would have to be in force.
    pub on: Date,
}

/// What keeps the limit open that remains where an exception lifts the ceiling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenLimit {
    /// These facts are not known.
    Facts(Vec<FactName>),
    /// The value is not in force.
    Value(MissingValue),
}

/// Who approves the ends of the range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// Who approves the lower end.
    pub low: RoleId,
    /// Who approves the upper end.
    pub high: RoleId,
}

/// An amount with its working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// The lower end; nothing while it is open.
    pub low: Option<Fen>,
    /// The upper end; nothing while it is open.
    pub high: Option<Fen>,
    /// The ceiling on that day; nothing where the rules have none, or its figure is missing.
    pub ceiling: Option<Fen>,
    /// Who approves it; nothing while it is open, or where the rules do not say.
    pub approval: Option<Approval>,
    /// The exception that was applied to the ceiling.
    pub exception: Option<String>,
    /// The upper end lies above the ceiling, by the exception.
    pub above_ceiling: bool,
    /// Any value used is invented, for demonstration.
    pub demonstration: bool,
    /// Step by step.
    pub working: Vec<WorkLine>,
    /// The unknown facts that keep it open.
    pub to_find_out: Vec<FactName>,
    /// The figures that keep it open.
    pub missing_figures: Vec<MissingFigure>,
    /// The dated values that keep it open.
    #[serde(default)]
    pub missing_values: Vec<MissingValue>,
}
