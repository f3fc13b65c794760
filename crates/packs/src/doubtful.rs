//! The values that packs state from memory (confidence `M`), or that are ours and in use (`I`, and not called a
//! demonstration): an administrator confirms each against the text, or against what the office decided.
//!
//! Never: a list kept by hand. Whatever names such a source in a pack is one of them, of whatever kind it is.
use jiff::civil::Date;
use kernel::id::AreaCode;
use kernel::{Citation, Confidence, Fen, Label};
use law::deadline::Length;
use law::figures::Figures;
use serde::Deserialize;
use toml::{Table, Value};

use crate::{PackMistake, Tree};

/// Where packs cite.
const CITING: [&str; 4] = ["law/", "case-types/", "screening/", "calendars/"];

/// A value stated from memory, or ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// Its file, its place there, and the value itself: another value has to be confirmed anew.
    pub subject: String,
    /// What kind of value, as the pack's files name it: `retention`, `clock`, `figure`.
    pub kind: String,
    /// What it belongs to, in words of the pack.
    pub label: Label,
    /// The value.
    pub value: Stated,
    /// The area that it is for.
    pub area: Option<AreaCode>,
    /// The first day in force.
    pub from: Option<Date>,
    /// The last day in force.
    pub until: Option<Date>,
    /// Where it is said to stand.
    pub source: Citation,
}

/// What is stated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stated {
    /// Money.
    Fen(Fen),
    /// A period.
    Period(Length),
    /// The day from which it is in force.
    Day(Date),
    /// Anything else, as the pack writes it.
    Words(String),
}

/// Every value of `tree` that is stated from memory or is ours, file by file.
///
/// # Errors
/// When a file cannot be read.
pub(crate) fn gather(tree: &Tree, figures: &Figures) -> Result<Vec<Doubtful>, Vec<PackMistake>> {
    let mut all = vec![];
    for folder in CITING {
        for (file, text) in tree.toml_under(folder).map_err(|mistake| vec![mistake])? {
            // What does not parse was told by whoever reads the file for what it says.
            let Ok(table) = toml::from_str::<Table>(text) else { continue };
            let place = Place { file, path: String::new(), kind: String::new(), label: None, invented: false };
            walk(&table, &place, figures, &mut all);
        }
    }
    Ok(all)
}

/// Where a table stands.
struct Place<'a> {
    file: &'a str,
    path: String,
    kind: String,
    label: Option<Label>,
    /// Whether it, or what it stands in, calls itself a demonstration.
    invented: bool,
}

fn walk(table: &Table, place: &Place<'_>, figures: &Figures, all: &mut Vec<Doubtful>) {
    let label = label_of(table, figures).or_else(|| place.label.clone());
    let invented = place.invented || table.get("demonstration").and_then(Value::as_bool) == Some(true);
    let doubted = |source: &Citation| match source.confidence {
        Confidence::M => true,
        Confidence::I => !invented,
        Confidence::V | Confidence::S => false,
    };
    if let Some(source) = source_of(table).filter(doubted) {
        all.push(doubtful(table, place, label.clone(), source));
    }
    if let Some(source) = source_of(table).filter(|source| source.days == Some(Confidence::M)) {
        all.extend(doubtful_day(table, place, label.clone(), source));
    }
    for (key, value) in table.iter().filter(|(key, _)| *key != "source") {
        let inner = |name: String| Place {
            file: place.file,
            path: if place.path.is_empty() { name } else { format!("{}.{name}", place.path) },
            kind: key.clone(),
            label: label.clone(),
            invented,
        };
        if let Value::Table(table) = value {
            walk(table, &inner(key.clone()), figures, all);
        } else if let Value::Array(rows) = value {
            for (at, row) in rows.iter().enumerate() {
                let Value::Table(row) = row else { continue };
                walk(row, &inner(format!("{key}.{}", name_of(row).unwrap_or_else(|| at.to_string()))), figures, all);
            }
        }
    }
}

fn doubtful(table: &Table, place: &Place<'_>, label: Option<Label>, source: Citation) -> Doubtful {
    let (value, written) = stated(table);
    let kind = if place.kind.is_empty() { "value".to_owned() } else { place.kind.clone() };
    Doubtful {
        subject: format!("{}#{} = {written}", place.file, place.path),
        label: label.unwrap_or_else(|| Label::new(&kind, &kind)),
        kind,
        value,
        area: text(table, "area").map(AreaCode::from),
        from: first_day(table),
        until: day(table, "until"),
        source,
    }
}

/// The first day in force of what a table says, where that is from memory.
fn doubtful_day(table: &Table, place: &Place<'_>, label: Option<Label>, source: Citation) -> Option<Doubtful> {
    let from = first_day(table)?;
    let of_value = doubtful(table, place, label, source);
    let subject = format!("{}#{}.from = {from}", place.file, place.path);
    Some(Doubtful { subject, value: Stated::Day(from), ..of_value })
}

fn first_day(table: &Table) -> Option<Date> {
    day(table, "effective_from").or_else(|| day(table, "from"))
}

fn day(table: &Table, key: &str) -> Option<Date> {
    match table.get(key)? {
        Value::Datetime(day) => day.to_string().parse().ok(),
        Value::String(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::Boolean(_)
        | Value::Array(_)
        | Value::Table(_) => None,
    }
}

/// The value of a table, and how it is written; the first of the words that state one.
fn stated(table: &Table) -> (Stated, String) {
    let written =
        |key: &str| table.get(key).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    if let Some(fen) = table.get("amount").and_then(Value::as_integer) {
        return (Stated::Fen(Fen(fen)), fen.to_string());
    }
    let years = table.get("years").and_then(Value::as_integer).map(|years| format!("{years} years"));
    let period = || ["length", "after", "answer_within"].into_iter().find_map(written);
    if let Some((length, period)) =
        years.or_else(period).and_then(|period| Some((period.parse::<Length>().ok()?, period)))
    {
        return (Stated::Period(length), period);
    }
    let words = ["amount", "when", "expr", "value", "id"].into_iter().find_map(written).unwrap_or_default();
    (Stated::Words(words.clone()), words)
}

fn source_of(table: &Table) -> Option<Citation> {
    Citation::deserialize(table.get("source")?.clone()).ok()
}

fn label_of(table: &Table, figures: &Figures) -> Option<Label> {
    let own = ["label", "name", "title"]
        .into_iter()
        .find_map(|key| table.get(key))
        .and_then(|own| Label::deserialize(own.clone()).ok());
    own.or_else(|| Some(figures.statistic(text(table, "statistic")?)?.label.clone()))
}

/// What tells a row from its neighbours, whichever place it has: its id, or what the figure counts, where and when.
fn name_of(row: &Table) -> Option<String> {
    if let Some(id) = text(row, "id") {
        let version = text(row, "version").map(|version| format!("{version}/")).unwrap_or_default();
        return Some(format!("{version}{id}"));
    }
    Some(format!("{}/{}/{}", text(row, "statistic")?, text(row, "area")?, row.get("year")?))
}

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    table.get(key).and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::Fen;
    use law::figures::Figures;

    use super::{Stated, gather};
    use crate::Tree;

    const CLOCK: &str = "[[clock]]\nid = 'decide'\nlabel = { zh = '决定', en = 'Decide' }\nlength = '10 working-days'\n\
        source = { act = 'a', article = '1', confidence = 'M' }\n\
        [[clock]]\nid = 'pay'\nlength = '5 days'\nsource = { act = 'a', article = '2', confidence = 'V' }\n";
    const STEP: &str = "[[step]]\nid = 'pay'\nlabel = { zh = '发放', en = 'Pay' }\n\
        effects = [{ do = 'close' }, { do = 'plan-visit', after = '3 months', \
        source = { act = 'd', article = 'visits', confidence = 'I' } }]\n\
        [[table]]\nid = 'months'\ndemonstration = true\nsource = { act = 'd', article = 'months', confidence = 'I' }\n";
    const CASE: &str = "name = { zh = '救助', en = 'Assistance' }\n\
        [retention]\nyears = 30\nsource = { act = 'b', article = 'files', confidence = 'M' }\n";
    const FIGURE: &str = "[[figure]]\nstatistic = 'wage'\narea = '990000'\nyear = 2024\neffective_from = 2025-06-01\n\
        amount = 1200\nsource = { act = 'c', article = '2024', confidence = 'M' }\n";

    /// The amount was read; the day from which it counts was not.
    const DAY: &str = "[[figure]]\nstatistic = 'wage'\narea = '990000'\nyear = 2025\neffective_from = 2026-06-01\n\
        amount = 1300\nsource = { act = 'c', article = '2025', confidence = 'V', days = 'M' }\n";
    const CALENDAR: &str = "year = 2030\n[notice]\ntitle = { zh = '通知', en = 'Notice' }\n\
        source = { act = 'd', article = '1', confidence = 'M' }\n";

    #[test]
    fn whatever_is_stated_from_memory_or_is_ours_is_listed_with_its_value_and_nothing_else_is() {
        let files = [
            ("case-types/x/steps.toml", STEP),
            ("case-types/x/deadlines.toml", CLOCK),
            ("case-types/x/case.toml", CASE),
            ("law/f.toml", FIGURE),
            ("law/g.toml", DAY),
            ("calendars/2030.toml", CALENDAR),
        ];
        let tree: Tree = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into_iter().collect();
        let mut listed = gather(&tree, &Figures::default()).expect("read");
        listed.sort_by(|a, b| a.subject.cmp(&b.subject));
        let subjects: Vec<&str> = listed.iter().map(|own| own.subject.as_str()).collect();
        assert_eq!(
            subjects,
            [
                "calendars/2030.toml#notice = ",
                "case-types/x/case.toml#retention = 30 years",
                "case-types/x/deadlines.toml#clock.decide = 10 working-days",
                "case-types/x/steps.toml#step.pay.effects.1 = 3 months",
                "law/f.toml#figure.wage/990000/2024 = 1200",
                "law/g.toml#figure.wage/990000/2025.from = 2026-06-01",
            ]
        );
        assert_eq!((listed[1].label.en.as_str(), listed[1].kind.as_str()), ("Assistance", "retention"));
        assert_eq!((&listed[4].value, listed[2].label.en.as_str()), (&Stated::Fen(Fen(1200)), "Decide"));
        assert_eq!(
            (&listed[3].value, listed[3].label.en.as_str()),
            (&Stated::Period("3 months".parse().expect("a length")), "Pay")
        );
        assert_eq!((&listed[5].value, listed[5].from), (&Stated::Day(date(2026, 6, 1)), Some(date(2026, 6, 1))));
        assert_eq!(listed[4].from, Some(date(2025, 6, 1)), "a day is read as TOML has it");
    }
}
