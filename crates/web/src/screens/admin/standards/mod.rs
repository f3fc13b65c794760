//! Tables of standards and published figures that administrators enter: what holds, what waits, what was.
//!
//! Never: decides what counts; `app` does, with two people.
mod enter;
mod entry;
mod handler;
mod words;

use askama::Template;

use super::table::Cell;
use frame::parts::Notice;
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use enter::{enter, entering};
pub(crate) use entry::{confirm, entry, reject, withdraw};
pub(crate) use handler::{list, show};

/// Several tables under one heading.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/admin/standards/page.html")]
pub struct StandardsPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of the administration; none where it leads back.
    pub tabs: Vec<(String, &'static str, bool)>,
    /// Where it leads back to: words and address.
    pub back: Option<(String, &'static str)>,
    /// Which it is.
    pub title: String,
    /// What it is for and what to do.
    pub lede: String,
    /// What one should know first.
    pub notices: Vec<Notice>,
    /// The tables.
    pub parts: Vec<PartCard>,
}

/// One table.
#[derive(Debug, Clone)]
pub struct PartCard {
    /// Its place on the page.
    pub id: String,
    /// What it is.
    pub title: String,
    /// What is to be known of it.
    pub lede: String,
    /// What may be done here: words and address.
    pub links: Vec<(String, String)>,
    /// The headings.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What an empty table will hold.
    pub empty: String,
}

speaks!(StandardsPage);
