//! What the page shows on which a person is erased.
use askama::Template;

use frame::forms::{ErrorLine, Field};
use frame::parts::Hidden;
use frame::{Shell, Speaks, speaks};

/// The page on which a person is erased.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/people/erase/page.html")]
pub struct ErasePage {
    /// The frame.
    pub shell: Shell,
    /// Where the person is: `/people/4411`.
    pub base: String,
    /// Who.
    pub who: Hidden,
    /// What is asked, in a heading.
    pub title: String,
    /// What goes.
    pub goes: Vec<String>,
    /// What stays.
    pub stays: Vec<String>,
    /// What is in the way; then there is no form.
    pub blocked: Option<String>,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// That it was read, and the reason.
    pub fields: Vec<Field>,
}

speaks!(ErasePage);
