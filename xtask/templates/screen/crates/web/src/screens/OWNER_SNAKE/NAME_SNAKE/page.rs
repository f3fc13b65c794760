//! What the page "NAME_TITLE" shows. Places nothing itself; decides nothing.
use askama::Template;

use frame::{Shell, Speaks, speaks};

/// NAME_TITLE.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/OWNER_SNAKE/NAME_SNAKE/page.html")]
pub struct NAME_TYPEPage {
    /// The frame.
    pub shell: Shell,
    /// What this page is about, in a sentence.
    pub said: String,
}

speaks!(NAME_TYPEPage);
