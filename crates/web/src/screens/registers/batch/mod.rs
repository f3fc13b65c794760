//! A file that was taken in: what came of it, what could not be read, what waits, taking it back.
mod handler;

use askama::Template;

use frame::forms::{ErrorLine, Field};
use frame::parts::{Hidden, Notice, Pager, Stat, Tag};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{correct, show, take_back};

/// A batch.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/batch/page.html")]
pub struct BatchPage {
    /// The frame.
    pub shell: Shell,
    /// Where the batch is: `/registers/batches/3`.
    pub base: String,
    /// The name of the file.
    pub file: String,
    /// Register, sender, received, by whom, purpose, until when.
    pub lede: String,
    /// Its state.
    pub state: Tag,
    /// While it is being taken in: done and all, and the words; the page looks again by itself.
    pub progress: Option<Progress>,
    /// Rows, people, cells that could not be read, rows that wait.
    pub counts: Vec<Stat>,
    /// What one should know of it.
    pub notice: Option<Notice>,
    /// What was not understood of a correction.
    pub errors: Vec<ErrorLine>,
    /// Rows with neither name nor ID number.
    pub waiting: Vec<WaitingRow>,
    /// Whether this person may say whose they are.
    pub corrects: bool,
    /// Cells that could not be read.
    pub bad: Vec<BadCell>,
    /// The next ones.
    pub pager: Pager,
    /// The form that takes the batch back; none where that may not be done.
    pub take_back: Option<TakeBack>,
    /// The hash of the file.
    pub hash: String,
}

/// How far the work is.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Rows done.
    pub done: u64,
    /// Rows in all.
    pub all: u64,
    /// The same in words.
    pub said: String,
}

/// A row that waits.
#[derive(Debug, Clone)]
pub struct WaitingRow {
    /// Its number in the file.
    pub row: String,
    /// Which it is, in the address of its form.
    pub place: String,
    /// What it does say.
    pub says: String,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What can be filled in.
    pub fields: Vec<Field>,
}

/// A cell that could not be read.
#[derive(Debug, Clone)]
pub struct BadCell {
    /// Row and column: `C118`.
    pub place: String,
    /// Which column it is.
    pub column: String,
    /// What stands there.
    pub text: Hidden,
    /// What is wrong, and what to do.
    pub why: String,
}

/// The form that takes a batch back.
#[derive(Debug, Clone)]
pub struct TakeBack {
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// The reason.
    pub reason: Field,
}

speaks!(BatchPage);
