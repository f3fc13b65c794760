//! What the list of cases shows. Its filters are its address, so that a list can be kept and sent.
use askama::Template;

use frame::forms::Choice;
use frame::parts::{Hidden, Pager, Tag};
use frame::{Shell, Speaks, speaks};

/// The list of cases.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/list/page.html")]
pub struct CasesPage {
    /// The frame.
    pub shell: Shell,
    /// How many, in a sentence.
    pub said: String,
    /// Where a new case is opened: words and address of each kind that this person may open.
    pub open: Vec<(String, String)>,
    /// The lists that are kept: mine, late, soon, all of the office.
    pub kept: Vec<(String, String, bool)>,
    /// Where the list can be taken out; nowhere while it is empty.
    pub export: Option<String>,
    /// Where documents of these cases are printed.
    pub printing: Option<String>,
    /// The list that is shown, which the filters narrow: names and values of the address.
    pub along: Vec<(&'static str, String)>,
    /// The filters.
    pub filters: Vec<Filter>,
    /// The number or part of it that was typed.
    pub number: String,
    /// The cases.
    pub cases: Vec<CaseLine>,
    /// Whether any filter is set, which says what an empty list means.
    pub filtered: bool,
    /// The next ones.
    pub pager: Pager,
}

/// A filter with its choices.
#[derive(Debug, Clone)]
pub struct Filter {
    /// Its name in the address.
    pub name: &'static str,
    /// What it filters by.
    pub label: String,
    /// The words for no choice.
    pub any: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// A case, in a line.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// Its number, or that it has none yet.
    pub number: String,
    /// Where it is.
    pub href: String,
    /// Whom it is about.
    pub who: Hidden,
    /// What it is about.
    pub title: String,
    /// Its state.
    pub state: Tag,
    /// How figures changed the range of the amount that waits for its decision.
    pub changed: Option<String>,
    /// Who has it.
    pub officer: String,
    /// What is due next: words of the clock.
    pub due: Option<Tag>,
    /// Which clock, and its day.
    pub due_what: String,
}

speaks!(CasesPage);
