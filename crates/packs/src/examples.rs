//! The worked examples of the packs, which are their tests: what the law says of given facts, and walks through a case.
//!
//! Never: another way to decide; an example runs through the same functions as a case of the office.
use domain::case_types::CaseType;
use kernel::id::{CaseTypeId, FactName, VariantId};
use law::facts::{FactSchema, Facts, Origin, Value, parse_file};
use serde::Serialize;

use crate::{Library, PackMistake, Tree};

mod compare;
mod law_examples;
mod source;
mod walk;

/// What became of every example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The examples of law packs and the walks of kinds of case, in the order of their files.
    pub outcomes: Vec<Outcome>,
    /// How many examples of registers and lead rules ran beside them.
    pub elsewhere: usize,
    /// What did not come out of those.
    pub elsewhere_failed: Vec<PackMistake>,
}

/// What became of one example.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Its file.
    pub file: String,
    /// The line on which it begins.
    pub line: Option<usize>,
    /// What it shows.
    pub name: String,
    /// What did not come out; nothing when it passed.
    pub wrong: Vec<Wrong>,
}

/// One thing that did not come out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wrong {
    /// The line of the step, in a walk.
    pub line: Option<usize>,
    /// Of what: `low`, `step accept: state`.
    pub what: String,
    /// What was wanted.
    pub expected: String,
    /// What came out.
    pub got: String,
}

impl Report {
    /// How many examples ran.
    #[must_use]
    pub fn ran(&self) -> usize {
        self.outcomes.len().saturating_add(self.elsewhere)
    }

    /// Everything that did not come out, as mistakes of the packs with file and line; nothing when all passed.
    #[must_use]
    pub fn failures(&self) -> Vec<PackMistake> {
        let own = self.outcomes.iter().flat_map(|outcome| {
            outcome.wrong.iter().map(|wrong| PackMistake {
                file: outcome.file.clone(),
                line: wrong.line.or(outcome.line),
                what: format!(
                    "{}: {}: {} was wanted, {} came out",
                    outcome.name, wrong.what, wrong.expected, wrong.got
                ),
                hint: None,
            })
        });
        own.chain(self.elsewhere_failed.iter().cloned()).collect()
    }
}

/// Runs every example in `tree` against `library`, which was loaded from it.
///
/// # Errors
/// Files of examples that cannot be read.
pub fn run(library: &Library, tree: &Tree) -> Result<Report, Vec<PackMistake>> {
    let mut outcomes = law_examples::run(library, tree)?;
    outcomes.extend(walk::run(library, tree)?);
    let (mut elsewhere, mut elsewhere_failed) = library.registers.run_examples();
    for rule in library.lead_rules.values() {
        let (ran, failed) = rule.run_examples();
        elsewhere = elsewhere.saturating_add(ran);
        elsewhere_failed.extend(failed);
    }
    Ok(Report { outcomes, elsewhere, elsewhere_failed })
}

/// The facts that an example states, checked like a file of facts on the command line.
fn facts(given: &toml::Table, schema: &FactSchema) -> Result<Facts, String> {
    let text = given.to_string();
    parse_file(&text, schema, &Origin::new("example", ""))
        .map_err(|mistakes| mistakes.iter().map(|own| own.what.clone()).collect::<Vec<_>>().join("; "))
}

/// The line on which byte `offset` of `text` stands.
fn line(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or(text).matches('\n').count().saturating_add(1)
}

/// The kind of case of an example, in the variant that it names or in the first.
fn case_type<'a>(named: Option<&VariantId>, library: &'a Library, kind: &CaseTypeId) -> Option<&'a CaseType> {
    let kind = library.case_types.get(kind)?;
    named.map_or(Some(&kind.first), |named| kind.variant(named))
}

/// The entries of a form from facts.
fn entries(facts: &Facts) -> impl Iterator<Item = (FactName, Option<Value>)> {
    facts.iter().map(|(name, known)| (name.clone(), Some(known.value.clone())))
}
