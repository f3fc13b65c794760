//! The page that says what went wrong, and what to do next.
use askama::Template;

use frame::{Door, Speaks, Words};

#[cfg(test)]
pub(crate) mod preview;

/// Something went wrong.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/door/sorry/page.html")]
pub struct SorryPage {
    /// The frame.
    pub door: Door,
    /// What it is, in a few words.
    pub title: String,
    /// What happened.
    pub what: Vec<String>,
    /// What to do next.
    pub instead: String,
    /// The code to search for, or the number to quote.
    pub code: String,
    /// What the form held that was sent.
    pub typed: Option<Held>,
}

/// What a form held that could not be taken.
#[derive(Debug, Clone)]
pub struct Held {
    /// The longer texts, to be copied.
    pub texts: Vec<String>,
    /// How it can be sent again; nothing where that would not help.
    pub again: Option<Again>,
}

/// A form, to be sent again as it was.
#[derive(Debug, Clone)]
pub struct Again {
    /// Where to.
    pub to: String,
    /// The token of the session.
    pub token: String,
    /// All its fields.
    pub fields: Vec<(String, String)>,
}

impl Speaks for SorryPage {
    fn words(&self) -> Words {
        self.door.words
    }
}
