//! The screens, a folder each: page struct, template, example, handler.
//!
//! Never: rules. A handler takes the request apart, makes one call to `app`, and fills the page struct.

pub mod admin;
pub mod calculator;
pub mod cases;
pub mod door;
pub mod fund;
pub mod leads;
pub mod me;
pub mod people;
pub mod registers;
pub mod today;

#[cfg(test)]
mod preview;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use crate::Web;

/// Every page of the desk and the door.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/", get(|| async { Redirect::to("/today") }))
        .merge(door::routes())
        .merge(today::routes())
        .merge(leads::routes())
        .merge(cases::routes())
        .merge(people::routes())
        .merge(fund::routes())
        .merge(registers::routes())
        .merge(calculator::routes())
        .merge(admin::routes())
        .merge(me::routes())
}
