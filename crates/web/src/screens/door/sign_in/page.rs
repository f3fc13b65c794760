//! What the sign-in page shows.
use askama::Template;

use crate::page::{Door, Speaks, Words};

/// The sign-in page.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/door/sign_in/page.html")]
pub struct SignInPage {
    /// The frame.
    pub door: Door,
    /// The account name as typed.
    pub name: String,
    /// Why it did not work, and what to do.
    pub mistake: Option<String>,
    /// What the person was told on the way here: signed out, or the session ended.
    pub notice: Option<String>,
    /// Where to go afterwards.
    pub next: String,
    /// The accounts of the demonstration; empty on a real site.
    pub accounts: Vec<DemoAccount>,
}

/// An account of the demonstration.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// What the person is.
    pub role: String,
    /// The account name.
    pub name: String,
    /// The password, which opens only the demonstration.
    pub password: String,
}

impl Speaks for SignInPage {
    fn words(&self) -> Words {
        self.door.words
    }
}
