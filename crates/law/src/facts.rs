//! Facts: what a form, a register, a visit or another case can state about one person in one case.
//!
//! Never: whose facts they are. A fact that is absent is unknown, which is neither false nor zero nor empty.
//! Which facts exist, of which type and class, is written in the packs (`[fact.NAME]`).
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::FactName;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

mod file;
mod schema;

pub use file::{FileMistake, parse_file};
pub use schema::{
    Choice, DataClass, DerivedSource, FactDefinition, FactSchema, FactSource, FactType, SchemaSource, TypeWord,
};

/// The value of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// Yes or no.
    Truth(bool),
    /// How many; below [`Value::COUNT_LIMIT`].
    Count(i64),
    /// Money in fen; below [`Value::FEN_LIMIT`].
    Fen(Fen),
    /// An exact decimal of at most six places; below [`Value::DECIMAL_LIMIT`].
    Decimal(Decimal),
    /// A civil date.
    Date(Date),
    /// Free text; no rule reads more of it than whether it equals a word.
    Text(String),
    /// One of the choices, by id.
    Choice(String),
    /// Any of the choices, by id; none of them is a known answer too.
    Choices(BTreeSet<String>),
    /// These of the choices at least, by id; whether any other applies is unknown.
    AtLeast(BTreeSet<String>),
}

impl Value {
    /// Counts stay below this, either side of zero: nine digits.
    pub const COUNT_LIMIT: i64 = 1_000_000_000;
    /// Money stays below this, either side of zero: 100 billion yuan, thirteen digits.
    pub const FEN_LIMIT: i64 = 10_000_000_000_000;
    /// Decimals stay below this, either side of zero: six digits before the point.
    pub const DECIMAL_LIMIT: i64 = 1_000_000;
    /// Decimals have at most this many places after the point.
    pub const DECIMAL_PLACES: u32 = 6;

    /// Whether the value is one of type `ty`, inside the limits above; a rule treats any other value as unknown.
    #[must_use]
    pub fn is_of(&self, ty: &FactType) -> bool {
        match (self, ty) {
            (Value::Truth(_), FactType::Truth)
            | (Value::Date(_), FactType::Date)
            | (Value::Text(_), FactType::Text) => true,
            (Value::Count(count), FactType::Count) => count.checked_abs().is_some_and(|n| n < Self::COUNT_LIMIT),
            (Value::Fen(Fen(fen)), FactType::Fen) => fen.checked_abs().is_some_and(|n| n < Self::FEN_LIMIT),
            (Value::Decimal(decimal), FactType::Decimal) => {
                decimal.normalize().scale() <= Self::DECIMAL_PLACES && decimal.abs() < Self::DECIMAL_LIMIT.into()
            }
            (Value::Choice(id), FactType::Choice(choices)) => choices.iter().any(|choice| choice.id == *id),
            (Value::Choices(ids) | Value::AtLeast(ids), FactType::Choices(choices)) => {
                ids.iter().all(|id| choices.iter().any(|choice| choice.id == *id))
            }
            (
                Value::Truth(_)
                | Value::Count(_)
                | Value::Fen(_)
                | Value::Decimal(_)
                | Value::Date(_)
                | Value::Text(_)
                | Value::Choice(_)
                | Value::Choices(_)
                | Value::AtLeast(_),
                _,
            ) => false,
        }
    }
}

/// Where a fact was learnt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The kind of place: `form`, `register`, `visit`, `case`, `person`, `file`, `figure` …
    pub kind: String,
    /// Which one: the form's section, the register's batch and row, the case's number.
    pub note: String,
    /// The day on which it was stated, where known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
}

impl Origin {
    /// An origin of `kind` without a day.
    pub fn new(kind: impl Into<String>, note: impl Into<String>) -> Self {
        Self { kind: kind.into(), note: note.into(), on: None }
    }
}

/// A fact that somebody stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// What was stated.
    pub value: Value,
    /// Where.
    pub origin: Origin,
}

/// The facts that are known; every other fact is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(BTreeMap<FactName, Known>);

impl Facts {
    /// No fact is known.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// States a fact; returns what was known before.
    pub fn state(&mut self, name: FactName, value: Value, origin: Origin) -> Option<Known> {
        self.0.insert(name, Known { value, origin })
    }

    /// The same facts with one more; for examples and tests.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.state(FactName::from(name), value, Origin::new("given", ""));
        self
    }

    /// Forgets a fact: it is unknown again. Returns what was known.
    pub fn forget(&mut self, name: &str) -> Option<Known> {
        self.0.remove(name)
    }

    /// What is known of `name`, with its origin.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Known> {
        self.0.get(name)
    }

    /// The value of `name`; `None` is unknown.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name).map(|known| &known.value)
    }

    /// Every known fact, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&FactName, &Known)> {
        self.0.iter()
    }

    /// How many facts are known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(FactName, Known)> for Facts {
    fn from_iter<I: IntoIterator<Item = (FactName, Known)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Extend<(FactName, Known)> for Facts {
    fn extend<I: IntoIterator<Item = (FactName, Known)>>(&mut self, all: I) {
        self.0.extend(all);
    }
}

#[cfg(test)]
mod tests;
