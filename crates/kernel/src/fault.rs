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
///
/// Its words stand in the message files: `refusal-<code>` says what happened, `refusal-<code>-instead` what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code}")]
pub struct Refusal {
    /// The code to search for.
    pub code: Code,
    /// What the message needs to say it: names and values, never personal text.
    pub with: Vec<(String, String)>,
    /// How people call what is named, where a pack has words for it: programs read `with`, people these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub called: Vec<(String, Label)>,
    /// What the rule itself says, where a pack has words for it.
    pub said: Option<Label>,
    /// The rule that says so, where one does.
    pub citation: Option<Box<Citation>>,
}

impl Refusal {
    /// The refusal `code`.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code: Code(code), with: Vec::new(), called: Vec::new(), said: None, citation: None }
    }

    /// The same, with a value that the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.with.push((name.to_owned(), value.to_string()));
        self
    }

    /// The same, with a value that people know by other words.
    #[must_use]
    pub fn with_called(mut self, name: &str, value: impl fmt::Display, label: Label) -> Self {
        self.called.push((name.to_owned(), label));
        self.with(name, value)
    }

    /// The same, with the words of the pack.
    #[must_use]
    pub fn saying(mut self, said: Label) -> Self {
        self.said = Some(said);
        self
    }

    /// The same, with the rule that says so.
    #[must_use]
    pub fn citing(mut self, citation: Citation) -> Self {
        self.citation = Some(Box::new(citation));
        self
    }
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
    /// What a pack says of it, where one has words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Box<Label>>,
}

impl Mistake {
    /// The mistake `code` at `field`.
    pub fn at(field: impl Into<String>, code: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), with: Vec::new(), said: None }
    }

    /// The same, with the words of the pack.
    #[must_use]
    pub fn saying(mut self, said: Label) -> Self {
        self.said = Some(Box::new(said));
        self
    }

    /// The same, with a value that the message names.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.with.push((name.to_owned(), value.to_string()));
        self
    }
}
