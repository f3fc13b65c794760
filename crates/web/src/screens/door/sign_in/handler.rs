//! Signing in: name and password against limits; a new session each time.
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use kernel::id::UserId;
use tower_sessions::Session;

use super::{DemoAccount, Kept, ResumePage, SignInPage};
use crate::Web;
use crate::edge::desk::{PASSWORD, TOKEN, USER};
use crate::edge::kept;
use crate::edge::trouble::finished;
use crate::edge::{Asked, FormBody, Trouble, Visit};
use crate::screens::door::look::own_page;

/// `GET /sign-in`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, asked: Asked) -> Result<Response, Trouble> {
    let elsewhere = asked.get("next").is_some_and(|next| next != "/" && next != "/today");
    let said = match asked.get("said") {
        Some("out") => Some("signed-out"),
        _ => elsewhere.then_some("sign-in-needed"),
    };
    let page = SignInPage {
        notice: said.map(|id| visit.words.say(id).into_owned()),
        next: own_page(asked.get("next").unwrap_or("/today")).to_owned(),
        ..empty(&web, &visit)
    };
    finished(StatusCode::OK, &page)
}

/// `POST /sign-in`
pub(crate) async fn enter(
    State(web): State<Web>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Trouble> {
    let address =
        request.extensions().get::<ConnectInfo<SocketAddr>>().map(|from| from.0.ip().to_string()).unwrap_or_default();
    let form = FormBody::unchecked(request).await?;
    let next = own_page(form.get("next"));
    let kept = Some(form.get("kept_to")).filter(|to| !to.is_empty());
    let kept = kept.map(|to| Kept { to: own_page(to).to_owned(), typed: form.get("kept").to_owned() });
    let came = web.app.sign_in(form.get("name"), form.get("password"), &address, (web.settings.now)()).await;
    let (status, mistake) = match came {
        Ok(user) => {
            let token = begin(&web, &session, user).await?;
            // What somebody else typed is not for this person.
            if let Some(kept) = kept
                && kept::is_of(&kept, user).await?
            {
                return resume(&visit, next, token, &kept).await;
            }
            return Ok(Redirect::to(next).into_response());
        }
        Err(app::Error::Refused(refusal)) => {
            let status =
                if refusal.code.0 == "ACC-003" { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNAUTHORIZED };
            (status, format!("{} {}", visit.words.refusal(&refusal), visit.words.instead(&refusal)))
        }
        Err(app::Error::Mistaken(_)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, visit.words.say("sign-in-both").into_owned())
        }
        Err(other) => return Err(other.into()),
    };
    let name = form.get("name").chars().take(100).collect();
    finished(status, &SignInPage { name, mistake: Some(mistake), next: next.to_owned(), kept, ..empty(&web, &visit) })
}

/// Begins a session of `user`; gives the token of its forms.
async fn begin(web: &Web, session: &Session, user: UserId) -> Result<String, Trouble> {
    // A new number for the session, so that one planted before cannot be used afterwards.
    session.cycle_id().await?;
    session.insert(USER, user.0).await?;
    session.insert(PASSWORD, web.app.password_mark(user).await?).await?;
    let token = kept::token(user);
    session.insert(TOKEN, &token).await?;
    // Kept now, so that a full disk is told and not a session promised that nobody remembers.
    session.save().await?;
    Ok(token)
}

/// Shows what was typed before the session ended, to be sent once more.
async fn resume(visit: &Visit, next: &str, token: String, kept: &Kept) -> Result<Response, Trouble> {
    let (door, back) = (visit.door(), next.to_owned());
    finished(StatusCode::OK, &ResumePage { door, to: kept.to.clone(), back, token, fields: kept::fields(kept).await? })
}

/// `POST /sign-out`
pub(crate) async fn leave(session: Session, _form: FormBody) -> Result<Response, Trouble> {
    session.flush().await?;
    Ok(Redirect::to("/sign-in?said=out").into_response())
}

fn empty(web: &Web, visit: &Visit) -> SignInPage {
    let account = |own: &crate::DemoAccount| DemoAccount {
        role: visit.words.label(&own.role),
        name: own.login.clone(),
        password: own.password.clone(),
    };
    let offices = web.settings.accounts.chunk_by(|one, other| one.office == other.office);
    SignInPage {
        door: visit.door(),
        name: String::new(),
        mistake: None,
        notice: None,
        next: "/today".to_owned(),
        kept: None,
        accounts: offices.map(|all| (visit.words.label(&all[0].office), all.iter().map(account).collect())).collect(),
    }
}
