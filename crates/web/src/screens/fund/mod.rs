//! The fund: how it stands and what to do next, batches for the bank, the bank's answers.
mod answer;
mod batch;
mod overview;

#[cfg(test)]
pub(crate) mod preview;

use std::str::FromStr;

use askama::Template;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::Web;
use crate::screens::admin::table::Cell;
use frame::forms::{ErrorLine, Field};
use frame::parts::{Notice, Stat};
use frame::{Shell, Speaks, speaks};

/// The pages of the fund. The upload counts its bytes itself.
pub(crate) fn routes() -> Router<Web> {
    Router::new()
        .route("/fund", get(overview::show))
        .route("/fund/record/{name}", post(overview::record))
        .route("/fund/batches/new", get(batch::new).post(batch::make))
        .route("/fund/batches/{id}", get(batch::show))
        .route("/fund/batches/{id}/release", post(batch::release))
        .route("/fund/batches/{id}/withdraw", post(batch::withdraw))
        .route("/fund/batches/{id}/file", post(batch::file))
        .route("/fund/batches/{id}/answer", get(answer::show).post(answer::look).layer(DefaultBodyLimit::disable()))
        .route("/fund/batches/{id}/take", post(answer::take))
}

/// A batch in an address: `2026-1`, the fund's year and its number there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BatchId(pub(crate) i16, pub(crate) u32);

impl FromStr for BatchId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, no) = text.split_once('-').ok_or(())?;
        Ok(Self(year.parse().map_err(|_| ())?, no.parse().map_err(|_| ())?))
    }
}

impl BatchId {
    fn href(self) -> String {
        format!("/fund/batches/{}-{}", self.0, self.1)
    }
}

/// A page of the fund.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/fund/page.html")]
pub struct FundPage {
    /// The frame.
    pub shell: Shell,
    /// The page above: words and address.
    pub back: Option<(String, String)>,
    /// What it is.
    pub title: String,
    /// How it stands, in a sentence.
    pub lede: String,
    /// What may be done: words and address, the main thing first.
    pub links: Vec<(String, String)>,
    /// What was not understood.
    pub errors: Vec<ErrorLine>,
    /// What to do next, and what to know first.
    pub notices: Vec<Notice>,
    /// Sums.
    pub stats: Vec<Stat>,
    /// Lists.
    pub tables: Vec<FundTable>,
    /// Forms.
    pub forms: Vec<FundForm>,
}

/// A list on a page of the fund.
#[derive(Debug, Clone)]
pub struct FundTable {
    /// What tells it from the others.
    pub id: &'static str,
    /// What it lists.
    pub title: String,
    /// The headings, and whether numbers stand under them.
    pub headings: Vec<(String, bool)>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What an empty list will hold.
    pub empty: String,
}

/// A form on a page of the fund.
#[derive(Debug, Clone)]
pub struct FundForm {
    /// What tells it from the others.
    pub id: &'static str,
    /// What it does.
    pub title: String,
    /// What follows from it.
    pub hint: String,
    /// Where it goes.
    pub action: String,
    /// Whether it carries a file.
    pub file: bool,
    /// What it sends along.
    pub along: Vec<(&'static str, String)>,
    /// The key that makes a second sending do nothing.
    pub once: String,
    /// The fields.
    pub fields: Vec<Field>,
    /// The words on the button.
    pub button: String,
    /// Whether it is not the main thing to do here.
    pub quiet: bool,
}

speaks!(FundPage);
