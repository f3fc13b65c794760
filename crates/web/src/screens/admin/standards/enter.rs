//! The form of a table, an amount or a figure: a field for every cell, filled with what holds now.
use app::admin::{CellKind, Entering, cell_name};
use axum::response::Response;
use law::facts::Choice;
use packs::entered::StandardPart;

use super::super::form::FormPage;
use super::super::{Section, form, tables};
use crate::edge::{Asked, Desk, FormBody, Trouble};
use crate::say::{FormSaid, Say, day};
use frame::forms::field::Line;
use frame::forms::{Field, Input};
use frame::parts::{Hidden, Notice, Tone};

/// `GET /admin/standards/enter?subject=`
pub(crate) async fn entering(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    tables::administers(&desk)?;
    Desk::page(&filled(&desk, asked.get("subject").unwrap_or_default(), FormSaid::FRESH).await?)
}

/// `POST /admin/standards/enter`
pub(crate) async fn enter(desk: Desk, form: FormBody) -> Result<Response, Trouble> {
    let (subject, typed) = (form.get("subject"), form.typed());
    match desk.app.enter_value(&desk.asker, (subject, &typed), &form.once()).await {
        Ok(id) => {
            let to = format!("/admin/standards/entry?value={id}");
            desk.done(vec![desk.words.say("entered-done").into_owned()], &to).await
        }
        Err(app::Error::Mistaken(mistakes)) => {
            let said = FormSaid { typed: Some(&typed), mistakes: &mistakes };
            Desk::again(&filled(&desk, subject, said).await?)
        }
        Err(other) => Err(other.into()),
    }
}

async fn filled(desk: &Desk, subject: &str, said: FormSaid<'_>) -> Result<FormPage, Trouble> {
    let say = desk.say();
    let all = desk.app.standards(&desk.asker).await?;
    let entering = all.entering(subject).ok_or(Trouble::NotFound)?;
    let mut fields = match &entering {
        Entering::Part(_, part) => part_fields(say, part, said),
        Entering::Figure(..) => figure_fields(say, said),
    };
    fields.extend(common(say, said));
    let facts = match &entering {
        Entering::Part(standard, _) => vec![(say.t("standard-name"), Hidden::open(say.l(&standard.label)))],
        Entering::Figure(..) => vec![],
    };
    let how = Notice {
        tone: Tone::Plain,
        title: None,
        lines: vec![say.t("entered-four-eyes"), say.t("entered-past"), say.t("entered-same-day")],
    };
    Ok(FormPage {
        title: say.l(entering.label()),
        lede: say.t("entered-lede"),
        notices: vec![how],
        facts,
        action: "/admin/standards/enter".to_owned(),
        along: vec![("subject", entering.subject())],
        errors: say.errors(&fields, said),
        fields,
        button: say.t("entered-send"),
        ..form::blank(desk, Section::Standards).await?
    })
}

/// The day, the act, the article, the document, a note.
fn common(say: Say<'_>, said: FormSaid<'_>) -> Vec<Field> {
    let from = say.own_field("from", say.t("entered-from"), day(said.value("from", "")), said);
    let line = |name: &str| {
        let input = Input::Line { value: said.value(name, ""), kind: Line::Text };
        let field = say.own_field(name, say.t(&format!("entered-{name}")), input, said);
        Field { hint: Some(say.t(&format!("entered-{name}-hint"))), ..field }
    };
    let note = Input::Long { value: said.value("note", ""), most: 500 };
    let note = say.own_field("note", say.t("entered-note"), note, said);
    vec![
        Field { hint: Some(say.t("entered-from-hint")), ..from },
        line("act"),
        line("article"),
        line("document"),
        Field { optional: Some(say.t("form-optional")), ..note },
    ]
}

fn part_fields(say: Say<'_>, part: &StandardPart, said: FormSaid<'_>) -> Vec<Field> {
    let now = part.part.versions.iter().rev().find(|own| own.from.is_none_or(|from| from <= say.today));
    if part.choices.is_empty() {
        let known = now.and_then(|own| own.rows.values().next());
        let shown = known.map(|range| CellKind::Yuan.shown(range.low)).unwrap_or_default();
        let hint = known.map(|range| say.words.with("entered-now", [("value", say.cell(CellKind::Yuan, range))]));
        let input = Input::Money { value: said.value("amount", &shown), unit: say.t("form-yuan") };
        return vec![Field { hint, ..say.own_field("amount", say.t("figure-amount"), input, said) }];
    }
    let kind = CellKind::of(part);
    let row = |choice: &Choice| {
        let known = now.and_then(|own| own.rows.get(&choice.id));
        let hint = known.map(|range| say.words.with("entered-now", [("value", say.cell(kind, range))]));
        let ends = if kind.is_range() { vec!["low", "high"] } else { vec!["low"] };
        let field = |end: &str| {
            let name = cell_name(&choice.id, end);
            let shown = known.map(|range| kind.shown(if end == "low" { range.low } else { range.high }));
            let value = said.value(&name, &shown.unwrap_or_default());
            let input = match kind {
                CellKind::Yuan => Input::Money { value, unit: say.t("form-yuan") },
                CellKind::Months | CellKind::Factor | CellKind::Percent => Input::Line { value, kind: Line::Decimal },
            };
            let id = match (kind.is_range(), end) {
                (true, "high") => "entered-cell-high",
                (true, _) => "entered-cell-low",
                (false, _) => "entered-cell",
            };
            let words = [("row", say.l(&choice.label)), ("unit", say.t(unit(kind)))];
            let own = say.own_field(&name, say.words.with(id, words), input, said);
            Field { hint: hint.clone().filter(|_| end == "low"), ..own }
        };
        ends.into_iter().map(field).collect::<Vec<_>>()
    };
    part.choices.iter().flat_map(row).collect()
}

fn unit(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Months => "entered-unit-months",
        CellKind::Factor => "entered-unit-factor",
        CellKind::Percent => "entered-unit-percent",
        CellKind::Yuan => "entered-unit-yuan",
    }
}

fn figure_fields(say: Say<'_>, said: FormSaid<'_>) -> Vec<Field> {
    let area = Input::Line { value: said.value("area", ""), kind: Line::Code };
    let area = say.own_field("area", say.t("admin-area"), area, said);
    let year = Input::Line { value: said.value("year", ""), kind: Line::Count };
    let amount = Input::Money { value: said.value("amount", ""), unit: say.t("form-yuan") };
    vec![
        Field { hint: Some(say.t("entered-area-hint")), ..area },
        say.own_field("year", say.t("entered-year"), year, said),
        say.own_field("amount", say.t("figure-amount"), amount, said),
    ]
}
