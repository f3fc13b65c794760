//! My account: language, care mode, password.
use askama::Template;

use crate::forms::{ErrorLine, Field};
use crate::page::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

/// The page of one's own account.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/me/page.html")]
pub struct MePage {
    /// The frame.
    pub shell: Shell,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// Language and look.
    pub look: Vec<Field>,
    /// Old and new password.
    pub password: Vec<Field>,
}

speaks!(MePage);
