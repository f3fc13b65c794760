//! How a page is shown to whoever looks: language and care mode, known before one is signed in.
use std::sync::{Arc, OnceLock};

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use kernel::Language;

use super::number::Number;
use super::origin::page_of;
use frame::{Door, Words};

/// The cookie that keeps the language.
pub(crate) const LANGUAGE: &str = "tr_language";
/// The cookie that keeps care mode.
pub(crate) const CARE: &str = "tr_care";

/// Whoever looks.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// The language that was chosen here; none where it never was.
    pub(crate) chosen: Option<Language>,
    /// The language to speak.
    pub(crate) words: Words,
    /// Whether care mode was chosen here; none where it never was.
    pub(crate) care: Option<bool>,
    /// The page that they are on, path and query: for a form that was sent, the page that holds it.
    pub(crate) here: String,
    /// Whether a program asks, and not a person.
    pub(crate) json: bool,
    /// The number of the request.
    pub(crate) number: String,
}

/// Whoever is signed in, told to the page of an error by the desk that knows: their language, and the token of their forms.
#[derive(Debug, Clone, Default)]
pub(crate) struct SignedIn(Arc<OnceLock<(Language, String)>>);

impl SignedIn {
    /// They speak `language`, and their forms carry `token`; the first word holds.
    pub(crate) fn is(&self, language: Language, token: &str) {
        self.0.get_or_init(|| (language, token.to_owned()));
    }

    /// Language and token, where somebody is signed in.
    pub(crate) fn get(&self) -> Option<&(Language, String)> {
        self.0.get()
    }
}

impl Visit {
    /// Whoever sent `request`.
    pub(crate) fn of(request: &Request) -> Visit {
        let number = request.extensions().get::<Number>().map(|number| number.0.clone()).unwrap_or_default();
        let here = page_of(request.method(), request.uri(), request.headers());
        Self::read(request.headers(), here, number)
    }

    fn read(headers: &HeaderMap, here: String, number: String) -> Visit {
        let chosen = cookie(headers, LANGUAGE).and_then(|tag| language(&tag));
        let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok()).unwrap_or_default();
        Visit {
            chosen,
            words: Words::in_language(chosen.unwrap_or_else(|| preferred(said(header::ACCEPT_LANGUAGE)))),
            care: cookie(headers, CARE).map(|value| value == "on"),
            here,
            json: said(header::ACCEPT).starts_with("application/json"),
            number,
        }
    }

    /// The frame of a page outside the desk.
    pub(crate) fn door(&self) -> Door {
        Door { words: self.words, care: self.care.unwrap_or(false), here: self.here.clone() }
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let number = parts.extensions.get::<Number>().map(|number| number.0.clone()).unwrap_or_default();
        Ok(Self::read(&parts.headers, page_of(&parts.method, &parts.uri, &parts.headers), number))
    }
}

/// The language of a tag of ours.
pub(crate) fn language(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// The first language of the list that we speak; Chinese where there is none.
fn preferred(list: &str) -> Language {
    let mut tags = list.split(',').filter_map(|entry| entry.trim().split(['-', ';']).next());
    tags.find_map(|tag| language(&tag.to_ascii_lowercase())).unwrap_or_default()
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all =
        headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok()).flat_map(|line| line.split(';'));
    all.filter_map(|pair| pair.trim().split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use kernel::Language;

    use super::preferred;

    #[test]
    fn the_first_language_that_we_speak_is_spoken() {
        let spoken = ["en-GB,en;q=0.9", "fr, zh-CN;q=0.8, en;q=0.5", "zh", "", "de"].map(preferred);
        assert_eq!(
            spoken,
            [Language::English, Language::Chinese, Language::Chinese, Language::Chinese, Language::Chinese]
        );
    }
}
