//! The working of an amount: a line for each thing that changed it, and the sum.
use askama::Template;

use super::written_safely;

/// A working.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/work.html")]
pub struct Work {
    /// What it works out, for those who hear the table.
    pub caption: String,
    /// The lines, in order.
    pub rows: Vec<WorkRow>,
    /// What comes out: words and value.
    pub sum: (String, String),
}

/// A line of a working.
#[derive(Debug, Clone)]
pub struct WorkRow {
    /// What it is.
    pub label: String,
    /// Its source, its year, that it is a demonstration value.
    pub note: Option<String>,
    /// What it does: `× 2 months`, `− 0.00`.
    pub value: String,
    /// Not known yet.
    pub open: bool,
}

written_safely!(Work);
