//! Lead rules: who may need help and never asked. Conditions in the law's expression language over facts of registers.
//!
//! Never: decides who is eligible (a lead is not eligibility), drops a lead by its score, takes an unknown fact for a false one.
//! Its truth comes from `packs/screening/<id>/lead.toml` and `facts.sql`.
mod examples;
mod source;

use std::collections::BTreeMap;

use domain::leads::Colour;
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Citation, Fen, Label};
use law::expr::{Expr, Truth};
use law::facts::{FactSchema, Facts, Origin, Value};
use serde::{Deserialize, Serialize};

pub use examples::Example;

/// A rule by which leads are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadRule {
    /// Its id: its folder, and the kind of case that a lead becomes.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// Its numbers are nobody's law; every page that uses it says so.
    pub demonstration: bool,
    /// The facts it looks at.
    pub facts: FactSchema,
    /// The queries that give the facts of each person and case, over the registers; each is a table for those after it.
    pub steps: Vec<Step>,
    /// The query that gives the facts of the eligibility criteria, over the table of the last step.
    pub forecast_sql: Option<String>,
    /// The conditions, in the order in which their reasons are given.
    pub conditions: Vec<Condition>,
    /// The questions, the first first.
    pub asks: Vec<Ask>,
    /// The reasons for no lead.
    pub reasons: Vec<Reason>,
    /// The score.
    pub score: Score,
    /// The values with their days.
    pub values: Vec<DatedValue>,
    /// Its worked examples.
    pub examples: Vec<Example>,
}

/// One query of `facts.sql`: what stands between `-- step: NAME` and the next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The name of its table.
    pub name: String,
    /// The query.
    pub sql: String,
}

/// What must be true of a lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// Its id, in `kebab-case`.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// The condition.
    pub must: Expr,
    /// The code of the reason when it is false.
    pub no: String,
}

/// A reason for no lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Its code, in `kebab-case`.
    pub code: String,
    /// What a citizen reads.
    pub label: Label,
}

/// A question to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// Its code, in `kebab-case`.
    pub code: String,
    /// What a citizen reads.
    pub label: Label,
    /// It is asked when one of these is unknown in a condition that is undecided.
    pub facts: Vec<FactName>,
}

/// One part of the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its id, in `kebab-case`.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// What it adds.
    pub points: u32,
    /// When it counts; unknown does not.
    pub when: Expr,
}

/// How leads are ordered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// No score is higher.
    pub cap: u32,
    /// From here on red.
    pub red: u32,
    /// From here on amber.
    pub amber: u32,
    /// Red whatever the score, when true.
    pub red_when: Option<Expr>,
    /// The parts.
    pub parts: Vec<Part>,
}

/// A value that conditions use like a fact, with its days and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DatedValue {
    /// The name that conditions use.
    pub id: FactName,
    /// What a citizen reads.
    pub label: Label,
    /// The first day on which it holds.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// The amount.
    pub fen: Fen,
    /// Nobody's law.
    pub demonstration: bool,
    /// Where it comes from.
    pub source: Citation,
}

impl DatedValue {
    /// Whether both hold on some day.
    fn meets(&self, other: &DatedValue) -> bool {
        let before = |one: &DatedValue, next: &DatedValue| one.until.is_some_and(|until| until < next.from);
        !before(self, other) && !before(other, self)
    }
}

/// What came out for one person in one case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "finding", content = "code")]
pub enum Finding {
    /// A lead.
    Lead,
    /// None, with the code of the first reason that holds.
    None(String),
    /// A question to a person, with its code.
    Ask(String),
}

/// A finding with what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The finding.
    pub finding: Finding,
    /// Whether each condition holds, in their order.
    pub truths: Vec<Truth>,
    /// The codes of every question that is open, the first first; none unless it is a question.
    pub questions: Vec<String>,
    /// The score.
    pub score: u32,
    /// The ids of the parts that count, with their points.
    pub parts: Vec<(String, u32)>,
    /// The colour.
    pub colour: Colour,
}

impl LeadRule {
    /// Reads the files of one folder, `(path, text)`: `lead.toml`, `facts.sql` and, if it is there, `forecast.sql`.
    ///
    /// # Errors
    /// Every mistake, with file, line and the nearest known word.
    pub fn parse(files: &[(String, String)]) -> Result<Self, Vec<crate::PackMistake>> {
        source::parse(files)
    }

    /// The values that hold on `today`, as facts.
    #[must_use]
    pub fn values_on(&self, today: Date) -> BTreeMap<FactName, Fen> {
        let holds = |value: &&DatedValue| value.from <= today && value.until.is_none_or(|until| today <= until);
        self.values.iter().filter(holds).map(|value| (value.id.clone(), value.fen)).collect()
    }

    /// Weighs one person in one case, from the facts of the last of [`LeadRule::steps`]; the values of `today` are added.
    #[must_use]
    pub fn weigh(&self, facts: &Facts, today: Date) -> Weighed {
        let mut facts = facts.clone();
        for (name, fen) in self.values_on(today) {
            facts.state(name, Value::Fen(fen), Origin::new("figure", self.id.as_str()));
        }
        let truths: Vec<Truth> = self.conditions.iter().map(|condition| condition.must.truth(&facts)).collect();
        let parts: Vec<bool> = self.score.parts.iter().map(|part| part.when.truth(&facts) == Truth::True).collect();
        let is_red = self.score.red_when.as_ref().is_some_and(|when| when.truth(&facts) == Truth::True);
        self.conclude(truths, &parts, is_red.into(), |name| facts.value(name.as_str()).is_none())
    }

    /// What follows from conditions, parts and unknown facts, however they were evaluated.
    pub fn conclude(
        &self,
        truths: Vec<Truth>,
        parts: &[bool],
        is_red: Truth,
        is_unknown: impl Fn(&FactName) -> bool,
    ) -> Weighed {
        let decided = truths.iter().zip(&self.conditions).find(|(truth, _)| **truth == Truth::False);
        let questions = match decided {
            Some(_) => Vec::new(),
            None => self.questions(&truths, is_unknown),
        };
        let finding = match (decided, questions.first()) {
            (Some((_, condition)), _) => Finding::None(condition.no.clone()),
            (None, Some(code)) => Finding::Ask(code.clone()),
            (None, None) => Finding::Lead,
        };
        let counted = self.score.parts.iter().zip(parts).filter(|(_, counts)| **counts).map(|(part, _)| part);
        let parts: Vec<(String, u32)> = counted.map(|part| (part.id.clone(), part.points)).collect();
        let sum = parts.iter().fold(0_u32, |sum, (_, points)| sum.saturating_add(*points)).min(self.score.cap);
        let colour = match sum {
            _ if is_red == Truth::True => Colour::Red,
            sum if sum >= self.score.red => Colour::Red,
            sum if sum >= self.score.amber => Colour::Amber,
            _ => Colour::Blue,
        };
        Weighed { finding, truths, questions, score: sum, parts, colour }
    }

    /// The questions that undecided conditions raise. One whose unknown facts no question names raises the last question.
    fn questions(&self, truths: &[Truth], is_unknown: impl Fn(&FactName) -> bool) -> Vec<String> {
        let undecided = || self.conditions.iter().zip(truths).filter(|(_, truth)| **truth == Truth::Unknown);
        let raised = |ask: &&Ask| {
            undecided().any(|(condition, _)| {
                let read = condition.must.facts();
                ask.facts.iter().any(|fact| read.contains(fact) && is_unknown(fact))
            })
        };
        let codes: Vec<String> = self.asks.iter().filter(raised).map(|ask| ask.code.clone()).collect();
        if codes.is_empty() && undecided().next().is_some() {
            return self.asks.last().map(|ask| ask.code.clone()).into_iter().collect();
        }
        codes
    }
}

#[cfg(test)]
mod tests;
