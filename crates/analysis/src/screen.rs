//! Screening: the lead rule of a pack over everyone in the registers.
//!
//! Never: drops anybody (each person and case of the query gets a finding), decides. The steps of a rule are answers kept
//! in memory; the last is read chunk by chunk.
use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use kernel::id::FactName;
use law::expr::Truth;
use law::facts::Facts;
use packs::screening::{LeadRule, Weighed};

use crate::compile::compile;
use crate::error::{AnalysisError, Result};
use crate::facts::{RowKey, read, typed};
use crate::tables::{Rows, Tables};

/// What came out for one person in one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// Who, in which case, by which row.
    pub key: RowKey,
    /// The finding, the conditions' truths, the questions, the score and its parts, the colour.
    pub weighed: Weighed,
    /// Who it is is open, and somebody in hardship may be the answer: shown as a lead to confirm, with all else to find out.
    pub to_confirm: bool,
    /// What the registers say; every other fact of the rule is unknown.
    pub facts: Facts,
}

/// The outcomes of a screening, chunk by chunk.
pub struct Outcomes<'a> {
    rows: Rows,
    rule: &'a LeadRule,
}

/// The question that is about who somebody is.
const IDENTITY: &str = "identity";

/// Runs the rule over everyone.
///
/// # Errors
/// When the pack's SQL cannot be planned, or lacks a column.
pub async fn screen<'a>(tables: &Tables, rule: &'a LeadRule) -> Result<Outcomes<'a>> {
    let values = rule.values_on(tables.today());
    let facts = typed(tables.take(&rule.steps).await?, &rule.facts, &values)?;
    let mut plans: Vec<_> =
        facts.frame.schema().columns().into_iter().map(datafusion::logical_expr::Expr::Column).collect();
    for (at, condition) in rule.conditions.iter().enumerate() {
        plans.push(compile(&condition.must, &facts.columns).alias(format!("condition {at}")));
    }
    for (at, part) in rule.score.parts.iter().enumerate() {
        plans.push(compile(&part.when, &facts.columns).alias(format!("part {at}")));
    }
    if let Some(red) = &rule.score.red_when {
        plans.push(compile(red, &facts.columns).alias("red"));
    }
    let rows = tables.run(facts.frame.select(plans)?).await?;
    Ok(Outcomes { rows, rule })
}

impl Outcomes<'_> {
    /// The next outcomes; `None` after the last.
    ///
    /// # Errors
    /// When the query fails or takes too long.
    pub async fn next(&mut self) -> Result<Option<Vec<Outcome>>> {
        match self.rows.next().await? {
            Some(batch) => outcomes(&batch, self.rule).map(Some),
            None => Ok(None),
        }
    }

    /// All outcomes at once, by batch, sheet and row; for counties, not for nations.
    ///
    /// # Errors
    /// When the query fails or takes too long.
    pub async fn all(mut self) -> Result<Vec<Outcome>> {
        let mut all = Vec::new();
        while let Some(chunk) = self.next().await? {
            all.extend(chunk);
        }
        all.sort_by_key(|outcome| (outcome.key.batch, outcome.key.sheet, outcome.key.row, outcome.key.person));
        Ok(all)
    }
}

fn outcomes(batch: &RecordBatch, rule: &LeadRule) -> Result<Vec<Outcome>> {
    let conditions = truths(batch, "condition", rule.conditions.len())?;
    let parts = truths(batch, "part", rule.score.parts.len())?;
    let mut outcomes = Vec::with_capacity(batch.num_rows());
    for (row, (key, mut facts)) in read(batch, &rule.facts)?.into_iter().enumerate() {
        for value in &rule.values {
            facts.forget(value.id.as_str()); // a figure, which no register says
        }
        let at =
            |columns: &[Vec<Truth>]| columns.iter().filter_map(|column| column.get(row).copied()).collect::<Vec<_>>();
        let counted: Vec<bool> = at(&parts).into_iter().map(|part| part == Truth::True).collect();
        let is_red = batch.column_by_name("red").map_or(Truth::False, |column| truth(column.as_ref(), row));
        let is_unknown = |name: &FactName| facts.value(name.as_str()).is_none();
        let weighed = rule.conclude(at(&conditions), &counted, is_red, is_unknown);
        let to_confirm = key.candidates > 0 && weighed.questions.iter().any(|code| code == IDENTITY);
        outcomes.push(Outcome { key, weighed, to_confirm, facts });
    }
    Ok(outcomes)
}

pub(crate) fn truths(batch: &RecordBatch, name: &str, count: usize) -> Result<Vec<Vec<Truth>>> {
    let column = |at: usize| {
        let name = format!("{name} {at}");
        let column = batch.column_by_name(&name);
        let column = column.ok_or(AnalysisError::Column { column: name, wanted: "truth" })?;
        Ok((0..batch.num_rows()).map(|row| truth(column.as_ref(), row)).collect())
    };
    (0..count).map(column).collect()
}

pub(crate) fn truth(column: &dyn Array, row: usize) -> Truth {
    let column = column.as_boolean_opt().filter(|column| column.is_valid(row));
    Truth::from(column.map(|column| column.value(row)))
}
