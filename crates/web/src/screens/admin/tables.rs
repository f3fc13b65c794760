//! The tables of the administration: each is one answer of `app`, or what the packs say.
use axum::response::Response;
use domain::access::{Act, Grant, Role, Scope};
use kernel::Refusal;
use kernel::id::EntryId;
use law::calendar::Calendar;

use super::Section;
use super::table::{Cell, TablePage};
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::Say;
use frame::Area;
use frame::parts::{Notice, Tag, Tone};

pub(super) async fn table(desk: &Desk, section: Section) -> Result<TablePage, Trouble> {
    let say = desk.say();
    let failing = desk.app.count_failing_work(&desk.asker).await?;
    Ok(TablePage {
        shell: desk.shell(Area::Administration).await?,
        tabs: section.tabs(desk.words, |act| desk.may(act), failing),
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

pub(super) fn headings<const N: usize>(say: Say<'_>, ids: [&str; N]) -> Vec<String> {
    ids.map(|id| say.t(id)).to_vec()
}

/// Refuses a page that is of use to an administrator alone.
pub(super) fn administers(desk: &Desk) -> Result<(), Trouble> {
    if desk.may(Act::Administer) { Ok(()) } else { Err(Trouble::Refused(Box::new(Refusal::new("ACC-001")))) }
}

/// What an administrator may do from here.
pub(super) fn offered(desk: &Desk, words: &str, href: &str) -> Vec<(String, String)> {
    let offer = || (desk.words.say(words).into_owned(), href.to_owned());
    desk.may(Act::Administer).then(offer).into_iter().collect()
}

/// How old the last backup is, or how to make one; nothing for who may not read the journal.
pub(super) async fn backup(desk: &Desk) -> Result<Option<Notice>, Trouble> {
    /// A backup older than this is asked for.
    const OLD_HOURS: i64 = 7 * 24;
    if !desk.may(Act::ReadJournal) {
        return Ok(None);
    }
    let say = desk.say();
    let last = desk.app.last_backup(&desk.asker).await?;
    let old = last.is_none_or(|at| desk.asker.now.duration_since(at).as_hours() >= OLD_HOURS);
    let said = last.map_or_else(
        || say.t("backup-none"),
        |at| say.words.with("backup-last", [("at", say.words.moment(at, say.today))]),
    );
    let lines = if old { vec![say.t("backup-how")] } else { Vec::new() };
    Ok(Some(Notice { tone: if old { Tone::Soon } else { Tone::Good }, title: Some(said), lines }))
}

/// What the packs say is open to everyone who may see the administration, as `app` says of the rest.
fn allowed(desk: &Desk) -> Result<(), Trouble> {
    if desk.may(Act::SeeAdministration) { Ok(()) } else { Err(Trouble::Refused(Box::new(Refusal::new("ACC-001")))) }
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
        Act::OpenCases => "act-open-cases",
        Act::SeeLeads => "act-see-leads",
        Act::JudgeLeads => "act-judge-leads",
        Act::SeePeople => "act-see-people",
        Act::Unmask => "act-unmask",
        Act::JoinPeople => "act-join-people",
        Act::ErasePeople => "act-erase-people",
        Act::SeeRegisters => "act-see-registers",
        Act::ImportRegisters => "act-import-registers",
        Act::SeeFund => "act-see-fund",
        Act::KeepFund => "act-keep-fund",
        Act::ReleasePayments => "act-release-payments",
        Act::Calculate => "act-calculate",
        Act::SeeAdministration => "act-see-administration",
        Act::Administer => "act-administer",
        Act::ConfirmValues => "act-confirm-values",
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
        let ours = || say.words.try_with(&format!("pack-{}", pack.id), &[]).unwrap_or_else(|| pack.id.clone());
        let name = pack.name.as_ref().map_or_else(ours, |name| say.l(name));
        vec![Cell::text(name), Cell::text(pack.id.clone()), Cell::text(pack.hash.chars().take(12).collect::<String>())]
    };
    let page = TablePage {
        headings: headings(say, ["admin-pack", "admin-folder", "batch-hash"]),
        rows: say.library.in_force.iter().map(row).collect(),
        ..table(&desk, Section::Packs).await?
    };
    Desk::page(&page)
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
            Cell::text(say.actor(&line.who)),
            Cell::text(say.act_done(&line.what)),
            Cell::text(line.hash.chars().take(12).collect::<String>()),
        ]
    };
    let newest = entries.first().map_or(0, |line| line.entry.0);
    let said = say.words.with_numbers("journal-newest", [("newest", newest.to_string())]);
    let page = TablePage {
        notices: backup(&desk).await?.into_iter().collect(),
        acts: vec![(say.t("journal-check"), "/admin/journal/verify")],
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
        tracing::error!(entry = entry.0, why, "the chain is broken");
        lines.push(say.words.with("journal-broken", [("entry", entry.to_string())]));
    }
    if proof.different > 0 || proof.overpaid > 0 {
        let counts = [("different", proof.different.to_string()), ("overpaid", proof.overpaid.to_string())];
        lines.push(say.words.with_numbers("journal-different", counts));
    }
    if proof.different_leads > 0 || proof.damaged_files > 0 {
        let counts = [("leads", proof.different_leads.to_string()), ("files", proof.damaged_files.to_string())];
        lines.push(say.words.with_numbers("journal-different-others", counts));
    }
    if proof.different_funds > 0 {
        lines.push(say.words.with_numbers("journal-different-funds", [("count", proof.different_funds.to_string())]));
    }
    if let Some(batch) = proof.broken_looks {
        lines.push(say.words.with("journal-looks-broken", [("batch", batch)]));
    }
    desk.done(lines, "/admin/journal").await
}
