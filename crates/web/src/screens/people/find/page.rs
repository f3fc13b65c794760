//! What the search shows. What was searched for never stands in an address.
use askama::Template;

use frame::parts::{Hidden, Tag};
use frame::{Shell, Speaks, speaks};

/// The search and what it found.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/people/find/page.html")]
pub struct FindPage {
    /// The frame.
    pub shell: Shell,
    /// Whether this person may look people up.
    pub may_find: bool,
    /// The desk of uncertain people, for who may say who is one.
    pub pairs: Option<&'static str>,
    /// What was searched for.
    pub text: String,
    /// What came of it, in a sentence; none before a search.
    pub said: Option<String>,
    /// What to do where there are too many or none.
    pub hint: Option<String>,
    /// The people.
    pub people: Vec<PersonLine>,
    /// The cases: number, address, words.
    pub cases: Vec<(String, String, String)>,
}

/// A person who was found.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// Who.
    pub who: Hidden,
    /// Their page.
    pub href: String,
    /// Born when, sex.
    pub born: String,
    /// The ID number.
    pub citizen_id: Hidden,
    /// Cases, leads, registers.
    pub known: Vec<Tag>,
}

speaks!(FindPage);
