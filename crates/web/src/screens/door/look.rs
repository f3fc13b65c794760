//! Choosing a language or care mode by a link, signed in or not; the choice is kept by the browser.
use axum::http::HeaderValue;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};

use crate::edge::look::{CARE, LANGUAGE};
use crate::edge::parts::Name;
use crate::edge::{Asked, Trouble};

/// Half a year.
const KEPT_SECONDS: u32 = 15_552_000;

/// `GET /look/language/{zh|en}?back=…`
pub(crate) async fn language(Name(tag): Name, asked: Asked) -> Result<Response, Trouble> {
    let language = crate::edge::look::language(&tag).ok_or(Trouble::NotFound)?;
    keep(LANGUAGE, language.tag(), &asked)
}

/// `GET /look/care/{on|off}?back=…`
pub(crate) async fn care(Name(wanted): Name, asked: Asked) -> Result<Response, Trouble> {
    let value = if wanted == "on" { "on" } else { "off" };
    keep(CARE, value, &asked)
}

fn keep(name: &str, value: &str, asked: &Asked) -> Result<Response, Trouble> {
    let cookie = format!("{name}={value}; Path=/; Max-Age={KEPT_SECONDS}; SameSite=Lax; HttpOnly");
    let cookie = HeaderValue::from_str(&cookie).map_err(|fault| Trouble::Fault(fault.to_string()))?;
    Ok(([(SET_COOKIE, cookie)], Redirect::to(own_page(asked.get("back").unwrap_or("/")))).into_response())
}

/// A page of ours, and never another site's: `//evil.example` is one.
pub(crate) fn own_page(wanted: &str) -> &str {
    let ours = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(['\\', '\r', '\n']);
    if ours { wanted } else { "/today" }
}

#[cfg(test)]
mod tests {
    use super::own_page;

    #[test]
    fn nobody_is_sent_on_to_another_site() {
        let pages = ["/cases?x=1", "//evil.example", "https://evil.example", "/\\evil.example", ""].map(own_page);
        assert_eq!(pages, ["/cases?x=1", "/today", "/today", "/today", "/today"]);
    }
}
