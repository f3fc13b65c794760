//! Administration: offices, people, roles, packs, figures to confirm, calendars, journal.

pub mod form;
pub mod table;

mod offices;
mod people;
mod tables;
mod values;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use domain::access::Act;

use crate::Web;
use crate::page::Words;

/// The pages of the administration.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/admin", get(|| async { Redirect::to("/admin/people") }))
        .route("/admin/people", get(people::list))
        .route("/admin/people/new", get(people::new).post(people::add))
        .route("/admin/people/{id}", get(people::show).post(people::save))
        .route("/admin/people/{id}/password", post(people::password))
        .route("/admin/people/{id}/unlock", post(people::unlock))
        .route("/admin/people/{id}/close", post(people::close))
        .route("/admin/people/{id}/reopen", post(people::reopen))
        .route("/admin/offices", get(offices::list))
        .route("/admin/offices/new", get(offices::new).post(offices::add))
        .route("/admin/offices/{id}", get(offices::show).post(offices::save))
        .route("/admin/roles", get(tables::roles))
        .route("/admin/packs", get(tables::packs))
        .route("/admin/figures", get(values::list))
        .route("/admin/figures/confirm", get(values::show).post(values::confirm))
        .route("/admin/figures/take-back", post(values::take_back))
        .route("/admin/calendars", get(tables::calendars))
        .route("/admin/journal", get(tables::journal))
        .route("/admin/journal/verify", post(tables::verify))
}

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
    pub const ALL: [Section; 7] = [
        Section::People,
        Section::Offices,
        Section::Roles,
        Section::Figures,
        Section::Packs,
        Section::Calendars,
        Section::Journal,
    ];

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

    /// What opens it; the packs in force are named at the foot of every page, and are everybody's.
    const fn opened_by(self) -> Option<Act> {
        match self {
            Section::Packs => None,
            Section::Journal => Some(Act::ReadJournal),
            Section::Offices | Section::People | Section::Roles | Section::Figures | Section::Calendars => {
                Some(Act::SeeAdministration)
            }
        }
    }

    /// The tabs of who may do what `may` says: words, address, whether shown.
    #[must_use]
    pub fn tabs(self, words: Words, may: impl Fn(Act) -> bool) -> Vec<(String, &'static str, bool)> {
        let open = Section::ALL.into_iter().filter(|section| section.opened_by().is_none_or(&may));
        open.map(|section| (words.say(section.key()).into_owned(), section.href(), section == self)).collect()
    }
}
