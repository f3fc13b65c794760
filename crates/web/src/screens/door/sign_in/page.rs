//! What the sign-in page shows.
use askama::Template;

use frame::{Door, Speaks, Words};

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
    /// What was typed into a form whose session had ended; it goes through the door with the person.
    pub kept: Option<Kept>,
    /// The accounts of the demonstration, office by office; empty on a real site.
    pub accounts: Vec<(String, Vec<DemoAccount>)>,
}

/// What was typed, and where it was to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The address of the form.
    pub to: String,
    /// What it held, as the browser packed it.
    pub typed: String,
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

/// Signed in again: what was typed before is still there, and is sent when the person says so.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/door/sign_in/resume.html")]
pub struct ResumePage {
    /// The frame.
    pub door: Door,
    /// Where the form goes.
    pub to: String,
    /// The page on which it stands.
    pub back: String,
    /// The token of the new session.
    pub token: String,
    /// What was typed.
    pub fields: Vec<(String, String)>,
}

impl Speaks for ResumePage {
    fn words(&self) -> Words {
        self.door.words
    }
}

impl Speaks for SignInPage {
    fn words(&self) -> Words {
        self.door.words
    }
}
