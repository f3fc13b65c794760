//! The amount: the range, its working line by line, like cases beside it, and who approves.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use super::overview::Line;
use crate::screens::cases::case::CaseHead;
use frame::parts::{Range, Strip, Work};
use frame::{Shell, Speaks, speaks};

/// The amount of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/amount/page.html")]
pub struct AmountPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// By which standard, for which place and day.
    pub standard: String,
    /// The working; none where no standard applies.
    pub work: Option<Work>,
    /// The range in a picture; none while it is open.
    pub range: Option<Range>,
    /// What still has to be known.
    pub open: Vec<String>,
    /// Beside it: like cases, the ceiling, who approves, what was decided, what was advanced.
    pub beside: Vec<Line>,
    /// What was granted in like cases; none where nothing makes it like others.
    pub alike: Option<Strip>,
    /// The working as the amount was put forward, where figures changed since: words and working.
    pub before: Option<(String, Work)>,
}

speaks!(AmountPage);
