//! What a form held that could not be taken: kept in the answer, so that nothing has to be typed again.
//!
//! Where the session had ended it travels through the door and comes back with the next sign-in; after anything else the
//! page that says what went wrong holds it. Never: on our side, for anybody else who signs in, and nothing of it is done
//! before the person sends it again.
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kernel::id::UserId;

use super::parts::FormBody;
use super::trouble::Finished;
use super::{MOST_FORM, Trouble};
use crate::screens::door::sign_in::Kept;

/// The most that is kept: packed a second time it has to fit into a form.
const MOST: usize = MOST_FORM / 3;
const FORM: &str = "application/x-www-form-urlencoded";
/// Forms that hold a password: it is never written into a page.
const SECRET: [&str; 2] = ["/sign-in", "/me/password"];

/// The token of the forms of a session of `user`: nobody can guess it, and it says whose forms they are when the session is
/// gone.
pub(crate) fn token(user: UserId) -> String {
    format!("{}{}", super::number::random(16), end(user))
}

fn end(user: UserId) -> String {
    format!("-{}", user.0)
}

/// Whether it stood in a form of `user`.
pub(crate) async fn is_of(kept: &Kept, user: UserId) -> Result<bool, Trouble> {
    Ok(read(kept).await?.get("token").ends_with(&end(user)))
}

/// Its fields, for a form that sends them again; the token was that of a session that is gone.
pub(crate) async fn fields(kept: &Kept) -> Result<Vec<(String, String)>, Trouble> {
    let form = read(kept).await?;
    let typed = form.pairs().filter(|(name, _)| *name != "token");
    Ok(typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

async fn read(kept: &Kept) -> Result<FormBody, Trouble> {
    let request = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(kept.typed.clone()));
    FormBody::unchecked(request.map_err(|fault| Trouble::Fault(fault.to_string()))?).await
}

/// Puts what a form held beside an answer that did not take it and does not show it.
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    if !is_kept(&request) {
        return next.run(request).await;
    }
    let to = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else { return Trouble::Unclear.into_response() };
    let mut response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed
        && response.extensions().get::<Finished>().is_none()
        && let Ok(typed) = text(&bytes)
    {
        response.extensions_mut().insert(Kept { to, typed });
    }
    response
}

fn is_kept(request: &Request) -> bool {
    let said = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let length = said(header::CONTENT_LENGTH).parse::<usize>().ok();
    let form = !request.method().is_safe() && said(header::CONTENT_TYPE).starts_with(FORM);
    form && !SECRET.contains(&request.uri().path()) && length.is_some_and(|all| all <= MOST)
}

fn text(bytes: &Bytes) -> Result<String, std::string::FromUtf8Error> {
    String::from_utf8(bytes.to_vec())
}
