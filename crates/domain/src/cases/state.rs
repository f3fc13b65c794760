//! The facts that the system itself knows of a case: papers complete, money granted, visits made.
//!
//! They stand beside the facts that people state, so that guards and amounts can read them. Their labels are in
//! `packs/system/facts.toml`; the names are listed in [`SYSTEM_FACTS`], beside those that follow from clocks and criteria.
use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{ClockId, FactName, StepId};
use law::expr::Truth;
use law::facts::{Facts, Origin, Value};

use super::{Case, Payment, PaymentState};
use crate::case_types::{CaseType, ClockRule};

/// The facts of every case that nobody types, beside one `overdue_<clock>` for each clock, one `called_<step>` for each step
/// that another calls and one `meets_<criterion>` for each criterion.
pub const SYSTEM_FACTS: [&str; 27] = [
    "papers_complete",
    "eligible",
    "amount_proposed",
    "amount_awarded",
    "awarded_on",
    "amount_advanced",
    "amount_in_payment",
    "amount_paid",
    "payments_open",
    "payment_ordered_on",
    "payments_unchecked",
    "payable_from",
    "amount_payable",
    "amount_demanded",
    "amount_to_recover",
    "amount_recovered",
    "applicants",
    "votes_cast",
    "votes_for",
    "votes_against",
    "custody_open",
    "amount_in_custody",
    "expenses_open",
    "visits_open",
    "visits_made",
    "hand_overs_open",
    "advance_undecided",
];

/// The name of the fact that says whether `clock` has run out.
#[must_use]
pub fn overdue_fact(clock: &ClockId) -> FactName {
    FactName::from(format!("overdue_{}", clock.as_str().replace('-', "_")).as_str())
}

/// The name of the fact that says whether somebody was asked to take `step` and has not answered.
#[must_use]
pub fn called_fact(step: &StepId) -> FactName {
    FactName::from(format!("called_{}", step.as_str().replace('-', "_")).as_str())
}

/// How the facts begin that say whether a criterion is met.
const MEETS: &str = "meets_";

/// The name of the fact that says whether the criterion `id` is met, under the version of the rules that applies.
#[must_use]
pub fn criterion_fact(id: &str) -> FactName {
    FactName::from(format!("{MEETS}{}", id.replace('-', "_")).as_str())
}

/// Whether `fact` says whether criteria are met.
#[must_use]
pub fn is_of_criteria(fact: &FactName) -> bool {
    fact.as_str() == "eligible" || fact.as_str().starts_with(MEETS)
}

/// Whether the time of `clock` does not count now, because another clock runs whose time is excluded; not past its end.
#[must_use]
pub fn is_paused(case: &Case, clock: &ClockRule, today: Date) -> bool {
    case.running().any(|own| clock.excludes.contains(&own.id) && today <= own.due)
}

/// What is known of `case` on `today`: what people stated and what the system counts.
#[must_use]
pub fn all_facts(case_type: &CaseType, case: &Case, today: Date) -> Facts {
    let mut facts = case.facts.clone();
    let mut say = |name: &str, value: Value| {
        facts.state(
            FactName::from(name),
            value,
            Origin { kind: "case".to_owned(), note: String::new(), on: Some(today) },
        );
    };
    if let Some(proposal) = &case.proposal {
        say("amount_proposed", Value::Fen(proposal.amount));
    }
    say("amount_awarded", money(case.awarded()));
    if let Some(on) = case.awards.iter().filter(|award| award.decided).map(|award| award.on).max() {
        say("awarded_on", Value::Date(on));
    }
    say("amount_advanced", money(Fen::sum(case.awards.iter().map(|award| award.advanced))));
    say("amount_in_payment", money(case.in_payment()));
    say("amount_paid", money(case.paid()));
    say("amount_payable", money(case.payable()));
    state_payments(case, &mut say);
    state_recovery(case, &mut say);
    say("applicants", count(case.parties.len()));
    let votes = |how: &str| count(case.votes.iter().filter(|own| own.cast == how).count());
    say("votes_cast", count(case.votes.len()));
    say("votes_for", votes("for"));
    say("votes_against", votes("against"));
    say("visits_open", count(case.visits.iter().filter(|visit| visit.made_on.is_none()).count()));
    say("visits_made", count(case.visits.iter().filter(|visit| visit.made_on.is_some()).count()));
    say("hand_overs_open", count(case.hand_overs.iter().filter(|own| own.answered_on.is_none()).count()));
    say("advance_undecided", Value::Truth(case.awards.iter().any(|award| !award.decided)));
    for called in case_type.steps.iter().flat_map(|step| &step.calls) {
        let waits = case.calls.iter().any(|call| call.steps.contains(called));
        say(called_fact(called).as_str(), Value::Truth(waits));
    }
    for clock in &case_type.clocks {
        let late = case.running().any(|own| own.id == clock.id && own.due < today);
        say(overdue_fact(&clock.id).as_str(), Value::Truth(late));
    }
    state_papers(case_type, case, today, &mut facts);
    state_eligibility(case_type, case, today, &mut facts);
    facts
}

fn money(sum: Option<Fen>) -> Value {
    Value::Fen(sum.unwrap_or(Fen::ZERO))
}

fn count(n: usize) -> Value {
    Value::Count(i64::try_from(n).unwrap_or(i64::MAX))
}

fn state_payments(case: &Case, say: &mut impl FnMut(&str, Value)) {
    let under_way = || case.payments.iter().filter(|own| own.state == PaymentState::Ordered);
    say("payments_open", count(under_way().count()));
    say("payments_unchecked", count(under_way().filter(|own| own.checked_on.is_none()).count()));
    if let Some(payment) = under_way().next() {
        say("payment_ordered_on", Value::Date(payment.ordered_on));
    }
    // Said only where an account changed and has to cool: the day of the check alone holds nothing up.
    let cooling = |own: &&Payment| own.payable_from > own.checked_on;
    if let Some(from) = under_way().filter(cooling).filter_map(|own| own.payable_from).max() {
        say("payable_from", Value::Date(from));
    }
}

fn state_recovery(case: &Case, say: &mut impl FnMut(&str, Value)) {
    say("amount_demanded", money(case.demanded()));
    say("amount_to_recover", money(case.to_recover()));
    say("amount_recovered", money(case.recovered()));
    let custody = case.custody.as_ref().filter(|own| own.ended_on.is_none());
    say("custody_open", Value::Truth(custody.is_some()));
    say("amount_in_custody", money(case.in_custody()));
    let open = custody.map_or(0, |own| own.expenses.iter().filter(|own| own.allowed.is_none()).count());
    say("expenses_open", count(open));
}

/// A paper whose need is not known leaves completeness unknown, unless another one is missing for certain.
fn state_papers(case_type: &CaseType, case: &Case, today: Date, facts: &mut Facts) {
    let lacking = case_type.papers.iter().filter(|paper| !case.papers.contains_key(&paper.id));
    let needs: Vec<Truth> =
        lacking.map(|paper| paper.needed.as_ref().map_or(Truth::True, |needed| needed.truth(facts))).collect();
    let complete = if needs.contains(&Truth::True) {
        Some(false)
    } else if needs.contains(&Truth::Unknown) {
        None
    } else {
        Some(true)
    };
    state_truth(facts, "papers_complete", complete, today);
}

fn state_eligibility(case_type: &CaseType, case: &Case, today: Date, facts: &mut Facts) {
    let Some(assessment) = super::decide::assess(case_type, case, facts, today) else { return };
    let known = |truth: Truth| match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    };
    state_truth(facts, "eligible", known(assessment.result), today);
    for ground in &assessment.grounds {
        state_truth(facts, criterion_fact(&ground.id).as_str(), known(ground.result), today);
    }
}

fn state_truth(facts: &mut Facts, name: &str, truth: Option<bool>, today: Date) {
    if let Some(truth) = truth {
        let origin = Origin { kind: "case".to_owned(), note: String::new(), on: Some(today) };
        facts.state(FactName::from(name), Value::Truth(truth), origin);
    }
}
