//! Cases tied to this one.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Hidden, Tag};
use frame::{Shell, Speaks, speaks};

/// The linked cases.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/linked/page.html")]
pub struct LinkedPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// What may be done here: words and address.
    pub acts: Vec<(String, String)>,
    /// What the drawing says, for those who do not see it.
    pub said: String,
    /// The cases as a drawing: the one in the middle and those around it; empty where none is linked.
    pub nodes: Vec<Node>,
    /// The same as a list.
    pub lines: Vec<LinkLine>,
}

/// A case in the drawing, which is 1000 wide and 60 high for each line.
#[derive(Debug, Clone)]
pub struct Node {
    /// From the top.
    pub y: u32,
    /// The middle of the box, for the line to it.
    pub middle: u32,
    /// The number.
    pub number: String,
    /// How it is tied.
    pub how: String,
}

/// A linked case in the list.
#[derive(Debug, Clone)]
pub struct LinkLine {
    /// Its number.
    pub number: String,
    /// Where it is, where it is ours.
    pub href: Option<String>,
    /// How it is tied.
    pub how: Hidden,
    /// Its state.
    pub state: Option<Tag>,
    /// Since when.
    pub when: String,
}

impl LinkedPage {
    /// The height of the drawing.
    #[must_use]
    pub fn height(&self) -> usize {
        self.nodes.len().saturating_mul(60)
    }
}

speaks!(LinkedPage);
