//! Which version of the rules applies to a case, and what it says of the person.
use jiff::civil::Date;
use law::criteria::{Assessment, Regime};
use law::expr::Truth;
use law::facts::{Facts, Value};

use crate::case_types::CaseType;
use crate::cases::Case;

/// The key under which going on without a criterion that is known to hold is answered for.
pub const CRITERIA: &str = "criteria";

/// The version of the rules that applies to `case`: the one in force on the day that the kind of case names.
#[must_use]
pub fn regime<'a>(case_type: &'a CaseType, case: &Case, facts: &Facts, today: Date) -> Option<&'a str> {
    regime_of(case_type, facts, case.opened_on.min(today))
}

/// The same without a case: on the day that the kind of case names, or `otherwise` while that is not known.
#[must_use]
pub fn regime_of<'a>(case_type: &'a CaseType, facts: &Facts, otherwise: Date) -> Option<&'a str> {
    let day = named_day(case_type, facts).unwrap_or(otherwise);
    case_type.rules.regime(case_type.variant.id.as_str(), day).ok().map(Regime::version)
}

/// The day that decides which rules apply, once it is known.
pub(super) fn named_day(case_type: &CaseType, facts: &Facts) -> Option<Date> {
    match case_type.regime_day.as_ref().and_then(|fact| facts.value(fact.as_str())) {
        Some(Value::Date(day)) => Some(*day),
        Some(_) | None => None,
    }
}

/// The criteria and exclusions over `facts`, under the version of the rules that applies to the case.
/// `None` when the kind of case has no criteria, or none in force.
#[must_use]
pub fn assess(case_type: &CaseType, case: &Case, facts: &Facts, today: Date) -> Option<Assessment> {
    let version = regime(case_type, case, facts, today)?;
    Some(case_type.rules.assess(version, facts))
}

/// What speaks against going on: the exclusions that hold, and [`CRITERIA`] when no criterion is known to be met.
/// Each asks the officer for a reason; none of them refuses.
#[must_use]
pub fn warnings(assessment: &Assessment) -> Vec<String> {
    let held = assessment.exclusions.iter().filter(|ground| ground.result == Truth::True);
    let unmet = (assessment.result != Truth::True).then(|| CRITERIA.to_owned());
    held.map(|ground| ground.id.clone()).chain(unmet).collect()
}
