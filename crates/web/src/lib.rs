//! The pages of the staff desk: takes a request apart, asks `app` once, fills a page.
//!
//! Never: rules, SQL, the clock, words outside the message files. Every page works without scripts.
#![recursion_limit = "256"]

mod edge;
mod say;
pub mod screens;
#[cfg(test)]
mod words;

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use app::App;
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use frame::assets;
use jiff::Timestamp;
use kernel::Label;
use tokio::net::TcpListener;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

/// A session ends with the working day.
const SESSION_HOURS: i64 = 10;

/// What the binary says about the site.
#[derive(Clone)]
pub struct Settings {
    /// The clock.
    pub now: Arc<dyn Fn() -> Timestamp + Send + Sync>,
    /// Whether the site is reached by HTTPS alone, so that cookies say so.
    pub secure: bool,
    /// Version and packs in force, for the foot of every page.
    pub site: String,
    /// The accounts of the demonstration, shown at the door. Empty on a real site.
    pub accounts: Vec<DemoAccount>,
}

/// An account of the demonstration.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// What the person is.
    pub role: Label,
    /// Where.
    pub office: Label,
    /// The account name.
    pub login: String,
    /// The password, which opens only the demonstration.
    pub password: String,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("secure", &self.secure).field("site", &self.site).finish_non_exhaustive()
    }
}

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct Web {
    pub(crate) app: App,
    pub(crate) settings: Arc<Settings>,
}

/// Every page, behind everything that no page can miss.
pub fn router<S: SessionStore + Clone>(app: App, sessions: S, settings: Settings) -> Router {
    let layer = SessionManagerLayer::new(sessions)
        .with_name("timelyrain")
        .with_same_site(SameSite::Lax)
        .with_secure(settings.secure)
        .with_expiry(Expiry::OnInactivity(Duration::hours(SESSION_HOURS)));
    let web = Web { app, settings: Arc::new(settings) };
    let pages = screens::routes().with_state(web).layer(layer);
    let still = Router::new().route("/assets/{mark}/{name}", get(asset)).route("/favicon.svg", get(favicon));
    edge::wrap(pages.merge(still))
}

/// Serves `router` on `listener` until `stop` comes; requests under way are answered first.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    // Who signs in is counted by address, so the address comes along.
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}

async fn asset(params: axum::extract::RawPathParams) -> axum::response::Response {
    let name = params.iter().find(|(key, _)| *key == "name").map_or("", |(_, name)| name);
    let Some(file) = assets::find(name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = HeaderValue::from_str(&file.media_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let keep = HeaderValue::from_static("public, max-age=31536000, immutable");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], file.bytes.into_owned()).into_response()
}

async fn favicon() -> ([(header::HeaderName, &'static str); 2], &'static str) {
    let kept = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (kept, assets::FAVICON)
}
