//! The calculator: any time limit, any amount, whether somebody qualifies; worked through, without a case.

pub mod deadline;
pub mod sums;

use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

use crate::Web;
use frame::Words;

/// The pages of the calculator.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/calculator", get(|| async { Redirect::to("/calculator/deadline") }))
        .route("/calculator/deadline", get(deadline::show))
        .route("/calculator/eligibility", get(sums::eligibility))
        .route("/calculator/amount", get(sums::amount))
}

/// The three pages of the calculator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A time limit.
    Deadline,
    /// Whether somebody qualifies.
    Eligibility,
    /// An amount.
    Amount,
}

impl Kind {
    /// Every page, in order.
    pub const ALL: [Kind; 3] = [Kind::Deadline, Kind::Eligibility, Kind::Amount];

    /// Its address.
    #[must_use]
    pub const fn href(self) -> &'static str {
        match self {
            Kind::Deadline => "/calculator/deadline",
            Kind::Eligibility => "/calculator/eligibility",
            Kind::Amount => "/calculator/amount",
        }
    }

    /// The message with its name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Deadline => "calc-deadline",
            Kind::Eligibility => "calc-eligibility",
            Kind::Amount => "calc-amount",
        }
    }

    /// The tabs: words, address, whether shown.
    #[must_use]
    pub fn tabs(self, words: Words) -> Vec<(String, &'static str, bool)> {
        Kind::ALL.map(|kind| (words.say(kind.key()).into_owned(), kind.href(), kind == self)).to_vec()
    }
}
