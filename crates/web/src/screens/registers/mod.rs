//! Registers: lists that agencies hand over, taken in, looked at, taken back; and the account of everyone in them.

pub mod account;
pub mod batch;
pub mod check;
pub mod forecast;
pub mod list;
pub mod outcomes;
pub mod upload;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Web;

/// The pages of registers. The upload counts its bytes itself.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/registers", get(list::show))
        .route("/registers/account", get(account::show))
        .route("/registers/forecast", get(forecast::show))
        .route("/registers/screen", post(account::screen))
        .route("/registers/upload", get(upload::show).post(upload::receive).layer(DefaultBodyLimit::disable()))
        .route("/registers/previews/{id}", get(check::show).post(check::take_in))
        .route("/registers/batches/{id}", get(batch::show))
        .route("/registers/batches/{id}/rows", get(outcomes::show))
        .route("/registers/batches/{id}/rows/{name}", post(batch::correct))
        .route("/registers/batches/{id}/take-back", post(batch::take_back))
}
