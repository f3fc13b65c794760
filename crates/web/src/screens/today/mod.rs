//! Today: what is due, what is new, what waits for me.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

use axum::Router;
use axum::routing::get;

use crate::Web;

pub(crate) use handler::{colour, lead_line};
pub use page::{Elsewhere, ElsewhereLine, LeadLine, Task, TodayPage};

/// The page of the day.
pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/today", get(handler::show))
}
