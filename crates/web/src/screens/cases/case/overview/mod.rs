//! The first tab: what the case is, whether it qualifies, how much, what happened last.
use askama::Template;

use crate::screens::cases::case::CaseHead;
use frame::parts::{Happened, Hidden, Why};
use frame::{Shell, Speaks, speaks};

/// The overview of a case.
#[derive(Debug, Clone, Template)]
#[template(path = "screens/cases/case/overview/page.html")]
pub struct OverviewPage {
    /// The frame.
    pub shell: Shell,
    /// The head of the case.
    pub head: CaseHead,
    /// What is known, in short: words, value, where from.
    pub summary: Vec<Line>,
    /// The grounds, one level deep.
    pub grounds: Vec<Why>,
    /// What the grounds come to, in a sentence.
    pub result: String,
    /// What was put forward, granted, paid: words and amount.
    pub sums: Vec<(String, String)>,
    /// What is to be known before an amount can be worked out.
    pub amount_open: Option<String>,
    /// What happened last.
    pub recent: Vec<Happened>,
}

/// A line of what is known.
#[derive(Debug, Clone)]
pub struct Line {
    /// What it is.
    pub label: String,
    /// What we know.
    pub value: Hidden,
    /// Where from.
    pub from: Option<String>,
}

speaks!(OverviewPage);
