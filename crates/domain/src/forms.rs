//! What a person typed, parsed once: text → value or mistake, by the kind of field.
//!
//! Never loses what was typed: the caller keeps the text and shows it beside the mistakes. An empty field takes the
//! fact back; it does not say no.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Fen, Mistake};
use law::facts::{FactType, Value};
use rust_decimal::Decimal;

use crate::case_types::{CaseType, Field, FieldKind};

/// Field name → the values typed or ticked.
pub type Typed = BTreeMap<String, Vec<String>>;

/// Facts as filled in; `None` takes a fact back.
pub type Entries = BTreeMap<FactName, Option<Value>>;

const TEXT_CHARACTERS: usize = 200; // a name, a place, a number: more is a mistake of the clipboard
/// What stands for "none of these" among the boxes to tick.
pub const NONE_OF_THESE: &str = "-";
/// The most that a long text may have: two printed pages.
pub const LONG_TEXT_CHARACTERS: usize = 5_000;
const MOST_YUAN: i64 = 100_000_000_000; // the limit that the law's arithmetic states for money

/// The facts that `asked` state, from what was typed. Fields that were not sent at all are left alone.
///
/// # Errors
/// Every mistake, each at the name of its field.
pub fn parse(case_type: &CaseType, asked: &[FactName], typed: &Typed) -> Result<Entries, Vec<Mistake>> {
    let (entries, mistakes) = read(case_type, asked, typed);
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// The same for a form that is still being filled in: what can be read of it, and what cannot.
#[must_use]
pub fn read(case_type: &CaseType, asked: &[FactName], typed: &Typed) -> (Entries, Vec<Mistake>) {
    let mut entries = Entries::new();
    let mut mistakes = vec![];
    for field in asked.iter().filter_map(|name| case_type.field(name)) {
        let Some(values) = typed.get(field.fact.as_str()) else { continue };
        match value(case_type, field, values) {
            Ok(value) => drop(entries.insert(field.fact.clone(), value)),
            Err(mistake) => mistakes.push(mistake),
        }
    }
    (entries, mistakes)
}

fn value(case_type: &CaseType, field: &Field, typed: &[String]) -> Result<Option<Value>, Mistake> {
    let name = field.fact.as_str();
    let text = typed.first().map(|text| text.trim()).unwrap_or_default();
    if text.is_empty() && field.kind != FieldKind::Choices {
        return Ok(None);
    }
    let value = match field.kind {
        FieldKind::Choices => return choices(case_type, name, typed),
        FieldKind::Text | FieldKind::Person | FieldKind::Place | FieldKind::Organisation => {
            limited(name, text, TEXT_CHARACTERS)?
        }
        FieldKind::LongText => limited(name, text, LONG_TEXT_CHARACTERS)?,
        FieldKind::Choice => choice(case_type, name, text)?,
        FieldKind::YesNoUnknown => return yes_no(name, text),
        FieldKind::Date => Value::Date(date(text).ok_or_else(|| Mistake::at(name, "not-a-date"))?),
        FieldKind::Fen => Value::Fen(yuan(text).map_err(|code| Mistake::at(name, code).with("max", MOST_YUAN))?),
        FieldKind::Count => count(name, text)?,
        FieldKind::Decimal => decimal(name, text)?,
        FieldKind::CitizenId => citizen_id(name, text)?,
        FieldKind::Phone => digits(name, text, 7..=15, "bad-phone")?,
        FieldKind::BankAccount => digits(name, text, 8..=30, "bad-account")?,
    };
    Ok(Some(value))
}

fn limited(name: &str, text: &str, most: usize) -> Result<Value, Mistake> {
    if text.chars().count() > most {
        return Err(Mistake::at(name, "too-long").with("max", most));
    }
    Ok(Value::Text(text.to_owned()))
}

fn choice(case_type: &CaseType, name: &str, text: &str) -> Result<Value, Mistake> {
    let known = offered(case_type, name).any(|id| id == text);
    if known { Ok(Value::Choice(text.to_owned())) } else { Err(Mistake::at(name, "not-a-choice")) }
}

/// Nothing ticked says nothing; that none of them holds is an answer of its own.
fn choices(case_type: &CaseType, name: &str, typed: &[String]) -> Result<Option<Value>, Mistake> {
    let none = typed.iter().any(|text| text == NONE_OF_THESE);
    let ticked: BTreeSet<String> =
        typed.iter().filter(|text| !text.is_empty() && *text != NONE_OF_THESE).cloned().collect();
    if none && ticked.is_empty() {
        return Ok(Some(Value::Choices(ticked)));
    }
    if !none && ticked.iter().all(|text| offered(case_type, name).any(|id| id == text)) {
        Ok((!ticked.is_empty()).then_some(Value::Choices(ticked)))
    } else {
        Err(Mistake::at(name, "not-a-choice"))
    }
}

fn offered<'a>(case_type: &'a CaseType, name: &str) -> Box<dyn Iterator<Item = &'a str> + 'a> {
    match case_type.schema.get(name).map(|fact| &fact.ty) {
        Some(FactType::Choice(choices) | FactType::Choices(choices)) => {
            Box::new(choices.iter().map(|choice| choice.id.as_str()))
        }
        Some(_) | None => Box::new(std::iter::empty()),
    }
}

fn yes_no(name: &str, text: &str) -> Result<Option<Value>, Mistake> {
    match text {
        "yes" => Ok(Some(Value::Truth(true))),
        "no" => Ok(Some(Value::Truth(false))),
        "unknown" => Ok(None),
        _ => Err(Mistake::at(name, "not-a-choice")),
    }
}

/// A date as browsers send it, or as people type it; 30 February is none.
fn date(text: &str) -> Option<Date> {
    let plain = text.replace(['/', '.'], "-");
    let parts: Vec<&str> = plain.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1900..=2200).contains(&date.year()).then_some(date)
}

/// Money typed in yuan, with at most two decimals; separators are passed over.
fn yuan(text: &str) -> Result<Fen, &'static str> {
    let plain: String = text.chars().filter(|sign| !matches!(sign, ',' | '\u{ff0c}' | ' ')).collect();
    if plain.starts_with(['-', '\u{2212}']) {
        return Err("amount-negative");
    }
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !all_digits(whole) || !all_digits(part) {
        return Err("not-an-amount");
    }
    let yuan = whole.parse::<i64>().ok().filter(|yuan| *yuan < MOST_YUAN).ok_or("amount-too-large")?;
    let fen = format!("{part:0<2}").parse::<i64>().map_err(|_| "not-an-amount")?;
    Fen::from_yuan(yuan).and_then(|yuan| yuan.plus(Fen(fen))).ok_or("amount-too-large")
}

fn count(name: &str, text: &str) -> Result<Value, Mistake> {
    let count = text.parse::<i64>().map_err(|_| Mistake::at(name, "not-a-number"))?;
    if (0..Value::COUNT_LIMIT).contains(&count) {
        Ok(Value::Count(count))
    } else {
        Err(Mistake::at(name, "number-out-of-range").with("min", 0).with("max", Value::COUNT_LIMIT))
    }
}

fn citizen_id(name: &str, text: &str) -> Result<Value, Mistake> {
    match kernel::CitizenId::parse(text) {
        Ok(id) => Ok(Value::Text(id.unsealed().to_owned())),
        Err(_) => Err(Mistake::at(name, "bad-citizen-id")),
    }
}

fn decimal(name: &str, text: &str) -> Result<Value, Mistake> {
    let parsed = text.parse::<Decimal>().map_err(|_| Mistake::at(name, "not-a-number"))?;
    let value = Value::Decimal(parsed);
    if value.is_of(&FactType::Decimal) && !parsed.is_sign_negative() {
        Ok(value)
    } else {
        Err(Mistake::at(name, "number-out-of-range").with("min", 0).with("max", Value::DECIMAL_LIMIT))
    }
}

fn digits(name: &str, text: &str, length: std::ops::RangeInclusive<usize>, code: &str) -> Result<Value, Mistake> {
    let plain: String = text.chars().filter(|sign| !matches!(sign, ' ' | '-' | '+')).collect();
    if length.contains(&plain.len()) && plain.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(Value::Text(plain))
    } else {
        Err(Mistake::at(name, code))
    }
}

/// A value as it would be typed into its field.
#[must_use]
pub fn typed(value: &Value) -> Vec<String> {
    match value {
        Value::Truth(true) => vec!["yes".to_owned()],
        Value::Truth(false) => vec!["no".to_owned()],
        Value::Count(count) => vec![count.to_string()],
        Value::Fen(fen) => vec![fen.to_string().replace(',', "")],
        Value::Decimal(decimal) => vec![decimal.to_string()],
        Value::Date(date) => vec![date.to_string()],
        Value::Text(text) | Value::Choice(text) => vec![text.clone()],
        Value::Choices(ids) if ids.is_empty() => vec![NONE_OF_THESE.to_owned()],
        Value::Choices(ids) | Value::AtLeast(ids) => ids.iter().cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use kernel::Fen;

    use super::{date, yuan};

    #[test]
    fn money_is_typed_in_yuan_and_read_to_the_fen() {
        let read = [
            ("0", Ok(0)),
            ("12,000", Ok(1_200_000)),
            ("300000.5", Ok(30_000_050)),
            ("0.05", Ok(5)),
            ("-1", Err("amount-negative")),
            ("1000000000000000", Err("amount-too-large")),
            ("99999999999999999999999", Err("amount-too-large")),
            ("1.234", Err("not-an-amount")),
            ("12a", Err("not-an-amount")),
            (".5", Err("not-an-amount")),
        ];
        for (text, expected) in read {
            assert_eq!(yuan(text), expected.map(Fen), "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_date() {
        let read =
            [("2023-03-14", true), ("2023/3/4", true), ("2023-02-30", false), ("14-03-2023", false), ("soon", false)];
        for (text, good) in read {
            assert_eq!(date(text).is_some(), good, "{text}");
        }
    }
}
