//! The list of cases as a file: what for, names masked or whole, which kind of file.
mod handler;

use askama::Template;

use frame::forms::{ErrorLine, Field};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{kept, show, take};

/// The page before a file is made.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/export/page.html")]
pub struct ExportPage {
    /// The frame.
    pub shell: Shell,
    /// The list that it was asked from.
    pub back: String,
    /// How many cases, and which.
    pub said: String,
    /// The filters of the list: name and value.
    pub filters: Vec<(String, String)>,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// Reason, names, kind of file.
    pub fields: Vec<Field>,
}

speaks!(ExportPage);
