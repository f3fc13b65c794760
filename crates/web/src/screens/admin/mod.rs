//! Administration: offices, people, roles, packs, figures to confirm, calendars, background work, journal.

pub mod form;
pub mod table;

mod jobs;
mod offices;
mod people;
pub mod standards;
mod tables;
mod values;

use axum::Router;
use axum::response::Redirect;
use axum::routing::{get, post};

use domain::access::Act;

use crate::Web;
use crate::edge::Desk;
use frame::Words;

/// The pages of the administration.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/admin", get(first))
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
        .route("/admin/standards", get(standards::list))
        .route("/admin/standards/show", get(standards::show))
        .route("/admin/standards/enter", get(standards::entering).post(standards::enter))
        .route("/admin/standards/entry", get(standards::entry))
        .route("/admin/standards/confirm", post(standards::confirm))
        .route("/admin/standards/reject", post(standards::reject))
        .route("/admin/standards/withdraw", post(standards::withdraw))
        .route("/admin/calendars", get(tables::calendars))
        .route("/admin/jobs", get(jobs::show))
        .route("/admin/journal", get(tables::journal))
        .route("/admin/journal/verify", post(tables::verify))
}

/// `GET /admin`: the first page that is open to whoever asks.
async fn first(desk: Desk) -> Redirect {
    let open = Section::ALL.into_iter().find(|section| section.is_open(|act| desk.may(act)));
    Redirect::to(open.map_or("/today", Section::href))
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
    /// Tables of standards and figures that are entered.
    Standards,
    /// Calendars of workdays.
    Calendars,
    /// Work in the background that failed.
    Jobs,
    /// The journal and whether its chain holds.
    Journal,
}

impl Section {
    /// Every page, in order.
    pub const ALL: [Section; 9] = [
        Section::People,
        Section::Offices,
        Section::Roles,
        Section::Standards,
        Section::Figures,
        Section::Packs,
        Section::Calendars,
        Section::Jobs,
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
            Section::Standards => "/admin/standards",
            Section::Calendars => "/admin/calendars",
            Section::Jobs => "/admin/jobs",
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
            Section::Standards => "admin-standards",
            Section::Calendars => "admin-calendars",
            Section::Jobs => "admin-jobs",
            Section::Journal => "admin-journal",
        }
    }

    /// What opens it; the packs in force are named at the foot of every page, and are everybody's.
    const fn opened_by(self) -> &'static [Act] {
        match self {
            Section::Packs => &[],
            Section::Journal => &[Act::ReadJournal],
            Section::Standards => &[Act::SeeAdministration, Act::ConfirmValues],
            Section::Offices
            | Section::People
            | Section::Roles
            | Section::Figures
            | Section::Calendars
            | Section::Jobs => &[Act::SeeAdministration],
        }
    }

    fn is_open(self, may: impl Fn(Act) -> bool) -> bool {
        self.opened_by().is_empty() || self.opened_by().iter().any(|act| may(*act))
    }

    /// The tabs of who may do what `may` says: words, address, whether shown; `failing` is how much of the work in the
    /// background failed.
    #[must_use]
    pub fn tabs(self, words: Words, may: impl Fn(Act) -> bool, failing: u64) -> Vec<(String, &'static str, bool)> {
        let open = Section::ALL.into_iter().filter(|section| section.is_open(&may));
        let name = |section: Section| {
            if section == Section::Jobs && failing > 0 {
                return words.with("admin-jobs-failing", [("count", failing)]);
            }
            words.say(section.key()).into_owned()
        };
        open.map(|section| (name(section), section.href(), section == self)).collect()
    }
}
