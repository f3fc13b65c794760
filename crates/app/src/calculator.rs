//! The calculator: any time limit, any amount, any criterion, worked through, without a case.
use std::collections::BTreeSet;

use domain::access::action::Calculate;
use domain::access::permit;
use domain::case_types::CaseType;
use domain::forms::{Typed, parse};
use jiff::civil::Date;
use kernel::id::{AreaCode, CaseTypeId, FactName, VariantId};
use kernel::{Label, Mistake, Refusal};
use law::amount::{Amount, AmountContext, Quantification};
use law::criteria::{Assessment, Regime};
use law::deadline::{Deadline, Length, Terms, count};
use law::facts::{Facts, Origin};
use packs::Library;

use crate::cases::{FormField, blank_field};
use crate::{Answer, App, Asker, Error};

/// What is asked about an amount or a criterion.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The kind of case.
    pub case_type: CaseTypeId,
    /// The variant.
    pub variant: VariantId,
    /// The area of the office.
    pub area: AreaCode,
    /// The day.
    pub on: Date,
    /// The facts that are known.
    pub facts: Facts,
}

impl App {
    /// The facts that a rule or a standard of this variant reads, as fields to fill in.
    ///
    /// # Errors
    /// Refuses who may not calculate; [`Error::NotFound`] for a kind of case that is not there; a mistake at `variant` for
    /// one that the kind does not have.
    pub fn calculator_fields(
        &self,
        asker: &Asker,
        case_type: &CaseTypeId,
        variant: &VariantId,
    ) -> Answer<Vec<FormField>> {
        permit::<Calculate>(&asker.actor)?;
        let own = self.calculator_variant(case_type, variant)?;
        let read = facts_read(own);
        let fields = own.sections.iter().flat_map(|section| &section.fields);
        let fields = fields.filter(|field| read.contains(&field.fact));
        Ok(fields.filter_map(|field| blank_field(own, &field.fact)).collect())
    }

    /// The facts typed into the calculator, as far as this variant asks for them.
    ///
    /// # Errors
    /// Every mistake in what was typed, and one at `variant` for one that the kind does not have.
    pub fn calculator_facts(
        &self,
        asker: &Asker,
        (case_type, variant): (&CaseTypeId, &VariantId),
        typed: &Typed,
    ) -> Answer<Facts> {
        let own = self.calculator_variant(case_type, variant)?;
        let names: Vec<FactName> = facts_read(own).into_iter().filter(|name| own.field(name).is_some()).collect();
        let entries = parse(own, &names, typed).map_err(Error::Mistaken)?;
        let (mut facts, mut mistakes) = (Facts::new(), vec![]);
        for (name, value) in entries.into_iter().filter_map(|(name, value)| Some((name, value?))) {
            let definition = own.schema.get(name.as_str()).ok_or(Error::NotFound)?;
            mistakes.extend(definition.check(&value, asker.today).err());
            facts.state(name, value, Origin::new("form", "calculator"));
        }
        if mistakes.is_empty() { Ok(facts) } else { Err(Error::Mistaken(mistakes)) }
    }

    fn calculator_variant(&self, case_type: &CaseTypeId, variant: &VariantId) -> Answer<&CaseType> {
        let kind = self.library().case_types.get(case_type).ok_or(Error::NotFound)?;
        let unknown = || Error::Mistaken(vec![Mistake::at("variant", "not-a-choice")]);
        kind.variant(variant).ok_or_else(unknown)
    }
}

/// The last day of a period.
///
/// # Errors
/// `CAL-001` when a calendar that it needs is missing.
pub fn deadline(library: &Library, from: Date, length: Length, terms: &Terms) -> Answer<Deadline> {
    count(from, length, terms, &library.calendars).map_err(|error| Refusal::new("CAL-001").with("why", error).into())
}

/// What the criteria say of these facts.
///
/// # Errors
/// `CALC-001` when no rules of the variant are in force on the day.
pub fn eligibility(library: &Library, question: &Question) -> Answer<Assessment> {
    let kind = case_type(library, question)?;
    let version = version(kind, question)?;
    Ok(kind.rules.assess(&version, &question.facts))
}

/// The amount for these facts; open where a fact or a figure is missing. Nothing when no standard applies.
///
/// # Errors
/// `CALC-001` when no rules of the variant are in force on the day; a mistake at each fact that is stated and with which
/// no amount comes out all the same, such as a share above one.
pub fn amount(library: &Library, question: &Question) -> Answer<Option<(Label, Amount)>> {
    let kind = case_type(library, question)?;
    let version = version(kind, question)?;
    let chosen = kind.amounts.choose(&version, &question.area, question.on);
    let context = AmountContext::new(question.area.clone(), question.on);
    let Some(chosen) = chosen else { return Ok(None) };
    let computed = chosen.quantify(&question.facts, &library.figures, &context);
    let stated = computed.to_find_out.iter().filter(|fact| question.facts.get(fact.as_str()).is_some());
    let mistakes: Vec<Mistake> = stated.map(|fact| Mistake::at(fact.as_str(), "makes-no-amount")).collect();
    if mistakes.is_empty() { Ok(Some((chosen.label().clone(), computed))) } else { Err(Error::Mistaken(mistakes)) }
}

fn case_type<'a>(library: &'a Library, question: &Question) -> Answer<&'a CaseType> {
    let kind = library.case_types.get(&question.case_type).ok_or(Error::NotFound)?;
    let unknown = || Error::Mistaken(vec![Mistake::at("variant", "not-a-choice")]);
    kind.variant(&question.variant).ok_or_else(unknown)
}

fn version(kind: &CaseType, question: &Question) -> Answer<String> {
    let none = |_| Refusal::new("CALC-001").with("variant", &question.variant).with("day", question.on);
    // The day of the question stands for the day that the regime names.
    let regime = kind.rules.regime(question.variant.as_str(), question.on).map_err(none)?;
    Ok(regime.version().to_owned())
}

/// What the rules of this variant read, and the standards that belong to them.
fn facts_read(own: &CaseType) -> BTreeSet<FactName> {
    let versions: BTreeSet<&str> = own
        .rules
        .regimes()
        .iter()
        .filter(|regime| regime.variant == own.variant.id.as_str())
        .map(Regime::version)
        .collect();
    let standards = own.amounts.iter().filter(|standard| versions.contains(standard.version()));
    let mut read: BTreeSet<FactName> = standards.flat_map(Quantification::facts).collect();
    read.extend(versions.iter().flat_map(|version| own.rules.facts_of(version)));
    read
}
