//! What can go wrong, seen from the person: a refusal (a rule says no) or a mistake (their input).
//!
//! The third kind, a fault of ours, belongs to each crate's own error enum; the edge gives it a number to quote.
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::citation::Citation;
use crate::label::Label;

/// A code that one search finds, such as `PAY-001`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(pub &'static str);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// A rule says no: a normal result, shown as a page, kept in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}: {}", what.en)]
pub struct Refusal {
    /// The code to search for.
    pub code: Code,
    /// What happened, in both languages.
    pub what: Label,
    /// What to do next, in both languages.
    pub instead: Label,
    /// The rule that says so, where one does.
    pub citation: Option<Box<Citation>>,
}

/// What a person typed cannot be understood; nothing else of what they typed is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{field}: {code}")]
pub struct Mistake {
    /// The path of the field, such as `papers.0.received_on`.
    pub field: String,
    /// Which mistake: a message of this name stands in every language's file (`mistake-<code>`).
    pub code: String,
    /// What the message needs to say it: names and values, never personal text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<(String, String)>,
}

impl Mistake {
    /// The mistake `code` at `field`.
    pub fn at(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), with: Vec::new() }
    }

    /// The same, with a value that the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.with.push((name.to_owned(), value.to_string()));
        self
    }
}
