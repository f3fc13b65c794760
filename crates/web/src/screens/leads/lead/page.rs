//! What the page of a lead shows.
use askama::Template;

use crate::screens::people::pair::Pair;
use frame::forms::{ErrorLine, Field};
use frame::parts::{Happened, Hidden, Mark, Part, Tag, Why};
use frame::{Shell, Speaks, speaks};

/// The page of a lead.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/leads/lead/page.html")]
pub struct LeadPage {
    /// The frame.
    pub shell: Shell,
    /// Where the lead is: `/leads/82`.
    pub base: String,
    /// Who, as far as it may be shown, and their page.
    pub who: Hidden,
    /// The person's page, for who may open it.
    pub person: Option<String>,
    /// Age, place, since when the lead stands.
    pub lede: String,
    /// Colour, identity to confirm, taken by, settled.
    pub tags: Vec<Tag>,
    /// The score.
    pub score: String,
    /// The colour: `red`, `amber`, `blue`.
    pub colour: &'static str,
    /// What it means, in a sentence.
    pub finding: String,
    /// What makes it a lead, and what is still to be asked.
    pub reasons: Vec<Reason>,
    /// What the criteria of the case would say.
    pub forecast: Vec<Why>,
    /// What the forecast comes to.
    pub forecast_said: String,
    /// The parts of the score, what weighs most first.
    pub parts: Vec<Part>,
    /// A sentence where the parts come to more than a score can be.
    pub capped: Option<String>,
    /// A sentence where the weights are a demonstration's.
    pub demonstration: Option<String>,
    /// What to find out.
    pub to_find_out: Vec<String>,
    /// The person and whom candidate rows speak of, side by side.
    pub pair: Option<Pair>,
    /// The rows that it rests on.
    pub rows: Vec<SourceRow>,
    /// What was not understood of the verdict.
    pub errors: Vec<ErrorLine>,
    /// The form of the verdict; none once the lead is settled, or where it is another's.
    pub verdict: Option<Verdict>,
    /// Whether it may be taken: nobody has it.
    pub take: bool,
    /// Whether it may be taken over: a colleague has it.
    pub take_over: bool,
    /// The case that came of it: words and address.
    pub case: Option<(String, String)>,
    /// What happened.
    pub history: Vec<Happened>,
}

/// Something that makes it a lead, or that is still to be asked.
#[derive(Debug, Clone)]
pub struct Reason {
    /// Whether it holds.
    pub mark: Mark,
    /// The same in words.
    pub mark_word: String,
    /// What it is.
    pub label: String,
}

/// The form of a verdict.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// The version that the page was made from.
    pub version: String,
    /// What may be decided, what else is needed for it, and the note.
    pub fields: Vec<Field>,
}

/// A row of a register.
#[derive(Debug, Clone)]
pub struct SourceRow {
    /// Which register.
    pub register: String,
    /// Which file and row, received when.
    pub place: String,
    /// The cells: heading and text.
    pub cells: Vec<(String, Hidden)>,
}

speaks!(LeadPage);
