//! What the desk of uncertain people shows.
use askama::Template;

use crate::screens::people::pair::Pair;
use frame::forms::ErrorLine;
use frame::{Shell, Speaks, speaks};

/// The desk of uncertain people.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/people/pairs/page.html")]
pub struct PairsPage {
    /// The frame.
    pub shell: Shell,
    /// Where it comes back to: this desk.
    pub back: &'static str,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The pairs, the likeliest first.
    pub pairs: Vec<Pair>,
    /// Where the next page begins.
    pub next: Option<String>,
}

speaks!(PairsPage);
