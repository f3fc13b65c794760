//! The worked examples of a lead rule: facts, a day, and what must be found. They are the tests of the pack.
//!
//! Never: SQL; what the registers say is tested where the query runs.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::FactName;
use law::facts::{FactType, Facts, Origin, Value};
use serde::{Deserialize, Serialize};

use super::{Finding, LeadRule, Weighed};
use crate::PackMistake;

/// Facts, and what must be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows, as a sentence.
    pub name: String,
    /// The day.
    pub today: toml::value::Datetime,
    /// The facts that are known.
    pub given: BTreeMap<FactName, Given>,
    /// What must be found.
    pub then: Then,
}

/// A value as TOML writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Given {
    /// A truth.
    Truth(bool),
    /// A count or fen.
    Number(i64),
    /// A choice or text.
    Word(String),
}

/// What an example must give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Then {
    /// `lead`, `none` or `ask`.
    pub finding: String,
    /// The reason's or the question's code.
    pub code: Option<String>,
    /// The score, where it matters.
    pub score: Option<u32>,
    /// The colour, where it matters.
    pub colour: Option<domain::leads::Colour>,
}

impl LeadRule {
    /// Runs every example: how many there are, and what did not come out.
    #[must_use]
    pub fn run_examples(&self) -> (usize, Vec<PackMistake>) {
        let file = format!("screening/{}/lead.toml", self.id);
        let run = |example: &Example| {
            let what = self.run(example).err()?;
            Some(PackMistake::of(&file, format!("example {:?}: {what}", example.name)))
        };
        (self.examples.len(), self.examples.iter().filter_map(run).collect())
    }

    fn run(&self, example: &Example) -> Result<(), String> {
        let today: Date = example.today.to_string().parse().map_err(|_| "its day is no day".to_owned())?;
        let mut facts = Facts::new();
        for (name, given) in &example.given {
            let ty = &self.facts.get(name.as_str()).ok_or_else(|| format!("no such fact: {name}"))?.ty;
            let value = value(ty, given).filter(|value| value.is_of(ty));
            let value = value.ok_or_else(|| format!("{name} takes no such value"))?;
            facts.state(name.clone(), value, Origin::new("example", example.name.as_str()));
        }
        let weighed = self.weigh(&facts, today);
        if agrees(&weighed, &example.then) {
            Ok(())
        } else {
            Err(format!("{:?} was wanted, {weighed:?} came out", example.then))
        }
    }
}

fn agrees(weighed: &Weighed, then: &Then) -> bool {
    let (finding, code) = match &weighed.finding {
        Finding::Lead => ("lead", None),
        Finding::None(code) => ("none", Some(code)),
        Finding::Ask(code) => ("ask", Some(code)),
    };
    finding == then.finding
        && code == then.code.as_ref()
        && then.score.is_none_or(|score| score == weighed.score)
        && then.colour.is_none_or(|colour| colour == weighed.colour)
}

fn value(ty: &FactType, given: &Given) -> Option<Value> {
    match (ty, given) {
        (FactType::Truth, Given::Truth(truth)) => Some(Value::Truth(*truth)),
        (FactType::Count, Given::Number(number)) => Some(Value::Count(*number)),
        (FactType::Fen, Given::Number(number)) => Some(Value::Fen(Fen(*number))),
        (FactType::Choice(_), Given::Word(word)) => Some(Value::Choice(word.clone())),
        (FactType::Text, Given::Word(word)) => Some(Value::Text(word.clone())),
        (
            FactType::Truth
            | FactType::Count
            | FactType::Fen
            | FactType::Decimal
            | FactType::Date
            | FactType::Text
            | FactType::Choice(_)
            | FactType::Choices(_),
            Given::Truth(_) | Given::Number(_) | Given::Word(_),
        ) => None,
    }
}
