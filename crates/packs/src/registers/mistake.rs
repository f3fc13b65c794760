//! What is wrong in a pack's file, so that whoever wrote it can go there.
//!
//! Never: a mistake in an agency's sheet; those are codes of `kernel` with row and column.
use std::fmt;

use serde::Serialize;

/// Something in a file of a pack that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{file}{}: {what}{}", Line(*line), Hint(hint.as_deref()))]
pub struct PackMistake {
    /// The path of the file in the tree of packs.
    pub file: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl PackMistake {
    /// The mistake `what` somewhere in `file`.
    pub fn of(file: impl Into<String>, what: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, what: what.into(), hint: None }
    }

    /// The same, on the line of byte `offset` in `text`.
    #[must_use]
    pub fn at(mut self, text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        self.line = Some(before.matches('\n').count().saturating_add(1));
        self
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }

    /// What the TOML reader could not read.
    pub(crate) fn unreadable(file: &str, text: &str, error: &toml::de::Error) -> Self {
        let mistake = Self::of(file, error.message());
        error.span().map_or(mistake.clone(), |span| mistake.at(text, span.start))
    }
}

struct Line(Option<usize>);

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |line| write!(f, ":{line}"))
    }
}

struct Hint<'a>(Option<&'a str>);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}
