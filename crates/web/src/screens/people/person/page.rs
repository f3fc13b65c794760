//! What the page of a person shows.
use askama::Template;

use crate::screens::cases::case::overview::Line;
use crate::screens::people::pair::Pair;
use frame::forms::{ErrorLine, Field};
use frame::parts::{Hidden, Tag};
use frame::{Shell, Speaks, speaks};

/// The page of a person.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/people/person/page.html")]
pub struct PersonPage {
    /// The frame.
    pub shell: Shell,
    /// Where the person is: `/people/4411`.
    pub base: String,
    /// Who.
    pub who: Hidden,
    /// Sex, age, place.
    pub lede: String,
    /// Minor, groups.
    pub tags: Vec<Tag>,
    /// That they were erased, in a sentence.
    pub erased: Option<String>,
    /// What two records have at once: a sentence, and the cases with their addresses.
    pub twice: Vec<(String, Vec<(String, String)>)>,
    /// Who may be the same person.
    pub pairs: Vec<Pair>,
    /// Records that turned out to be this person.
    pub joined: Vec<Joined>,
    /// Where the person can be erased, for who may.
    pub erase: Option<String>,
    /// Until when it is open to see, in a sentence.
    pub open: Option<String>,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// The form that asks for the reason; none while it is open, or where this person may not.
    pub reason: Vec<Field>,
    /// What is known: name, ID number, phone, address, each with where from.
    pub known: Vec<Line>,
    /// In which registers: register, place of the row, address of the batch.
    pub registers: Vec<(String, String, Option<String>)>,
    /// Cases and leads: words, address, state.
    pub dealings: Vec<(String, String, Tag)>,
    /// Those who live with them: who, address, how related.
    pub household: Vec<(Hidden, String, String)>,
    /// Who looked.
    pub looks: Vec<Look>,
}

/// A record that turned out to be this person.
#[derive(Debug, Clone)]
pub struct Joined {
    /// Who it says they are.
    pub who: Hidden,
    /// Its number.
    pub record: String,
    /// The form that takes it back: its key and the reason; none for who may not.
    pub part: Option<(String, Field)>,
}

/// Somebody looked.
#[derive(Debug, Clone)]
pub struct Look {
    /// When.
    pub when: String,
    /// Who, of which office.
    pub who: String,
    /// Why.
    pub why: String,
}

speaks!(PersonPage);
