//! Administration: offices, people, roles, packs, figures to confirm, calendars, journal.

pub mod account;
pub mod table;

use crate::page::Words;

/// The pages of the administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The tree of offices.
    Offices,
    /// Accounts.
    People,
    /// Roles and what they may do.
    Roles,
    /// Packs in force.
    Packs,
    /// Values of law to confirm.
    Figures,
    /// Calendars of workdays.
    Calendars,
    /// The journal and whether its chain holds.
    Journal,
}

impl Section {
    /// Every page, in order.
    pub const ALL: [Section; 7] =
        [Section::People, Section::Offices, Section::Roles, Section::Figures, Section::Packs, Section::Calendars, Section::Journal];

    /// Its address.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Section::Offices => "/admin/offices",
            Section::People => "/admin/people",
            Section::Roles => "/admin/roles",
            Section::Packs => "/admin/packs",
            Section::Figures => "/admin/figures",
            Section::Calendars => "/admin/calendars",
            Section::Journal => "/admin/journal",
        }
    }

    /// The message with its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Section::Offices => "admin-offices",
            Section::People => "admin-people",
            Section::Roles => "admin-roles",
            Section::Packs => "admin-packs",
            Section::Figures => "admin-figures",
            Section::Calendars => "admin-calendars",
            Section::Journal => "admin-journal",
        }
    }

    /// The tabs: words, address, whether shown.
    #[must_use]
    pub fn tabs(self, words: Words) -> Vec<(String, &'static str, bool)> {
        Section::ALL.map(|section| (words.say(section.key()).into_owned(), section.href(), section == self)).to_vec()
    }
}
