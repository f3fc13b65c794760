//! Facts and grounds: the explanation tree, what to find out, and everything that is known.
use askama::Template;

use super::overview::Line;
use crate::screens::cases::case::CaseHead;
use frame::parts::Why;
use frame::{Shell, Speaks, speaks};

/// The facts and grounds of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/facts/page.html")]
pub struct FactsPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// What the grounds come to.
    pub result: String,
    /// Under which rules, and why those.
    pub regime: String,
    /// The grounds.
    pub grounds: Vec<Why>,
    /// What is generally not helped; each warns, none refuses.
    pub exclusions: Vec<Why>,
    /// What is to be found out, and who may know it.
    pub to_find_out: Vec<ToFindOut>,
    /// Everything that is known.
    pub known: Vec<Line>,
}

/// Something not known yet.
#[derive(Debug, Clone)]
pub struct ToFindOut {
    /// What.
    pub label: String,
    /// Who may know it.
    pub who_knows: Option<String>,
    /// Where it can be filled in, for who may.
    pub href: Option<String>,
}

speaks!(FactsPage);
