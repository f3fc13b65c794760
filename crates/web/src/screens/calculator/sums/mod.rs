//! Whether somebody qualifies, and how much: the facts on the left, what follows from them on the right.
mod handler;

use askama::Template;

use frame::forms::{ErrorLine, Field, Section};
use frame::parts::{Range, Why, Work};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{amount, eligibility};

/// The calculator of grounds and amounts.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/calculator/sums/page.html")]
pub struct SumsPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of the calculator.
    pub tabs: Vec<(String, &'static str, bool)>,
    /// The address of this one, for the form and the title.
    pub action: &'static str,
    /// Its name.
    pub title: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// Kind of case, variant, day, area.
    pub frame_fields: Vec<Field>,
    /// The facts, in groups that open.
    pub sections: Vec<Section>,
    /// What came out, in a sentence; none before it was asked.
    pub result: Option<String>,
    /// A sentence where a demonstration value was used.
    pub demonstration: Option<String>,
    /// The grounds, the exclusions.
    pub grounds: Vec<Why>,
    /// Exclusions that apply or are open.
    pub exclusions: Vec<Why>,
    /// The working and the range.
    pub amount: Option<(Work, Option<Range>)>,
    /// What still has to be known.
    pub to_find_out: Vec<String>,
    /// Ceiling, approval.
    pub beside: Vec<(String, String)>,
}

speaks!(SumsPage);
