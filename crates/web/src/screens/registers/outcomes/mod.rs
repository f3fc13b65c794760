//! What became of the rows of a file: a lead, a question, or why there is none.
mod handler;

use askama::Template;

use frame::parts::{Hidden, Pager, Tag};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::show;

/// The rows of a file and what became of each.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/outcomes/page.html")]
pub struct OutcomesPage {
    /// The frame.
    pub shell: Shell,
    /// Where the batch is: `/registers/batches/3`.
    pub base: String,
    /// The name of the file.
    pub file: String,
    /// The rows.
    pub rows: Vec<RowLine>,
    /// The next ones.
    pub pager: Pager,
}

/// A row.
#[derive(Debug, Clone)]
pub struct RowLine {
    /// Its place in the file.
    pub place: String,
    /// Whom it names.
    pub who: Hidden,
    /// Their page.
    pub person: Option<String>,
    /// The number of the harm's own case.
    pub harm_case: String,
    /// What became of it.
    pub became: Tag,
    /// The reason, or what must be found out.
    pub why: String,
    /// Words and address of the lead.
    pub lead: Option<(String, String)>,
}

speaks!(OutcomesPage);
