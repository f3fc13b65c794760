//! Cases: the list, one case, one step.

pub mod case;
pub mod export;
pub mod list;
pub mod open;
pub mod printing;
pub mod step;

use axum::Router;
use axum::routing::get;

use crate::Web;

/// The pages of cases.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/cases", get(list::show))
        .route("/cases/export", get(export::show).post(export::take))
        .route("/cases/new", get(open::show).post(open::open))
        .route("/cases/{id}", get(case::show))
        .route("/cases/{id}/{name}", get(case::show_tab))
        .route("/cases/{id}/steps/{name}", get(step::show).post(step::take))
        .route("/cases/{id}/file", get(case::file))
        .route("/cases/printing", get(printing::show).post(printing::ask))
        .route("/cases/printing/{id}", get(printing::progress))
        .route("/cases/printing/{id}/zip", get(printing::take))
        .route("/documents/{id}", get(case::document))
        .route("/documents/{id}/set", get(case::document_set))
        .route("/documents/{id}/public", get(case::document_for_the_web))
}
