//! A step of a kind of case: who may take it, from where, and on what condition.
use kernel::id::{ClockId, DocumentKind, FactName, RoleId, StateId, StepId};
use kernel::{Citation, Label};
use law::expr::Expr;

use super::Effect;

/// What may be done in a state.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name in packs.
    pub id: StepId,
    /// Its name on the button.
    pub label: Label,
    /// What taking it means, in a sentence.
    pub hint: Option<Label>,
    /// The states in which it may be taken.
    pub from: Vec<StateId>,
    /// The state it leads to; stays where it is when absent.
    pub to: Option<StateId>,
    /// The roles that may take it.
    pub by: Vec<RoleId>,
    /// Steps whose taker may not take this one: who proposes does not approve.
    pub not_after_own: Vec<StepId>,
    /// Whether only the role that the amount's band names may take it.
    pub by_amount_band: bool,
    /// The facts it asks for, in order.
    pub form: Vec<FactName>,
    /// Facts of the form that hold for one taking only, such as a payment's reference: earlier answers do not count.
    pub anew: Vec<FactName>,
    /// Facts that are shown beside the form, because the step decides on them: what is asked for, to whom it is paid.
    pub shows: Vec<FactName>,
    /// What must hold.
    pub guard: Option<Guard>,
    /// Whether exclusions that hold must be answered with a reason.
    pub weighs_exclusions: bool,
    /// What makes somebody who takes it look twice.
    pub cautions: Vec<Caution>,
    /// What the head of the case says once it was taken, until something else was.
    pub notice: Option<Notice>,
    /// The fact that gives the step its day; today when absent.
    pub dated_by: Option<FactName>,
    /// Clocks that start.
    pub starts: Vec<ClockId>,
    /// Clocks that stop because they were kept.
    pub stops: Vec<ClockId>,
    /// Documents that are issued.
    pub issues: Vec<DocumentKind>,
    /// What else happens, in order.
    pub effects: Vec<Effect>,
    /// Steps that somebody else is to take now, one of them: the case lies on the desk of the first one's role until then.
    pub calls: Vec<StepId>,
    /// Whether the step may be put forward as the next thing to do; side branches are not.
    pub side: bool,
}

impl Step {
    /// Whether the guard never holds while `fact`, which the form asks for, is unknown: its field must be filled in.
    #[must_use]
    pub fn wants(&self, fact: &FactName) -> bool {
        let guard = || self.guard.as_ref().is_some_and(|guard| guard.when.wants_known().contains(fact));
        self.form.contains(fact) && guard()
    }
}

/// A condition of a step, and what to say when it does not hold.
#[derive(Debug, Clone)]
pub struct Guard {
    /// What must be true; unknown is not enough.
    pub when: Expr,
    /// What to say otherwise.
    pub otherwise: Label,
}

/// A condition over what is known and what was filled in, that speaks against going on as it stands.
#[derive(Debug, Clone)]
pub struct Caution {
    /// Its name in packs; the reason is kept under it.
    pub id: String,
    /// When it speaks.
    pub when: Expr,
    /// What it says; it also stands beside the reason that somebody gave.
    pub label: Label,
    /// What to do about it.
    pub hint: Option<Label>,
    /// Who says so, where somebody does.
    pub source: Option<Citation>,
    /// What it wants.
    pub asks: Asks,
}

/// What a caution wants of who takes the step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// A reason for going on.
    Reason,
    /// That it is read: somebody else answered it, or will.
    Nothing,
    /// Another value of this fact.
    Correction(FactName),
}

/// What the head of a case says after a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub label: Label,
    /// The facts that say more.
    pub tells: Vec<FactName>,
    /// The steps with which it is over.
    pub until: Vec<StepId>,
}
