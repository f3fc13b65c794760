//! Bringing a file in: the file, from whom, what for, until when.
mod handler;

use askama::Template;

use frame::forms::{ErrorLine, Field};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{receive, show};

/// The form that takes a file.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/registers/upload/page.html")]
pub struct UploadPage {
    /// The frame.
    pub shell: Shell,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// File, sender, purpose, until when.
    pub fields: Vec<Field>,
}

speaks!(UploadPage);
