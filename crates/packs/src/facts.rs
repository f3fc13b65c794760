//! The facts of a kind of case as a list: for the command line, for authors of packs, for forms.
use std::collections::BTreeSet;

use domain::case_types::CaseType;
use domain::cases::state::{SYSTEM_FACTS, is_of_criteria, overdue_fact};
use kernel::Label;
use kernel::id::FactName;
use law::facts::{Choice, DataClass, FactDefinition};
use serde::Serialize;

/// Who says what a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SaidBy {
    /// Somebody states it.
    People,
    /// It follows from other facts.
    Rules,
    /// The system counts it.
    System,
}

/// A fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactLine {
    /// Its name.
    pub name: FactName,
    /// The word of its type: `truth count fen decimal date text choice choices`.
    #[serde(rename = "type")]
    pub ty: &'static str,
    /// What one of it is, for types that count something.
    pub unit: Option<&'static str>,
    /// Who may see it.
    pub class: DataClass,
    /// What a citizen reads.
    pub label: Label,
    /// Who can be asked when it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who_knows: Option<Label>,
    /// The answers of a choice.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Who says it.
    pub said_by: SaidBy,
}

/// The facts of `case_type`, by name.
pub(crate) fn lines(case_type: &CaseType) -> Vec<FactLine> {
    let late: BTreeSet<FactName> = case_type.clocks.iter().map(|clock| overdue_fact(&clock.id)).collect();
    let is_counted =
        |name: &FactName| SYSTEM_FACTS.contains(&name.as_str()) || late.contains(name) || is_of_criteria(name);
    let stated = case_type.schema.iter().map(|fact| {
        let said_by = if is_counted(&fact.name) { SaidBy::System } else { SaidBy::People };
        line(fact, said_by)
    });
    let derived = case_type.schema.derived().map(|(fact, _)| line(fact, SaidBy::Rules));
    let mut all: Vec<FactLine> = stated.chain(derived).collect();
    all.sort_by(|one, other| one.name.cmp(&other.name));
    all
}

fn line(fact: &FactDefinition, said_by: SaidBy) -> FactLine {
    let ty = fact.ty.word();
    let unit = match ty {
        "fen" => Some("fen"),
        "date" => Some("day"),
        "decimal" => Some("1"),
        "count" => Some("whole number"),
        _ => None,
    };
    FactLine {
        name: fact.name.clone(),
        ty,
        unit,
        class: fact.class,
        label: fact.label.clone(),
        who_knows: fact.who_knows.clone(),
        choices: fact.ty.choices().to_vec(),
        said_by,
    }
}
