//! The range that the law gives for a case, by the standard closest to the place.
use jiff::civil::Date;
use law::amount::{Amount, AmountContext, BaseDay, Quantification};
use law::facts::Facts;
use law::figures::Figures;

use super::regime::{named_day, regime};
use crate::case_types::CaseType;
use crate::cases::Case;

/// An amount, and what computed it.
#[derive(Debug, Clone)]
pub struct Computed<'a> {
    /// The standard.
    pub by: &'a Quantification,
    /// The day whose figures and values it rests on.
    pub on: Date,
    /// What came out.
    pub amount: Amount,
}

/// The amount for `case` with `facts` if it were decided on `day`; `exception` lifts the ceiling where the rules know it.
/// `None` when no rules are in force for the case, or they have no standard for its area.
#[must_use]
pub fn amount<'a>(
    case_type: &'a CaseType,
    case: &Case,
    facts: &Facts,
    figures: &Figures,
    (day, exception): (Date, Option<String>),
) -> Option<Computed<'a>> {
    let version = regime(case_type, case, facts, day)?;
    let by = case_type.amounts.choose(version, &case.area, day)?;
    let on = match by.base_day() {
        BaseDay::Decision => day,
        BaseDay::Application => named_day(case_type, facts).unwrap_or(case.opened_on),
    };
    let context = AmountContext { exception, ..AmountContext::new(case.area.clone(), on) };
    Some(Computed { by, on, amount: by.quantify(facts, figures, &context) })
}
