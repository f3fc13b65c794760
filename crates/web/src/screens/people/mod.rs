//! People: found by what one knows of them, never browsed; masked until a reason is given.

pub mod erase;
pub mod find;
pub mod pair;
pub mod pairs;
pub mod person;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The pages of people.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/people", get(find::show))
        .route("/find", post(find::find))
        .route("/people/pairs", get(pairs::show))
        .route("/people/{id}", get(person::show))
        .route("/people/{id}/unmask", post(person::unmask))
        .route("/people/{id}/pair", post(pair::say))
        .route("/people/{id}/part", post(pair::part))
        .route("/people/{id}/erase", get(erase::show).post(erase::erase))
}
