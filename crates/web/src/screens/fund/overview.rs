//! The fund of the year: how it stands, what to do next, what came and went.
use app::fund::{FundView, Moved, Movement, Record, State};
use axum::response::Response;
use domain::access::Act;
use kernel::Refusal;

use super::{BatchId, FundForm, FundPage, FundTable};
use crate::edge::parts::Name;
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say, day};
use crate::screens::admin::table::Cell;
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{Field, Input};
use frame::parts::{Notice, Stat, Tag, Tone};

/// What is recorded with a form: its word, which is its address, and its fields.
const RECORDS: [(&str, &[&str]); 5] = [
    ("appropriated", &["amount", "on", "document"]),
    ("budget", &["amount", "document"]),
    ("returned", &["amount", "on", "document"]),
    ("correction", &["entry", "why"]),
    ("statement", &["amount", "on"]),
];

/// `GET /fund?year=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let year = asked.get("year").and_then(|year| year.parse().ok()).unwrap_or(desk.asker.today.year());
    Desk::page(&page(&desk, year, ("", FormSaid::FRESH)).await?)
}

/// `POST /fund/record/{name}`
pub(crate) async fn record(desk: Desk, Name(kind): Name, form: FormBody) -> Result<Response, Trouble> {
    let typed = form.typed();
    let year = desk.asker.today.year();
    let read = Record::read(&kind, &typed).ok_or(Trouble::NotFound)?;
    let done = match read {
        Ok(record) => desk.app.record_in_fund(&desk.asker, year, record, &form.once()).await,
        Err(_) if !desk.may(Act::KeepFund) => return Err(Trouble::Refused(Box::new(Refusal::new("ACC-001")))),
        Err(mistakes) => Err(app::Error::Mistaken(mistakes)),
    };
    match done {
        Ok(()) => desk.done(vec![desk.words.say("fund-recorded").into_owned()], "/fund").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let said = FormSaid { typed: Some(&typed), mistakes: &mistakes };
            Desk::again(&page(&desk, year, (&kind, said)).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(desk: &Desk, year: i16, (kind, said): (&str, FormSaid<'_>)) -> Result<FundPage, Trouble> {
    let fund = desk.app.fund(&desk.asker, year).await?;
    let say = desk.say();
    let forms: Vec<FundForm> = if desk.may(Act::KeepFund) && year == desk.asker.today.year() {
        RECORDS.map(|(id, fields)| form(say, (id, fields), if id == kind { said } else { FormSaid::FRESH })).into()
    } else {
        vec![]
    };
    let new = desk.may(Act::KeepFund).then(|| (say.t("fund-new-batch"), "/fund/batches/new".to_owned()));
    let before = format!("/fund?year={}", year.saturating_sub(1));
    let before = (say.words.with("fund-year-before", [("year", year.saturating_sub(1).to_string())]), before);
    Ok(FundPage {
        shell: desk.shell(Area::Fund).await?,
        back: None,
        title: say.words.with("fund-title", [("year", year.to_string())]),
        lede: lede(say, &fund),
        links: new.into_iter().chain([before]).collect(),
        errors: say.errors(forms.iter().flat_map(|own| &own.fields), said),
        notices: notices(say, &fund),
        stats: stats(say, &fund),
        tables: vec![batches(say, &fund), entries(say, &fund), reconciled(say, &fund)],
        forms,
    })
}

fn lede(say: Say<'_>, fund: &FundView) -> String {
    let free = say.words.money(fund.position.free);
    say.words.with("fund-lede", [("free", free), ("budget", say.words.money(fund.position.budget))])
}

/// What to do next, the most urgent first.
fn notices(say: Say<'_>, fund: &FundView) -> Vec<Notice> {
    let notice = |tone, title: String, line: &str| Notice { tone, title: Some(title), lines: vec![say.t(line)] };
    let count = |id: &str, count: usize| say.words.with_numbers(id, [("count", count.to_string())]);
    let mut all = vec![];
    for (key, _) in &fund.reversed {
        let title = say.words.with("fund-reversed", [("key", key.clone())]);
        all.push(notice(Tone::Late, title, "fund-reversed-do"));
    }
    if fund.position.free < kernel::Fen::ZERO {
        all.push(notice(Tone::Late, say.t("fund-short"), "fund-short-do"));
    }
    let waits = fund.batches.iter().filter(|own| own.state == State::Made).count();
    if waits > 0 {
        all.push(notice(Tone::Soon, count("fund-to-release", waits), "fund-to-release-do"));
    }
    let open = fund.batches.iter().filter(|own| own.state == State::Released);
    let open = open.filter(|own| own.parts.last().is_some_and(|sum| *sum > kernel::Fen::ZERO)).count();
    if open > 0 {
        all.push(notice(Tone::Plain, count("fund-to-answer", open), "fund-to-answer-do"));
    }
    if fund.ready.0 > 0 {
        let sum = [("count", fund.ready.0.to_string()), ("sum", say.words.money(fund.ready.1))];
        all.push(notice(Tone::Soon, say.words.with_numbers("fund-ready", sum), "fund-ready-do"));
    }
    if fund.waiting > 0 {
        all.push(notice(Tone::Plain, count("fund-unready", fund.waiting), "fund-unready-do"));
    }
    if all.is_empty() {
        all.push(notice(Tone::Good, say.t("fund-nothing"), "fund-nothing-do"));
    }
    all
}

fn stats(say: Say<'_>, fund: &FundView) -> Vec<Stat> {
    let own = &fund.position;
    let free = if own.free < kernel::Fen::ZERO { Tone::Late } else { Tone::Good };
    let stat = |id: &str, sum, tone| Stat { number: say.words.money(sum), label: say.t(id), href: None, tone };
    vec![
        stat("fund-appropriated", own.appropriated, Tone::Plain),
        stat("fund-returned", own.returned, Tone::Plain),
        stat("fund-committed", own.flows.committed, Tone::Plain),
        stat("fund-under-way", own.flows.under_way, Tone::Plain),
        stat("fund-paid", own.flows.paid, Tone::Plain),
        stat("fund-free", own.free, free),
    ]
}

fn heads(say: Say<'_>, ids: &[(&str, bool)]) -> Vec<(String, bool)> {
    ids.iter().map(|(id, number)| (say.t(id), *number)).collect()
}

fn batches(say: Say<'_>, fund: &FundView) -> FundTable {
    let row = |own: &app::fund::BatchLine| {
        let (on, who) = &own.made;
        let parts = own.parts.map(|sum| Cell::text(say.words.money(sum)));
        let number = Cell { href: Some(BatchId(fund.year, own.no).href()), ..Cell::text(own.number.clone()) };
        let made = Cell { more: vec![who.clone()], ..Cell::text(say.day(*on)) };
        let state = Cell { tags: vec![state(say, own.state)], ..Cell::default() };
        let sums = [Cell::text(own.payments.to_string()), Cell::text(say.words.money(own.sum))];
        [number, made].into_iter().chain(sums).chain(parts).chain([state]).collect()
    };
    let ids = [
        ("fund-batch", false),
        ("fund-made", false),
        ("fund-payments", true),
        ("fund-sum", true),
        ("fund-arrived", true),
        ("fund-back", true),
        ("fund-open", true),
        ("cases-state", false),
    ];
    FundTable {
        id: "batches",
        title: say.t("fund-batches"),
        headings: heads(say, &ids),
        rows: fund.batches.iter().map(row).collect(),
        empty: say.t("fund-batches-none"),
    }
}

/// Where a batch stands.
pub(super) fn state(say: Say<'_>, state: State) -> Tag {
    match state {
        State::Made => Tag::new(say.t("batch-made"), Tone::Soon),
        State::Released => Tag::new(say.t("batch-released"), Tone::Good),
        State::Withdrawn => Tag::new(say.t("batch-withdrawn"), Tone::Quiet),
    }
}

fn entries(say: Say<'_>, fund: &FundView) -> FundTable {
    let row = |own: &Moved| {
        let what = match (own.movement, own.corrects) {
            (_, Some(entry)) => say.words.with("fund-corrects", [("entry", entry.to_string())]),
            (Movement::Appropriated, None) => say.t("fund-appropriated"),
            (Movement::Returned, None) => say.t("fund-returned"),
        };
        let cells = [own.entry.to_string(), what, say.words.date(own.on), own.document.clone()].map(Cell::text);
        cells.into_iter().chain([Cell::text(say.words.money(own.amount))]).collect()
    };
    let ids = [
        ("fund-entry", false),
        ("fund-what", false),
        ("fund-day", false),
        ("fund-document", false),
        ("fund-sum", true),
    ];
    FundTable {
        id: "entries",
        title: say.t("fund-entries"),
        headings: heads(say, &ids),
        rows: fund.entries.iter().map(row).collect(),
        empty: say.t("fund-entries-none"),
    }
}

fn reconciled(say: Say<'_>, fund: &FundView) -> FundTable {
    let row = |own: &app::fund::Reconciled| {
        let difference = own.statement.minus(own.computed).unwrap_or(kernel::Fen::ZERO);
        let explained = difference == kernel::Fen::ZERO;
        let tag = if explained {
            Tag::new(say.t("fund-agrees"), Tone::Good)
        } else {
            Tag::new(say.t("fund-differs"), Tone::Late)
        };
        let money = |sum| Cell::text(say.words.money(sum));
        let difference = Cell { tags: vec![tag], ..money(difference) };
        vec![Cell::text(say.words.date(own.on)), money(own.statement), money(own.computed), difference, money(own.sent)]
    };
    let ids = [
        ("fund-day", false),
        ("fund-statement-balance", true),
        ("fund-computed", true),
        ("fund-difference", true),
        ("fund-sent", true),
    ];
    let now = [("balance", say.words.money(fund.balance.0)), ("sent", say.words.money(fund.balance.1))];
    FundTable {
        id: "reconciled",
        title: say.t("fund-reconciled"),
        headings: heads(say, &ids),
        rows: fund.reconciled.iter().map(row).collect(),
        empty: say.words.with("fund-reconciled-none", now),
    }
}

fn form(say: Say<'_>, (id, fields): (&'static str, &[&str]), said: FormSaid<'_>) -> FundForm {
    let field = |name: &&str| {
        let value = said.value(name, "");
        let input = match *name {
            "amount" => Input::Money { value, unit: say.t("form-yuan") },
            "on" => day(said.value(name, &say.today.to_string())),
            "entry" => Input::Line { value, kind: Line::Count },
            _ => Input::Line { value, kind: Line::Text },
        };
        let label = say.t(match *name {
            "amount" => "fund-field-amount",
            "on" => "fund-day",
            "entry" => "fund-entry",
            "why" => "fund-field-why",
            _ => "fund-document",
        });
        Field { id_suffix: format!("-{id}"), ..say.own_field(name, label, input, said) }
    };
    let (title, hint) = match id {
        "appropriated" => ("fund-record-appropriated", "fund-record-appropriated-hint"),
        "budget" => ("fund-record-budget", "fund-record-budget-hint"),
        "returned" => ("fund-record-returned", "fund-record-returned-hint"),
        "correction" => ("fund-record-correction", "fund-record-correction-hint"),
        _ => ("fund-record-statement", "fund-record-statement-hint"),
    };
    FundForm {
        id,
        title: say.t(title),
        hint: say.t(hint),
        action: format!("/fund/record/{id}"),
        file: false,
        along: vec![],
        once: Desk::once(),
        fields: fields.iter().map(field).collect(),
        button: say.t("fund-record"),
        quiet: id != "appropriated",
    }
}
