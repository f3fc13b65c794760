//! The explanation tree: each part of a criterion, whether it holds, how we know, and what the law says.
use askama::Template;

use super::{Sure, written_safely};

/// One line of the tree with those below it.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/why.html")]
pub struct Why {
    /// Whether it holds.
    pub mark: Mark,
    /// The mark in words, for those who do not see it.
    pub mark_word: String,
    /// What is asked.
    pub label: String,
    /// What we know: `1,200.00 yuan`, `serious`.
    pub value: Option<String>,
    /// How we know it, or who could know it.
    pub from: Option<String>,
    /// How sure we are of the rule.
    pub sure: Option<Sure>,
    /// The parts it consists of.
    pub parts: Vec<Why>,
}

/// Whether a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// ✓
    True,
    /// ○
    False,
    /// ？
    Unknown,
    /// ! An exclusion that applies: it warns, a person decides.
    Warns,
}

impl Mark {
    /// The class of the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Mark::True => "true",
            Mark::False => "false",
            Mark::Unknown => "unknown",
            Mark::Warns => "warns",
        }
    }

    /// The mark itself.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Mark::True => "✓",
            Mark::False => "○",
            Mark::Unknown => "?",
            Mark::Warns => "!",
        }
    }

    /// The message that says the mark in words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Mark::True => "mark-true",
            Mark::False => "mark-false",
            Mark::Unknown => "mark-unknown",
            Mark::Warns => "mark-warns",
        }
    }

    const fn is_unknown(self) -> bool {
        matches!(self, Mark::Unknown)
    }
}

written_safely!(Why);
