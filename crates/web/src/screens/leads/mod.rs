//! Leads: people who may qualify and never asked.

pub mod lead;
pub mod queue;

use axum::Router;
use axum::routing::{get, post};

use crate::Web;

/// The pages of leads.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/leads", get(queue::show))
        .route("/leads/next", post(lead::take_next))
        .route("/leads/{id}", get(lead::show))
        .route("/leads/{id}/take", post(lead::take))
        .route("/leads/{id}/verdict", post(lead::judge))
}
