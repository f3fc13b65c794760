//! Which facts there are: name, type, class, what a citizen reads, who can know it; and facts that follow from others.
//!
//! Never: a value. The truth of it stands in the packs:
//!
//! ```toml
//! [fact.direct_loss]
//! type      = "fen"                       # truth count fen decimal date text choice choices
//! class     = "personal"                  # public office personal sealed
//! label     = { zh = "直接经济损失", en = "Direct loss" }
//! hint      = { zh = "…", en = "…" }      # optional
//! who_knows = { zh = "…", en = "…" }      # optional
//! choices   = [{ id = "dead", label = { zh = "死亡", en = "Dead" } }]   # with choice and choices only
//!
//! [derived.harm_class]                    # follows from other facts; nobody states it
//! type  = "choice"
//! class = "personal"
//! label = { zh = "损害等级", en = "Class of harm" }
//! choices = [ … ]
//! expr  = "case when injury = 'dead' then 'death' else 'other' end"
//! ```
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Label, Mistake};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Value;
use crate::expr;
use crate::mistake::LoadMistake;

/// One answer of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The word that rules use, in `kebab-case`.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
}

/// The type of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "type", content = "choices", rename_all = "kebab-case")]
pub enum FactType {
    /// Yes or no.
    Truth,
    /// How many.
    Count,
    /// Money in whole fen.
    Fen,
    /// An exact decimal of at most six places: a share, a rate.
    Decimal,
    /// A civil date.
    Date,
    /// Free text.
    Text,
    /// One of these.
    Choice(Vec<Choice>),
    /// Any of these.
    Choices(Vec<Choice>),
}

impl FactType {
    /// The word that packs use: `fen`, `choice` …
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            FactType::Truth => "truth",
            FactType::Count => "count",
            FactType::Fen => "fen",
            FactType::Decimal => "decimal",
            FactType::Date => "date",
            FactType::Text => "text",
            FactType::Choice(_) => "choice",
            FactType::Choices(_) => "choices",
        }
    }

    /// The answers of a choice; none for every other type.
    #[must_use]
    pub fn choices(&self) -> &[Choice] {
        match self {
            FactType::Choice(choices) | FactType::Choices(choices) => choices,
            FactType::Truth | FactType::Count | FactType::Fen | FactType::Decimal | FactType::Date | FactType::Text => {
                &[]
            }
        }
    }
}

/// The word of a type as a pack writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeWord {
    /// `truth`
    Truth,
    /// `count`
    Count,
    /// `fen`
    Fen,
    /// `decimal`
    Decimal,
    /// `date`
    Date,
    /// `text`
    Text,
    /// `choice`
    Choice,
    /// `choices`
    Choices,
}

/// Who may see a value: every column and every fact has a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataClass {
    /// Anyone.
    Public,
    /// The office that works on the case.
    Office,
    /// Those who need the person's data for the case.
    Personal,
    /// Sealed at rest; shown for a reason that is recorded.
    Sealed,
}

/// A fact that can be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactDefinition {
    /// Its name, in `snake_case`.
    pub name: FactName,
    /// Its type.
    #[serde(flatten)]
    pub ty: FactType,
    /// Who may see it.
    pub class: DataClass,
    /// What a citizen reads.
    pub label: Label,
    /// A word of help below the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<Label>,
    /// Who can be asked when it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who_knows: Option<Label>,
    /// The most that it can be, of a count or a decimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub most: Option<i64>,
    /// Whether it is a day that has come already.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub past: bool,
}

impl FactDefinition {
    /// A fact of which nothing more is said.
    #[must_use]
    pub fn new(name: FactName, ty: FactType, class: DataClass, label: Label) -> Self {
        Self { name, ty, class, label, hint: None, who_knows: None, most: None, past: false }
    }

    /// Whether the fact can have this value on the day `today`.
    ///
    /// # Errors
    /// `wrong-kind` for a value of another type, `number-out-of-range`, `amount-negative`, `date-in-future`; at the name
    /// of the fact.
    pub fn check(&self, value: &Value, today: Date) -> Result<(), Mistake> {
        let at = |code| Mistake::at(self.name.as_str(), code);
        let limit = |usual: i64| self.most.unwrap_or(usual);
        let (number, most) = match value {
            value if !value.is_of(&self.ty) => return Err(at("wrong-kind")),
            Value::Date(day) if self.past && *day > today => return Err(at("date-in-future")),
            Value::Count(count) => (Decimal::from(*count), limit(Value::COUNT_LIMIT)),
            Value::Decimal(decimal) => (*decimal, limit(Value::DECIMAL_LIMIT)),
            Value::Fen(fen) if fen.0 < 0 => return Err(at("amount-negative")),
            Value::Fen(_)
            | Value::Truth(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::Choice(_)
            | Value::Choices(_)
            | Value::AtLeast(_) => return Ok(()),
        };
        if (Decimal::ZERO..=Decimal::from(most)).contains(&number) {
            return Ok(());
        }
        Err(at("number-out-of-range").with("min", 0).with("max", most))
    }
}

/// `[fact.NAME]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactSource {
    /// The type's word.
    #[serde(rename = "type")]
    pub ty: TypeWord,
    /// Who may see it.
    pub class: DataClass,
    /// What a citizen reads.
    pub label: Label,
    /// A word of help.
    #[serde(default)]
    pub hint: Option<Label>,
    /// Who can be asked.
    #[serde(default)]
    pub who_knows: Option<Label>,
    /// The most that it can be, with `count` and `decimal`.
    #[serde(default)]
    pub most: Option<i64>,
    /// Whether it is a day that has come already, with `date`.
    #[serde(default)]
    pub past: bool,
    /// The answers, with `choice` and `choices`.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// `[derived.NAME]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DerivedSource {
    /// The type's word; `text` and `choices` cannot be derived.
    #[serde(rename = "type")]
    pub ty: TypeWord,
    /// Who may see it.
    pub class: DataClass,
    /// What a citizen reads.
    pub label: Label,
    /// A word of help.
    #[serde(default)]
    pub hint: Option<Label>,
    /// The answers, with `choice`.
    #[serde(default)]
    pub choices: Vec<Choice>,
    /// How it follows from the other facts.
    pub expr: String,
}

/// The fact tables of a pack as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemaSource {
    /// Facts that somebody states.
    #[serde(default)]
    pub fact: BTreeMap<FactName, FactSource>,
    /// Facts that follow from others.
    #[serde(default)]
    pub derived: BTreeMap<FactName, DerivedSource>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Derived {
    definition: FactDefinition,
    text: String,
}

/// All facts that the rules of a pack know.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactSchema {
    stated: BTreeMap<FactName, FactDefinition>,
    derived: BTreeMap<FactName, Derived>,
}

impl FactSchema {
    /// No facts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The schema of a pack.
    ///
    /// # Errors
    /// Every mistake at once: names, choices, expressions of derived facts, and derived facts that run in a circle.
    pub fn load(source: SchemaSource) -> Result<Self, Vec<LoadMistake>> {
        let mut schema = Self::new();
        let mut mistakes = Vec::new();
        for (name, fact) in source.fact {
            let path = format!("fact.{name}");
            check_name(&path, name.as_str(), &mut mistakes);
            check_limits(&path, &fact, &mut mistakes);
            let ty = fact_type(&path, fact.ty, fact.choices, &mut mistakes);
            let FactSource { class, label, hint, who_knows, most, past, .. } = fact;
            schema.insert(FactDefinition {
                hint,
                who_knows,
                most,
                past,
                ..FactDefinition::new(name, ty, class, label)
            });
        }
        for (name, derived) in source.derived {
            let path = format!("derived.{name}");
            check_name(&path, name.as_str(), &mut mistakes);
            if schema.stated.contains_key(&name) {
                mistakes.push(LoadMistake::at(&path, "a fact is either stated or derived, not both"));
            }
            let ty = fact_type(&path, derived.ty, derived.choices, &mut mistakes);
            let DerivedSource { class, label, hint, expr, .. } = derived;
            let definition = FactDefinition { hint, ..FactDefinition::new(name.clone(), ty, class, label) };
            schema.derived.insert(name, Derived { definition, text: expr });
        }
        for name in schema.derived.keys() {
            if let Err(mistake) = expr::check_derived(name.as_str(), &schema) {
                mistakes.push(mistake.within(format!("derived.{name}.expr")));
            }
        }
        if mistakes.is_empty() { Ok(schema) } else { Err(mistakes) }
    }

    /// Adds a stated fact; returns the one of that name that was there.
    pub fn insert(&mut self, definition: FactDefinition) -> Option<FactDefinition> {
        self.stated.insert(definition.name.clone(), definition)
    }

    /// The definition of `name`, stated or derived.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&FactDefinition> {
        self.stated.get(name).or_else(|| self.derived.get(name).map(|derived| &derived.definition))
    }

    /// The facts that somebody can state, by name.
    pub fn iter(&self) -> impl Iterator<Item = &FactDefinition> {
        self.stated.values()
    }

    /// The facts that follow from others, each with its expression's text.
    pub fn derived(&self) -> impl Iterator<Item = (&FactDefinition, &str)> {
        self.derived.values().map(|derived| (&derived.definition, derived.text.as_str()))
    }

    /// The text of the expression of `name`, if it is derived.
    #[must_use]
    pub fn derivation(&self, name: &str) -> Option<&str> {
        self.derived.get(name).map(|derived| derived.text.as_str())
    }

    /// Every name, stated or derived: the words an expression may use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.stated.keys().chain(self.derived.keys()).map(FactName::as_str)
    }
}

fn fact_type(path: &str, word: TypeWord, choices: Vec<Choice>, mistakes: &mut Vec<LoadMistake>) -> FactType {
    let of_choices = matches!(word, TypeWord::Choice | TypeWord::Choices);
    if of_choices == choices.is_empty() {
        let what = if of_choices { "a choice needs its choices" } else { "only choice and choices have choices" };
        mistakes.push(LoadMistake::at(format!("{path}.choices"), what));
    }
    for (place, choice) in choices.iter().enumerate() {
        let seen = choices.iter().take(place).any(|earlier| earlier.id == choice.id);
        if seen {
            mistakes.push(LoadMistake::at(format!("{path}.choices.{place}.id"), format!("{} stands twice", choice.id)));
        }
        if !is_kebab(&choice.id) {
            let what = format!("{:?} is not in kebab-case", choice.id);
            mistakes.push(
                LoadMistake::at(format!("{path}.choices.{place}.id"), what).hint("write it like severe-disability"),
            );
        }
    }
    match word {
        TypeWord::Truth => FactType::Truth,
        TypeWord::Count => FactType::Count,
        TypeWord::Fen => FactType::Fen,
        TypeWord::Decimal => FactType::Decimal,
        TypeWord::Date => FactType::Date,
        TypeWord::Text => FactType::Text,
        TypeWord::Choice => FactType::Choice(choices),
        TypeWord::Choices => FactType::Choices(choices),
    }
}

fn check_limits(path: &str, fact: &FactSource, mistakes: &mut Vec<LoadMistake>) {
    if fact.most.is_some() && !matches!(fact.ty, TypeWord::Count | TypeWord::Decimal) {
        mistakes.push(LoadMistake::at(format!("{path}.most"), "only count and decimal have a most"));
    }
    if fact.past && fact.ty != TypeWord::Date {
        mistakes.push(LoadMistake::at(format!("{path}.past"), "only a date lies in the past"));
    }
}

fn check_name(path: &str, name: &str, mistakes: &mut Vec<LoadMistake>) {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(letters) {
        let mistake = LoadMistake::at(path, format!("{name:?} is not in snake_case"));
        mistakes.push(mistake.hint("write it like direct_loss"));
    } else if !expr::is_plain_name(name) {
        mistakes.push(LoadMistake::at(path, format!("{name} is a word of SQL")).hint("choose another name"));
    }
}

fn is_kebab(id: &str) -> bool {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    id.starts_with(|c: char| c.is_ascii_alphanumeric()) && id.chars().all(letters)
}
