//! A page of the administration that is a table: what it is, what to do about it, the rows.
use askama::Template;

use frame::parts::{Notice, Pager, Tag};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

/// A table of the administration.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/admin/table/page.html")]
pub struct TablePage {
    /// The frame.
    pub shell: Shell,
    /// The pages of the administration.
    pub tabs: Vec<(String, &'static str, bool)>,
    /// Which it is.
    pub title: String,
    /// What it is for and what to do.
    pub lede: String,
    /// What one should know first.
    pub notices: Vec<Notice>,
    /// What may be done here: words and address.
    pub links: Vec<(String, String)>,
    /// What may be done at once, and changes nothing: words and address.
    pub acts: Vec<(String, &'static str)>,
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What an empty table will hold.
    pub empty: String,
    /// The next ones.
    pub pager: Option<Pager>,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// Where it leads.
    pub href: Option<String>,
    /// More about it, under it.
    pub more: Vec<String>,
    /// Marks beside it.
    pub tags: Vec<Tag>,
    /// How deep it stands in a tree.
    pub depth: u8,
}

impl Cell {
    /// A cell with a text only.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

speaks!(TablePage);
