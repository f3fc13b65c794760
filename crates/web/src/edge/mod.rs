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
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;

pub(crate) use desk::Desk;
pub(crate) use look::Visit;
pub(crate) use parts::{Asked, FormBody, Id};
pub(crate) use trouble::Trouble;

/// The most that a form may hold; the upload has a limit of its own.
pub(crate) const MOST_FORM: usize = 64 * 1024;
/// Longer than the slowest upload over an office's line.
const MOST_TIME: Duration = Duration::from_mins(2);

/// Puts everything around `router` that no page can miss.
pub(crate) fn wrap(router: Router) -> Router {
    router
        .layer(from_fn(kept::keep))
        .layer(DefaultBodyLimit::max(MOST_FORM))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, MOST_TIME))
        .layer(from_fn(origin::check))
        .layer(from_fn(trouble::dress))
        .layer(CompressionLayer::new())
        .layer(from_fn(headers::set))
        .layer(from_fn(number::give))
}

#[expect(clippy::needless_pass_by_value, reason = "the signature is the layer's")]
fn panicked(cause: Box<dyn Any + Send>) -> Response {
    let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
    Trouble::Fault(format!("panic: {}", said.unwrap_or("without words"))).into_response()
}
