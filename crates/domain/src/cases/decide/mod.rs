//! `decide(case, command) -> act or refusal`: every rule about when a step may be taken and what it does.
//!
//! Pure: calendars, figures and the day are given. A rule suggests, a person decides: exclusions that hold and amounts
//! outside the range do not stop a step, they ask for a reason, and the reason stays in the file.
mod amount;
mod cautions;
mod clocks;
mod custody;
mod effects;
mod money;
mod payments;
mod people;
mod recompute;
mod recovery;
mod regime;
mod take;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::id::{AreaCode, CaseId, FactName, LeadId, OfficeId, PersonId, VariantId};
use kernel::{Fen, Mistake, Refusal};
use law::calendar::Calendars;
use law::facts::Value;
use law::figures::Figures;

use super::act::{Act, Event};
use super::{Case, Party, Stated};
use crate::access::Actor;
use crate::case_types::{CaseType, Step};

pub use amount::{Computed, amount};
pub use cautions::{Spoken, spoken};
pub use money::is_beside_earlier;
pub use recompute::{FIGURES, alike, is_undecided, recompute};
pub use regime::{CRITERIA, assess, regime, regime_of, warnings};
pub use take::{filled, out_of_turn, take};

/// What a decision is made with.
#[derive(Debug, Clone, Copy)]
pub struct Desk<'a> {
    /// The kind of case.
    pub case_type: &'a CaseType,
    /// The published calendars.
    pub calendars: &'a Calendars,
    /// Wages and other published figures.
    pub figures: &'a Figures,
    /// The civil day in Asia/Shanghai.
    pub today: Date,
    /// Who acts.
    pub actor: &'a Actor,
    /// The short name of the office in case numbers.
    pub office_mark: &'a str,
    /// The year of the office's series and the next place in it: one number, whatever day the step is dated.
    pub series: (i16, u32),
    /// What the people of the case were granted before, anywhere, for any harm; and what others were for the same one.
    pub earlier: &'a [EarlierAward],
    /// Who comes into the case, where a step adds somebody.
    pub newcomer: Option<PersonId>,
}

/// An award that a person already has, from this platform or from another organ's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierAward {
    /// The harm's own case; where a list does not say it, it may be this one.
    pub harm_case: Option<String>,
    /// Whose it is, where the platform knows them.
    pub whose: Option<PersonId>,
    /// Its number.
    pub number: u32,
    /// How much, where it is known.
    pub amount: Option<Fen>,
    /// When it was decided.
    pub on: Option<Date>,
    /// Who granted it: our case, or none when it came from a list.
    pub case: Option<CaseId>,
}

/// Opening a case.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// The variant.
    pub variant: VariantId,
    /// The office that handles it.
    pub office: OfficeId,
    /// The area whose law applies.
    pub area: AreaCode,
    /// Its people, the one it is about first.
    pub parties: Vec<Party>,
    /// The lead it comes from.
    pub lead: Option<LeadId>,
    /// What is already known.
    pub facts: BTreeMap<FactName, Stated>,
}

/// Taking a step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Taking {
    /// What was filled in; `None` takes a fact back.
    pub entries: BTreeMap<FactName, Option<Value>>,
    /// Answers to exclusions that hold: exclusion → reason.
    pub reasons: BTreeMap<String, String>,
    /// What each who applies gets, by their place in the case, where the step divides an amount.
    pub shares: BTreeMap<u32, Fen>,
}

/// Why nothing happened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum No {
    /// A rule says no.
    #[error(transparent)]
    Refused(#[from] Box<Refusal>),
    /// What was typed does not do.
    #[error("{} mistakes in what was filled in", .0.len())]
    Mistaken(Vec<Mistake>),
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> Self {
        No::Refused(Box::new(refusal))
    }
}

/// The act that opens a case of this kind.
///
/// # Errors
/// Refuses a variant that the kind does not have (`CASE-001`), a case about nobody (`CASE-002`) and a kind without a
/// state to open in (`CASE-003`).
pub fn open(desk: &Desk<'_>, opening: Opening) -> Result<Act, No> {
    let Opening { variant, office, area, parties, lead, facts } = opening;
    if desk.case_type.variant.id != variant {
        return Err(Refusal::new("CASE-001").with("variant", &variant).into());
    }
    if parties.is_empty() {
        return Err(Refusal::new("CASE-002").into());
    }
    let first = desk.case_type.states.first().map(|state| state.id.clone());
    let Some(state) = first else { return Err(Refusal::new("CASE-003").into()) };
    let case_type = desk.case_type.id.clone();
    let mut events = vec![Event::Opened { case_type, variant, office, area, parties, lead, state, on: desk.today }];
    if !facts.is_empty() {
        events.push(Event::FactsStated { facts, forgotten: BTreeSet::new() });
    }
    Ok(Act { events })
}

/// A step on offer.
#[derive(Debug, Clone)]
pub struct Offer<'a> {
    /// Which.
    pub step: &'a Step,
    /// What stands in its way for this person now; nothing when it may be taken.
    pub blocked: Option<Box<Refusal>>,
}

/// The steps that may be put forward now, the next one first; with what stands in the way of each.
#[must_use]
pub fn offered<'a>(desk: &Desk<'a>, case: &'a Case) -> Vec<Offer<'a>> {
    let facts = super::state::all_facts(desk.case_type, case, desk.today);
    let steps = desk.case_type.steps_from(&case.state);
    steps.map(|step| Offer { step, blocked: take::blocked(desk, case, step, &facts).err() }).collect()
}
