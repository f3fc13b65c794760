//! The page that says what went wrong, and what to do next.
use askama::Template;

use crate::page::{Door, Speaks, Words};

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
}

impl Speaks for SorryPage {
    fn words(&self) -> Words {
        self.door.words
    }
}
