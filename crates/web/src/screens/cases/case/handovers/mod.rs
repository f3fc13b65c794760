//! What was asked of other agencies, by when they answer, what they answered.

#[cfg(test)]
pub(crate) mod preview;
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Hidden, Tag};
use frame::{Shell, Speaks, speaks};

/// The hand-overs of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/handovers/page.html")]
pub struct HandOversPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// What may be done here: words and address.
    pub acts: Vec<(String, String)>,
    /// How many are answered, in a sentence.
    pub said: String,
    /// Unanswered first.
    pub lines: Vec<HandOverLine>,
}

/// Something asked of an agency.
#[derive(Debug, Clone)]
pub struct HandOverLine {
    /// Which agency.
    pub to: String,
    /// What was asked.
    pub what: Hidden,
    /// When it was asked.
    pub asked: String,
    /// Answered, due, late.
    pub state: Tag,
    /// The day of the answer, or by when it is due.
    pub when: String,
    /// What they answered.
    pub answer: Option<Hidden>,
    /// Where to remind or to record an answer: words and address.
    pub act: Option<(String, String)>,
}

speaks!(HandOversPage);
