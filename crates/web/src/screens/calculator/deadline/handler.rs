//! A time limit, counted from what the address asks; nothing is kept.
use std::collections::BTreeMap;

use app::calculator::deadline;
use axum::http::StatusCode;
use axum::response::Response;
use domain::access::Act;
use domain::forms::whole;
use jiff::civil::Date;
use kernel::{Mistake, Refusal};
use law::deadline::{Deadline, Excluded, Length, Terms, Unit};

use super::{DeadlinePage, Due};
use crate::edge::trouble::finished;
use crate::edge::{Asked, Desk, Trouble};
use crate::say::{FormSaid, Say, day};
use crate::screens::calculator::Kind;
use frame::Area;
use frame::forms::field::Line;
use frame::forms::{Choice, Field, Input};

const UNITS: [(&str, Unit, &str); 4] = [
    ("working-days", Unit::WorkingDays, "unit-working-days"),
    ("days", Unit::Days, "unit-days"),
    ("months", Unit::Months, "unit-months"),
    ("years", Unit::Years, "unit-years"),
];

/// Ten years in days: what is longer is counted in months or years.
const MOST_UNITS: u16 = 3650;

/// `GET /calculator/deadline?from=&n=&unit=&not-from=&not-to=`
pub(crate) async fn show(desk: Desk, asked: Asked) -> Result<Response, Trouble> {
    if !desk.may(Act::Calculate) {
        return Err(Trouble::Refused(Box::new(Refusal::new("ACC-001"))));
    }
    let (mut status, mut refused, mut mistakes) = (StatusCode::OK, None, Vec::new());
    let result = match counted(&desk, asked.all()) {
        None => None,
        Some(Ok(due)) => Some(due),
        Some(Err(app::Error::Mistaken(own))) => {
            (status, mistakes) = (StatusCode::UNPROCESSABLE_ENTITY, own);
            None
        }
        Some(Err(other)) => {
            let (refusal, notice) = Trouble::from(other).as_notice(desk.words);
            (status, refused) = (refusal, Some(notice));
            None
        }
    };
    let say = desk.say();
    let said = FormSaid { typed: (!asked.all().is_empty()).then(|| asked.all()), mistakes: &mistakes };
    let fields = fields(say, said);
    let mut shell = desk.shell(Area::Calculator).await?;
    shell.notice = refused.or(shell.notice);
    let page = DeadlinePage {
        shell,
        tabs: Kind::Deadline.tabs(desk.words),
        errors: say.errors(&fields, said),
        fields,
        result,
    };
    finished(status, &page)
}

fn counted(desk: &Desk, asked: &BTreeMap<String, Vec<String>>) -> Option<app::Answer<Due>> {
    let value = |name: &str| asked.get(name).and_then(|values| values.first()).map(|text| text.trim().to_owned());
    if asked.is_empty() {
        return None;
    }
    Some(read(&value).and_then(|(from, length, terms)| {
        let due = deadline(desk.app.library(), from, length, &terms)?;
        Ok(said(desk.say(), from, length, &due))
    }))
}

fn read(value: &impl Fn(&str) -> Option<String>) -> app::Answer<(Date, Length, Terms)> {
    let mut mistakes = Vec::new();
    let mut date = |name: &str, needed: bool| match value(name).map(|text| text.parse::<Date>()) {
        Some(Ok(date)) => Some(date),
        Some(Err(_)) => {
            mistakes.push(Mistake::at(name, "not-a-date"));
            None
        }
        None => {
            if needed {
                mistakes.push(Mistake::at(name, "required"));
            }
            None
        }
    };
    let (from, not_from, not_to) = (date("from", true), date("not-from", false), date("not-to", false));
    let unit = UNITS.iter().find(|(id, _, _)| value("unit").as_deref() == Some(*id)).map(|(_, unit, _)| *unit);
    match (not_from, not_to) {
        (Some(_), None) if value("not-to").is_none() => mistakes.push(Mistake::at("not-to", "required")),
        (None, Some(_)) if value("not-from").is_none() => mistakes.push(Mistake::at("not-from", "required")),
        (Some(from), Some(to)) if to < from => mistakes.push(Mistake::at("not-to", "before-the-first-day")),
        _ => {}
    }
    let n = whole("n", &value("n").unwrap_or_default(), 1..=i64::from(MOST_UNITS));
    let n = n.map_err(|mistake| mistakes.push(mistake)).ok().and_then(|n| u16::try_from(n).ok());
    let length = n.and_then(|n| Length::new(n, unit.unwrap_or(Unit::WorkingDays)));
    match (from, length) {
        (Some(from), Some(length)) if mistakes.is_empty() => {
            let excluded = not_from.zip(not_to).map(|(from, to)| Excluded { from, to, reason: String::new() });
            Ok((from, length, Terms { excluded: excluded.into_iter().collect(), custody: false }))
        }
        _ => Err(app::Error::Mistaken(mistakes)),
    }
}

fn said(say: Say<'_>, from: Date, length: Length, due: &Deadline) -> Due {
    let weekday = say.words.day_and_date(due.due);
    Due {
        day: format!("{} · {weekday}", due.due.year()),
        said: say.words.with("calc-said", [("from", say.words.date(from)), ("length", say.length(length))]),
        provisional: due.provisional.then(|| say.t("calc-provisional")),
        why: due.why.iter().filter_map(|note| say.note(note)).collect(),
    }
}

fn fields(say: Say<'_>, said: FormSaid<'_>) -> Vec<Field> {
    let unit = said.value("unit", "working-days");
    let units = UNITS.map(|(id, _, words)| Choice::of(id, say.t(words), &unit)).to_vec();
    let date = |name: &str, words: &str| say.own_field(name, say.t(words), day(said.value(name, "")), said);
    let optional = |field: Field| Field { optional: Some(say.t("form-optional")), ..field };
    let number = Input::Line { value: said.value("n", ""), kind: Line::Count };
    vec![
        Field { hint: Some(say.t("calc-from-hint")), ..date("from", "calc-from") },
        say.own_field("n", say.t("calc-n"), number, said),
        say.own_field("unit", say.t("calc-unit"), Input::One(units), said),
        optional(date("not-from", "calc-excluded-from")),
        optional(date("not-to", "calc-excluded-to")),
    ]
}
