//! The registers and the files that came in.
mod handler;

use askama::Template;

use frame::parts::{Pager, Tag};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{show, state};

/// The registers.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/list/page.html")]
pub struct RegistersPage {
    /// The frame.
    pub shell: Shell,
    /// How many registers, rows and people, in a sentence.
    pub said: String,
    /// Whether this person may take files in.
    pub may_upload: bool,
    /// The form key of "look for leads now"; none where this person may not.
    pub screen: Option<String>,
    /// The registers.
    pub registers: Vec<RegisterLine>,
    /// The files, newest first.
    pub batches: Vec<BatchLine>,
    /// The next ones.
    pub pager: Pager,
}

/// A register.
#[derive(Debug, Clone)]
pub struct RegisterLine {
    /// Its name.
    pub label: String,
    /// Harm, hardship, or neither.
    pub says: Tag,
    /// How many rows.
    pub rows: String,
    /// How many people.
    pub people: String,
    /// When the last list came, and from whom.
    pub last: String,
}

/// A file that came in.
#[derive(Debug, Clone)]
pub struct BatchLine {
    /// The name of the file.
    pub file: String,
    /// Where it is.
    pub href: String,
    /// Which register.
    pub register: String,
    /// From whom, when.
    pub from: String,
    /// How many rows.
    pub rows: String,
    /// How many cells could not be read.
    pub bad: String,
    /// How many rows wait to be corrected.
    pub waiting: String,
    /// Taken in, being taken in, taken back.
    pub state: Tag,
}

speaks!(RegistersPage);
