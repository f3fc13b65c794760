//! What every request passes: a number to quote, headers, the same-origin check, limits, and pages for what goes wrong.
//!
//! Never: a page that goes around it. `wrap` is put around the whole router, once.

pub(crate) mod desk;
pub(crate) mod headers;
pub(crate) mod kept;
pub(crate) mod look;
pub(crate) mod number;
pub(crate) mod origin;
pub(crate) mod parts;
pub(crate) mod trouble;
pub(crate) mod upload;

use std::any::Any;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

pub(crate) use desk::Desk;
pub(crate) use look::Visit;
pub(crate) use parts::{Asked, FormBody, Id};
pub(crate) use trouble::Trouble;

/// The most that a form may hold: several long texts in Chinese, nine bytes a character as they are sent. The upload has
/// a limit of its own.
pub(crate) const MOST_FORM: usize = 512 * 1024;
/// Longer than any page takes.
const MOST_TIME: Duration = Duration::from_mins(2);
/// The largest list over the slowest line of an office; everything screened or proved while somebody waits.
const MOST_TIME_OF_LONG_WORK: Duration = Duration::from_mins(45);
const LONG_WORK: [&str; 3] = ["/registers/upload", "/registers/screen", "/admin/journal/verify"];

/// Puts everything around `router` that no page can miss.
pub(crate) fn wrap(router: Router) -> Router {
    router
        .layer(DefaultBodyLimit::max(MOST_FORM))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(in_time))
        .layer(from_fn(kept::keep))
        .layer(from_fn(origin::check))
        .layer(from_fn(trouble::dress))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::set))
        .layer(from_fn(number::give))
}

/// Ends what takes too long; whoever waits hears that the site is busy.
async fn in_time(request: Request, next: Next) -> Response {
    let long = LONG_WORK.contains(&request.uri().path());
    let most = if long { MOST_TIME_OF_LONG_WORK } else { MOST_TIME };
    tokio::time::timeout(most, next.run(request)).await.unwrap_or_else(|_| Trouble::Away.into_response())
}

#[expect(clippy::needless_pass_by_value, reason = "the signature is the layer's")]
fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    Trouble::Fault(format!("panic: {}", said.unwrap_or("without words"))).into_response()
}
