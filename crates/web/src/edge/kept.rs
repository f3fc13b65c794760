//! What a form held that came after its session had ended: kept through the door, so that nothing has to be typed again.
//!
//! Never: on our side; it travels in the page of the door and comes back with the next sign-in. Nothing of it is done
//! before the person sends it again.
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::parts::FormBody;
use super::{MOST_FORM, Trouble};
use crate::screens::door::sign_in::Kept;

/// The most that is kept: packed a second time it has to fit into a form.
const MOST: usize = MOST_FORM / 3;
const FORM: &str = "application/x-www-form-urlencoded";

/// Its fields, for a form that sends them again; the token was that of a session that is gone.
pub(crate) async fn fields(kept: &Kept) -> Result<Vec<(String, String)>, Trouble> {
    let request = Request::post("/").header(header::CONTENT_TYPE, FORM).body(Body::from(kept.typed.clone()));
    let form = FormBody::unchecked(request.map_err(|fault| Trouble::Fault(fault.to_string()))?).await?;
    let typed = form.pairs().filter(|(name, _)| *name != "token");
    Ok(typed.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// Puts what a form held beside an answer that says "sign in first".
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    if !is_small_form(&request) {
        return next.run(request).await;
    }
    let to = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let Ok(bytes) = to_bytes(body, MOST).await else { return Trouble::Unclear.into_response() };
    let mut response = next.run(Request::from_parts(parts, Body::from(bytes.clone()))).await;
    if response.status() == StatusCode::UNAUTHORIZED
        && let Ok(typed) = text(&bytes)
    {
        response.extensions_mut().insert(Kept { to, typed });
    }
    response
}

fn is_small_form(request: &Request) -> bool {
    let said = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let length = said(header::CONTENT_LENGTH).parse::<usize>().ok();
    !request.method().is_safe() && said(header::CONTENT_TYPE).starts_with(FORM) && length.is_some_and(|all| all <= MOST)
}

fn text(bytes: &Bytes) -> Result<String, std::string::FromUtf8Error> {
    String::from_utf8(bytes.to_vec())
}
