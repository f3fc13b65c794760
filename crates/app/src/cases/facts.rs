//! Facts as lines of a page: label, value, origin; masked where they say who somebody is.
use domain::case_types::{CaseType, FieldKind};
use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Fen, Label};
use law::facts::{DataClass, FactDefinition, Known, Origin, Value};
use rust_decimal::Decimal;

use crate::masks::Seen;
use crate::{Shown, masks};

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

/// The line of `known` for the fact `definition`.
pub(crate) fn line(case_type: &CaseType, definition: &FactDefinition, known: Option<&Known>, sight: Sight) -> FactLine {
    let kind = case_type.field(&definition.name).map_or(FieldKind::Text, |field| field.kind);
    FactLine {
        name: definition.name.clone(),
        label: definition.label.clone(),
        value: known.map(|known| shown(definition, kind, &known.value, sight)),
        origin: known.map(|known| known.origin.clone()),
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
        Value::Date(date) => ValueShown::Date(*date),
        Value::Text(text) => ValueShown::Text(masks::field(kind, text, sight.seen)),
        Value::Choice(id) => ValueShown::Labels(vec![label(id)]),
        Value::Choices(ids) => ValueShown::Labels(ids.iter().map(label).collect()),
        Value::AtLeast(ids) => ValueShown::AtLeast(ids.iter().map(label).collect()),
    }
}
