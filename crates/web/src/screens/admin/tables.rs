//! The tables of the administration: each is one answer of `app`, or what the packs say.
use app::admin::{AccountLine, FigureLine};
use axum::response::Response;
use domain::access::{Act, Grant, Role, Scope};
use kernel::id::EntryId;
use kernel::{Confidence, Refusal};
use law::calendar::Calendar;

use super::Section;
use super::table::{Cell, TablePage};
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::page::Area;
use crate::page::parts::{Notice, Tag, Tone};
use crate::say::Say;

async fn table(desk: &Desk, section: Section) -> Result<TablePage, Trouble> {
    let say = desk.say();
    Ok(TablePage {
        shell: desk.shell(Area::Administration).await?,
        tabs: section.tabs(desk.words),
        title: say.t(section.key()),
        lede: say.t(&format!("{}-lede", section.key())),
        notices: Vec::new(),
        links: Vec::new(),
        acts: Vec::new(),
        headings: Vec::new(),
        rows: Vec::new(),
        empty: say.t("admin-empty"),
        pager: None,
    })
}

fn headings<const N: usize>(say: Say<'_>, ids: [&str; N]) -> Vec<String> {
    ids.map(|id| say.t(id)).to_vec()
}

/// What the packs say is open to everyone who may see the administration, as `app` says of the rest.
fn allowed(desk: &Desk) -> Result<(), Trouble> {
    if desk.may(Act::SeeAdministration) { Ok(()) } else { Err(Trouble::Refused(Box::new(Refusal::new("ACC-001")))) }
}

/// `GET /admin/people`
pub(crate) async fn people(desk: Desk) -> Result<Response, Trouble> {
    let staff = desk.app.staff(&desk.asker).await?;
    let say = desk.say();
    let row = |line: &AccountLine| {
        let roles: Vec<String> = line.roles.iter().map(|(role, _)| say.l(role)).collect();
        let office = line.roles.first().map(|(_, office)| say.l(office)).unwrap_or_default();
        let seen = line
            .account
            .last_sign_in
            .map(|at| say.words.with("account-seen", [("at", say.words.moment(at, say.today))]));
        vec![
            Cell {
                href: Some(format!("/admin/people/{}", line.account.id)),
                more: vec![line.account.login.clone()],
                ..Cell::text(line.account.name.clone())
            },
            Cell::text(office),
            Cell::text(say.listed(&roles)),
            Cell { tags: vec![state(say, line)], more: seen.into_iter().collect(), ..Cell::default() },
        ]
    };
    let page = TablePage {
        links: if desk.may(Act::Administer) {
            vec![(say.t("account-new"), "/admin/people/new".to_owned())]
        } else {
            Vec::new()
        },
        headings: headings(say, ["account-name", "admin-office", "admin-roles", "cases-state"]),
        rows: staff.iter().map(row).collect(),
        ..table(&desk, Section::People).await?
    };
    Desk::page(&page)
}

fn state(say: Say<'_>, line: &AccountLine) -> Tag {
    if line.account.disabled {
        return Tag::new(say.t("account-closed"), Tone::Quiet);
    }
    if line.locked {
        Tag::new(say.t("account-locked"), Tone::Late)
    } else {
        Tag::new(say.t("account-active"), Tone::Good)
    }
}

/// `GET /admin/offices`
pub(crate) async fn offices(desk: Desk) -> Result<Response, Trouble> {
    let offices = desk.app.offices(&desk.asker).await?;
    let say = desk.say();
    let mut rows: Vec<(&str, Vec<Cell>)> = Vec::new();
    for office in &offices {
        let depth = office.path.split('/').filter(|part| !part.is_empty()).count().saturating_sub(1);
        let name = Cell { depth: u8::try_from(depth.min(6)).unwrap_or(6), ..Cell::text(say.l(&office.name)) };
        rows.push((&office.path, vec![name, Cell::text(office.area.to_string()), Cell::text(office.mark.clone())]));
    }
    rows.sort_by_key(|(path, _)| *path);
    let page = TablePage {
        headings: headings(say, ["admin-office", "admin-area", "admin-mark"]),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        ..table(&desk, Section::Offices).await?
    };
    Desk::page(&page)
}

/// `GET /admin/roles`
pub(crate) async fn roles(desk: Desk) -> Result<Response, Trouble> {
    allowed(&desk)?;
    let say = desk.say();
    let row = |role: &Role| {
        let grants = role.grants.iter().map(|grant| grant_words(say, grant)).collect();
        let never: Vec<String> = role.incompatible.iter().map(|other| say.l(&say.library.role_label(other))).collect();
        vec![Cell::text(say.l(&role.label)), Cell { more: grants, ..Cell::default() }, Cell::text(say.listed(&never))]
    };
    let page = TablePage {
        headings: headings(say, ["admin-role", "admin-may", "admin-never-with"]),
        rows: say.library.roles.values().map(row).collect(),
        ..table(&desk, Section::Roles).await?
    };
    Desk::page(&page)
}

fn grant_words(say: Say<'_>, grant: &Grant) -> String {
    let act = match grant.act {
        Act::SeeCases => "act-see-cases",
        Act::WorkCases => "act-work-cases",
        Act::SeeLeads => "act-see-leads",
        Act::JudgeLeads => "act-judge-leads",
        Act::SeePeople => "act-see-people",
        Act::Unmask => "act-unmask",
        Act::JoinPeople => "act-join-people",
        Act::ErasePeople => "act-erase-people",
        Act::SeeRegisters => "act-see-registers",
        Act::ImportRegisters => "act-import-registers",
        Act::Calculate => "act-calculate",
        Act::SeeAdministration => "act-see-administration",
        Act::Administer => "act-administer",
        Act::ReadJournal => "act-read-journal",
    };
    let scope = match grant.scope {
        Scope::Own => "scope-own",
        Scope::Office => "scope-office",
        Scope::Subtree => "scope-subtree",
        Scope::All => "scope-all",
    };
    format!("{} · {}", say.t(act), say.t(scope))
}

/// `GET /admin/packs`
pub(crate) async fn packs(desk: Desk) -> Result<Response, Trouble> {
    let say = desk.say();
    let row = |pack: &packs::library::PackInForce| {
        let name = pack.name.as_ref().map_or_else(|| pack.id.clone(), |name| say.l(name));
        vec![Cell::text(name), Cell::text(pack.id.clone()), Cell::text(pack.hash.chars().take(12).collect::<String>())]
    };
    let page = TablePage {
        headings: headings(say, ["admin-pack", "admin-folder", "batch-hash"]),
        rows: say.library.in_force.iter().map(row).collect(),
        ..table(&desk, Section::Packs).await?
    };
    Desk::page(&page)
}

/// `GET /admin/figures`
pub(crate) async fn figures(desk: Desk) -> Result<Response, Trouble> {
    let figures = desk.app.figures(&desk.asker)?;
    let say = desk.say();
    let open = figures.iter().filter(|line| line.source.confidence == Confidence::M || line.demonstration).count();
    let notice = (open > 0).then(|| Notice {
        tone: Tone::Soon,
        title: Some(say.words.with_numbers("figures-open", [("count", open.to_string())])),
        lines: vec![say.t("figures-open-hint")],
    });
    let page = TablePage {
        notices: notice.into_iter().collect(),
        headings: headings(say, ["figure-value", "admin-area", "figure-amount", "figure-from", "figure-source"]),
        rows: figures.iter().map(|line| figure(say, line)).collect(),
        ..table(&desk, Section::Figures).await?
    };
    Desk::page(&page)
}

fn figure(say: Say<'_>, line: &FigureLine) -> Vec<Cell> {
    let demonstration = line.demonstration.then(|| Tag::new(say.t("demonstration"), Tone::Soon));
    let sure = say.sure(&line.source);
    let check = sure.check.then(|| Tag::new(sure.text.clone(), Tone::Soon));
    let until = line.until.map(|until| say.words.with("figure-until", [("until", say.words.date(until))]));
    vec![
        Cell {
            more: vec![say.words.with("work-year", [("year", line.year.to_string())])],
            ..Cell::text(say.l(&line.statistic))
        },
        Cell::text(line.area.to_string()),
        Cell::text(say.words.money(line.amount)),
        Cell { more: until.into_iter().collect(), ..Cell::text(say.words.date(line.from)) },
        Cell { tags: demonstration.into_iter().chain(check).collect(), ..Cell::text(say.citation(&line.source)) },
    ]
}

/// `GET /admin/calendars`
pub(crate) async fn calendars(desk: Desk) -> Result<Response, Trouble> {
    allowed(&desk)?;
    let say = desk.say();
    let row = |calendar: &Calendar| {
        let provisional = calendar.provisional.then(|| Tag::new(say.t("calendar-provisional"), Tone::Soon));
        let holidays = calendar.holidays.iter().map(|holiday| {
            let days = [
                ("name", say.l(&holiday.name)),
                ("from", say.words.near_date(holiday.from, holiday.from)),
                ("to", say.words.near_date(holiday.to, holiday.from)),
            ];
            let makeup: Vec<String> = holiday.makeup.iter().map(|day| say.words.near_date(*day, *day)).collect();
            let made_up =
                (!makeup.is_empty()).then(|| say.words.with("calendar-makeup", [("days", say.listed(&makeup))]));
            [Some(say.words.with("calendar-holiday", days)), made_up]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · ")
        });
        vec![
            Cell { tags: provisional.into_iter().collect(), ..Cell::text(calendar.year.to_string()) },
            Cell {
                more: calendar.notice.number.clone().into_iter().collect(),
                ..Cell::text(say.l(&calendar.notice.title))
            },
            Cell { more: holidays.collect(), ..Cell::default() },
        ]
    };
    let mut years: Vec<&Calendar> = say.library.calendars.iter().collect();
    years.sort_by_key(|calendar| std::cmp::Reverse(calendar.year));
    let page = TablePage {
        headings: headings(say, ["calendar-year", "calendar-notice", "calendar-days"]),
        rows: years.into_iter().map(row).collect(),
        ..table(&desk, Section::Calendars).await?
    };
    Desk::page(&page)
}

/// `GET /admin/journal?after=`
pub(crate) async fn journal(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let before = asked.get("after").map(str::parse::<EntryId>).transpose().map_err(|_| Trouble::Unclear)?;
    let entries = desk.app.journal(&desk.asker, before).await?;
    let say = desk.say();
    let next = entries.last().filter(|last| last.entry.0 > 1).map(|last| last.entry.to_string());
    let row = |line: &app::cases::JournalLine| {
        vec![
            Cell::text(line.entry.to_string()),
            Cell::text(say.words.moment(line.at, say.today)),
            Cell::text(line.who.clone()),
            Cell::text(say.act_done(&line.what)),
            Cell::text(line.hash.chars().take(12).collect::<String>()),
        ]
    };
    let said = say.words.with_numbers("journal-said", [("count", entries.len().to_string())]);
    let page = TablePage {
        acts: vec![(say.t("journal-check"), "/admin/journal/verify".to_owned(), Desk::once())],
        headings: headings(say, ["journal-number", "papers-when", "journal-who", "journal-what", "journal-hash"]),
        rows: entries.iter().map(row).collect(),
        pager: Some(say.pager(said, desk.here(), next.as_deref())),
        ..table(&desk, Section::Journal).await?
    };
    Desk::page(&page)
}

/// `POST /admin/journal/verify`
pub(crate) async fn verify(desk: Desk, _form: FormBody) -> Result<Response, Trouble> {
    let proof = desk.app.prove(&desk.asker).await?;
    let say = desk.say();
    let counts = [("entries", proof.entries.to_string()), ("cases", proof.cases.to_string())];
    let mut lines =
        vec![say.words.with_numbers(if proof.is_sound() { "journal-sound" } else { "journal-unsound" }, counts)];
    if let Some((entry, why)) = &proof.broken {
        lines.push(say.words.with("journal-broken", [("entry", entry.to_string()), ("why", why.clone())]));
    }
    if proof.different > 0 || proof.overpaid > 0 {
        let counts = [("different", proof.different.to_string()), ("overpaid", proof.overpaid.to_string())];
        lines.push(say.words.with_numbers("journal-different", counts));
    }
    desk.done(lines, "/admin/journal").await
}
