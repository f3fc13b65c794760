//! The forecast: the eligibility criteria over everyone whom the lead rule looks at. A forecast is not a decision.
//!
//! Never: an answer where the registers are silent; that is unknown, and the fact is to be found out.
use std::collections::BTreeMap;

use law::criteria::RuleSet;
use law::expr::{Expr, Truth};
use law::facts::FactSchema;
use packs::screening::LeadRule;

use crate::compile::compile;
use crate::error::Result;
use crate::facts::{RowKey, read, typed};
use crate::screen::truths;
use crate::tables::Tables;

/// The criteria of one version, with the facts that they read.
#[derive(Debug, Clone, Copy)]
pub struct Criteria<'a> {
    /// The facts of the kind of case.
    pub facts: &'a FactSchema,
    /// The rules.
    pub rules: &'a RuleSet,
    /// The version that applies.
    pub version: &'a str,
}

/// What the criteria say of one person in one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonForecast {
    /// Who, in which case, by which row.
    pub key: RowKey,
    /// True if any ground holds, false only if none does.
    pub result: Truth,
    /// Each ground, in the order of the act.
    pub grounds: Vec<(String, Truth)>,
}

/// How many people a ground holds for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroundCount {
    /// It holds.
    pub yes: u64,
    /// It does not.
    pub no: u64,
    /// Something is to be found out.
    pub unknown: u64,
}

impl GroundCount {
    fn add(&mut self, truth: Truth) {
        let count = match truth {
            Truth::True => &mut self.yes,
            Truth::False => &mut self.no,
            Truth::Unknown => &mut self.unknown,
        };
        *count = count.saturating_add(1);
    }
}

/// The sums of a forecast.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Forecast {
    /// Over everyone.
    pub all: GroundCount,
    /// Ground by ground.
    pub grounds: BTreeMap<String, GroundCount>,
}

/// Runs the criteria over everyone and adds up those whose forecast `counts`. A rule without a forecast query forecasts
/// nothing.
///
/// # Errors
/// When the pack's SQL cannot be planned or run.
pub async fn forecast(
    tables: &Tables,
    rule: &LeadRule,
    criteria: Criteria<'_>,
    mut counts: impl FnMut(&PersonForecast) -> bool,
) -> Result<Forecast> {
    let mut sums = Forecast::default();
    let Some(sql) = &rule.forecast_sql else { return Ok(sums) };
    let grounds: Vec<(&str, &Expr)> =
        criteria.rules.criteria(criteria.version).map(|rule| (rule.id.as_str(), &rule.when)).collect();
    tables.take(&rule.steps).await?;
    let facts = typed(tables.plan(sql).await?, criteria.facts, &BTreeMap::new())?;
    let mut plans: Vec<_> =
        facts.frame.schema().columns().into_iter().map(datafusion::logical_expr::Expr::Column).collect();
    for (at, (_, when)) in grounds.iter().enumerate() {
        plans.push(compile(when, &facts.columns).alias(format!("ground {at}")));
    }
    let mut rows = tables.run(facts.frame.select(plans)?).await?;
    while let Some(batch) = rows.next().await? {
        let columns = truths(&batch, "ground", grounds.len())?;
        for (row, (key, _)) in read(&batch, &FactSchema::new())?.into_iter().enumerate() {
            let here = columns.iter().filter_map(|column| column.get(row).copied());
            let grounds: Vec<(String, Truth)> =
                grounds.iter().zip(here).map(|((id, _), truth)| ((*id).to_owned(), truth)).collect();
            let none = if grounds.is_empty() { Truth::Unknown } else { Truth::False };
            let result = grounds.iter().fold(none, |result, (_, truth)| result.or(*truth));
            let person = PersonForecast { key, result, grounds };
            if !counts(&person) {
                continue;
            }
            sums.all.add(person.result);
            for (id, truth) in person.grounds {
                sums.grounds.entry(id).or_default().add(truth);
            }
        }
    }
    Ok(sums)
}
