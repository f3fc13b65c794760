//! A value of law with the days on which it was in force.
//!
//! Never: edited; a change of law closes the value with its last day and adds the next one.
//!
//! ```toml
//! [dated.ceiling]
//! label = { zh = "救助金上限", en = "Most that may be granted" }
//! unit  = "fen"                            # fen | number
//! [[dated.ceiling.value]]
//! from   = 2014-01-01
//! until  = 2030-12-31                      # optional, the last day
//! amount = "3 * average_annual_wage"       # or whole fen: 5000000
//! source = { act = "csc-2014-3", article = "amount", confidence = "V", rule = "JA-07-3" }
//! ```
use jiff::civil::Date;
use kernel::{Citation, Label};
use serde::{Deserialize, Serialize};

use crate::expr::{ExprMistake, Formula, Term};
use crate::facts::FactSchema;
use crate::mistake::LoadMistake;

/// A whole number, or an expression (a decimal such as `"0.35"` too).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a whole number such as 300000, or in quotes an expression or a decimal")]
pub enum AmountText {
    /// A whole number; of money, whole fen.
    Whole(i64),
    /// An expression.
    Text(String),
}

impl AmountText {
    /// The text of the expression.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            AmountText::Whole(number) => number.to_string(),
            AmountText::Text(text) => text.clone(),
        }
    }
}

/// What a dated value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DatedUnit {
    /// Money in fen.
    Fen,
    /// A number without unit.
    Number,
}

/// `[dated.NAME]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedSource {
    /// What a citizen reads.
    pub label: Label,
    /// What it counts.
    pub unit: DatedUnit,
    /// The values.
    pub value: Vec<DatedText>,
}

/// `[[dated.NAME.value]]` as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatedText {
    /// The first day in force.
    #[serde(with = "crate::calendar::day")]
    pub from: Date,
    /// The last day in force.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub until: Option<Date>,
    /// The value.
    pub amount: AmountText,
    /// Where it stands.
    pub source: Citation,
    /// Invented, for demonstration only.
    #[serde(default)]
    pub demonstration: bool,
}

/// One value with its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedAmount {
    /// The first day in force.
    pub from: Date,
    /// The last day in force.
    pub until: Option<Date>,
    /// The value.
    pub amount: Formula,
    /// Where it stands.
    pub source: Citation,
    /// Invented, for demonstration only.
    pub demonstration: bool,
}

/// A value of law through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedValue {
    /// What a citizen reads.
    pub label: Label,
    /// What it counts.
    pub unit: DatedUnit,
    /// The values in order of `from`; no two are in force on one day.
    pub values: Vec<DatedAmount>,
}

impl DatedValue {
    /// The dated value written at `path`; `words` are the facts and statistics that it may use.
    ///
    /// # Errors
    /// Expressions that cannot be read or are of another unit, values without days, values that overlap.
    pub fn load(path: &str, source: DatedSource, words: &FactSchema) -> Result<Self, Vec<LoadMistake>> {
        let mut mistakes = Vec::new();
        let mut values: Vec<DatedAmount> = Vec::new();
        if source.value.is_empty() {
            mistakes.push(LoadMistake::at(path, "a dated value needs a value"));
        }
        for (place, text) in source.value.into_iter().enumerate() {
            let path = format!("{path}.value.{place}");
            mistakes.extend(wrong_days(&path, &text, &values));
            match formula(&text.amount.text(), source.unit, words) {
                Err(mistake) => mistakes.push(mistake.within(format!("{path}.amount"))),
                Ok(amount) => {
                    let DatedText { from, until, source, demonstration, .. } = text;
                    values.push(DatedAmount { from, until, amount, source, demonstration });
                }
            }
        }
        values.sort_by_key(|value| value.from);
        if mistakes.is_empty() { Ok(Self { label: source.label, unit: source.unit, values }) } else { Err(mistakes) }
    }

    /// The value in force on `day`.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&DatedAmount> {
        self.values.iter().find(|value| value.from <= day && value.until.is_none_or(|until| day <= until))
    }
}

fn formula(text: &str, unit: DatedUnit, words: &FactSchema) -> Result<Formula, ExprMistake> {
    match unit {
        DatedUnit::Fen => Formula::parse_money(text, words),
        DatedUnit::Number => {
            let formula = Formula::parse(text, words)?;
            match formula.term() {
                Term::Plain(_) => Ok(formula),
                Term::Money(_) | Term::Day(_) | Term::Word(_) => {
                    Err(ExprMistake { offset: 0, what: "this is no number without unit".to_owned(), hint: None })
                }
            }
        }
    }
}

fn wrong_days(path: &str, text: &DatedText, earlier: &[DatedAmount]) -> Option<LoadMistake> {
    if text.until.is_some_and(|until| until < text.from) {
        return Some(LoadMistake::at(format!("{path}.until"), "it ends before it begins"));
    }
    let overlaps = |other: &&DatedAmount| {
        other.until.is_none_or(|until| text.from <= until) && text.until.is_none_or(|until| other.from <= until)
    };
    let other = earlier.iter().find(overlaps)?;
    let what = format!("the values from {} and from {} are both in force on some day", other.from, text.from);
    Some(LoadMistake::at(format!("{path}.from"), what).hint("close the older one with its last day: until = …"))
}
