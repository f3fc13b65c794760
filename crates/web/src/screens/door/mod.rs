//! The door: coming in, going out, and how pages are shown to whoever looks.

mod look;
pub mod sign_in;
pub mod sorry;

pub(crate) use look::own_page;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The pages of the door.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/sign-out", post(sign_in::leave))
        .route("/look/language/{name}", get(look::language))
        .route("/look/care/{name}", get(look::care))
}
