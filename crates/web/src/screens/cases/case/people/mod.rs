//! The people of a case and their households.
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Hidden, Tag};
use frame::{Shell, Speaks, speaks};

/// The people of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/people/page.html")]
pub struct PeoplePage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// Who the case is about.
    pub parties: Vec<Member>,
    /// Who lives with them.
    pub household: Vec<Member>,
}

/// A person of the case or the household.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub who: Hidden,
    /// Their page; none where this office may not open it.
    pub href: Option<String>,
    /// What they are in the case, or to the applicant.
    pub role: String,
    /// Born when, sex.
    pub born: String,
    /// The ID number.
    pub citizen_id: Hidden,
    /// The phone.
    pub phone: Hidden,
    /// Minor, low income, disabled, ….
    pub groups: Vec<Tag>,
}

speaks!(PeoplePage);
