//! What goes wrong, once: a refusal, a mistake or a fault becomes a status, a page that helps, and an answer for programs.
//!
//! Never: details of a fault outward; they go to the log with the number that the person quotes.
use std::sync::Arc;

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use kernel::Refusal;
use serde_json::json;

use super::kept;
use super::look::{SignedIn, Visit};
use super::parts::OURS;
use super::upload::MOST_FILE_MIB;
use crate::screens::door::sign_in::{Kept, SignInPage};
use crate::screens::door::sorry::{Again, Held, SorryPage};
use frame::Words;
use frame::parts::{Notice, Tone};

/// Shorter texts are quickly typed again.
const WORTH_COPYING: usize = 12;

/// Why there is no page.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// A rule says no.
    Refused(Box<Refusal>),
    /// What was typed does not do, and there is no form to show it in.
    Mistaken(Vec<kernel::Mistake>),
    /// There is no such thing, or not for this person.
    NotFound,
    /// One has to sign in first.
    SignIn,
    /// The password was given by somebody else: its owner changes it first.
    OwnPassword,
    /// The form is older than the session.
    Stale,
    /// Another site asked for it.
    Foreign,
    /// The request could not be understood.
    Unclear,
    /// More was sent than may be.
    TooLarge,
    /// Somebody else was faster.
    Changed,
    /// The disk is full: nothing was received.
    Full,
    /// The database is busy or away: nothing was received.
    Away,
    /// Ours.
    Fault(String),
}

/// Marks an answer with an error status that is a whole page already, such as a form with its mistakes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Finished;

impl From<app::Error> for Trouble {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Refused(refusal) => Trouble::Refused(refusal),
            app::Error::Mistaken(mistakes) => Trouble::Mistaken(mistakes),
            app::Error::NotFound => Trouble::NotFound,
            app::Error::Changed => Trouble::Changed,
            app::Error::Full => Trouble::Full,
            app::Error::Away => Trouble::Away,
            app::Error::Fault(cause) => Trouble::Fault(cause),
        }
    }
}

impl From<tower_sessions::session::Error> for Trouble {
    fn from(fault: tower_sessions::session::Error) -> Self {
        app::Error::of_sessions(&fault.to_string()).into()
    }
}

impl Trouble {
    /// The one table of what goes wrong: status and the name of its messages.
    fn face(&self) -> (StatusCode, &'static str) {
        match self {
            Trouble::Refused(refusal) if refusal.code.0.starts_with("ACC-") => (StatusCode::FORBIDDEN, "forbidden"),
            Trouble::Refused(_) => (StatusCode::CONFLICT, "refused"),
            Trouble::Mistaken(_) => (StatusCode::UNPROCESSABLE_ENTITY, "mistaken"),
            Trouble::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Trouble::SignIn => (StatusCode::UNAUTHORIZED, "sign-in"),
            Trouble::OwnPassword => (StatusCode::FORBIDDEN, "own-password"),
            Trouble::Stale => (StatusCode::BAD_REQUEST, "stale"),
            Trouble::Foreign => (StatusCode::FORBIDDEN, "foreign"),
            Trouble::Unclear => (StatusCode::BAD_REQUEST, "unclear"),
            Trouble::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Trouble::Changed => (StatusCode::CONFLICT, "changed"),
            Trouble::Full => (StatusCode::INSUFFICIENT_STORAGE, "full"),
            Trouble::Away => (StatusCode::SERVICE_UNAVAILABLE, "away"),
            Trouble::Fault(_) => (StatusCode::INTERNAL_SERVER_ERROR, "fault"),
        }
    }

    /// Its status, and the same words as a note above a form that keeps what was typed.
    pub(crate) fn as_notice(&self, words: Words) -> (StatusCode, Notice) {
        let (status, name) = self.face();
        let (what, instead) = told(self, words, name);
        let title = Some(words.say(&format!("sorry-{name}")).into_owned());
        (status, Notice { tone: Tone::Late, title, lines: what.into_iter().chain([instead]).collect() })
    }

    /// What a bare status means: an answer of the library, not of a handler.
    fn of_status(status: StatusCode) -> Trouble {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Trouble::NotFound,
            StatusCode::PAYLOAD_TOO_LARGE => Trouble::TooLarge,
            StatusCode::SERVICE_UNAVAILABLE => Trouble::Away,
            other if other.is_client_error() => Trouble::Unclear,
            other => Trouble::Fault(format!("answered {other} without a page")),
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.face().0.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Gives every error a page, or an answer for programs, in the language of whoever looks.
pub(crate) async fn dress(mut request: Request, next: Next) -> Response {
    let mut visit = Visit::of(&request);
    let who = SignedIn::default();
    request.extensions_mut().insert(who.clone());
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || response.extensions().get::<Finished>().is_some() {
        return response;
    }
    if let Some((language, _)) = who.get() {
        visit.words = Words::in_language(*language);
    }
    let trouble =
        response.extensions().get::<Arc<Trouble>>().cloned().unwrap_or_else(|| Arc::new(Trouble::of_status(status)));
    if let Trouble::Fault(cause) = &*trouble {
        tracing::error!(number = visit.number, here = visit.here, cause, "fault");
    }
    if visit.json {
        return answer(&trouble, &visit);
    }
    let kept = response.extensions().get::<Kept>();
    if matches!(*trouble, Trouble::SignIn) {
        return match kept {
            Some(kept) => again_at_the_door(&visit, kept.clone()),
            None => to_the_door(&visit),
        };
    }
    if matches!(*trouble, Trouble::OwnPassword) {
        return Redirect::to("/me").into_response();
    }
    let typed = match (kept, who.get()) {
        (Some(kept), Some((_, token))) => held(&trouble, kept, token).await,
        (None, _) | (_, None) => None,
    };
    page(&trouble, &visit, typed)
}

fn to_the_door(visit: &Visit) -> Response {
    Redirect::to(&format!("/sign-in?next={}", frame::shell::escaped(&visit.here))).into_response()
}

/// What was typed, to be sent again where that can help, and to be read and copied in any case.
async fn held(trouble: &Trouble, kept: &Kept, token: &str) -> Option<Held> {
    let fields = kept::fields(kept).await.ok()?;
    let long = |text: &&String| text.chars().count() >= WORTH_COPYING;
    let written = fields.iter().filter(|(name, _)| !OURS.contains(&name.as_str()));
    let texts = written.map(|(_, value)| value).filter(long).cloned().collect();
    let again = match trouble {
        Trouble::Stale | Trouble::Full | Trouble::Away | Trouble::Fault(_) => {
            Some(Again { to: kept.to.clone(), token: token.to_owned(), fields })
        }
        Trouble::Refused(_)
        | Trouble::Mistaken(_)
        | Trouble::NotFound
        | Trouble::SignIn
        | Trouble::OwnPassword
        | Trouble::Foreign
        | Trouble::Unclear
        | Trouble::TooLarge
        | Trouble::Changed => None,
    };
    Some(Held { texts, again })
}

/// The door, with what was typed into the form that came without a session.
fn again_at_the_door(visit: &Visit, kept: Kept) -> Response {
    let page = SignInPage {
        door: visit.door(),
        name: String::new(),
        mistake: None,
        notice: Some(visit.words.say("sign-in-again").into_owned()),
        next: visit.here.clone(),
        kept: Some(kept),
        accounts: vec![],
    };
    finished(StatusCode::UNAUTHORIZED, &page).unwrap_or_else(IntoResponse::into_response)
}

fn page(trouble: &Trouble, visit: &Visit, typed: Option<Held>) -> Response {
    let page = SorryPage { typed, ..sorry(trouble, visit) };
    match page.render() {
        Ok(html) => (trouble.face().0, Html(html)).into_response(),
        Err(fault) => {
            tracing::error!(number = visit.number, %fault, "the error page could not be written");
            trouble.face().0.into_response()
        }
    }
}

/// The page that says what went wrong and what to do next.
fn sorry(trouble: &Trouble, visit: &Visit) -> SorryPage {
    let words = visit.words;
    let (_, name) = trouble.face();
    let (what, instead) = told(trouble, words, name);
    SorryPage {
        door: visit.door(),
        title: words.say(&format!("sorry-{name}")).into_owned(),
        what,
        instead,
        code: quoted(trouble, visit),
        typed: None,
    }
}

/// What somebody who asks for help can quote.
fn quoted(trouble: &Trouble, visit: &Visit) -> String {
    if let Trouble::Refused(refusal) = trouble {
        return refusal.code.to_string();
    }
    if let Trouble::Fault(_) = trouble {
        return visit.words.with("sorry-number", [("number", visit.number.as_str())]);
    }
    trouble.face().0.as_u16().to_string()
}

fn told(trouble: &Trouble, words: Words, name: &str) -> (Vec<String>, String) {
    if let Trouble::Refused(refusal) = trouble {
        return (vec![words.refusal(refusal)], words.instead(refusal));
    }
    if let Trouble::Mistaken(mistakes) = trouble {
        let what = mistakes.iter().map(|own| words.mistake(own)).collect();
        return (what, words.say("sorry-mistaken-instead").into_owned());
    }
    let what = words.say(&format!("sorry-{name}-what")).into_owned();
    (vec![what], words.with(&format!("sorry-{name}-instead"), [("max", MOST_FILE_MIB)]))
}

/// The same for programs.
fn answer(trouble: &Trouble, visit: &Visit) -> Response {
    let (status, name) = trouble.face();
    let (what, instead) = told(trouble, visit.words, name);
    let code = if let Trouble::Refused(refusal) = trouble { refusal.code.to_string() } else { name.to_owned() };
    let mistakes = if let Trouble::Mistaken(mistakes) = trouble { json!(mistakes) } else { json!([]) };
    let body = json!({ "code": code, "what": what.join(" "), "instead": instead, "mistakes": mistakes, "number": visit.number });
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))];
    (status, kind, body.to_string()).into_response()
}

/// A whole page with `status`: a form with its mistakes is an answer, and not an error page.
pub(crate) fn finished(status: StatusCode, page: &impl Template) -> Result<Response, Trouble> {
    let html = page.render().map_err(|fault| Trouble::Fault(fault.to_string()))?;
    let mut response = (status, Html(html)).into_response();
    response.extensions_mut().insert(Finished);
    Ok(response)
}
