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
    /// What can be made now.
    pub makeable: Vec<MakeLine>,
    /// Where the whole file of the case is.
    pub file: Option<String>,
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
    /// Where all that is printed of it is, when it is served.
    pub set: Option<String>,
    /// Where the copy without names is.
    pub public: Option<String>,
    /// A word while it is being made.
    pub state: Option<Tag>,
}

/// A document that can be made by hand.
#[derive(Debug, Clone)]
pub struct MakeLine {
    /// What it is.
    pub label: String,
    /// What it is for.
    pub hint: String,
    /// Where it is made.
    pub href: String,
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
