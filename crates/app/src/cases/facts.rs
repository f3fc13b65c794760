//! Facts as lines of a page: label, value, origin; masked where they say who somebody is.
use domain::case_types::{CaseType, FieldKind};
use domain::masks::{self, Seen};
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Fen, Label};
use law::criteria::Assessment;
use law::explain::Explanation;
use law::facts::{DataClass, FactDefinition, Known, Origin, Value};
use rust_decimal::Decimal;

use crate::Shown;

/// A fact on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// Which.
    pub name: FactName,
    /// What a citizen reads.
    pub label: Label,
    /// What was stated; nothing when it is unknown.
    pub value: Option<ValueShown>,
    /// Where it was learnt.
    pub origin: Option<Origin>,
}

/// A value as a page shows it; the edge formats dates and money.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueShown {
    /// Yes or no.
    Truth(bool),
    /// How many.
    Count(i64),
    /// Money.
    Fen(Fen),
    /// A number.
    Decimal(Decimal),
    /// A day.
    Date(Date),
    /// Words of the pack.
    Labels(Vec<Label>),
    /// These words of the pack; whether others apply too is unknown.
    AtLeast(Vec<Label>),
    /// Text that somebody typed.
    Text(Shown),
    /// Out of this person's reach.
    Sealed,
}

/// How far personal text may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sight {
    /// The most guarded class that is shown at all.
    pub(crate) class: DataClass,
    /// Whether a reason was given for seeing what is masked.
    pub(crate) seen: Seen,
}

impl Sight {
    /// Whether personal text is shown at all.
    pub(crate) fn is_personal(self) -> bool {
        self.class >= DataClass::Personal
    }

    /// What was typed into a field of this kind.
    pub(crate) fn typed(self, kind: FieldKind, text: &str) -> Shown {
        if self.is_personal() { masks::field(kind, text, self.seen) } else { self.wrote(text) }
    }

    /// What somebody wrote.
    pub(crate) fn wrote(self, text: &str) -> Shown {
        if self.is_personal() || text.is_empty() { Shown::plain(text) } else { masks::withheld() }
    }
}

/// Leaves out of what the rules say the values of facts that are not shown.
pub(crate) fn withhold_all(told: &mut Assessment, case_type: &CaseType, sight: Sight) {
    for ground in told.grounds.iter_mut().chain(&mut told.exclusions) {
        withhold(&mut ground.explanation, case_type, sight);
    }
}

/// Leaves out of `explanation` the values of facts that are not shown; that they are known stays.
fn withhold(explanation: &mut Explanation, case_type: &CaseType, sight: Sight) {
    let guarded = |name: &FactName| case_type.schema.get(name.as_str()).is_none_or(|own| own.class > sight.class);
    for read in explanation.facts.iter_mut().filter(|read| read.value.is_some() && guarded(&read.name)) {
        (read.value, read.origin) = (Some(Value::Text(masks::withheld().text)), None);
    }
    for part in &mut explanation.parts {
        withhold(part, case_type, sight);
    }
}

/// The line of `known` for the fact `definition`.
pub(crate) fn line(case_type: &CaseType, definition: &FactDefinition, known: Option<&Known>, sight: Sight) -> FactLine {
    let kind = case_type.field(&definition.name).map_or(FieldKind::Text, |field| field.kind);
    FactLine {
        name: definition.name.clone(),
        label: definition.label.clone(),
        value: known.map(|known| shown(definition, kind, &known.value, sight)),
        origin: known.filter(|_| definition.class <= sight.class).map(|known| known.origin.clone()),
    }
}

/// A value as this person may see it.
pub(crate) fn shown(definition: &FactDefinition, kind: FieldKind, value: &Value, sight: Sight) -> ValueShown {
    if definition.class > sight.class {
        return ValueShown::Sealed;
    }
    let label = |id: &String| {
        let choice = definition.ty.choices().iter().find(|choice| choice.id == *id);
        choice.map_or_else(|| super::words(id), |choice| choice.label.clone())
    };
    match value {
        Value::Truth(truth) => ValueShown::Truth(*truth),
        Value::Count(count) => ValueShown::Count(*count),
        Value::Fen(fen) => ValueShown::Fen(*fen),
        Value::Decimal(decimal) => ValueShown::Decimal(*decimal),
        Value::Date(date) if definition.name.as_str() == masks::BIRTH_FACT && sight.seen != Seen::Open => {
            ValueShown::Text(masks::birth(*date, sight.seen))
        }
        Value::Date(date) => ValueShown::Date(*date),
        Value::Text(text) => ValueShown::Text(masks::field(kind, text, sight.seen)),
        Value::Choice(id) => ValueShown::Labels(vec![label(id)]),
        Value::Choices(ids) => ValueShown::Labels(ids.iter().map(label).collect()),
        Value::AtLeast(ids) => ValueShown::AtLeast(ids.iter().map(label).collect()),
    }
}
