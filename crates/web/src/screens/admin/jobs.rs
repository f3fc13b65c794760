//! Work in the background that failed: what, for which entry, how often, when it is tried again, what to do.
use app::admin::FailingWork;
use axum::response::Response;

use super::table::{Cell, TablePage};
use super::{Section, tables};
use crate::edge::{Desk, Trouble};
use crate::say::Say;
use frame::parts::{Notice, Tone};

/// `GET /admin/jobs`
pub(crate) async fn show(desk: Desk) -> Result<Response, Trouble> {
    let failing = desk.app.failing_work(&desk.asker).await?;
    let say = desk.say();
    let what_to_do = Notice { tone: Tone::Soon, title: Some(say.t("jobs-do")), lines: vec![say.t("jobs-do-how")] };
    let page = TablePage {
        notices: if failing.is_empty() { Vec::new() } else { vec![what_to_do] },
        headings: tables::headings(say, ["jobs-what", "jobs-asked", "jobs-tried", "jobs-again"]),
        rows: failing.iter().map(|own| row(say, own)).collect(),
        empty: say.t("jobs-none"),
        ..tables::table(&desk, Section::Jobs).await?
    };
    Desk::page(&page)
}

fn row(say: Say<'_>, own: &FailingWork) -> Vec<Cell> {
    let what = say.words.try_with(&format!("job-{}", own.kind), &[]).unwrap_or_else(|| own.kind.clone());
    vec![
        Cell::text(what),
        Cell {
            more: vec![say.words.moment(own.asked_at, say.today)],
            ..Cell::text(
                say.words.with("jobs-entry", [("entry", own.entry.to_string()), ("about", say.stream(&own.stream))]),
            )
        },
        Cell::text(say.words.with("jobs-times", [("count", own.attempts)])),
        Cell::text(own.again.map_or_else(|| say.t("jobs-running"), |again| say.words.moment(again, say.today))),
    ]
}
