//! The list of cases: filters from the address, one answer of `app`, lines.
use app::cases::{CaseFilter, CaseRow, DueWhen, DueWhose, openable};
use axum::response::Response;
use std::collections::BTreeSet;

use domain::access::Act;
use domain::case_types::Kind;
use kernel::id::{CaseTypeId, StateId};

use super::{CaseLine, CasesPage, Filter};
use crate::edge::{Asked, Desk, Trouble};
use crate::say::Say;
use frame::Area;
use frame::forms::Choice;
use frame::parts::{Tag, Tone};

/// `GET /cases?of=&due=&kind=&state=&number=&after=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let filter = filter(|name| asked.get(name));
    let cases = desk.app.cases(&desk.asker, &filter, asked.get("after")).await?;
    let say = desk.say();
    let said = say.words.with_numbers("cases-said", [("count", say.words.counted(cases.total))]);
    let page = CasesPage {
        shell: desk.shell(Area::Cases).await?,
        open: if desk.may(Act::OpenCases) { new_cases(&desk) } else { Vec::new() },
        kept: kept(say, &asked),
        along: ["of", "due"].into_iter().filter_map(|name| Some((name, asked.get(name)?.to_owned()))).collect(),
        filters: filters(&desk, &asked),
        number: asked.get("number").unwrap_or_default().to_owned(),
        cases: cases.rows.iter().map(|case| line(say, case)).collect(),
        export: (cases.total > 0).then(|| elsewhere("/cases/export", desk.here())),
        printing: (cases.total > 0).then(|| elsewhere("/cases/printing", desk.here())),
        filtered: !asked.all().is_empty(),
        pager: say.pager(said.clone(), desk.here(), cases.next.as_deref()),
        said,
    };
    Desk::page(&page)
}

/// The names under which the address and a form filter the list.
pub(crate) const FILTERS: [&str; 5] = ["of", "due", "kind", "state", "number"];

/// The filter that `asked` names.
pub(crate) fn filter<'a>(asked: impl Fn(&'static str) -> Option<&'a str>) -> CaseFilter {
    let when = match asked("due") {
        Some("late") => Some(DueWhen::Late),
        Some("soon") => Some(DueWhen::Soon),
        _ => None,
    };
    let whose = if asked("of") == Some("desk") { DueWhose::Desk } else { DueWhose::Everybody };
    CaseFilter {
        case_type: asked("kind").map(CaseTypeId::from),
        state: asked("state").map(StateId::from),
        mine: asked("of") == Some("mine"),
        due: when.map(|when| (when, whose)),
        desk: when.is_none() && whose == DueWhose::Desk,
        open: match asked("of") {
            Some("closed") => Some(false),
            Some("mine" | "opened") => Some(true),
            _ => when.map(|_| true),
        },
        number: asked("number").map(str::to_owned),
        person: None,
        opened: asked("of") == Some("opened"),
    }
}

/// Where something else is done with this list, with its filters.
fn elsewhere(place: &str, here: &str) -> String {
    let query = here.split_once('?').map(|(_, query)| query).unwrap_or_default();
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("after=")).collect();
    format!("{place}?{}", kept.join("&"))
}

fn new_cases(desk: &Desk) -> Vec<(String, String)> {
    let link = |(id, label, _): (CaseTypeId, kernel::Label, Vec<_>)| {
        let words = desk.words.with("cases-open", [("kind", desk.words.label(&label))]);
        (words, format!("/cases/new?kind={id}"))
    };
    openable(&desk.app, &desk.asker).into_iter().map(link).collect()
}

/// The list of what the reader opened.
const OPENED: &str = "/cases?of=opened";

fn kept(say: Say<'_>, asked: &Asked) -> Vec<(String, String, bool)> {
    let all = [
        ("cases-kept-office", "/cases", None, None),
        ("cases-kept-mine", "/cases?of=mine", Some("mine"), None),
        ("cases-kept-opened", OPENED, Some("opened"), None),
        ("cases-kept-desk", "/cases?of=desk", Some("desk"), None),
        ("cases-kept-desk-late", "/cases?of=desk&due=late", Some("desk"), Some("late")),
        ("cases-kept-desk-soon", "/cases?of=desk&due=soon", Some("desk"), Some("soon")),
        ("cases-kept-late", "/cases?due=late", None, Some("late")),
        ("cases-kept-soon", "/cases?due=soon", None, Some("soon")),
        ("cases-kept-closed", "/cases?of=closed", Some("closed"), None),
    ];
    let shown = |of: Option<&str>, due: Option<&str>| asked.get("of") == of && asked.get("due") == due;
    let kept = all.map(|(words, href, of, due)| (say.t(words), href.to_owned(), shown(of, due)));
    // What somebody opened is reached from their day: most people open few cases for others.
    kept.into_iter().filter(|(_, href, shown)| *shown || href != OPENED).collect()
}

fn filters(desk: &Desk, asked: &Asked) -> Vec<Filter> {
    let say = desk.say();
    let (kind, state) = (asked.get("kind").unwrap_or_default(), asked.get("state").unwrap_or_default());
    let kinds = desk.app.library().case_types.values();
    let types: Vec<Choice> =
        kinds.clone().map(|own| Choice::of(own.first.id.as_str(), say.l(&own.first.name), kind)).collect();
    let of_kind = kinds.filter(|own| kind.is_empty() || own.first.id.as_str() == kind);
    let mut seen = BTreeSet::new();
    let states = of_kind.flat_map(Kind::variants).flat_map(|own| &own.states).filter(|own| seen.insert(&own.id));
    let states = states.map(|own| Choice::of(own.id.as_str(), say.l(&own.label), state)).collect();
    let any = || say.t("cases-filter-any");
    vec![
        Filter { name: "kind", label: say.t("cases-filter-type"), any: any(), choices: types },
        Filter { name: "state", label: say.t("cases-filter-state"), any: any(), choices: states },
    ]
}

fn line(say: Say<'_>, case: &CaseRow) -> CaseLine {
    let opened = say.words.with("cases-opened", [("on", say.day(case.opened_on))]);
    CaseLine {
        number: case.number.clone().unwrap_or_else(|| say.t("cases-no-number")),
        href: format!("/cases/{}", case.id),
        who: say.who(&case.who),
        title: format!("{} · {opened}", say.l(&case.case_type)),
        state: case_state(say, case),
        changed: case.changed.map(|ends| say.before_and_now(ends)),
        officer: case.officer.clone().unwrap_or_default(),
        due: case.next.as_ref().map(|next| say.left(next.left)),
        due_what: case
            .next
            .as_ref()
            .map(|next| format!("{} · {}", say.day(next.due), say.due_what(&next.what)))
            .unwrap_or_default(),
    }
}

/// The state of a case, with what was granted where anything was.
pub(crate) fn case_state(say: Say<'_>, case: &CaseRow) -> Tag {
    let state = say.l(&case.state);
    if case.awarded > kernel::Fen::ZERO {
        return Tag::new(format!("{state} · {}", say.words.money(case.awarded)), Tone::Good);
    }
    Tag::new(state, Tone::Plain)
}
