//! Proposing, dividing and granting.
//!
//! One award per person and harm, across offices; an advance and its decision are one award.
use jiff::civil::Date;
use kernel::id::{FactName, PersonId, RoleId};
use kernel::{Fen, Mistake, Refusal};
use law::amount::{Amount, OpenLimit};
use law::expr::{Formula, Truth};
use law::facts::{Facts, Value};

use super::effects::text;
use super::take::Draft;
use super::{Computed, Desk, EarlierAward, No, amount, recompute};
use crate::case_types::{Effect, Step};
use crate::cases::act::Event;
use crate::cases::state::all_facts;
use crate::cases::{Award, Case, Proposal, Share};
use crate::forms::share_field;

/// The facts that a proposal is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct ProposalFacts<'a> {
    /// How much.
    pub(super) proposed: &'a FactName,
    /// Why outside the range.
    pub(super) deviation: &'a FactName,
    /// On what ground above the ceiling.
    pub(super) exception: &'a FactName,
}

/// The most that remains where an exception lifts the ceiling, or what keeps it open.
type Limit = Result<Option<Fen>, OpenLimit>;

/// Computes the range, holds the officer's amount against it and records both.
pub(super) fn propose(draft: &mut Draft<'_>, asked: &ProposalFacts<'_>, day: Date) -> Result<(), No> {
    let Some(Value::Fen(amount)) = draft.case.facts.value(asked.proposed.as_str()).cloned() else {
        return Err(mistaken(asked.proposed, "required"));
    };
    if amount <= Fen::ZERO {
        return Err(mistaken(asked.proposed, "amount-not-positive"));
    }
    let gone = gone(draft, advanced(draft));
    if let Some(gone) = gone.filter(|gone| amount < *gone) {
        let below = Mistake::at(asked.proposed.as_str(), "below-advance").with("advanced", gone);
        return Err(No::Mistaken(vec![below]));
    }
    let (deviation, exception) = (text(draft, asked.deviation).ok(), text(draft, asked.exception).ok());
    let claimed = exception.is_some();
    let Some(range) = range(draft, day, exception) else {
        return Err(Refusal::new("AMT-001").with("area", &draft.case.area).into());
    };
    sensible(draft, &range.amount)?;
    hold((asked, claimed), amount, &range, range.by.exception_limit(&draft.facts(), range.on))?;
    let Computed { by, amount: computed, .. } = range;
    if deviation.is_none() && !inside(amount, &computed) {
        let open = computed.low.zip(computed.high).is_none();
        return Err(mistaken(asked.deviation, if open { "reason-without-range" } else { "reason-for-amount" }));
    }
    let approval = by.approval_for(amount).map(ToString::to_string);
    let exception = computed.exception.clone();
    let proposal = Proposal {
        amount,
        computed,
        standard: by.id().to_owned(),
        deviation,
        exception,
        approval,
        alike: recompute::alike(draft.desk.case_type, &draft.case, draft.desk.today),
        on: day,
        recomputed: None,
        facts: Facts::new(),
    };
    draft.push(Event::AmountProposed { proposal: Box::new(proposal) });
    Ok(())
}

fn range<'a>(draft: &Draft<'a>, day: Date, exception: Option<String>) -> Option<Computed<'a>> {
    let desk = draft.desk;
    amount(desk.case_type, &draft.case, &draft.facts(), desk.figures, (day, exception))
}

/// What was stated and still keeps the amount open cannot be meant so: a share above one, 30 for 0.3.
fn sensible(draft: &Draft<'_>, computed: &Amount) -> Result<(), No> {
    let stated = computed.to_find_out.iter().filter(|fact| draft.case.facts.get(fact.as_str()).is_some());
    let mistakes: Vec<Mistake> = stated.map(|fact| Mistake::at(fact.as_str(), "makes-no-amount")).collect();
    if mistakes.is_empty() { Ok(()) } else { Err(No::Mistaken(mistakes)) }
}

/// Above the ceiling only with a ground that the rules know and that is for this person, and then not above the limit that
/// remains.
fn hold(
    (asked, claimed): (&ProposalFacts<'_>, bool),
    amount: Fen,
    range: &Computed<'_>,
    limit: Limit,
) -> Result<(), No> {
    let Some(ceiling) = range.amount.ceiling.filter(|ceiling| amount > *ceiling) else { return Ok(()) };
    if range.amount.exception.is_none() {
        let what = if claimed { "exception-not-met" } else { "above-ceiling" };
        return Err(No::Mistaken(vec![Mistake::at(asked.exception.as_str(), what).with("ceiling", ceiling)]));
    }
    match limit {
        Ok(Some(limit)) if amount > limit => {
            Err(No::Mistaken(vec![Mistake::at(asked.proposed.as_str(), "above-limit").with("limit", limit)]))
        }
        Ok(Some(_) | None) => Ok(()),
        Err(OpenLimit::Value(open)) => {
            Err(Refusal::new("AMT-003").with("on", open.on).with_called("value", "limit", open.label).into())
        }
        Err(OpenLimit::Facts(open)) => {
            Err(No::Mistaken(open.iter().map(|fact| Mistake::at(fact.as_str(), "required")).collect()))
        }
    }
}

/// Whether the range holds `amount`; an open range holds none: the officer says why this one.
fn inside(amount: Fen, computed: &Amount) -> bool {
    computed.low.zip(computed.high).is_some_and(|(low, high)| low <= amount && amount <= high)
}

/// Grants an advance, to be followed by a decision; it may not lie above the ceiling.
pub(super) fn advance(draft: &mut Draft<'_>, amount: &Formula, over: &FactName, day: Date) -> Result<(), No> {
    let amount = positive(draft, amount)?;
    let award = own_or_new(draft, first(draft)?, over, day)?;
    let advanced = award.advanced.plus(amount).ok_or_else(|| No::from(Refusal::new("PAY-001")))?;
    let ceiling = range(draft, day, None).and_then(|computed| computed.amount.ceiling);
    if let Some(ceiling) = ceiling.filter(|ceiling| advanced > *ceiling) {
        return Err(Refusal::new("AWD-002").with("advanced", advanced).with("ceiling", ceiling).into());
    }
    let award = Award { amount: award.amount.max(advanced), advanced, on: day, ..award };
    draft.push(Event::Awarded { award });
    Ok(())
}

/// What a grant is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct GrantFacts<'a> {
    /// How much.
    pub(super) amount: &'a Formula,
    /// The part that another office pays.
    pub(super) elsewhere: Option<&'a FactName>,
    /// Why it stands beside an earlier award.
    pub(super) over: &'a FactName,
}

/// Grants the amount that was decided, to each their share; what was advanced or is already under way counts towards it.
pub(super) fn grant(draft: &mut Draft<'_>, asked: &GrantFacts<'_>, day: Date) -> Result<(), No> {
    let amount = positive(draft, asked.amount)?;
    still_stands(draft, day)?;
    let gone = gone(draft, advanced(draft));
    if let Some(gone) = gone.filter(|gone| amount < *gone) {
        return Err(Refusal::new("AWD-001").with("advanced", gone).with("amount", amount).into());
    }
    let shares = shares_of(draft, amount)?;
    let elsewhere = elsewhere(draft, asked.elsewhere, (amount, gone, shares.len()))?;
    for (Share { person, amount }, elsewhere) in
        shares.into_iter().zip(std::iter::once(elsewhere).chain(std::iter::repeat(Fen::ZERO)))
    {
        let award = own_or_new(draft, person, asked.over, day)?;
        let before = draft.case.in_payment_of(person).map(|sum| sum.max(award.advanced));
        if let Some(before) = before.filter(|before| amount < *before) {
            return Err(Refusal::new("AWD-001").with("advanced", before).with("amount", amount).into());
        }
        if amount > Fen::ZERO {
            draft.push(Event::Awarded { award: Award { amount, elsewhere, decided: true, on: day, ..award } });
        }
    }
    Ok(())
}

/// What each gets: all of it the one who applies, or as it was divided.
fn shares_of(draft: &Draft<'_>, amount: Fen) -> Result<Vec<Share>, No> {
    if draft.case.shares.is_empty() && draft.case.parties.len() < 2 {
        return Ok(vec![Share { person: first(draft)?, amount }]);
    }
    let shares = draft.case.shares.clone();
    let sum = Fen::sum(shares.iter().map(|own| own.amount));
    if sum != Some(amount) || shares.len() != draft.case.parties.len() {
        let sum = sum.unwrap_or(Fen::ZERO);
        return Err(Refusal::new("AWD-003").with("sum", sum).with("amount", amount).into());
    }
    Ok(shares)
}

/// The part that another office pays: of what one person gets, and not of what went out already.
fn elsewhere(
    draft: &Draft<'_>,
    fact: Option<&FactName>,
    (amount, gone, people): (Fen, Option<Fen>, usize),
) -> Result<Fen, No> {
    let Some(fact) = fact else { return Ok(Fen::ZERO) };
    let Some(Value::Fen(part)) = draft.case.facts.value(fact.as_str()) else { return Ok(Fen::ZERO) };
    if people > 1 && *part > Fen::ZERO {
        return Err(mistaken(fact, "joint-and-shares"));
    }
    let most = gone.and_then(|gone| amount.minus(gone)).unwrap_or(Fen::ZERO);
    if *part < Fen::ZERO || *part > most {
        return Err(No::Mistaken(vec![Mistake::at(fact.as_str(), "joint-above-amount").with("most", most)]));
    }
    Ok(*part)
}

/// Divides what is put forward among those who apply; nothing is divided where one applies alone.
pub(super) fn divide(draft: &mut Draft<'_>, amount: &Formula) -> Result<(), No> {
    if draft.case.parties.len() < 2 {
        return Ok(());
    }
    let total = positive(draft, amount)?;
    let (mut shares, mut mistakes) = (vec![], vec![]);
    for (party, no) in draft.case.parties.iter().zip(1_u32..) {
        match draft.shares.get(&no) {
            Some(amount) if *amount >= Fen::ZERO => shares.push(Share { person: party.person, amount: *amount }),
            Some(_) => mistakes.push(Mistake::at(share_field(no), "amount-not-positive")),
            None => mistakes.push(Mistake::at(share_field(no), "required")),
        }
    }
    let sum = Fen::sum(shares.iter().map(|own| own.amount));
    if mistakes.is_empty() && sum != Some(total) {
        let sum = sum.unwrap_or(Fen::ZERO);
        mistakes.push(Mistake::at(share_field(1), "shares-do-not-add-up").with("sum", sum).with("amount", total));
    }
    if !mistakes.is_empty() {
        return Err(No::Mistaken(mistakes));
    }
    draft.push(Event::Divided { shares });
    Ok(())
}

fn first(draft: &Draft<'_>) -> Result<PersonId, No> {
    draft.case.person().ok_or_else(|| Refusal::new("CASE-002").into())
}

/// What was advanced in the case.
fn advanced(draft: &Draft<'_>) -> Option<Fen> {
    Fen::sum(draft.case.awards.iter().map(|award| award.advanced))
}

/// What cannot be decided away: what was advanced, paid or is under way.
fn gone(draft: &Draft<'_>, advanced: Option<Fen>) -> Option<Fen> {
    draft.case.in_payment().zip(advanced).map(|(sum, advanced)| sum.max(advanced))
}

/// Holds what `step` asks somebody to advance against the ceiling, before it comes to them.
pub(super) fn foresee(draft: &Draft<'_>, step: &Step, day: Date) -> Result<(), No> {
    let called = step.calls.first().and_then(|id| draft.desk.case_type.step(id));
    for effect in called.into_iter().flat_map(|own| &own.effects) {
        let Effect::Award { amount, advance: true, .. } = effect else { continue };
        let Some(field) = step.form.iter().find(|fact| amount.facts().contains(*fact)) else { continue };
        let wanted = amount.fen(&draft.facts());
        if wanted.is_some_and(|wanted| wanted <= Fen::ZERO) {
            return Err(mistaken(field, "amount-not-positive"));
        }
        let sum = wanted.zip(advanced(draft)).and_then(|(wanted, advanced)| advanced.plus(wanted));
        let ceiling = range(draft, day, None).and_then(|computed| computed.amount.ceiling);
        if let Some((sum, ceiling)) = sum.zip(ceiling).filter(|(sum, ceiling)| sum > ceiling) {
            let above = Mistake::at(field.as_str(), "advance-above-ceiling");
            return Err(No::Mistaken(vec![above.with("advanced", sum).with("ceiling", ceiling)]));
        }
    }
    Ok(())
}

/// The decision is made on this day: an amount that was held against another range or ceiling than the one that was shown
/// last is put forward anew. What figures changed was shown: within their ceiling a person may grant it all the same.
fn still_stands(draft: &Draft<'_>, day: Date) -> Result<(), No> {
    let Some(proposal) = &draft.case.proposal else { return Ok(()) };
    let now = range(draft, day, proposal.exception.clone()).filter(|now| {
        let approval = now.by.approval_for(proposal.amount).map(RoleId::as_str);
        proposal.stands_with(&now.amount, now.by.id()) && approval == proposal.approval.as_deref()
    });
    let Some(now) = now else { return Err(Refusal::new("AMT-002").with("proposed-on", proposal.on).into()) };
    let (amount, ceiling) = (proposal.amount, now.amount.ceiling);
    let Some(ceiling) = ceiling.filter(|ceiling| proposal.changed().is_some() && amount > *ceiling) else {
        return Ok(());
    };
    let limit = match now.amount.exception {
        Some(_) => now.by.exception_limit(&draft.facts(), now.on).ok().map(|limit| limit.unwrap_or(amount)),
        None => None,
    };
    let most = limit.unwrap_or(ceiling);
    if amount <= most { Ok(()) } else { Err(Refusal::new("AMT-004").with("amount", amount).with("most", most).into()) }
}

/// The person's award of this case. A person has one in it: an advance that was granted before the harm's number was known
/// takes that number on, and what was granted elsewhere for the same harm is answered for then.
fn own_or_new(draft: &Draft<'_>, person: PersonId, over: &FactName, day: Date) -> Result<Award, No> {
    let harm_case = harm_case(draft.desk, &draft.case);
    let own = draft.case.awards.iter().find(|own| own.person == person);
    if let Some(own) = own.filter(|own| own.harm_case == harm_case) {
        return Ok(own.clone());
    }
    let last = last_elsewhere(draft.desk, &draft.case, person);
    let override_reason = text(draft, over).ok();
    let beside = last.is_some() || helped_another(draft.desk, &draft.case);
    if beside && override_reason.is_none() {
        return Err(mistaken(over, "already-helped"));
    }
    let number = last.unwrap_or(0).saturating_add(1);
    let (amount, advanced) = own.map_or((Fen::ZERO, Fen::ZERO), |own| (own.amount, own.advanced));
    let (elsewhere, decided, revoked_on) = (Fen::ZERO, false, None);
    Ok(Award { person, harm_case, number, amount, advanced, elsewhere, decided, on: day, revoked_on, override_reason })
}

/// Whether an award in `case` would stand beside an earlier one for the same harm, which wants a reason.
#[must_use]
pub fn is_beside_earlier(desk: &Desk<'_>, case: &Case) -> bool {
    let harm_case = harm_case(desk, case);
    let new = |person: &PersonId| !case.awards.iter().any(|own| own.person == *person && own.harm_case == harm_case);
    let mut people = case.parties.iter().map(|party| party.person).filter(new).peekable();
    let some_new = people.peek().is_some();
    people.any(|person| last_elsewhere(desk, case, person).is_some()) || (some_new && helped_another(desk, case))
}

/// The number of the last award that `person` was granted elsewhere, where it was or may have been for the harm of `case`.
fn last_elsewhere(desk: &Desk<'_>, case: &Case, person: PersonId) -> Option<u32> {
    let harm_case = harm_case(desk, case);
    let of_harm = |earlier: &EarlierAward| earlier.harm_case.as_ref().is_none_or(|own| *own == harm_case);
    let own = desk.earlier.iter().filter(|earlier| earlier.whose == Some(person) && earlier.case != Some(case.id));
    own.filter(|earlier| of_harm(earlier)).map(|earlier| earlier.number).max()
}

/// Whether somebody else was helped for the same harm in another case, where all whom it harmed share one.
fn helped_another(desk: &Desk<'_>, case: &Case) -> bool {
    let joint = desk.case_type.joint.as_ref();
    let facts = all_facts(desk.case_type, case, desk.today);
    if joint.is_none_or(|joint| joint.when.truth(&facts) != Truth::True) {
        return false;
    }
    let harm_case = harm_case(desk, case);
    let here = |person: PersonId| case.parties.iter().any(|party| party.person == person);
    let another = |earlier: &EarlierAward| earlier.whose.is_none_or(|person| !here(person));
    let of_harm = |earlier: &EarlierAward| earlier.harm_case.as_ref() == Some(&harm_case);
    desk.earlier.iter().any(|earlier| another(earlier) && of_harm(earlier) && earlier.case != Some(case.id))
}

/// The harm's own case number; this case stands for itself where none is known.
fn harm_case(desk: &Desk<'_>, case: &Case) -> String {
    let named = desk.case_type.harm_case.as_ref().and_then(|fact| case.facts.value(fact.as_str()));
    if let Some(Value::Text(number)) = named { number.clone() } else { format!("case:{}", case.id) }
}

pub(super) fn positive(draft: &Draft<'_>, amount: &Formula) -> Result<Fen, No> {
    match amount.fen(&draft.facts()) {
        Some(fen) if fen > Fen::ZERO => Ok(fen),
        Some(_) => Err(Refusal::new("PAY-004").into()),
        None => {
            let open = amount.facts().iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            Err(Refusal::new("PAY-005").with("to-find-out", open).into())
        }
    }
}

pub(super) fn mistaken(field: &FactName, code: &str) -> No {
    No::Mistaken(vec![Mistake::at(field.as_str(), code)])
}
