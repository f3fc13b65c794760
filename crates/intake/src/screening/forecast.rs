//! The forecast: what the eligibility criteria would say of everyone whom the lead rule looks at.
//!
//! Never: a decision, and never the reason for a lead or against one.
use analysis::forecast::{Criteria, GroundCount, forecast};
use domain::access::action::SeeRegisters;
use domain::access::permit;
use domain::cases::decide::regime_of;
use kernel::id::{CaseTypeId, VariantId};
use kernel::{Citation, Label};
use law::facts::Facts;

use crate::Intake;
use crate::asking::{Answer, Asker, Error};
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

impl Intake {
    /// The forecast for `case_type` over the registers of now; nothing when its pack has no query for one.
    ///
    /// # Errors
    /// Refuses who may not see registers; [`Error::NotFound`] when the packs have no such kind of case.
    pub async fn forecast(&self, asker: &Asker, case_type: &CaseTypeId) -> Answer<Option<ForecastPage>> {
        permit::<SeeRegisters>(&asker.actor)?;
        let case_type = self.library.case_types.get(case_type).ok_or(Error::NotFound)?;
        let Some(rule) = self.library.lead_rules.get(&case_type.id).filter(|rule| rule.forecast_sql.is_some()) else {
            return Ok(None);
        };
        let first = case_type.variants.first().map(|variant| &variant.id);
        let variant: &VariantId = first.ok_or_else(|| Error::fault("a kind of case without a variant"))?;
        let Some(version) = regime_of(case_type, variant, &Facts::new(), asker.today) else { return Ok(None) };
        let tables = self.tables(asker.today).await?;
        let criteria = Criteria { facts: &case_type.schema, rules: &case_type.rules, version };
        let sums = forecast(&tables, rule, criteria, drop).await.map_err(fault)?;
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
}
