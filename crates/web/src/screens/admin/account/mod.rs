//! One account: name, office, roles; a new password; closing it.
mod handler;

use askama::Template;

use crate::forms::{ErrorLine, Field};
use crate::page::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{add, close, new, reopen, save, show, unlock};

/// The page of an account.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/admin/account/page.html")]
pub struct AccountFormPage {
    /// The frame.
    pub shell: Shell,
    /// The person's name, or that it is a new account.
    pub title: String,
    /// Account name, office, last seen.
    pub lede: String,
    /// Where the form goes.
    pub action: String,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The fields.
    pub fields: Vec<Field>,
    /// What else may be done: words, address, form key.
    pub acts: Vec<(String, String, String)>,
}

speaks!(AccountFormPage);
