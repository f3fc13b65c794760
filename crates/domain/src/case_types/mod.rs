//! A kind of case as data: its facts, form, states, steps, clocks and documents.
//!
//! Built by `packs` from `packs/case-types/<id>/`, proved sound by [`check`] before anything runs on it.
//! Never: a word about any particular kind of case.

pub mod check;
pub mod clock;
pub mod document;
pub mod effect;
pub mod form;
pub mod number;
mod serves;
pub mod step;

use std::collections::BTreeMap;

use kernel::id::{CaseTypeId, ClockId, DocumentKind, FactName, OrganId, RoleId, StateId, StepId, VariantId};
use kernel::{Citation, Label};
use law::amount::Amounts;
use law::criteria::{Regime, RuleSet};
use law::expr::{Expr, Formula};
use law::facts::{Choice, FactDefinition, FactSchema};

pub use clock::ClockRule;
pub use document::{DocumentRule, MAKE, Publish, SetPart};
pub use effect::{Effect, Reads};
pub use form::{Field, FieldKind, OBTAINED, PAPERS, Paper, Section};
pub use number::{NumberPattern, NumberWord};
pub use serves::Serves;
pub use step::{Asks, Caution, Guard, Notice, Step};

/// A kind of case in all its variants; they share its facts.
#[derive(Debug, Clone)]
pub struct Kind {
    /// The variant that stands first in its folder.
    pub first: CaseType,
    /// The others, in their order.
    pub others: Vec<CaseType>,
}

impl Kind {
    /// Every variant, the first first.
    pub fn variants(&self) -> impl Iterator<Item = &CaseType> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// The variants that an office of `organ` takes, in their order.
    pub fn taken_by(&self, organ: &OrganId) -> impl Iterator<Item = &CaseType> {
        self.variants().filter(move |own| own.variant.organ.as_ref().is_none_or(|of| of == organ))
    }

    /// The variant called `id`.
    #[must_use]
    pub fn variant(&self, id: &VariantId) -> Option<&CaseType> {
        self.variants().find(|own| own.variant.id == *id)
    }
}

/// One variant of a kind of case, complete and checked.
#[derive(Debug, Clone)]
pub struct CaseType {
    /// Its folder under `packs/case-types`.
    pub id: CaseTypeId,
    /// Its name on pages.
    pub name: Label,
    /// The pattern of its case numbers.
    pub number: NumberPattern,
    /// Which variant.
    pub variant: Variant,
    /// Every fact that a case of this kind can state, the system's own included.
    pub schema: FactSchema,
    /// The form, in sections.
    pub sections: Vec<Section>,
    /// The papers that an applicant brings.
    pub papers: Vec<Paper>,
    /// The states; the first is where a case opens.
    pub states: Vec<State>,
    /// The steps, in the order in which they are offered.
    pub steps: Vec<Step>,
    /// The clocks.
    pub clocks: Vec<ClockRule>,
    /// The documents.
    pub documents: Vec<DocumentRule>,
    /// Typst files beside the templates that are no documents themselves: parts that templates share, by file name.
    pub document_parts: BTreeMap<String, Vec<u8>>,
    /// Criteria, exclusions and regimes, where the kind has any.
    pub rules: RuleSet,
    /// Ways of computing an amount, from the whole country's to a county's; none where the kind grants no money.
    pub amounts: Amounts,
    /// The fact whose day decides which version of the rules applies; the opening day until it is known.
    pub regime_day: Option<FactName>,
    /// The fact that names the harm's own case; one award per person and such case.
    pub harm_case: Option<FactName>,
    /// When all who were harmed by it share one case, so that help to another of them counts as earlier help.
    pub joint: Option<Joint>,
    /// The fact that one line of a list shows beside the person's name.
    pub headline: Option<FactName>,
    /// The choices by whose answers two cases are alike, each with the formula that gives its answer.
    pub alike: Vec<(FactName, Formula)>,
    /// How long the file is kept.
    pub retention: Option<Retention>,
}

/// A variant of a kind of case, such as a procuratorate's or a court's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Its name in packs.
    pub id: VariantId,
    /// Its name on pages.
    pub label: Label,
    /// Whose offices take such cases; any organ's where it is nothing.
    pub organ: Option<OrganId>,
}

/// When several people have one case together.
#[derive(Debug, Clone)]
pub struct Joint {
    /// When.
    pub when: Expr,
    /// Who says so.
    pub source: Citation,
}

/// How long a closed file is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// Years after the case closed.
    pub years: u16,
    /// Why.
    pub source: Citation,
}

/// A state of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Its name in packs.
    pub id: StateId,
    /// Its name on pages.
    pub label: Label,
    /// The role whose desk the case lies on; `None` at an end.
    pub owner: Option<RoleId>,
    /// Whether the case is over here.
    pub end: bool,
}

impl CaseType {
    /// The state called `id`.
    #[must_use]
    pub fn state(&self, id: &StateId) -> Option<&State> {
        self.states.iter().find(|state| &state.id == id)
    }

    /// The step called `id`.
    #[must_use]
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| &step.id == id)
    }

    /// The clock called `id`.
    #[must_use]
    pub fn clock(&self, id: &ClockId) -> Option<&ClockRule> {
        self.clocks.iter().find(|clock| &clock.id == id)
    }

    /// The document called `id`.
    #[must_use]
    pub fn document(&self, id: &DocumentKind) -> Option<&DocumentRule> {
        self.documents.iter().find(|document| &document.id == id)
    }

    /// Whether `step` makes a document by hand and does nothing else.
    #[must_use]
    pub fn makes_by_hand(&self, step: &StepId) -> bool {
        self.documents.iter().any(|document| document.by_hand.as_ref() == Some(step))
    }

    /// The field that states `fact`.
    #[must_use]
    pub fn field(&self, fact: &FactName) -> Option<&Field> {
        self.sections.iter().flat_map(|section| &section.fields).find(|field| &field.fact == fact)
    }

    /// The answers that `fact` has in this variant: of papers those of its list, of what lifts the ceiling what one of its
    /// standards names.
    #[must_use]
    pub fn choices(&self, fact: &FactDefinition) -> Vec<Choice> {
        if [PAPERS, OBTAINED].contains(&fact.name.as_str()) {
            let paper = |own: &Paper| Choice { id: own.id.clone(), label: own.label.clone() };
            return self.papers.iter().map(paper).collect();
        }
        let lifts = |own: &Effect| matches!(own, Effect::ComputeAmount { exception, .. } if *exception == fact.name);
        let all = fact.ty.choices().iter();
        if !self.steps.iter().flat_map(|step| &step.effects).any(lifts) {
            return all.cloned().collect();
        }
        let of_ours = |own: &Regime| own.variant == self.variant.id.as_str();
        let versions: Vec<&str> = self.rules.regimes().iter().filter(|own| of_ours(own)).map(Regime::version).collect();
        let standards = || self.amounts.iter().filter(|own| versions.contains(&own.version()));
        let named = |id: &str| standards().any(|own| own.exceptions().iter().any(|exception| exception.id == id));
        all.filter(|choice| named(&choice.id)).cloned().collect()
    }

    /// The states that a case in `start` can still come to, itself first.
    #[must_use]
    pub fn ahead(&self, start: &StateId) -> Vec<StateId> {
        let mut seen = vec![start.clone()];
        let mut next = 0;
        while let Some(state) = seen.get(next).cloned() {
            for onward in self.steps_from(&state).filter_map(|step| step.to.as_ref()) {
                if !seen.contains(onward) {
                    seen.push(onward.clone());
                }
            }
            next = next.saturating_add(1);
        }
        seen
    }

    /// The steps that leave `state`, in order.
    pub fn steps_from<'a>(&'a self, state: &'a StateId) -> impl Iterator<Item = &'a Step> {
        self.steps.iter().filter(move |step| step.from.contains(state))
    }
}
