//! Two records side by side, on the page of a person and on that of a lead; and what was said of them.

mod handler;

pub(crate) use handler::{part, say, shown};

use frame::forms::Field;
use frame::parts::{Hidden, Mark};

/// Two records side by side.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What speaks for one person, in a sentence.
    pub why: String,
    /// The page of the other, for who may open it.
    pub other: Option<String>,
    /// What is known of each.
    pub rows: Vec<PairRow>,
    /// The form of the judgement; none for who may only look.
    pub form: Option<PairForm>,
}

/// A line of the comparison.
#[derive(Debug, Clone)]
pub struct PairRow {
    /// What.
    pub label: String,
    /// Of this one.
    pub one: Hidden,
    /// Of the other.
    pub other: Hidden,
    /// Whether they agree.
    pub mark: Mark,
    /// The mark in words.
    pub mark_word: String,
}

/// The form of a judgement.
#[derive(Debug, Clone)]
pub struct PairForm {
    /// Where it goes.
    pub action: String,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// The link.
    pub link: String,
    /// What had been said when the page was made.
    pub seen: &'static str,
    /// The choice and the reason.
    pub fields: Vec<Field>,
}
