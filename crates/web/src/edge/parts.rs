//! The parts of a request as handlers want them: an identifier of the path, what the address asks, what a form holds.
//!
//! Never: loses what was typed. A form of a signed-in person has to carry the token of their session.
use std::collections::BTreeMap;
use std::str::FromStr;

use app::Once;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Query, RawPathParams, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use tower_sessions::Session;

use super::desk::TOKEN;
use super::{MOST_FORM, Trouble};

/// What of a form that is too large is still read, for its sender to hear why it is refused.
const MOST_READ_AWAY: usize = 4 * 1024 * 1024;

/// The part of the path called `id`, read as `T`; a page that says "there is no such thing" where it is none.
#[derive(Debug, Clone)]
pub(crate) struct Id<T>(pub(crate) T);

impl<S: Send + Sync, T: FromStr> FromRequestParts<S> for Id<T> {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Trouble::NotFound)?;
        let id = params.iter().find(|(name, _)| *name == "id").map(|(_, id)| id);
        id.and_then(|id| id.parse().ok()).map(Id).ok_or(Trouble::NotFound)
    }
}

/// The part of the path called `name`: a tab, a step.
#[derive(Debug, Clone)]
pub(crate) struct Name(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Name {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Trouble::NotFound)?;
        let name = params.iter().find(|(key, _)| *key == "name").map(|(_, name)| name.to_owned());
        name.map(Name).ok_or(Trouble::NotFound)
    }
}

/// What the address asks: `?state=review&after=41`. Empty values count as not asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked(BTreeMap<String, Vec<String>>);

impl Asked {
    /// The value of `name`.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(|values| values.first()).map(String::as_str)
    }

    /// Everything that was asked.
    pub(crate) fn all(&self) -> &BTreeMap<String, Vec<String>> {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Trouble;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Trouble> {
        let Query(pairs) =
            Query::<Vec<(String, String)>>::from_request_parts(parts, state).await.map_err(|_| Trouble::Unclear)?;
        Ok(Asked(gathered(pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect())))
    }
}

/// What a form adds to what is typed into it.
pub(crate) const OURS: [&str; 4] = ["token", "once", "version", "work-out"];

/// What a form holds, as it was typed; names may come more than once.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormBody(BTreeMap<String, Vec<String>>);

impl FormBody {
    /// A form of somebody who is not signed in yet, and so has no token to send back.
    pub(crate) async fn unchecked(request: Request) -> Result<Self, Trouble> {
        if told_length(&request).is_some_and(|length| length > MOST_FORM) {
            // Who is cut off while still sending never reads why: what comes is read away, within reason.
            drop(axum::body::to_bytes(request.into_body(), MOST_READ_AWAY).await);
            return Err(Trouble::TooLarge);
        }
        let form = Form::<Vec<(String, String)>>::from_request(request, &()).await;
        Ok(FormBody(gathered(form.map_err(unread)?.0)))
    }

    /// The value of `name`; nothing typed is nothing.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of `name`.
    pub(crate) fn many(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The key that makes a second sending do nothing; a form without one is its own.
    pub(crate) fn once(&self) -> Once {
        let key = self.get("once");
        Once(if key.is_empty() { super::number::random(16) } else { key.chars().take(64).collect() })
    }

    /// Every field with each of its values.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| values.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// Everything that was typed, without what the form added.
    pub(crate) fn typed(&self) -> BTreeMap<String, Vec<String>> {
        self.0
            .iter()
            .filter(|(name, _)| !OURS.contains(&name.as_str()))
            .map(|(name, values)| (name.clone(), values.clone()))
            .collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for FormBody {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let session = Session::from_request_parts(&mut parts, state).await.ok();
        let form = Self::unchecked(Request::from_parts(parts, body)).await?;
        check_token(session.as_ref(), form.get("token")).await?;
        Ok(form)
    }
}

/// Refuses a form whose token is not that of the session.
pub(crate) async fn check_token(session: Option<&Session>, token: &str) -> Result<(), Trouble> {
    let Some(session) = session else { return Ok(()) };
    match session.get::<String>(TOKEN).await? {
        Some(expected) if expected != token => Err(Trouble::Stale),
        Some(_) | None => Ok(()),
    }
}

fn told_length(request: &Request) -> Option<usize> {
    request.headers().get(CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn unread(rejection: FormRejection) -> Trouble {
    use axum::response::IntoResponse;
    if rejection.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
        Trouble::TooLarge
    } else {
        Trouble::Unclear
    }
}

fn gathered(pairs: Vec<(String, String)>) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in pairs {
        all.entry(name).or_default().push(value);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{FormBody, gathered};

    #[test]
    fn names_that_come_more_than_once_keep_every_value_and_ours_are_left_out() {
        let pairs = [("groups", "minor"), ("token", "t"), ("groups", "disabled"), ("version", "3")];
        let form = FormBody(gathered(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()));
        assert_eq!(form.many("groups"), ["minor", "disabled"]);
        assert_eq!(form.typed().keys().collect::<Vec<_>>(), ["groups"]);
        assert_eq!(form.get("absent"), "");
    }
}
