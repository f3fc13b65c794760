//! Today: one answer of `app`, as tasks, tiles and lines.
use app::cases::{CaseRow, DueThing, DueWhat};
use app::leads::{LeadRow, Sureness};
use app::today::{Elsewhere as Lies, Task as Due, Today, Waiting};
use axum::response::Response;
use domain::access::Act;
use domain::leads::Colour;
use kernel::Count;

use super::{Elsewhere, ElsewhereLine, LeadLine, Task, TodayPage};
use crate::edge::{Desk, Trouble};
use crate::say::Say;
use frame::Area;
use frame::parts::{Stat, Tag, Tone};

/// `GET /today`
pub(crate) async fn show(desk: Desk) -> Result<Response, Trouble> {
    let today = desk.app.today(&desk.asker).await?;
    let say = desk.say();
    let page = TodayPage {
        shell: desk.shell(Area::Today).await?,
        lede: lede(say, &today),
        values: (today.values_to_confirm > 0).then(|| values(say, today.values_to_confirm)),
        take_next: desk.may(Act::JudgeLeads),
        stats: stats(say, &today, &desk),
        tasks: today.tasks.iter().map(|task| due(say, task)).collect(),
        waiting: today.waiting.iter().map(|own| waiting(say, own)).collect(),
        elsewhere: today.elsewhere.as_ref().map(|own| elsewhere(say, own)),
        leads_shown: desk.may(Act::SeeLeads),
        leads: today.leads.iter().map(|lead| lead_line(say, lead)).collect(),
        leads_said: desk.words.with("today-leads-all", [("count", desk.new_leads().0)]),
        account_shown: today.account.is_some(),
        account: today.account.as_deref().map(|lines| say.shares(lines)).unwrap_or_default(),
        account_sum: desk.words.count(today.account.iter().flatten().map(|(_, n)| *n).fold(0, u64::saturating_add)),
    };
    Desk::page(&page)
}

/// What others entered and the reader is to confirm.
fn values(say: Say<'_>, count: u64) -> (String, &'static str) {
    (say.words.with("today-values", [("count", count)]), "/admin/standards")
}

fn lede(say: Say<'_>, today: &Today) -> String {
    let values = [
        ("day", say.words.day_and_date(today.day)),
        ("open", today.open.to_string()),
        ("due", today.pressing.to_string()),
    ];
    say.words.with_numbers("today-lede", values)
}

fn stats(say: Say<'_>, today: &Today, desk: &Desk) -> Vec<Stat> {
    let stat = |n: Count, label: String, href: &str, tone| Stat {
        number: say.words.counted(n),
        label,
        href: Some(href.to_owned()),
        tone,
    };
    let late = today.overdue;
    let mut all = vec![
        stat(
            late,
            say.t("today-stat-late"),
            "/cases?of=desk&due=late",
            if late > 0 { Tone::Late } else { Tone::Plain },
        ),
        stat(today.soon, say.t("today-stat-soon"), "/cases?of=desk&due=soon", Tone::Plain),
    ];
    if desk.may(Act::SeeLeads) {
        let (new, urgent) = desk.new_leads();
        let some = say.words.with("today-stat-leads-urgent", [("urgent", urgent)]);
        let label = if urgent > 0 { some } else { say.t("today-stat-leads") };
        all.push(stat(new.into(), label, "/leads", Tone::Plain));
    }
    all.push(stat(desk.waiting(), say.t("today-stat-waiting"), "/cases?of=desk", Tone::Plain));
    all
}

fn due(say: Say<'_>, task: &Due) -> Task {
    let (what, why, tab) = what_is_due(say, &task.thing.what);
    let act_href = format!("/cases/{}/{tab}", task.case.id);
    // What one is called to do is what keeps the time limit.
    let (what, why) = match &task.case.called {
        Some(step) => (say.l(step), format!("{what} · {why}")),
        None => (what, why),
    };
    let why = with_changed(say, &task.case, &why);
    Task { what, why, act_href, ..line(say, &task.case, say.left(task.thing.left), say.day(task.thing.due)) }
}

/// What it is, where it comes from, and the tab of the case that shows it.
fn what_is_due(say: Say<'_>, what: &DueWhat) -> (String, String, &'static str) {
    let (why, tab) = match what {
        DueWhat::Clock(_, length, source) => {
            (format!("{} · {}", say.length(*length), say.citation(source)), "overview")
        }
        DueWhat::Visit => (say.t("task-visit-why"), "visits"),
        DueWhat::Answer(_) => (say.t("task-answer-why"), "hand-overs"),
    };
    (say.due_what(what), why, tab)
}

fn waiting(say: Say<'_>, own: &Waiting) -> Task {
    let (due, day) = left(say, &own.case);
    let why = own.case.next.as_ref().map_or_else(|| say.l(&own.case.state), |next| say.due_what(&next.what));
    let why = with_changed(say, &own.case, &why);
    Task { what: say.l(own.next.as_ref().unwrap_or(&own.case.state)), why, ..line(say, &own.case, due, day) }
}

/// The time left of what is due first, and its day.
fn left(say: Say<'_>, case: &CaseRow) -> (Tag, String) {
    match &case.next {
        Some(DueThing { due, left, .. }) => (say.left(*left), say.day(*due)),
        None => (Tag::new(say.t("left-none"), Tone::Quiet), String::new()),
    }
}

/// What lies with others: what is late, and what was opened with where it stands.
fn elsewhere(say: Say<'_>, own: &Lies) -> Elsewhere {
    let late = |task: &Due| {
        lies(say, &task.case, (say.left(task.thing.left), say.day(task.thing.due)), &say.due_what(&task.thing.what))
    };
    let opened = |case: &CaseRow| lies(say, case, left(say, case), &say.l(&case.state));
    let (name, what, total, href, lines): (&str, &str, Count, &str, Vec<ElsewhereLine>) = match own {
        Lies::Late(total, tasks) => ("late", "task-what", *total, "/cases?due=late", tasks.iter().map(late).collect()),
        Lies::Opened(total, cases) => {
            ("opened", "cases-state", *total, "/cases?of=opened", cases.iter().map(opened).collect())
        }
    };
    Elsewhere {
        title: say.t(&format!("today-elsewhere-{name}")),
        none: say.t(&format!("today-elsewhere-{name}-none")),
        what: say.t(what),
        lines,
        all: (
            say.words.with_numbers(&format!("today-elsewhere-{name}-all"), [("count", say.words.counted(total))]),
            href.to_owned(),
        ),
    }
}

/// What is said of a case, with how figures changed the range of an amount that waits for its decision.
fn with_changed(say: Say<'_>, case: &CaseRow, said: &str) -> String {
    case.changed.map_or(said.to_owned(), |ends| format!("{} · {said}", say.before_and_now(ends)))
}

fn lies(say: Say<'_>, case: &CaseRow, (due, day): (Tag, String), what: &str) -> ElsewhereLine {
    let what = with_changed(say, case, what);
    ElsewhereLine {
        due,
        day,
        what,
        who: say.who(&case.who),
        number: case.number.clone().unwrap_or_else(|| say.t("cases-no-number")),
        href: format!("/cases/{}", case.id),
        desk: case.desk.as_ref().map(|role| say.l(role)).unwrap_or_default(),
        officer: case.officer.as_ref().map(|who| say.words.with("task-officer", [("who", who.as_str())])),
    }
}

fn line(say: Say<'_>, case: &CaseRow, due: Tag, day: String) -> Task {
    let href = format!("/cases/{}", case.id);
    Task {
        due,
        day,
        what: String::new(),
        who: say.who(&case.who),
        number: case.number.clone().unwrap_or_else(|| say.t("cases-no-number")),
        href: href.clone(),
        why: String::new(),
        act: say.t("task-open"),
        act_href: href,
    }
}

/// A lead of the queue, as a line.
pub(crate) fn lead_line(say: Say<'_>, lead: &LeadRow) -> LeadLine {
    let (colour, word) = colour(lead.colour);
    LeadLine {
        score: lead.score.to_string(),
        colour,
        colour_word: say.t(word),
        who: say.who(&lead.who),
        why: say.listed(&lead.why.iter().map(|label| say.l(label)).collect::<Vec<_>>()),
        from: say.harm_case(&lead.harm_case),
        href: format!("/leads/{}", lead.id),
        state: lead_state(say, lead),
    }
}

/// The class of a colour and the message with its name.
pub(crate) fn colour(colour: Colour) -> (&'static str, &'static str) {
    match colour {
        Colour::Red => ("red", "colour-red"),
        Colour::Amber => ("amber", "colour-amber"),
        Colour::Blue => ("blue", "colour-blue"),
    }
}

fn lead_state(say: Say<'_>, lead: &LeadRow) -> Option<Tag> {
    if lead.verdict.is_some() {
        return Some(Tag::new(say.t("state-settled"), Tone::Quiet));
    }
    if let Some(who) = &lead.taken_by {
        return Some(Tag::new(say.words.with("state-taken", [("who", who.as_str())]), Tone::Plain));
    }
    match lead.sure {
        Sureness::Sure => None,
        Sureness::ToConfirm => Some(Tag::new(say.t("state-confirm"), Tone::Soon)),
        Sureness::Question => Some(Tag::new(say.t("state-question"), Tone::Soon)),
    }
}
