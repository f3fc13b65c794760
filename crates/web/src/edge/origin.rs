//! A change is only taken from our own pages: what another site sends in a person's name is refused.
//!
//! A browser says where a request comes from (`Sec-Fetch-Site`, older ones `Origin`); programs say neither and carry no cookie by themselves.
use axum::extract::Request;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Trouble;
use crate::screens::door::own_page;

/// Refuses a change that another site asked for.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    let reads = [Method::GET, Method::HEAD, Method::OPTIONS].contains(request.method());
    if reads || is_ours(request.headers()) {
        return next.run(request).await;
    }
    Trouble::Foreign.into_response()
}

/// The page that somebody is on: the one asked for, or the one that holds the form which was sent.
pub(crate) fn page_of(method: &Method, uri: &Uri, headers: &HeaderMap) -> String {
    if method.is_safe() {
        return uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    }
    let said = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (from, host) = (said(header::REFERER), said(header::HOST));
    let path = from.split_once("://").and_then(|(_, rest)| rest.strip_prefix(host)).unwrap_or_default();
    own_page(path).to_owned()
}

fn is_ours(headers: &HeaderMap) -> bool {
    let said = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = said("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match said(header::ORIGIN.as_str()) {
        None => true,
        Some(origin) => origin.split_once("://").map(|(_, host)| host) == said(header::HOST.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};

    use super::is_ours;

    fn ours(headers: &[(&'static str, &'static str)]) -> bool {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        is_ours(&headers.iter().map(pair).collect::<HeaderMap>())
    }

    #[test]
    fn another_site_cannot_change_anything_in_a_persons_name() {
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("origin", "https://evil.example"), ("host", "rain.example")]));
        assert!(!ours(&[("origin", "null"), ("host", "rain.example")]));
    }

    #[test]
    fn our_own_pages_and_programs_can() {
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(ours(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]));
        assert!(ours(&[]));
    }
}
