//! The queue of leads: one answer of `app`, as lines.
use app::leads::{QueueFilter, Sureness};
use axum::response::Response;
use domain::access::Act;

use super::QueuePage;
use crate::edge::{Asked, Desk, Trouble};
use crate::say::Say;
use crate::screens::today::lead_line;
use frame::Area;

/// `GET /leads?of=&after=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let of = asked.get("of");
    let filter = QueueFilter {
        colour: None,
        sure: (of == Some("ask")).then_some(Sureness::Question),
        mine: of == Some("mine"),
        judged: of == Some("settled"),
    };
    let leads = desk.app.leads(&desk.asker, filter, asked.get("after")).await?;
    let say = desk.say();
    let counted = || [("count", say.words.counted(leads.total))];
    let said = match of {
        Some(own @ ("mine" | "ask" | "settled")) => say.words.with_numbers(&format!("leads-said-{own}"), counted()),
        _ => waiting(&desk).await?,
    };
    let (none, hint) = match of {
        Some("mine") => ("leads-none-mine", "leads-none-mine-hint"),
        Some("ask") => ("leads-none-ask", "leads-none-hint"),
        Some("settled") => ("leads-none-settled", "leads-none-settled-hint"),
        _ => ("leads-none", "leads-none-hint"),
    };
    let page = QueuePage {
        none: (say.t(none), say.t(hint)),
        shell: desk.shell(Area::Leads).await?,
        said,
        take_next: desk.may(Act::JudgeLeads),
        kept: kept(say, of),
        leads: leads.rows.iter().map(|lead| lead_line(say, lead)).collect(),
        pager: say.pager(say.words.with_numbers("leads-shown", counted()), desk.here(), leads.next.as_deref()),
    };
    Desk::page(&page)
}

/// How many wait, and how many of them are urgent.
async fn waiting(desk: &Desk) -> Result<String, Trouble> {
    let counts = desk.app.lead_counts(&desk.asker).await?;
    let values = [("count", counts.all().to_string()), ("urgent", counts.red.to_string())];
    Ok(desk.words.with_numbers(if counts.red > 0 { "leads-said-urgent" } else { "leads-said" }, values))
}

fn kept(say: Say<'_>, of: Option<&str>) -> Vec<(String, String, bool)> {
    let all = [
        ("leads-kept-open", "/leads", None),
        ("leads-kept-mine", "/leads?of=mine", Some("mine")),
        ("leads-kept-ask", "/leads?of=ask", Some("ask")),
        ("leads-kept-settled", "/leads?of=settled", Some("settled")),
    ];
    all.map(|(words, href, own)| (say.t(words), href.to_owned(), of == own)).to_vec()
}
