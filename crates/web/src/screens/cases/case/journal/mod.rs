//! Everything that happened in a case, newest first, as the journal has it.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::Pager;
use frame::{Shell, Speaks, speaks};

/// The journal of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/journal/page.html")]
pub struct JournalPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// The entries.
    pub entries: Vec<Entry>,
    /// How many, and the next ones.
    pub pager: Pager,
}

/// An entry of the journal.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its number.
    pub number: String,
    /// When.
    pub when: String,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// What was stated, as far as it may be shown.
    pub details: Vec<String>,
    /// The first letters of its hash.
    pub hash: String,
}

speaks!(JournalPage);
