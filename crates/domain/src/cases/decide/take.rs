//! Taking a step: who, when, on what condition, and the act that follows.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::id::{FactName, RoleId};
use kernel::{Fen, Mistake, Refusal};
use law::expr::{Expr, Truth};
use law::facts::{DataClass, Facts, Known, Origin, Value};

use super::regime::{assess, warnings};
use super::{Desk, No, Taking, cautions, clocks, effects, money, recompute};
use crate::case_types::{CaseType, Guard, PAPERS, Step};
use crate::cases::act::{Act, Event};
use crate::cases::state::{all_facts, criterion_fact, is_of_criteria};
use crate::cases::{Call, Case, Stated};

/// The system's fact that follows from the papers.
const PAPERS_COMPLETE: &str = "papers_complete";

/// The act that taking `step` is, or why nothing happens.
///
/// # Errors
/// A refusal when a rule says no, the mistakes when what was filled in does not do.
pub fn take(desk: &Desk<'_>, case: &Case, step: &Step, taking: Taking) -> Result<Act, No> {
    blocked(desk, case, step, &all_facts(desk.case_type, case, desk.today))?;
    let mut draft = Draft { shares: taking.shares, ..Draft::of(desk, case) };
    let (mut mistakes, papers) = draft.state_entries(step, taking.entries);
    let day = day_of(desk, step, &draft.case.facts).unwrap_or_else(|mistake| {
        mistakes.push(mistake);
        desk.today
    });
    draft.receive(papers, day);
    let facts = draft.facts();
    mistakes.extend(missing(desk, step, &facts));
    mistakes.extend(cautions::corrections(step, &facts));
    let weighed = if step.weighs_exclusions { owed(desk, &draft.case, &facts) } else { vec![] };
    let owed = weighed.into_iter().chain(cautions::owed(step, &facts));
    let owed: Vec<String> = owed.chain(recompute::owed(step, &draft.case)).collect();
    let reasons = answers(&owed, taking.reasons);
    let unanswered = owed.iter().filter(|id| !reasons.contains_key(*id));
    mistakes.extend(unanswered.map(|id| Mistake::at(format!("reason.{id}"), "reason-needed")));
    if !mistakes.is_empty() {
        return Err(No::Mistaken(mistakes));
    }
    guard(desk, &draft.case, step, &facts)?;
    money::foresee(&draft, step, day)?;
    let to = step.to.clone().unwrap_or_else(|| case.state.clone());
    draft.push(Event::StepTaken { step: step.id.clone(), by: desk.actor.who.to_string(), to, on: day, reasons });
    clocks::turn(&mut draft, step, day)?;
    effects::run(&mut draft, step, day)?;
    effects::take_charge(&mut draft, &case.state);
    effects::call(&mut draft, step);
    effects::issue(&mut draft, step, day);
    Ok(Act { events: draft.events })
}

/// The case as it would be known with `entries` in the form of `step`: for looking at what follows, before anything is
/// decided.
#[must_use]
pub fn filled(desk: &Desk<'_>, case: &Case, step: &Step, entries: BTreeMap<FactName, Option<Value>>) -> Case {
    let mut draft = Draft::of(desk, case);
    let (_, papers) = draft.state_entries(step, entries);
    draft.receive(papers, desk.today);
    draft.case
}

/// A case as it will be, and the events that make it so.
pub(super) struct Draft<'a> {
    pub(super) desk: &'a Desk<'a>,
    pub(super) case: Case,
    pub(super) events: Vec<Event>,
    /// What was filled in as shares, by the place in the case.
    pub(super) shares: BTreeMap<u32, Fen>,
}

impl<'a> Draft<'a> {
    fn of(desk: &'a Desk<'a>, case: &Case) -> Self {
        Self { desk, case: case.clone(), events: vec![], shares: BTreeMap::new() }
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

    /// States what was filled in; what is not of the fact's type is a mistake and is not stated. Gives the mistakes, and
    /// the papers that were ticked: they came on the day of the step, which hangs on what was filled in.
    fn state_entries(
        &mut self,
        step: &Step,
        mut entries: BTreeMap<FactName, Option<Value>>,
    ) -> (Vec<Mistake>, BTreeSet<String>) {
        entries.retain(|name, _| step.form.contains(name));
        for name in &step.anew {
            entries.entry(name.clone()).or_insert(None);
        }
        let mut facts = BTreeMap::new();
        let mut forgotten = BTreeSet::new();
        let (mut mistakes, mut papers) = (vec![], BTreeSet::new());
        for (name, value) in entries {
            match value {
                Some(value) if let Err(mistake) = self.check(&name, &value) => mistakes.push(mistake),
                Some(Value::Choices(new)) if name.as_str() == PAPERS => papers.extend(new),
                Some(value) if self.case.facts.value(name.as_str()) != Some(&value) => {
                    let stated = self.stated(step, &name, value);
                    facts.insert(name, stated);
                }
                None if self.case.facts.get(name.as_str()).is_some() => drop(forgotten.insert(name)),
                Some(_) | None => {}
            }
        }
        if !facts.is_empty() || !forgotten.is_empty() {
            self.push(Event::FactsStated { facts, forgotten });
        }
        (mistakes, papers)
    }

    fn check(&self, name: &FactName, value: &Value) -> Result<(), Mistake> {
        let wrong = || Mistake::at(name.as_str(), "wrong-kind");
        self.desk.case_type.schema.get(name.as_str()).ok_or_else(wrong)?.check(value, self.desk.today)
    }

    fn stated(&self, step: &Step, name: &FactName, value: Value) -> Stated {
        let class = self.desk.case_type.schema.get(name.as_str()).map_or(DataClass::Personal, |fact| fact.class);
        let origin = Origin { kind: "form".to_owned(), note: step.id.to_string(), on: Some(self.desk.today) };
        Stated { known: Known { value, origin }, class }
    }

    fn receive(&mut self, ticked: BTreeSet<String>, on: Date) {
        let papers: BTreeSet<String> =
            ticked.into_iter().filter(|paper| !self.case.papers.contains_key(paper)).collect();
        if !papers.is_empty() {
            self.push(Event::PapersReceived { papers, on, obtained: None });
        }
    }
}

/// What stands in the way of `step` before anything is filled in.
pub(super) fn blocked(desk: &Desk<'_>, case: &Case, step: &Step, facts: &Facts) -> Result<(), Box<Refusal>> {
    may_take(desk, case, step)?;
    // A guard may hang on what the step itself asks for; that is judged when it is filled in.
    match &step.guard {
        Some(own) if !asks(step, &own.when) => guard(desk, case, step, facts),
        Some(_) | None => Ok(()),
    }
}

/// Whether what the form of `step` asks for can change `when`.
fn asks(step: &Step, when: &Expr) -> bool {
    let papers = || step.form.iter().any(|asked| asked.as_str() == PAPERS);
    when.facts().iter().any(|fact| match fact.as_str() {
        PAPERS_COMPLETE => papers(),
        _ if is_of_criteria(fact) => !step.form.is_empty(),
        _ => step.form.contains(fact),
    })
}

fn may_take(desk: &Desk<'_>, case: &Case, step: &Step) -> Result<(), Box<Refusal>> {
    if !step.from.contains(&case.state) {
        return Err(Box::new(out_of_turn(desk.case_type, case, step)));
    }
    if !step.by.iter().any(|role| desk.actor.roles.contains(role)) {
        let roles = step.by.iter().map(kernel::id::RoleId::as_str).collect::<Vec<_>>().join(", ");
        return Err(Box::new(Refusal::new("STEP-002").with("roles", roles)));
    }
    if case.takers(&step.not_after_own).contains(desk.actor.who.to_string().as_str()) {
        return Err(Box::new(named(Refusal::new("STEP-003"), step)));
    }
    if let Some(asked) = asked_already(case, step) {
        let refusal = named(Refusal::new("STEP-006"), step).with("on", asked.on).with("by", &asked.by);
        return Err(Box::new(refusal.with("role", &asked.role)));
    }
    let band = case.proposal.as_ref().and_then(|proposal| proposal.approval.as_deref());
    if let Some(band) = band.filter(|band| step.by_amount_band && !desk.actor.roles.contains(*band)) {
        return Err(Box::new(Refusal::new("STEP-004").with("role", band)));
    }
    Ok(())
}

/// What `step` asked of somebody before, while they have not answered.
struct Waiting {
    on: Date,
    by: String,
    role: RoleId,
}

fn asked_already(case: &Case, step: &Step) -> Option<Waiting> {
    // A call that cannot be answered where the case stands has nobody wait for it.
    let waits = |call: &&Call| call.steps == step.calls && call.within.contains(&case.state);
    let call = case.calls.iter().find(waits).filter(|_| !step.calls.is_empty())?;
    let taken = case.taken.iter().rev().find(|taken| taken.step == step.id)?;
    Some(Waiting { on: taken.on, by: taken.by.clone(), role: call.role.clone() })
}

/// `step` is not for where the case stands.
#[must_use]
pub fn out_of_turn(case_type: &CaseType, case: &Case, step: &Step) -> Refusal {
    let refusal = named(Refusal::new("STEP-001"), step);
    match case_type.state(&case.state) {
        Some(state) => refusal.with_called("state", &case.state, state.label.clone()),
        None => refusal.with("state", &case.state),
    }
}

fn named(refusal: Refusal, step: &Step) -> Refusal {
    refusal.with_called("step", &step.id, step.label.clone())
}

fn guard(desk: &Desk<'_>, case: &Case, step: &Step, facts: &Facts) -> Result<(), Box<Refusal>> {
    match &step.guard {
        Some(own) if own.when.truth(facts) != Truth::True => Err(Box::new(guarded(desk, case, (step, own), facts))),
        Some(_) | None => Ok(()),
    }
}

fn guarded(desk: &Desk<'_>, case: &Case, (step, own): (&Step, &Guard), facts: &Facts) -> Refusal {
    let mut open: BTreeSet<FactName> = own.when.explain(facts).facts_to_find_out().clone();
    if open.iter().any(is_of_criteria) {
        open = behind(desk, case, open, facts);
    }
    let open: Vec<String> = open.iter().map(ToString::to_string).collect();
    named(Refusal::new("STEP-005"), step).with("to-find-out", open.join(", ")).saying(own.otherwise.clone())
}

/// `open` with the facts that a criterion hangs on in the place of whether it is met.
fn behind(desk: &Desk<'_>, case: &Case, open: BTreeSet<FactName>, facts: &Facts) -> BTreeSet<FactName> {
    let Some(assessment) = assess(desk.case_type, case, facts, desk.today) else { return open };
    let (of_criteria, mut all): (BTreeSet<_>, BTreeSet<_>) = open.into_iter().partition(is_of_criteria);
    for fact in of_criteria {
        let own = assessment.grounds.iter().find(|ground| criterion_fact(&ground.id) == fact);
        match own {
            Some(ground) => all.extend(ground.explanation.facts_to_find_out().iter().cloned()),
            None => all.extend(assessment.to_find_out.iter().cloned()),
        }
    }
    all
}

fn missing(desk: &Desk<'_>, step: &Step, facts: &Facts) -> Vec<Mistake> {
    let lacks = |name: &&FactName| {
        let field = desk.case_type.field(name);
        let required = field.and_then(|field| field.required.as_ref());
        let required = || required.is_some_and(|required| required.truth(facts) == Truth::True);
        facts.get(name.as_str()).is_none() && (step.wants(name) || required())
    };
    step.form.iter().filter(lacks).map(|name| Mistake::at(name.as_str(), "required")).collect()
}

/// What speaks against going on and asks for a reason.
fn owed(desk: &Desk<'_>, case: &Case, facts: &Facts) -> Vec<String> {
    let assessment = assess(desk.case_type, case, facts, desk.today);
    assessment.as_ref().map(warnings).unwrap_or_default()
}

/// The answers that count: to what was asked, and not blank.
fn answers(owed: &[String], mut reasons: BTreeMap<String, String>) -> BTreeMap<String, String> {
    reasons.retain(|id, reason| owed.contains(id) && !reason.trim().is_empty());
    reasons
}

/// The day with which the case begins in law, where `fact` is another: nothing that follows comes before it.
fn begun(desk: &Desk<'_>, fact: &FactName, facts: &Facts) -> Option<Date> {
    let first = desk.case_type.regime_day.as_ref().filter(|first| *first != fact)?;
    match facts.value(first.as_str()) {
        Some(Value::Date(day)) => Some(*day),
        Some(_) | None => None,
    }
}

fn day_of(desk: &Desk<'_>, step: &Step, facts: &Facts) -> Result<Date, Mistake> {
    let Some(fact) = &step.dated_by else { return Ok(desk.today) };
    match facts.value(fact.as_str()) {
        Some(Value::Date(day)) if *day > desk.today => Err(Mistake::at(fact.as_str(), "date-in-future")),
        Some(Value::Date(day)) => match begun(desk, fact, facts).filter(|begun| day < begun) {
            Some(begun) => Err(Mistake::at(fact.as_str(), "date-too-early").with("day", begun)),
            None => Ok(*day),
        },
        Some(_) | None => Ok(desk.today),
    }
}
