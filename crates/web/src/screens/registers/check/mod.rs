//! Looking at a file before it is taken in: which register, which column is which.
mod handler;

use askama::Template;

use frame::forms::{Choice, ErrorLine};
use frame::parts::{Hidden, Notice};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{show, take_in};

/// The preview of a file.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/check/page.html")]
pub struct PreviewPage {
    /// The frame.
    pub shell: Shell,
    /// Where the preview is: `/registers/previews/5`.
    pub base: String,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// The name of the file.
    pub file: String,
    /// From whom, how many rows.
    pub lede: String,
    /// That the sender is known and its mapping was taken over, or that the same file is in already.
    pub notices: Vec<Notice>,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The parts of the file that will be taken in.
    pub parts: Vec<SheetPart>,
}

/// A part of a sheet that feeds one register.
#[derive(Debug, Clone)]
pub struct SheetPart {
    /// Its name in the form.
    pub name: String,
    /// Sheet, heading rows, how many rows.
    pub title: String,
    /// Which register, as choices.
    pub registers: Vec<Choice>,
    /// The columns.
    pub columns: Vec<Column>,
}

/// A column of the file.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name in the form.
    pub name: String,
    /// Its letter.
    pub letter: String,
    /// Its heading.
    pub heading: String,
    /// What it was taken for, as choices; the chosen one is the guess.
    pub choices: Vec<Choice>,
    /// Whether the guess is a guess.
    pub unsure: bool,
    /// The first few cells.
    pub samples: Vec<Hidden>,
}

speaks!(PreviewPage);
