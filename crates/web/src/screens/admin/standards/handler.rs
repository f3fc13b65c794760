//! The standards and figures, and one standard with its tables.
use app::admin::{CellKind, EnteredLine, EnteredState, Standards};
use axum::response::Response;
use domain::access::Act;
use law::amount::PartVersion;
use packs::entered::{Standard, StandardPart};

use super::super::table::Cell;
use super::super::{Section, tables};
use super::{PartCard, StandardsPage};
use crate::edge::{Asked, Desk, Trouble};
use crate::say::Say;
use frame::Area;
use frame::parts::{Notice, Tag, Tone};
use frame::shell::escaped;

/// `GET /admin/standards`
pub(crate) async fn list(desk: Desk) -> Result<Response, Trouble> {
    let all = desk.app.standards(&desk.asker).await?;
    let say = desk.say();
    let waiting: Vec<&EnteredLine> = all.entered.iter().filter(|own| is_proposed(own)).collect();
    let settled: Vec<&EnteredLine> = all.entered.iter().filter(|own| !is_proposed(own)).collect();
    let card = |id: &str, rows: Vec<Vec<Cell>>, headings: Vec<String>| PartCard {
        id: id.to_owned(),
        title: say.t(&format!("standards-{id}")),
        lede: say.t(&format!("standards-{id}-lede")),
        links: Vec::new(),
        headings,
        rows,
        empty: say.t(&format!("standards-{id}-none")),
    };
    let values =
        || tables::headings(say, ["figure-value", "figure-from", "figure-source", "entered-who", "entered-state"]);
    let standards = all.standards.iter().map(|own| standard_row(say, own)).collect();
    let figures = figures(&desk, &all);
    let parts = vec![
        card("waiting", waiting.iter().map(|own| value_row(say, &all, own)).collect(), values()),
        card(
            "all",
            standards,
            tables::headings(say, ["standard-name", "admin-area", "figure-source", "standard-parts"]),
        ),
        card("figures", figures, tables::headings(say, ["figure-value", "standard-entered", "standard-do"])),
        card("settled", settled.iter().map(|own| value_row(say, &all, own)).collect(), values()),
    ];
    let base = tables::table(&desk, Section::Standards).await?;
    Desk::page(&StandardsPage {
        shell: base.shell,
        tabs: base.tabs,
        back: None,
        title: base.title,
        lede: base.lede,
        notices: unfit(say, &all),
        parts,
    })
}

/// Whether a value waits for a second person.
fn is_proposed(line: &EnteredLine) -> bool {
    line.state == EnteredState::Proposed
}

/// Values that count no more because the packs changed under them.
fn unfit(say: Say<'_>, all: &Standards) -> Vec<Notice> {
    let lines = all.entered.iter().filter_map(|own| {
        let why = own.unfit.as_ref()?;
        Some(say.words.with("entered-unfit-line", [("what", say.subject(all, own)), ("why", why.clone())]))
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        vec![]
    } else {
        vec![Notice { tone: Tone::Late, title: Some(say.t("entered-unfit")), lines }]
    }
}

fn standard_row(say: Say<'_>, own: &Standard) -> Vec<Cell> {
    let enterable = own.parts.iter().filter(|part| part.enterable).count();
    let invented = own.parts.iter().filter(|part| part.enterable && is_invented(say, part)).count();
    let tag = (invented > 0).then(|| Tag::new(say.t("demonstration"), Tone::Soon));
    let href = format!("/admin/standards/show?standard={}", escaped(&own.id));
    let parts = if enterable == 0 {
        say.t("standard-no-parts")
    } else {
        let counts = [("count", enterable.to_string()), ("invented", invented.to_string())];
        say.words.with_numbers("standard-parts-said", counts)
    };
    vec![
        Cell { href: Some(href), tags: tag.into_iter().collect(), ..Cell::text(say.l(&own.label)) },
        Cell::text(own.area.as_ref().map_or_else(|| say.t("standard-everywhere"), ToString::to_string)),
        Cell::text(say.citation(&own.source)),
        Cell::text(parts),
    ]
}

/// Whether what holds today is invented.
fn is_invented(say: Say<'_>, part: &StandardPart) -> bool {
    part.part.versions.iter().any(|version| version.demonstration && holds(say, version))
}

fn holds(say: Say<'_>, version: &PartVersion) -> bool {
    version.from.is_none_or(|from| from <= say.today) && version.until.is_none_or(|until| say.today <= until)
}

fn value_row(say: Say<'_>, all: &Standards, own: &EnteredLine) -> Vec<Cell> {
    let who = |id: &str, (who, on): &(String, jiff::civil::Date)| {
        say.words.with(id, [("who", who.clone()), ("on", say.words.date(*on))])
    };
    let decided = own.decided.as_ref().map(|own| who("entered-decided-by", own));
    let given = say.given(all, own).into_iter().map(|(row, value)| format!("{row} {value}"));
    let given: Vec<String> = given.collect();
    vec![
        Cell {
            href: Some(format!("/admin/standards/entry?value={}", own.id)),
            more: vec![say.listed(&given)],
            ..Cell::text(say.subject(all, own))
        },
        Cell::text(say.words.date(own.from)),
        Cell::text(say.cited(own)),
        Cell { more: decided.into_iter().collect(), ..Cell::text(who("entered-by", &own.entered)) },
        Cell { tags: vec![say.entered_state(own)], more: own.reason.iter().cloned().collect(), ..Cell::default() },
    ]
}

fn figures(desk: &Desk, all: &Standards) -> Vec<Vec<Cell>> {
    let say = desk.say();
    let row = |(name, statistic): &(kernel::id::FactName, law::figures::Statistic)| {
        let begins = format!("figure:{name}/");
        let of = |own: &&EnteredLine| own.subject.as_ref().is_some_and(|own| own.to_string().starts_with(&begins));
        let entered = all.entered.iter().filter(of).count();
        let ask = format!("/admin/standards/enter?subject={}", escaped(&format!("figure:{name}")));
        let enter = if desk.may(Act::Administer) {
            Cell { href: Some(ask), ..Cell::text(say.t("standard-enter")) }
        } else {
            Cell::default()
        };
        vec![Cell::text(say.l(&statistic.label)), Cell::text(entered.to_string()), enter]
    };
    all.statistics.iter().map(row).collect()
}

/// `GET /admin/standards/show?standard=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let all = desk.app.standards(&desk.asker).await?;
    let wanted = asked.get("standard").unwrap_or_default();
    let standard = all.standards.iter().find(|own| own.id == wanted).ok_or(Trouble::NotFound)?;
    let say = desk.say();
    let demonstration = standard.demonstration.then(|| Notice {
        tone: Tone::Soon,
        title: Some(say.t("standard-demonstration")),
        lines: vec![say.t("standard-demonstration-hint")],
    });
    Desk::page(&StandardsPage {
        shell: desk.shell(Area::Administration).await?,
        tabs: Vec::new(),
        back: Some((say.t(Section::Standards.key()), Section::Standards.href())),
        title: say.l(&standard.label),
        lede: say.citation(&standard.source),
        notices: demonstration.into_iter().collect(),
        parts: standard.parts.iter().enumerate().map(|(place, part)| card(&desk, &all, (place, part))).collect(),
    })
}

fn card(desk: &Desk, all: &Standards, (place, own): (usize, &StandardPart)) -> PartCard {
    let say = desk.say();
    let subject = own.subject.to_string();
    let enter = || (say.t("standard-enter"), format!("/admin/standards/enter?subject={}", escaped(&subject)));
    let waiting =
        all.entered.iter().filter(|own| is_proposed(own)).filter(|line| line.subject.as_ref() == Some(&own.subject));
    let waiting = waiting.map(|line| (say.t("standard-waiting"), format!("/admin/standards/entry?value={}", line.id)));
    let links = (own.enterable && desk.may(Act::Administer)).then(enter).into_iter().chain(waiting).collect();
    let rows = if own.choices.is_empty() { amounts(say, own) } else { rows(say, own) };
    let versions = own.part.versions.iter().rev();
    let first = say.t(if own.choices.is_empty() { "figure-amount" } else { "standard-row" });
    let columns =
        if own.choices.is_empty() { vec![] } else { versions.map(|version| say.version_days(version)).collect() };
    let mut headings = vec![first];
    headings.extend(columns);
    if own.choices.is_empty() {
        headings.extend([say.t("figure-from"), say.t("figure-source")]);
    }
    PartCard {
        id: format!("part-{place}"),
        title: say.l(&own.part.label),
        lede: if own.enterable { String::new() } else { say.t("standard-text-of-law") },
        links,
        headings,
        rows,
        empty: String::new(),
    }
}

/// The versions of a table side by side, the newest first, with where each stands in the last line.
fn rows(say: Say<'_>, own: &StandardPart) -> Vec<Vec<Cell>> {
    let kind = CellKind::of(own);
    let versions = || own.part.versions.iter().rev();
    let row = |choice: &law::facts::Choice| {
        let cell = |version: &PartVersion| {
            Cell::text(version.rows.get(&choice.id).map(|range| say.cell(kind, range)).unwrap_or_default())
        };
        std::iter::once(Cell::text(say.l(&choice.label))).chain(versions().map(cell)).collect()
    };
    let sources = versions().map(|version| source(say, version));
    let last = std::iter::once(Cell::text(say.t("figure-source"))).chain(sources).collect();
    own.choices.iter().map(row).chain([last]).collect()
}

fn amounts(say: Say<'_>, own: &StandardPart) -> Vec<Vec<Cell>> {
    let row = |version: &PartVersion| {
        let plain = version.rows.values().next().map(|range| say.cell(CellKind::Yuan, range));
        let text = plain.or_else(|| version.expression.clone()).unwrap_or_default();
        vec![Cell::text(text), Cell::text(say.version_days(version)), source(say, version)]
    };
    own.part.versions.iter().rev().map(row).collect()
}

fn source(say: Say<'_>, version: &PartVersion) -> Cell {
    let tag = version.demonstration.then(|| Tag::new(say.t("demonstration"), Tone::Soon));
    let sure = say.sure(&version.source).text;
    Cell { tags: tag.into_iter().collect(), more: vec![sure], ..Cell::text(say.citation(&version.source)) }
}
