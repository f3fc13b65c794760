//! Visits: planned, made, what was found.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Hidden, Tag};
use frame::{Shell, Speaks, speaks};

/// The visits of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/visits/page.html")]
pub struct VisitsPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// What may be done here: words and address.
    pub acts: Vec<(String, String)>,
    /// The visits, the next one first.
    pub visits: Vec<VisitLine>,
}

/// A visit.
#[derive(Debug, Clone)]
pub struct VisitLine {
    /// Which.
    pub label: String,
    /// Due, made, overdue.
    pub state: Tag,
    /// When it is due or was made.
    pub when: String,
    /// What was found.
    pub found: Option<Hidden>,
    /// What else the visit told.
    pub told: Vec<(String, Hidden)>,
    /// Where it is recorded: words and address.
    pub act: Option<(String, String)>,
}

speaks!(VisitsPage);
