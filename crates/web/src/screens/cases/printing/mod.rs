//! Many papers at once: which document of the cases of a list, how far the printing is, and the files in one.
mod handler;

use askama::Template;

use frame::forms::{ErrorLine, Field};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{ask, progress, show, take};

/// The page on which a document is chosen.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/printing/page.html")]
pub struct PrintingPage {
    /// The frame.
    pub shell: Shell,
    /// The list that it was asked from.
    pub back: String,
    /// How many cases, and what to do.
    pub said: String,
    /// The filters of the list: name and value.
    pub filters: Vec<(String, String)>,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The documents to choose from; none where there is nothing to print.
    pub fields: Vec<Field>,
}

speaks!(PrintingPage);

/// How far a run is.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/printing/progress.html")]
pub struct ProgressPage {
    /// The frame.
    pub shell: Shell,
    /// The document, how many are printed and how many were asked for.
    pub title: String,
    /// That it goes on, that all is done, or that some failed.
    pub said: String,
    /// Printed and asked for, for the bar.
    pub bar: (usize, usize),
    /// What is not printed, with where its case is.
    pub left: Vec<(String, String)>,
    /// That there are more of these.
    pub more: Option<String>,
    /// Where the files are, once there is one.
    pub take: Option<String>,
    /// Where this page is, while it goes on.
    pub again: Option<String>,
}

speaks!(ProgressPage);
