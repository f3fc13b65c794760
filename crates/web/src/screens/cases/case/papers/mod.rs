//! The papers of a case: made by us, received, still missing.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Sure, Tag};
use frame::{Shell, Speaks, speaks};

/// The papers of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/papers/page.html")]
pub struct PapersPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// Made by us.
    pub made: Vec<Made>,
    /// Asked of the applicant: received and missing.
    pub asked: Vec<Asked>,
    /// How long the file is kept, where that stands, how sure we are.
    pub kept: Option<(String, String, Sure)>,
}

/// A document that we made.
#[derive(Debug, Clone)]
pub struct Made {
    /// What it is.
    pub label: String,
    /// Its number.
    pub number: String,
    /// When and by whom.
    pub when: String,
    /// Where its PDF is; none while it is being made.
    pub href: Option<String>,
    /// A word while it is being made.
    pub state: Option<Tag>,
}

/// A paper that an applicant brings.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What it is.
    pub label: String,
    /// Received, missing, not needed.
    pub state: Tag,
    /// When it came, or why it is needed.
    pub note: String,
}

speaks!(PapersPage);
