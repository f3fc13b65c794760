//! One value that was entered: what it was before beside it, and what a second person says.
use std::collections::BTreeMap;

use app::admin::{CellKind, EnteredLine, EnteredState, Standards};
use axum::response::Response;
use domain::access::Act;
use law::figures::Figure;
use packs::entered::Subject;

use super::super::form::FormPage;
use super::super::{Section, form};
use super::words::part_of;
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say};
use frame::forms::{Field, Input};
use frame::parts::{Hidden, Notice, Tone};

/// `GET /admin/standards/entry?value=`
pub(crate) async fn entry(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    let id = asked.get("value").and_then(|id| id.parse().ok()).ok_or(Trouble::NotFound);
    let all = desk.app.standards(&desk.asker).await?;
    Desk::page(&shown(&desk, &all, id?, FormSaid::FRESH).await?)
}

/// `POST /admin/standards/confirm`
pub(crate) async fn confirm(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let id = number(&form);
    desk.app.confirm_entered(&desk.asker, id, &form.once()).await?;
    done(&desk, "entered-confirmed-done").await
}

/// `POST /admin/standards/reject`
pub(crate) async fn reject(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let id = number(&form);
    match desk.app.reject_entered(&desk.asker, (id, form.get("reason")), &form.once()).await {
        Ok(()) => done(&desk, "entered-rejected-done").await,
        Err(app::Error::Mistaken(mistakes)) => {
            let typed = form.typed();
            let all = desk.app.standards(&desk.asker).await?;
            Desk::again(&shown(&desk, &all, id, FormSaid { typed: Some(&typed), mistakes: &mistakes }).await?)
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /admin/standards/withdraw`
pub(crate) async fn withdraw(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    desk.app.withdraw_entered(&desk.asker, number(&form), &form.once()).await?;
    done(&desk, "entered-withdrawn-done").await
}

/// A form without a number names none.
fn number(form: &FormBody) -> i64 {
    form.get("value").parse().unwrap_or_default()
}

async fn done(desk: &Desk, said: &str) -> Result<Response, Trouble> {
    desk.done(vec![desk.words.say(said).into_owned()], Section::Standards.href()).await
}

async fn shown(desk: &Desk, all: &Standards, id: i64, said: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let line = all.entered.iter().find(|own| own.id == id).ok_or(Trouble::NotFound)?;
    let waits = line.state == EnteredState::Proposed;
    let decides = waits && !line.mine && desk.may(Act::ConfirmValues);
    let reason = Input::Long { value: said.value("reason", ""), most: 500 };
    let reason = say.own_field("reason", say.t("entered-reason"), reason, said);
    let fields = if decides { vec![Field { hint: Some(say.t("entered-reason-hint")), ..reason }] } else { vec![] };
    let act = |id: &str, href: &str| (say.t(id), href.to_owned(), Desk::once());
    let confirm = decides.then(|| act("entered-confirm", "/admin/standards/confirm"));
    let mine = waits && line.mine && desk.may(Act::Administer);
    let withdraw = mine.then(|| act("entered-withdraw", "/admin/standards/withdraw"));
    Ok(FormPage {
        title: say.subject(all, line),
        lede: say.t(if decides { "entered-check" } else { "entered-shown" }),
        notices: notices(say, line),
        facts: facts(say, all, line),
        action: "/admin/standards/reject".to_owned(),
        along: vec![("value", id.to_string())],
        errors: say.errors(&fields, said),
        fields,
        button: say.t("entered-reject"),
        acts: confirm.into_iter().chain(withdraw).collect(),
        ..form::blank(desk, Section::Standards).await?
    })
}

fn notices(say: Say<'_>, line: &EnteredLine) -> Vec<Notice> {
    let told = |tone, id: &str| Notice { tone, title: None, lines: vec![say.t(id)] };
    let waits = line.state == EnteredState::Proposed;
    let own = (waits && line.mine).then(|| told(Tone::Soon, "entered-own"));
    let past = (waits && line.from <= say.today).then(|| told(Tone::Plain, "entered-past"));
    let unfit = line.unfit.as_ref().map(|why| Notice {
        tone: Tone::Late,
        title: Some(say.t("entered-unfit")),
        lines: vec![why.clone()],
    });
    own.into_iter().chain(past).chain(unfit).collect()
}

/// Each row with what holds on the day before, so that whoever confirms sees what changes.
fn facts(say: Say<'_>, all: &Standards, line: &EnteredLine) -> Vec<(String, Hidden)> {
    let before = before(say, all, line);
    let value = |(row, now): (String, String)| {
        let waits = line.state == EnteredState::Proposed;
        let was = before.get(&row).filter(|was| waits && **was != now);
        let said =
            was.map_or(now.clone(), |was| say.words.with("entered-instead", [("now", now), ("was", was.clone())]));
        (row, Hidden::open(said))
    };
    let fact = |id: &str, text: String| (say.t(id), Hidden::open(text));
    let by = |id: &str, (who, on): &(String, jiff::civil::Date)| {
        say.words.with(id, [("who", who.clone()), ("on", say.words.date(*on))])
    };
    let mut all_facts = vec![fact("entered-state", say.entered_state(line).text)];
    all_facts.extend(say.given(all, line).into_iter().map(value));
    all_facts.push(fact("entered-from", say.words.date(line.from)));
    all_facts.push(fact("figure-source", say.cited(line)));
    all_facts.push(fact("entered-who", by("entered-by", &line.entered)));
    all_facts.extend(line.decided.as_ref().map(|own| fact("entered-decision", by("entered-decided-by", own))));
    all_facts.extend(line.reason.clone().map(|reason| fact("entered-reason", reason)));
    all_facts.extend(Some(line.note.clone()).filter(|note| !note.is_empty()).map(|note| fact("entered-note", note)));
    all_facts
}

/// What holds on the day from which the value is to hold, by row.
fn before(say: Say<'_>, all: &Standards, line: &EnteredLine) -> BTreeMap<String, String> {
    match &line.subject {
        Some(Subject::Figure(statistic, area)) => {
            let figure: Option<&Figure> = say.library.figures.find(statistic.as_str(), area, line.from);
            let row = |own: &Figure| {
                let year = say.words.with("work-year", [("year", own.year.to_string())]);
                (year, say.words.exact_money(own.amount))
            };
            figure.map(row).into_iter().collect()
        }
        Some(subject) => {
            let Some(part) = part_of(all, subject) else { return BTreeMap::new() };
            let versions = part.part.versions.iter().rev();
            let mut held = versions.filter(|own| own.from.is_none_or(|from| from <= line.from));
            let Some(version) = held.next() else { return BTreeMap::new() };
            if part.choices.is_empty() {
                let money = version.rows.values().next().and_then(|range| range.low.to_fen());
                return money.map(|fen| (say.t("figure-amount"), say.words.exact_money(fen))).into_iter().collect();
            }
            let kind = CellKind::of(part);
            let row = |choice: &law::facts::Choice| {
                Some((say.l(&choice.label), say.cell(kind, version.rows.get(&choice.id)?)))
            };
            part.choices.iter().filter_map(row).collect()
        }
        None => BTreeMap::new(),
    }
}
