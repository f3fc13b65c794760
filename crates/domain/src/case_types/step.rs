//! A step of a kind of case: who may take it, from where, and what it does.
//!
//! The effects are a closed list. Content cannot loop, define functions or call out.
use kernel::id::{ClockId, DocumentKind, FactName, RoleId, StateId, StepId};
use kernel::{Citation, Label};
use law::deadline::Length;
use law::expr::{Expr, Formula};

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

/// What a step can do beyond its state, clocks and documents.
#[derive(Debug, Clone)]
pub enum Effect {
    /// The case gets its number.
    GiveNumber,
    /// Who takes the step works on the case from now on.
    TakeCharge,
    /// The range is computed, and the officer's amount is held against it.
    ComputeAmount {
        /// The fact with the amount that the officer proposes.
        proposed: FactName,
        /// The fact with the reason for leaving the range.
        deviation: FactName,
        /// The fact with the ground for going above the ceiling.
        exception: FactName,
    },
    /// Money is granted to the person of the case.
    Award {
        /// How much, in fen.
        amount: Formula,
        /// Whether it is paid before the papers and counts towards the decision.
        advance: bool,
        /// The fact with the reason for an award beside an earlier one for the same harm.
        override_reason: FactName,
    },
    /// A payment is ordered.
    OrderPayment {
        /// How much, in fen.
        amount: Formula,
        /// The fact that says to whom, where one does.
        payee: Option<FactName>,
        /// The fact with the account, where there is one.
        account: Option<FactName>,
    },
    /// The open payment arrived.
    ConfirmPayment {
        /// The fact with the day.
        on: FactName,
        /// The fact with the bank's reference.
        reference: FactName,
    },
    /// The open payment came back.
    FailPayment {
        /// The fact with the reason.
        why: FactName,
    },
    /// A return visit is planned.
    PlanVisit {
        /// How long after the step.
        after: Length,
        /// Who says so.
        source: Citation,
    },
    /// The visit that is due was made.
    RecordVisit {
        /// The fact with the day.
        on: FactName,
        /// The fact with what was found.
        found: FactName,
    },
    /// A visit was made that nobody had planned.
    NoteVisit {
        /// What kind of visit it was.
        label: Label,
        /// The fact with the day.
        on: FactName,
        /// The fact with what was found.
        found: FactName,
    },
    /// Something is asked of another agency.
    HandOver {
        /// The fact with the agency.
        to: FactName,
        /// The fact with what is asked.
        what: FactName,
        /// How long it has to answer.
        answer_within: Length,
        /// Who says so.
        source: Citation,
    },
    /// An agency's answer came in.
    AnswerHandOver {
        /// The fact with the agency.
        from: FactName,
        /// The fact with the answer.
        answer: FactName,
    },
    /// Another case is tied to this one.
    Link {
        /// The fact with the other case's number.
        number: FactName,
        /// The fact with what it is.
        what: FactName,
    },
    /// The case is over.
    Close,
}

/// What an effect reads from a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// A day.
    Day,
    /// Money.
    Money,
    /// Text.
    Text,
    /// Words: a text, or the id of a choice.
    Words,
}

impl Reads {
    /// The types of facts that it can be read from.
    #[must_use]
    pub fn words(self) -> &'static [&'static str] {
        match self {
            Reads::Day => &["date"],
            Reads::Money => &["fen"],
            Reads::Text => &["text"],
            Reads::Words => &["text", "choice"],
        }
    }
}

impl Effect {
    /// The facts it reads by name, and what from each.
    #[must_use]
    pub fn reads(&self) -> Vec<(&FactName, Reads)> {
        match self {
            Effect::GiveNumber | Effect::TakeCharge | Effect::PlanVisit { .. } | Effect::Close => vec![],
            Effect::OrderPayment { payee, account, .. } => {
                payee.iter().chain(account).map(|words| (words, Reads::Words)).collect()
            }
            Effect::ComputeAmount { proposed, deviation, exception } => {
                vec![(proposed, Reads::Money), (deviation, Reads::Words), (exception, Reads::Words)]
            }
            Effect::Award { override_reason: words, .. } | Effect::FailPayment { why: words } => {
                vec![(words, Reads::Words)]
            }
            Effect::ConfirmPayment { on, reference: words }
            | Effect::RecordVisit { on, found: words }
            | Effect::NoteVisit { on, found: words, .. } => {
                vec![(on, Reads::Day), (words, Reads::Words)]
            }
            Effect::HandOver { to: one, what: other, .. }
            | Effect::AnswerHandOver { from: one, answer: other }
            | Effect::Link { number: one, what: other } => vec![(one, Reads::Words), (other, Reads::Words)],
        }
    }
}
