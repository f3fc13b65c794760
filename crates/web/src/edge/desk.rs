//! The desk of a person who is signed in: who asks, the frame of their pages, what was just done.
use app::access::Me;
use app::admin::Confirmations;
use app::{App, Asker};
use askama::Template;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Act;
use kernel::Count;
use kernel::id::UserId;
use tower_sessions::Session;

use super::look::{SignedIn, Visit};
use super::trouble::{Trouble, finished};
use crate::Web;
use crate::say::Say;
use frame::parts::{Notice, Tone};
use frame::{Area, Me as MeShown, NavItem, Shell, Words};

/// Where the session keeps who is signed in.
pub(crate) const USER: &str = "user";
/// Where the session keeps the token of its forms.
pub(crate) const TOKEN: &str = "token";
/// Where the session keeps which password it was begun with.
pub(crate) const PASSWORD: &str = "password";
/// Where the session keeps what was just done.
const DONE: &str = "done";
/// Where the session keeps when it was last used, in seconds.
const USED: &str = "used";
/// A session lives on while it is used; that is written down this often and no oftener, so that reading writes nothing.
const USED_EVERY_SECONDS: i64 = 600;

/// The desk of whoever is signed in.
pub(crate) struct Desk {
    /// The use cases.
    pub(crate) app: App,
    /// Who asks.
    pub(crate) asker: Asker,
    /// The words of their pages.
    pub(crate) words: Words,
    me: Me,
    confirmed: Confirmations,
    care: bool,
    visit: Visit,
    session: Session,
    token: String,
    site: String,
}

impl<S> FromRequestParts<S> for Desk
where
    S: Send + Sync,
    Web: FromRef<S>,
{
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let web = Web::from_ref(state);
        let Ok(visit) = Visit::from_request_parts(parts, state).await;
        let session =
            Session::from_request_parts(parts, state).await.map_err(|(_, why)| Trouble::Fault(why.to_owned()))?;
        let user = session.get::<i64>(USER).await?.ok_or(Trouble::SignIn)?;
        let token = session.get::<String>(TOKEN).await?.unwrap_or_default();
        live_on(&session, (web.settings.now)()).await?;
        // The law in force now, for the whole of this page.
        let app = web.app.current().await?;
        let (mut asker, me) = match app.at_desk(UserId(user), (web.settings.now)()).await {
            // The account was closed meanwhile.
            Err(app::Error::NotFound) => return Err(Trouble::SignIn),
            other => other?,
        };
        // The password was changed elsewhere: this session has ended with the old one.
        if session.get::<String>(PASSWORD).await?.as_ref() != Some(&me.password_mark) {
            return Err(Trouble::SignIn);
        }
        if me.password_given && !parts.uri.path().starts_with("/me") {
            return Err(Trouble::OwnPassword);
        }
        let words = visit.chosen.or(me.language).map_or(visit.words, Words::in_language);
        (asker.language, asker.name) = (words.language(), words.label(&me.name));
        let confirmed = app.confirmations(&asker).await?;
        if let Some(who) = parts.extensions.get::<SignedIn>() {
            who.is(words.language(), &token);
        }
        let care = visit.care.unwrap_or(me.care);
        Ok(Desk { site: web.settings.site.clone(), app, asker, words, me, confirmed, care, visit, session, token })
    }
}

/// Notes that the session is used, now and then.
async fn live_on(session: &Session, now: jiff::Timestamp) -> Result<(), Trouble> {
    let now = now.as_second();
    let used = session.get::<i64>(USED).await?;
    if used.is_none_or(|used| now.saturating_sub(used) >= USED_EVERY_SECONDS) {
        session.insert(USED, now).await?;
    }
    Ok(())
}

impl Desk {
    /// Whether the password was given by somebody else, and is to be changed before anything else.
    pub(crate) fn password_given(&self) -> bool {
        self.me.password_given
    }

    /// Keeps this session open after its owner changed the password.
    pub(crate) async fn keep_session(&self) -> Result<(), Trouble> {
        let mark = self.app.password_mark(self.asker.user).await?;
        Ok(self.session.insert(PASSWORD, mark).await?)
    }

    /// What is said in the words of this person.
    pub(crate) fn say(&self) -> Say<'_> {
        Say { words: self.words, library: self.app.library(), confirmed: &self.confirmed, today: self.asker.today }
    }

    /// Whether this person may do `act` at all, which decides what is offered to them; `app` decides again.
    pub(crate) fn may(&self, act: Act) -> bool {
        self.me.may.contains(&act)
    }

    /// New leads, and those at once.
    pub(crate) fn new_leads(&self) -> (u64, u64) {
        self.me.leads
    }

    /// How many cases lie on this person's desk.
    pub(crate) fn waiting(&self) -> Count {
        self.me.waiting
    }

    /// The page that was asked for, path and query.
    pub(crate) fn here(&self) -> &str {
        &self.visit.here
    }

    /// A key for a form, with which sending it twice does it once.
    pub(crate) fn once() -> String {
        super::number::random(16)
    }

    /// The frame of a page in `area`.
    pub(crate) async fn shell(&self, area: Area) -> Result<Shell, Trouble> {
        // Taking away what is not there would write the session anew: a wait for the disk on every page.
        let done = self.session.get::<Vec<String>>(DONE).await?;
        if done.is_some() {
            self.session.remove_value(DONE).await?;
        }
        let roles: Vec<String> = self.me.roles.iter().map(|(_, label)| self.words.label(label)).collect();
        Ok(Shell {
            words: self.words,
            care: self.care,
            here: self.visit.here.clone(),
            token: self.token.clone(),
            me: MeShown {
                name: self.asker.name.clone(),
                roles: roles.join(" · "),
                office: self.words.label(&self.me.office),
            },
            finds: self.may(Act::SeePeople),
            nav: Area::ALL.into_iter().filter(|area| self.opens(*area)).map(|own| self.nav(own, area)).collect(),
            notice: done.map(|lines| Notice { tone: Tone::Good, title: None, lines }),
            packs: self.site.clone(),
        })
    }

    fn opens(&self, area: Area) -> bool {
        match area {
            Area::Today => true,
            Area::Leads => self.may(Act::SeeLeads),
            Area::Cases => self.may(Act::SeeCases),
            Area::People => self.may(Act::SeePeople) || self.may(Act::JoinPeople),
            Area::Fund => self.may(Act::SeeFund),
            Area::Registers => self.may(Act::SeeRegisters),
            Area::Calculator => self.may(Act::Calculate),
            Area::Administration => {
                [Act::SeeAdministration, Act::ReadJournal, Act::ConfirmValues].into_iter().any(|act| self.may(act))
            }
        }
    }

    fn nav(&self, area: Area, current: Area) -> NavItem {
        let (waiting, urgent) = match area {
            Area::Leads => (self.me.leads.0.into(), self.me.leads.1 > 0),
            Area::Today => (self.me.waiting, false),
            Area::Cases | Area::People | Area::Fund | Area::Registers | Area::Calculator | Area::Administration => {
                (Count::default(), false)
            }
        };
        NavItem { area, current: area == current, waiting: (waiting > 0).then(|| self.words.counted(waiting)), urgent }
    }

    /// Sends the person on after a change, and tells them there what was done.
    pub(crate) async fn done(&self, lines: Vec<String>, to: &str) -> Result<Response, Trouble> {
        self.session.insert(DONE, lines).await?;
        Ok(Redirect::to(to).into_response())
    }

    /// The page.
    pub(crate) fn page(page: &impl Template) -> Result<Response, Trouble> {
        finished(StatusCode::OK, page)
    }

    /// The same page again, with what was not understood.
    pub(crate) fn again(page: &impl Template) -> Result<Response, Trouble> {
        finished(StatusCode::UNPROCESSABLE_ENTITY, page)
    }
}
