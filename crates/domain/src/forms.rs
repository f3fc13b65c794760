//! What a person typed, parsed once: text → value or mistake, by the kind of field.
//!
//! Never loses what was typed: the caller keeps the text and shows it beside the mistakes. An empty field takes the
//! fact back; it does not say no.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::cell::{self, CellMistake, MoneyUnit, Parsed, RawCell};
use kernel::id::FactName;
use kernel::{Fen, Mistake};
use law::facts::{FactType, Value};

use crate::case_types::{CaseType, Field, FieldKind};

/// Field name → the values typed or ticked.
pub type Typed = BTreeMap<String, Vec<String>>;

/// Facts as filled in; `None` takes a fact back.
pub type Entries = BTreeMap<FactName, Option<Value>>;

const SHARE: &str = "share.";
const TEXT_CHARACTERS: usize = 200; // a name, a place, a number: more is a mistake of the clipboard
/// What stands for "none of these" among the boxes to tick.
pub const NONE_OF_THESE: &str = "-";
/// The most that a long text may have: two printed pages.
pub const LONG_TEXT_CHARACTERS: usize = 5_000;
const FIRST_YEAR: i16 = 1900; // nobody of a case was born before
const MOST: Fen = Fen(10_000_000_000_000); // the limit that the law's arithmetic states for money

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

/// The shares that were typed, by the place of whose they are; and what cannot be read of them.
#[must_use]
pub fn read_shares(typed: &Typed) -> (BTreeMap<u32, Fen>, Vec<Mistake>) {
    let (mut shares, mut mistakes) = (BTreeMap::new(), vec![]);
    for (field, values) in typed {
        let place = field.strip_prefix(SHARE).and_then(|no| no.parse::<u32>().ok());
        let text = values.first().map(|text| text.trim()).unwrap_or_default();
        let Some(place) = place.filter(|_| !text.is_empty()) else { continue };
        match yuan(text) {
            Ok(fen) => drop(shares.insert(place, fen)),
            Err(code) => mistakes.push(Mistake::at(field.as_str(), code).with("max", MOST)),
        }
    }
    (shares, mistakes)
}

/// The name of the field with the share of the party at place `no`.
#[must_use]
pub fn share_field(no: u32) -> String {
    format!("{SHARE}{no}")
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
        FieldKind::Fen => Value::Fen(yuan(text).map_err(|code| Mistake::at(name, code).with("max", MOST))?),
        FieldKind::Count => count(name, text)?,
        FieldKind::Decimal => decimal(name, text)?,
        FieldKind::CitizenId => citizen_id(name, text)?,
        FieldKind::Phone => phone(name, text)?,
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
    if offered(case_type, name).contains(text) {
        Ok(Value::Choice(text.to_owned()))
    } else {
        Err(Mistake::at(name, "not-a-choice"))
    }
}

/// Nothing ticked says nothing; that none of them holds is an answer of its own.
fn choices(case_type: &CaseType, name: &str, typed: &[String]) -> Result<Option<Value>, Mistake> {
    let none = typed.iter().any(|text| text == NONE_OF_THESE);
    let ticked: BTreeSet<String> =
        typed.iter().filter(|text| !text.is_empty() && *text != NONE_OF_THESE).cloned().collect();
    if none && ticked.is_empty() {
        return Ok(Some(Value::Choices(ticked)));
    }
    if none {
        Err(Mistake::at(name, "none-and-some"))
    } else if ticked.is_subset(&offered(case_type, name)) {
        Ok((!ticked.is_empty()).then_some(Value::Choices(ticked)))
    } else {
        Err(Mistake::at(name, "not-a-choice"))
    }
}

/// The answers that this variant of the kind of case offers.
fn offered(case_type: &CaseType, name: &str) -> BTreeSet<String> {
    let fact = case_type.schema.get(name);
    fact.map(|fact| case_type.choices(fact)).into_iter().flatten().map(|own| own.id).collect()
}

fn yes_no(name: &str, text: &str) -> Result<Option<Value>, Mistake> {
    match text {
        "yes" => Ok(Some(Value::Truth(true))),
        "no" => Ok(Some(Value::Truth(false))),
        "unknown" => Ok(None),
        _ => Err(Mistake::at(name, "not-a-choice")),
    }
}

/// A date as browsers send it or as people type it, read as a cell of a register is; but a month alone is no day.
fn date(text: &str) -> Option<Date> {
    let plain = cell::one_spelling(text);
    let groups = plain.split(|sign: char| !sign.is_ascii_digit()).filter(|digits| !digits.is_empty()).count();
    match cell::date(&RawCell::Text(text.to_owned())) {
        Parsed::Known(date) if groups == 3 || (groups == 1 && plain.len() == "20260301".len()) => {
            Some(date).filter(|date| date.year() >= FIRST_YEAR)
        }
        Parsed::Known(_) | Parsed::Bad(_) | Parsed::Unknown(_) => None,
    }
}

/// Money typed in yuan, as a cell of a register is read: `12,000`, `7.22万`, `２０００`.
///
/// # Errors
/// `not-an-amount`, `amount-negative`, `amount-too-large`.
pub fn yuan(text: &str) -> Result<Fen, &'static str> {
    match cell::money(&RawCell::Text(text.to_owned()), MoneyUnit::Yuan) {
        Parsed::Known(fen) => Some(fen).filter(|fen| Value::Fen(*fen).is_of(&FactType::Fen)).ok_or("amount-too-large"),
        Parsed::Bad(CellMistake::Negative) => Err("amount-negative"),
        Parsed::Bad(CellMistake::TooLarge) => Err("amount-too-large"),
        Parsed::Bad(_) | Parsed::Unknown(_) => Err("not-an-amount"),
    }
}

/// A whole number of people, months, days, as a cell of a register is read: `12`, `１２`, `3人`.
///
/// # Errors
/// `not-a-number`, `number-out-of-range`; at the field `name`.
pub fn whole(name: &str, text: &str, range: std::ops::RangeInclusive<i64>) -> Result<i64, Mistake> {
    match cell::count(&RawCell::Text(text.to_owned())) {
        Parsed::Known(count) if range.contains(&count) => Ok(count),
        Parsed::Known(_) | Parsed::Bad(CellMistake::Negative | CellMistake::TooLarge) => {
            Err(Mistake::at(name, "number-out-of-range").with("min", range.start()).with("max", range.end()))
        }
        Parsed::Bad(_) | Parsed::Unknown(_) => Err(Mistake::at(name, "not-a-number")),
    }
}

fn count(name: &str, text: &str) -> Result<Value, Mistake> {
    whole(name, text, 0..=Value::COUNT_LIMIT.saturating_sub(1)).map(Value::Count)
}

fn citizen_id(name: &str, text: &str) -> Result<Value, Mistake> {
    match kernel::CitizenId::parse(text) {
        Ok(id) => Ok(Value::Text(id.unsealed().to_owned())),
        Err(_) => Err(Mistake::at(name, "bad-citizen-id")),
    }
}

fn decimal(name: &str, text: &str) -> Result<Value, Mistake> {
    let Parsed::Known(parsed) = cell::decimal(&RawCell::Text(text.to_owned())) else {
        return Err(Mistake::at(name, "not-a-number"));
    };
    let value = Value::Decimal(parsed);
    if value.is_of(&FactType::Decimal) && !parsed.is_sign_negative() {
        Ok(value)
    } else {
        Err(Mistake::at(name, "number-out-of-range").with("min", 0).with("max", Value::DECIMAL_LIMIT))
    }
}

/// A telephone number that somebody far away can dial: a mobile number, a landline with its area code, or a number abroad
/// with its `+`.
fn phone(name: &str, text: &str) -> Result<Value, Mistake> {
    let written = cell::one_spelling(text);
    let abroad = written.starts_with('+') && !written.starts_with("+86");
    let plain: String = written.chars().filter(|sign| !matches!(sign, '-' | '+' | '(' | ')' | ' ')).collect();
    let home = written.starts_with("+86").then(|| plain.strip_prefix("86")).flatten().unwrap_or(&plain);
    let begins = |first: char, second: std::ops::RangeInclusive<char>| {
        let mut signs = home.chars();
        signs.next() == Some(first) && signs.next().is_some_and(|sign| second.contains(&sign))
    };
    let dialled = match home.len() {
        11 if begins('1', '3'..='9') => true,
        10..=12 => begins('0', '1'..='9'),
        _ => false,
    };
    let far = abroad && (8..=15).contains(&plain.len());
    if (dialled || far) && home.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(Value::Text(home.to_owned()))
    } else {
        Err(Mistake::at(name, "bad-phone"))
    }
}

fn digits(name: &str, text: &str, length: std::ops::RangeInclusive<usize>, code: &str) -> Result<Value, Mistake> {
    let plain: String = cell::one_spelling(text).chars().filter(|sign| !matches!(sign, '-' | '+')).collect();
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

    use super::{date, phone, yuan};

    #[test]
    fn money_is_typed_in_yuan_and_read_to_the_fen() {
        let read = [
            ("0", Ok(0)),
            ("12,000", Ok(1_200_000)),
            ("１２，０００．５", Ok(1_200_050)),
            ("1.2万", Ok(1_200_000)),
            ("1,2,3", Err("not-an-amount")),
            ("不详", Err("not-an-amount")),
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
    fn a_telephone_number_is_one_that_can_be_dialled_from_elsewhere() {
        let read = [
            ("13800000000", Some("13800000000")),
            ("１３８ 0000 0000", Some("13800000000")),
            ("+86 138-0000-0000", Some("13800000000")),
            ("010-12345678", Some("01012345678")),
            ("(028)12345678", Some("02812345678")),
            ("0558-1234567", Some("05581234567")),
            ("1234567", None),
            ("12345678", None),
            ("12800000000", None),
            ("1380000000", None),
            ("000-12345678", None),
            ("+852 2123 4567", Some("85221234567")),
            ("无", None),
        ];
        for (text, expected) in read {
            let text_of = phone("phone", text).ok().map(|value| super::typed(&value).join(""));
            assert_eq!(text_of.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_no_date() {
        let read = [
            ("2023-03-14", true),
            ("2023/3/4", true),
            ("2023年3月4日", true),
            ("２０２３-３-４", true),
            ("20230304", true),
            ("2023-03", false),
            ("2023年3月", false),
            ("2023年3", false),
            ("2023-02-30", false),
            ("14-03-2023", false),
            ("soon", false),
        ];
        for (text, good) in read {
            assert_eq!(date(text).is_some(), good, "{text}");
        }
    }
}
