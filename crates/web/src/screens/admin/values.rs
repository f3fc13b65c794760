//! Values of law: what the packs state from memory, to be confirmed; the published figures.
use app::admin::{Confirmed, Doubtful, FigureLine, Stated, ValueLine};
use axum::response::Response;
use domain::access::Act;

use super::form::FormPage;
use super::table::{Cell, TablePage};
use super::{Section, form, tables};
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say};
use frame::forms::{Field, Input};
use frame::parts::{Hidden, Notice, Tag, Tone};
use frame::shell::escaped;

/// `GET /admin/figures`
pub(crate) async fn list(desk: Desk) -> Result<Response, Trouble> {
    let values = desk.app.values(&desk.asker).await?;
    let figures = desk.app.figures(&desk.asker)?;
    let say = desk.say();
    let open = values.iter().filter(|line| line.confirmed.is_none()).count();
    let invented = figures.iter().filter(|line| line.demonstration).count();
    let notice = |count: usize, title: &str, hint: &str| {
        (count > 0).then(|| Notice {
            tone: Tone::Soon,
            title: Some(say.words.with_numbers(title, [("count", count.to_string())])),
            lines: vec![say.t(hint)],
        })
    };
    let notices = [
        notice(open, "figures-open", "figures-open-hint"),
        notice(invented, "figures-invented", "figures-invented-hint"),
    ];
    let doubtful = |figure: &&FigureLine| !values.iter().any(|line| line.value.source == figure.source);
    let values_rows = values.iter().map(|line| value(&desk, line));
    let page = TablePage {
        notices: notices.into_iter().flatten().collect(),
        headings: tables::headings(
            say,
            ["figure-value", "admin-area", "figure-amount", "figure-from", "figure-source", "figure-confirmed"],
        ),
        rows: values_rows.chain(figures.iter().filter(doubtful).map(|line| figure(say, line))).collect(),
        ..tables::table(&desk, Section::Figures).await?
    };
    Desk::page(&page)
}

fn value(desk: &Desk, line: &ValueLine) -> Vec<Cell> {
    let say = desk.say();
    let own = &line.value;
    let ask = format!("/admin/figures/confirm?value={}", escaped(&own.subject));
    let confirmed = match &line.confirmed {
        Some(confirmed) => Cell { more: vec![confirmed.note.clone()], ..Cell::text(said(say, confirmed)) },
        None => Cell { tags: vec![Tag::new(say.t("sure-m"), Tone::Soon)], ..Cell::default() },
    };
    let what = Cell { more: vec![kind(say, own)], ..Cell::text(say.l(&own.label)) };
    vec![
        Cell { href: desk.may(Act::Administer).then_some(ask), ..what },
        Cell::text(own.area.as_ref().map(ToString::to_string).unwrap_or_default()),
        Cell::text(stated(say, &own.value)),
        days(say, own.from, own.until),
        Cell::text(say.citation(&own.source)),
        confirmed,
    ]
}

fn figure(say: Say<'_>, line: &FigureLine) -> Vec<Cell> {
    let demonstration = line.demonstration.then(|| Tag::new(say.t("demonstration"), Tone::Soon));
    vec![
        Cell {
            more: vec![say.words.with("work-year", [("year", line.year.to_string())])],
            ..Cell::text(say.l(&line.statistic))
        },
        Cell::text(line.area.to_string()),
        Cell::text(say.words.money(line.amount)),
        days(say, Some(line.from), line.until),
        Cell::text(say.citation(&line.source)),
        Cell { tags: demonstration.into_iter().collect(), ..Cell::text(say.sure(&line.source).text) },
    ]
}

fn days(say: Say<'_>, from: Option<jiff::civil::Date>, until: Option<jiff::civil::Date>) -> Cell {
    let until = until.map(|until| say.words.with("figure-until", [("until", say.words.date(until))]));
    let from = from.map_or_else(|| say.t("figure-always"), |from| say.words.date(from));
    Cell { more: until.into_iter().collect(), ..Cell::text(from) }
}

fn said(say: Say<'_>, confirmed: &Confirmed) -> String {
    say.words.with("figure-confirmed-by", [("who", confirmed.who.clone()), ("on", say.words.date(confirmed.on))])
}

/// What kind of value it is; the pack's own word where we have none.
fn kind(say: Say<'_>, own: &Doubtful) -> String {
    say.words.try_with(&format!("value-kind-{}", own.kind), &[]).unwrap_or_else(|| own.kind.clone())
}

fn stated(say: Say<'_>, value: &Stated) -> String {
    match value {
        Stated::Fen(fen) => say.words.money(*fen),
        Stated::Period(length) => say.length(*length),
        Stated::Day(day) => say.words.date(*day),
        Stated::Words(words) => words.clone(),
    }
}

/// `GET /admin/figures/confirm?value=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    Desk::page(&confirming(&desk, asked.get("value").unwrap_or_default(), FormSaid::FRESH).await?)
}

/// `POST /admin/figures/confirm`
pub(crate) async fn confirm(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let subject = form.get("value");
    match desk.app.confirm_value(&desk.asker, subject, form.get("note"), &form.once()).await {
        Ok(()) => desk.done(vec![desk.words.say("figure-confirmed-done").into_owned()], "/admin/figures").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            let said = FormSaid { typed: Some(&typed), mistakes: &mistakes };
            Desk::again(&confirming(&desk, subject, said).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/figures/take-back`
pub(crate) async fn take_back(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    desk.app.take_confirmation_back(&desk.asker, form.get("value"), &form.once()).await?;
    desk.done(vec![desk.words.say("figure-taken-back").into_owned()], "/admin/figures").await
}

async fn confirming(desk: &Desk, subject: &str, form: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let values = desk.app.values(&desk.asker).await?;
    let line = values.iter().find(|line| line.value.subject == subject).ok_or(Trouble::NotFound)?;
    let own = &line.value;
    let note = Input::Long { value: form.value("note", ""), most: 500 };
    let note =
        Field { hint: Some(say.t("figure-note-hint")), ..say.own_field("note", say.t("figure-note"), note, form) };
    let fields = vec![note];
    let fact = |id: &str, value: String| (say.t(id), Hidden::open(value));
    let me =
        say.words.with("figure-confirmed-by", [("who", desk.asker.name.clone()), ("on", say.words.date(say.today))]);
    let in_force = days(say, own.from, own.until);
    let facts = [
        fact("figure-value", stated(say, &own.value)),
        fact("figure-kind", kind(say, own)),
        fact("figure-from", [in_force.text, in_force.more.join(" ")].join(" ")),
        fact("figure-source", say.citation(&own.source)),
        fact("figure-place", own.subject.split(" = ").next().unwrap_or_default().to_owned()),
        match &line.confirmed {
            Some(confirmed) => fact("figure-confirmed", format!("{} · {}", said(say, confirmed), confirmed.note)),
            None => fact("figure-will-say", me),
        },
    ];
    let take_back = line
        .confirmed
        .is_some()
        .then(|| (say.t("figure-take-back"), "/admin/figures/take-back".to_owned(), Desk::once()));
    Ok(FormPage {
        title: say.l(&own.label),
        lede: say.t("figure-confirm-lede"),
        facts: facts.into(),
        action: "/admin/figures/confirm".to_owned(),
        along: vec![("value", subject.to_owned())],
        errors: say.errors(&fields, form),
        fields: if desk.may(Act::Administer) { fields } else { Vec::new() },
        button: say.t("figure-confirm"),
        acts: take_back.into_iter().filter(|_| desk.may(Act::Administer)).collect(),
        ..form::blank(desk, Section::Figures).await?
    })
}
