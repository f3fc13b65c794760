//! My account: language, care mode, password.
mod handler;

use askama::Template;
use axum::Router;
use axum::routing::{get, post};

use crate::Web;
use frame::forms::{ErrorLine, Field};
use frame::{Shell, Speaks, speaks};

#[cfg(test)]
pub(crate) mod preview;

/// The pages of one's own account.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/me", get(handler::show))
        .route("/me/look", post(handler::look))
        .route("/me/password", post(handler::password))
}

/// The page of one's own account.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/me/page.html")]
pub struct MePage {
    /// The frame.
    pub shell: Shell,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// Language and look.
    pub look: Vec<Field>,
    /// Old and new password.
    pub password: Vec<Field>,
}

speaks!(MePage);
