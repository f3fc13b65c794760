//! Taking a step: who, when, on what condition, and the act that follows.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Mistake, Refusal};
use law::expr::Truth;
use law::facts::{DataClass, Facts, Known, Origin, Value};

use super::{Desk, No, Taking, clocks, effects};
use crate::case_types::Step;
use crate::cases::act::{Act, Event};
use crate::cases::state::all_facts;
use crate::cases::{Case, Stated};

/// The fact under which papers are ticked off.
pub(super) const PAPERS: &str = "papers";
/// The key under which going on without a criterion that holds is answered for.
const CRITERIA: &str = "criteria";

/// The act that taking `step` is, or why nothing happens.
///
/// # Errors
/// A refusal when a rule says no, the mistakes when what was filled in does not do.
pub fn take(desk: &Desk<'_>, case: &Case, step: &Step, taking: Taking) -> Result<Act, No> {
    may_take(desk, case, step)?;
    let mut draft = Draft::of(desk, case);
    draft.state_entries(step, taking.entries);
    let facts = draft.facts();
    let mut mistakes = missing(desk, step, &facts);
    guard(step, &facts)?;
    let reasons = weigh(desk, &draft.case, step, &facts, taking.reasons, &mut mistakes);
    let day = day_of(desk, step, &facts, &mut mistakes);
    if !mistakes.is_empty() {
        return Err(No::Mistaken(mistakes));
    }
    let to = step.to.clone().unwrap_or_else(|| case.state.clone());
    draft.push(Event::StepTaken { step: step.id.clone(), by: desk.actor.who.to_string(), to, on: day, reasons });
    clocks::turn(&mut draft, step, day)?;
    effects::run(&mut draft, step, day)?;
    effects::issue(&mut draft, step, day);
    Ok(Act { events: draft.events })
}

/// A case as it will be, and the events that make it so.
pub(super) struct Draft<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) case: Case,
    pub(super) events: Vec<Event>,
}

impl<'a> Draft<'a> {
    fn of(desk: &'a Desk<'a>, case: &Case) -> Self {
        Self { desk, case: case.clone(), events: vec![] }
    }

    /// Adds `event`; what follows sees the case with it.
    pub(super) fn push(&mut self, event: Event) {
        self.case.apply_event(event.clone());
        self.events.push(event);
    }

    /// What is known now, the system's own facts included.
    pub(super) fn facts(&self) -> Facts {
        all_facts(self.desk.case_type, &self.case, self.desk.today)
    }

    fn state_entries(&mut self, step: &Step, entries: BTreeMap<FactName, Option<Value>>) {
        let asked: BTreeSet<&FactName> = step.form.iter().collect();
        let mut facts = BTreeMap::new();
        let mut forgotten = BTreeSet::new();
        for (name, value) in entries.into_iter().filter(|(name, _)| asked.contains(name)) {
            match value {
                Some(Value::Choices(new)) if name.as_str() == PAPERS => self.receive(new),
                Some(value) if self.case.facts.value(name.as_str()) != Some(&value) => {
                    let stated = self.stated(step, &name, value);
                    facts.insert(name, stated);
                }
                None if self.case.facts.get(name.as_str()).is_some() => {
                    forgotten.insert(name);
                }
                Some(_) | None => {}
            }
        }
        if !facts.is_empty() || !forgotten.is_empty() {
            self.push(Event::FactsStated { facts, forgotten });
        }
    }

    fn stated(&self, step: &Step, name: &FactName, value: Value) -> Stated {
        let class = self.desk.case_type.schema.get(name.as_str()).map_or(DataClass::Personal, |fact| fact.class);
        let origin = Origin { kind: "form".to_owned(), note: step.id.to_string(), on: Some(self.desk.today) };
        Stated { known: Known { value, origin }, class }
    }

    fn receive(&mut self, ticked: BTreeSet<String>) {
        let papers: BTreeSet<String> =
            ticked.into_iter().filter(|paper| !self.case.papers.contains_key(paper)).collect();
        if !papers.is_empty() {
            self.push(Event::PapersReceived { papers, on: self.desk.today });
        }
    }
}

/// What stands in the way of `step` before anything is filled in.
pub(super) fn blocked(desk: &Desk<'_>, case: &Case, step: &Step, facts: &Facts) -> Result<(), Box<Refusal>> {
    may_take(desk, case, step)?;
    // A guard may hang on what the step itself asks for; only a certain no blocks beforehand.
    let Some(own) = &step.guard else { return Ok(()) };
    let asks = own.when.facts().iter().any(|fact| step.form.contains(fact));
    if !asks && own.when.truth(facts) != Truth::True { Err(Box::new(guarded(step, facts))) } else { Ok(()) }
}

fn may_take(desk: &Desk<'_>, case: &Case, step: &Step) -> Result<(), Box<Refusal>> {
    if !step.from.contains(&case.state) {
        return Err(Box::new(Refusal::new("STEP-001").with("step", &step.id).with("state", &case.state)));
    }
    if !step.by.iter().any(|role| desk.actor.roles.contains(role)) {
        let roles = step.by.iter().map(|role| role.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Box::new(Refusal::new("STEP-002").with("roles", roles)));
    }
    if case.takers(&step.not_after_own).contains(desk.actor.who.to_string().as_str()) {
        return Err(Box::new(Refusal::new("STEP-003").with("step", &step.id)));
    }
    let band = case.proposal.as_ref().and_then(|proposal| proposal.approval.as_deref());
    if let Some(band) = band.filter(|band| step.by_amount_band && !desk.actor.roles.contains(*band)) {
        return Err(Box::new(Refusal::new("STEP-004").with("role", band)));
    }
    Ok(())
}

fn guard(step: &Step, facts: &Facts) -> Result<(), Box<Refusal>> {
    match &step.guard {
        Some(own) if own.when.truth(facts) != Truth::True => Err(Box::new(guarded(step, facts))),
        Some(_) | None => Ok(()),
    }
}

fn guarded(step: &Step, facts: &Facts) -> Refusal {
    let refusal = Refusal::new("STEP-005").with("step", &step.id);
    let Some(own) = &step.guard else { return refusal };
    let open: Vec<String> = own.when.explain(facts).facts_to_find_out().iter().map(ToString::to_string).collect();
    refusal.with("to-find-out", open.join(", ")).saying(own.otherwise.clone())
}

fn missing(desk: &Desk<'_>, step: &Step, facts: &Facts) -> Vec<Mistake> {
    let lacks = |name: &&FactName| {
        let field = desk.case_type.field(name);
        let required = field.and_then(|field| field.required.as_ref());
        required.is_some_and(|required| required.truth(facts) == Truth::True) && facts.get(name.as_str()).is_none()
    };
    step.form.iter().filter(lacks).map(|name| Mistake::at(name.as_str(), "required")).collect()
}

/// Exclusions that hold, and a criterion that none does, are answered with a reason; the answers that count come back.
fn weigh(
    desk: &Desk<'_>,
    case: &Case,
    step: &Step,
    facts: &Facts,
    mut reasons: BTreeMap<String, String>,
    mistakes: &mut Vec<Mistake>,
) -> BTreeMap<String, String> {
    let held = if step.weighs_exclusions { warnings(desk, case, facts) } else { vec![] };
    reasons.retain(|id, reason| held.contains(id) && !reason.trim().is_empty());
    let unanswered = held.iter().filter(|id| !reasons.contains_key(*id));
    mistakes.extend(unanswered.map(|id| Mistake::at(format!("reason.{id}"), "reason-needed")));
    reasons
}

/// What speaks against going on: the exclusions that hold, and `criteria` when none of them is met.
pub(super) fn warnings(desk: &Desk<'_>, case: &Case, facts: &Facts) -> Vec<String> {
    let Some(assessment) = super::assess(desk.case_type, case, facts, desk.today) else { return vec![] };
    let held = assessment.exclusions.iter().filter(|ground| ground.result == Truth::True);
    let mut all: Vec<String> = held.map(|ground| ground.id.clone()).collect();
    if assessment.result == Truth::False {
        all.push(CRITERIA.to_owned());
    }
    all
}

fn day_of(desk: &Desk<'_>, step: &Step, facts: &Facts, mistakes: &mut Vec<Mistake>) -> Date {
    let Some(fact) = &step.dated_by else { return desk.today };
    match facts.value(fact.as_str()) {
        Some(Value::Date(day)) if *day <= desk.today => *day,
        Some(_) => {
            mistakes.push(Mistake::at(fact.as_str(), "date-in-future"));
            desk.today
        }
        None => desk.today,
    }
}
