//! The forecast: what the eligibility criteria would say of everyone whom the lead rule looks at.
//!
//! Never: a decision, and never the reason for a lead or against one.
use std::collections::BTreeSet;

use analysis::forecast::{Criteria, forecast};
use domain::access::action::SeeRegisters;
use domain::access::permit;
use domain::case_types::CaseType;
use domain::cases::decide::regime_of;
use kernel::id::{BatchId, CaseTypeId};
use kernel::{Citation, Label};
use law::facts::Facts;

pub use analysis::forecast::GroundCount;

use crate::Intake;
use crate::asking::{Answer, Asker};
use crate::registers::fault;

/// The forecast for one kind of case.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastPage {
    /// The kind of case.
    pub case_type: (CaseTypeId, Label),
    /// The version of the rules that would apply today.
    pub version: String,
    /// Over everyone: a criterion is met, none is, something is to be found out.
    pub all: GroundCount,
    /// Criterion by criterion, in the order of the act.
    pub grounds: Vec<ForecastGround>,
}

/// A criterion over everyone.
#[derive(Debug, Clone, PartialEq)]
pub struct ForecastGround {
    /// Its id.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// Where it stands.
    pub source: Citation,
    /// Of how many it holds.
    pub count: GroundCount,
}

/// Batches asked for at once.
const PORTION: u64 = 500;

impl Intake {
    /// The forecast for each kind of case that has one, of everyone in the registers in reach as they are now.
    ///
    /// # Errors
    /// Refuses who may not see registers.
    pub async fn forecasts(&self, asker: &Asker) -> Answer<Vec<ForecastPage>> {
        let within = self.batches_in_reach(asker).await?;
        let mut all = vec![];
        for kind in self.library.case_types.values() {
            if let Some(case_type) = kind.taken_by(&asker.organ).next() {
                all.extend(self.forecast(asker, case_type, &within).await?);
            }
        }
        Ok(all)
    }

    async fn forecast(
        &self,
        asker: &Asker,
        case_type: &CaseType,
        within: &BTreeSet<BatchId>,
    ) -> Answer<Option<ForecastPage>> {
        let rule = self.library.lead_rules.get(&case_type.id).filter(|rule| rule.forecast_sql.is_some());
        let Some(rule) = rule else { return Ok(None) };
        let Some(version) = regime_of(case_type, &Facts::new(), asker.today) else { return Ok(None) };
        let tables = self.tables(asker.today).await?;
        let criteria = Criteria { facts: &case_type.schema, rules: &case_type.rules, version };
        let sums = forecast(&tables, rule, criteria, |person| within.contains(&person.key.batch));
        let sums = sums.await.map_err(fault)?;
        let ground = |own: &law::criteria::Rule| ForecastGround {
            id: own.id.clone(),
            label: own.label.clone(),
            source: own.source.clone(),
            count: sums.grounds.get(&own.id).copied().unwrap_or_default(),
        };
        Ok(Some(ForecastPage {
            case_type: (case_type.id.clone(), case_type.name.clone()),
            version: version.to_owned(),
            all: sums.all,
            grounds: case_type.rules.criteria(version).map(ground).collect(),
        }))
    }

    async fn batches_in_reach(&self, asker: &Asker) -> Answer<BTreeSet<BatchId>> {
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let (mut all, mut after) = (BTreeSet::new(), None);
        loop {
            let page = self.store.batches(&allowed, None, after.as_deref(), PORTION).await?;
            all.extend(page.rows.iter().map(|batch| batch.id));
            after = page.next;
            if after.is_none() {
                return Ok(all);
            }
        }
    }
}
