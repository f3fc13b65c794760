//! A facts file for the command line: `name = value`, one a line, checked against the schema.
//!
//! Never: reads the disk; it is given the text.
//!
//! ```toml
//! injury          = "serious"               # a choice, by id
//! groups          = ["minor", "disabled"]   # choices
//! direct_loss     = 1250000                 # fen
//! fault_share     = "0.3"                   # decimals stand in quotes, so that they stay exact
//! harmed_on       = 2020-03-14              # or "2020-03-14"
//! can_pay_treatment = false
//! ```
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "toml's values are not our enum: what is of another type is refused"
)]
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::Serialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use kernel::Fen;

use super::{FactDefinition, FactSchema, FactType, Facts, Origin, Value};
use crate::mistake::did_you_mean;

/// A line of a facts file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}: {what}{}", hint.as_deref().map(|hint| format!("; {hint}")).unwrap_or_default())]
pub struct FileMistake {
    /// Counted from 1.
    pub line: usize,
    /// The fact, where a name was read.
    pub name: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

struct Wrong {
    what: String,
    hint: Option<String>,
}

/// The facts of a file; `origin` is where they were learnt.
///
/// # Errors
/// Every mistake at once, each with its line.
pub fn parse_file(text: &str, schema: &FactSchema, origin: &Origin) -> Result<Facts, Vec<FileMistake>> {
    let line_of = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count().saturating_add(1);
    let table = DeTable::parse(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![FileMistake { line: line_of(at), name: None, what: error.message().to_owned(), hint: None }]
    })?;
    let (mut facts, mut mistakes) = (Facts::new(), Vec::new());
    for (name, value) in table.get_ref() {
        match fact(name.get_ref(), value, schema) {
            Ok((definition, value)) => {
                facts.state(definition.name.clone(), value, origin.clone());
            }
            Err(Wrong { what, hint }) => {
                let name = name.get_ref().to_string();
                mistakes.push(FileMistake { line: line_of(value.span().start), name: Some(name), what, hint });
            }
        }
    }
    if mistakes.is_empty() { Ok(facts) } else { Err(mistakes) }
}

fn fact<'s>(
    name: &str,
    written: &Spanned<DeValue<'_>>,
    schema: &'s FactSchema,
) -> Result<(&'s FactDefinition, Value), Wrong> {
    let Some(definition) = schema.get(name) else {
        let stated = schema.iter().map(|definition| definition.name.as_str());
        return Err(Wrong { what: format!("no such fact: {name}"), hint: did_you_mean(name, stated) });
    };
    if schema.derivation(name).is_some() {
        let what = format!("{name} follows from other facts and cannot be stated");
        return Err(Wrong { what, hint: Some("state the facts it follows from".to_owned()) });
    }
    let value = value(written.get_ref(), &definition.ty)?;
    let wrong = |hint: &str| Wrong { what: format!("{name} is out of range"), hint: Some(hint.to_owned()) };
    match (&value, &definition.ty) {
        _ if value.is_of(&definition.ty) => {
            // A file knows no today.
            let range = || match definition.most {
                Some(most) => format!("it cannot be below zero, or above {most}"),
                None => "it cannot be below zero".to_owned(),
            };
            definition.check(&value, Date::MAX).map_err(|_| wrong(&range()))?;
            Ok((definition, value))
        }
        (_, FactType::Choice(choices) | FactType::Choices(choices)) => {
            let written = match &value {
                Value::Choice(id) => vec![id.as_str()],
                Value::Choices(ids) | Value::AtLeast(ids) => ids.iter().map(String::as_str).collect(),
                Value::Truth(_)
                | Value::Count(_)
                | Value::Fen(_)
                | Value::Decimal(_)
                | Value::Date(_)
                | Value::Text(_) => vec![],
            };
            let known: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
            let odd = written.into_iter().find(|id| !known.contains(id)).unwrap_or_default();
            Err(Wrong { what: format!("{name} has no choice {odd:?}"), hint: did_you_mean(odd, known) })
        }
        _ => Err(wrong("money stays below 10^13 fen, counts below 10^9, decimals below 10^6 with six places")),
    }
}

fn value(written: &DeValue<'_>, ty: &FactType) -> Result<Value, Wrong> {
    let read = match ty {
        FactType::Truth => match written {
            DeValue::Boolean(holds) => Some(Value::Truth(*holds)),
            _ => None,
        },
        FactType::Count => integer(written).map(Value::Count),
        FactType::Fen => integer(written).map(|fen| Value::Fen(Fen(fen))),
        FactType::Decimal => decimal(written).map(Value::Decimal),
        FactType::Date => match written {
            DeValue::String(text) => text.parse().ok().map(Value::Date),
            DeValue::Datetime(day) if day.time.is_none() => day.to_string().parse().ok().map(Value::Date),
            _ => None,
        },
        FactType::Text => string(written).map(Value::Text),
        FactType::Choice(_) => string(written).map(Value::Choice),
        FactType::Choices(_) => match written {
            DeValue::Array(items) => {
                items.iter().map(|item| string(item.get_ref())).collect::<Option<_>>().map(Value::Choices)
            }
            _ => None,
        },
    };
    read.ok_or_else(|| Wrong { what: format!("{} is wanted here", ty.word()), hint: Some(example(ty).to_owned()) })
}

fn example(ty: &FactType) -> &'static str {
    match ty {
        FactType::Truth => "write true or false; leave the line out when it is unknown",
        FactType::Count => "write a whole number",
        FactType::Fen => "write whole fen: 12,500 yuan is 1250000",
        FactType::Decimal => "write it in quotes: \"0.3\"",
        FactType::Date => "write 2020-03-14",
        FactType::Text => "write it in quotes",
        FactType::Choice(_) => "write the id of a choice in quotes",
        FactType::Choices(_) => "write ids in brackets: [\"minor\", \"disabled\"]",
    }
}

fn integer(written: &DeValue<'_>) -> Option<i64> {
    match written {
        DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
        _ => None,
    }
}

fn decimal(written: &DeValue<'_>) -> Option<Decimal> {
    match written {
        DeValue::Integer(_) => integer(written).map(Decimal::from),
        DeValue::String(text) => Decimal::from_str_exact(text).ok(),
        _ => None,
    }
}

fn string(written: &DeValue<'_>) -> Option<String> {
    match written {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    }
}
