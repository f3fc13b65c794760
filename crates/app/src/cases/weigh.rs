//! What a step's form says to who takes it: what speaks against going on, what cannot be judged yet, what was answered before.
//!
//! Never: refuses. The reasons that are asked for here are those that `domain::cases::decide` asks for.
use std::collections::BTreeSet;

use domain::case_types::{Asks, CaseType, Effect, Step};
use domain::cases::Case;
use domain::cases::decide::{CRITERIA, FIGURES, assess, spoken};
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Citation, Fen, Label};
use law::amount::Amount;
use law::criteria::{Assessment, Ground};
use law::expr::Truth;
use law::facts::{Facts, Value};

use super::facts::Sight;
use super::lines::Changed;
use super::tabs::undecided;
use crate::Shown;

/// Something to look at twice before going on.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// The field of the reason, `reason.<id>`; nothing where it is only told, or answered in a field of its own.
    pub field: Option<String>,
    /// What it says.
    pub says: Speaks,
    /// Where it stands.
    pub source: Option<Citation>,
}

/// What a warning says.
#[derive(Debug, Clone, PartialEq)]
pub enum Speaks {
    /// No criterion is known to be met.
    NoGround,
    /// An exclusion holds, or a caution of the step does; what to do about it.
    Holds(Label, Option<Label>),
    /// Whether these hold cannot be judged before their facts are known.
    Open(Vec<(Label, Vec<Label>)>),
    /// The amount is not within the range, whose ends are open where a fact or a figure is missing; the field of the reason.
    Outside(Fen, [Option<Fen>; 2], Option<Label>),
    /// The year's fund has less free than this would take more of it: how much more, and what is free.
    FundShort(Fen, Fen),
    /// The amount is above the ceiling; the field of the ground.
    AboveCeiling(Fen, Fen, Option<Label>),
    /// Figures changed since the amount was put forward.
    Changed(Changed),
}

/// A reason that somebody gave for going on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Under which key.
    pub id: String,
    /// To what; nothing where no criterion was met, or where figures changed.
    pub to: Option<Label>,
    /// The reason.
    pub reason: Shown,
    /// The day.
    pub on: Date,
}

/// A case and what is known of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Weighed<'a> {
    pub(crate) case: &'a Case,
    pub(crate) case_type: &'a CaseType,
    pub(crate) facts: &'a Facts,
    pub(crate) today: Date,
    /// Whether something was typed into the form.
    pub(crate) form: Form,
}

/// How far a form is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing was typed yet.
    Fresh,
    /// Something was.
    Typed,
}

impl Weighed<'_> {
    /// Everything to look at twice in `step`.
    pub(crate) fn warnings(&self, step: &Step, range: Option<&Amount>) -> Vec<Warning> {
        let grants = step.effects.iter().any(|effect| matches!(effect, Effect::Award { .. }));
        let assessment = assess(self.case_type, self.case, self.facts, self.today);
        let assessment = assessment.as_ref().filter(|_| step.weighs_exclusions || grants);
        let mut all = self.changed(step);
        if all.is_empty() {
            all = self.amount(step, range);
        }
        all.extend(self.cautions(step));
        all.extend(assessment.iter().flat_map(|own| speaking(step, own)));
        all.extend(assessment.and_then(|own| self.open(own)));
        all
    }

    /// Figures that changed since the amount was put forward, for who decides on it; with a reason where it left the range.
    fn changed(&self, step: &Step) -> Vec<Warning> {
        let changed = undecided(self.case, self.case_type).filter(|_| step.by_amount_band).and_then(Changed::of);
        let grants = step.effects.iter().any(|own| matches!(own, Effect::Award { advance: false, .. }));
        let told = |own: Changed| Warning {
            field: (grants && !own.holds()).then(|| format!("reason.{FIGURES}")),
            says: Speaks::Changed(own),
            source: None,
        };
        changed.into_iter().map(told).collect()
    }

    /// An amount that the range does not hold: as it is proposed, or as it was.
    fn amount(&self, step: &Step, range: Option<&Amount>) -> Vec<Warning> {
        let told = |says| Warning { field: None, says, source: None };
        let proposed = step.effects.iter().find_map(|effect| {
            let Effect::ComputeAmount { proposed, deviation, exception } = effect else { return None };
            Some((proposed, [deviation, exception]))
        });
        let amount = match (proposed, &self.case.proposal) {
            (Some((fact, _)), _) => self.facts.value(fact.as_str()).and_then(fen),
            (None, Some(proposal)) if step.by_amount_band => Some(proposal.amount),
            (None, _) => None,
        };
        let Some((amount, range)) = amount.zip(range) else { return vec![] };
        let label = |place: usize| self.label(proposed.and_then(|(_, fields)| fields.get(place).copied())?);
        let held = range.low.zip(range.high).is_some_and(|(low, high)| low <= amount && amount <= high);
        let outside = (!held).then(|| told(Speaks::Outside(amount, [range.low, range.high], label(0))));
        let above = range.ceiling.filter(|ceiling| amount > *ceiling);
        let above = above.map(|ceiling| told(Speaks::AboveCeiling(amount, ceiling, label(1))));
        outside.into_iter().chain(above).collect()
    }

    /// What `step` would grant beyond what the case was granted, or puts forward to be.
    pub(crate) fn wants(&self, step: &Step) -> Option<Fen> {
        let wanted = step.effects.iter().find_map(|effect| {
            if let Effect::Award { amount, .. } = effect {
                amount.fen(self.facts)
            } else if let Effect::ComputeAmount { proposed, .. } = effect {
                self.facts.value(proposed.as_str()).and_then(fen)
            } else {
                None
            }
        });
        wanted?.minus(self.case.awarded()?).filter(|more| *more > Fen::ZERO)
    }

    /// A caution that cannot be judged is told once its facts could have been filled in.
    fn cautions(&self, step: &Step) -> Vec<Warning> {
        let here = |facts: &BTreeSet<FactName>| facts.iter().any(|fact| step.form.contains(fact));
        let told = |own: domain::cases::decide::Spoken<'_>| {
            let (caution, open) = (own.caution, own.to_find_out);
            let field = (open.is_empty() && caution.asks == Asks::Reason).then(|| format!("reason.{}", caution.id));
            let corrected = matches!(caution.asks, Asks::Correction(_));
            let says = if open.is_empty() {
                Speaks::Holds(caution.label.clone(), caution.hint.clone())
            } else {
                Speaks::Open(vec![(caution.label.clone(), self.labels(&open))])
            };
            let hidden = !open.is_empty() && (corrected || (here(&open) && self.form == Form::Fresh));
            (!hidden).then(|| Warning { field, says, source: caution.source.clone() })
        };
        spoken(step, self.facts).into_iter().filter_map(told).collect()
    }

    /// The exclusions that nobody can judge yet, each with what is to be found out.
    fn open(&self, assessment: &Assessment) -> Option<Warning> {
        let unknown = assessment.exclusions.iter().filter(|ground| ground.result == Truth::Unknown);
        let facts = |ground: &Ground| self.labels(ground.explanation.facts_to_find_out());
        let open: Vec<_> = unknown.map(|ground| (ground.label.clone(), facts(ground))).collect();
        (!open.is_empty()).then_some(Warning { field: None, says: Speaks::Open(open), source: None })
    }

    /// The reasons that were given so far, the latest first, by what they answer.
    pub(crate) fn answered(&self, sight: Sight) -> Vec<Answered> {
        self.answered_in(sight, |_| true)
    }

    /// The same, of steps that are `wanted` only.
    pub(crate) fn answered_in(&self, sight: Sight, wanted: impl Fn(&Step) -> bool) -> Vec<Answered> {
        let of = |taken: &&domain::cases::Taken| self.case_type.step(&taken.step).is_some_and(&wanted);
        let taken = self.case.taken.iter().rev().filter(of);
        let mut seen = BTreeSet::new();
        let answers = taken.flat_map(|own| own.reasons.iter().map(move |(id, reason)| (own, id, reason)));
        let latest = answers.filter(|(_, id, _)| seen.insert(id.as_str()));
        let told = |(own, id, reason): (&domain::cases::Taken, &String, &String)| Answered {
            id: id.clone(),
            to: self.answers_to(&own.step, id),
            reason: sight.wrote(reason),
            on: own.on,
        };
        latest.map(told).collect()
    }

    fn answers_to(&self, step: &kernel::id::StepId, id: &str) -> Option<Label> {
        let cautions = self.case_type.step(step).into_iter().flat_map(|own| &own.cautions);
        let caution = cautions.into_iter().find(|own| own.id == id).map(|own| own.label.clone());
        let assessment = assess(self.case_type, self.case, self.facts, self.today);
        let exclusion = || assessment?.exclusions.into_iter().find(|own| own.id == id).map(|own| own.label);
        caution.or_else(exclusion)
    }

    fn labels(&self, facts: &BTreeSet<FactName>) -> Vec<Label> {
        facts.iter().filter_map(|fact| self.label(fact)).collect()
    }

    fn label(&self, fact: &FactName) -> Option<Label> {
        self.case_type.schema.get(fact.as_str()).map(|own| own.label.clone())
    }
}

/// Exclusions that hold and criteria that do not: with a reason where the step weighs them.
fn speaking(step: &Step, assessment: &Assessment) -> Vec<Warning> {
    let field = |id: &str| step.weighs_exclusions.then(|| format!("reason.{id}"));
    let held = assessment.exclusions.iter().filter(|ground| ground.result == Truth::True).map(|ground| Warning {
        field: field(&ground.id),
        says: Speaks::Holds(ground.label.clone(), None),
        source: Some(ground.source.clone()),
    });
    let none_met = (assessment.result != Truth::True).then(|| Warning {
        field: field(CRITERIA),
        says: Speaks::NoGround,
        source: None,
    });
    held.chain(none_met).collect()
}

fn fen(value: &Value) -> Option<Fen> {
    if let Value::Fen(fen) = value { Some(*fen) } else { None }
}
