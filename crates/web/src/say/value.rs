//! Values of facts and where they were learnt.
use app::cases::{FactLine, ValueShown};
use kernel::{Label, Language, Sex};
use law::facts::{FactDefinition, Origin, Value};

use super::Say;
use crate::screens::cases::case::overview::Line;
use frame::parts::Hidden;

impl Say<'_> {
    /// A fact as a line: label, value, where from.
    pub(crate) fn fact(&self, fact: &FactLine) -> Line {
        let value = fact.value.as_ref().map_or_else(|| Hidden::open(self.t("form-unknown")), |value| self.value(value));
        Line { label: self.l(&fact.label), value, from: fact.origin.as_ref().map(|origin| self.origin(origin)) }
    }

    /// A value as it may be shown.
    pub(crate) fn value(&self, value: &ValueShown) -> Hidden {
        Hidden::open(match value {
            ValueShown::Truth(truth) => self.t(if *truth { "form-yes" } else { "form-no" }),
            ValueShown::Count(count) => count.to_string(),
            ValueShown::Fen(fen) => self.words.money(*fen),
            ValueShown::Decimal(decimal) => decimal.to_string(),
            ValueShown::Date(date) => self.words.date(*date),
            ValueShown::Labels(labels) => self.listed(&self.ls(labels)),
            ValueShown::AtLeast(labels) => self.at_least(&self.ls(labels)),
            ValueShown::Text(text) => return self.hidden(text),
            ValueShown::Sealed => return self.hidden(&domain::masks::withheld()),
        })
    }

    /// A value in an explanation; a text that somebody typed is left out, since it may say who they are.
    pub(crate) fn raw_value(&self, definition: &FactDefinition, value: &Value) -> Option<String> {
        let choice = |id: &String| {
            let label =
                definition.ty.choices().iter().find(|choice| choice.id == *id).map(|choice| self.l(&choice.label));
            label.unwrap_or_else(|| id.clone())
        };
        Some(match value {
            Value::Truth(truth) => self.t(if *truth { "form-yes" } else { "form-no" }),
            Value::Count(count) => count.to_string(),
            Value::Fen(fen) => self.words.money(*fen),
            Value::Decimal(decimal) => decimal.to_string(),
            Value::Date(date) => self.words.date(*date),
            Value::Choice(id) => choice(id),
            Value::Choices(ids) => self.listed(&ids.iter().map(choice).collect::<Vec<_>>()),
            Value::AtLeast(ids) => self.at_least(&ids.iter().map(choice).collect::<Vec<_>>()),
            Value::Text(_) => return None,
        })
    }

    fn ls(&self, labels: &[Label]) -> Vec<String> {
        labels.iter().map(|label| self.l(label)).collect()
    }

    /// These things, and perhaps others.
    fn at_least(&self, all: &[String]) -> String {
        self.words.with("value-at-least", [("what", self.listed(all))])
    }

    /// Several things, one after the other.
    pub(crate) fn listed(&self, all: &[String]) -> String {
        let between = match self.words.language() {
            Language::Chinese => "、",
            Language::English => ", ",
        };
        if all.is_empty() { self.t("value-none") } else { all.join(between) }
    }

    /// The year somebody was born and their sex, as far as they are known.
    pub(crate) fn born(&self, year: Option<i16>, sex: Option<Sex>) -> String {
        let known = [year.map(|year| year.to_string()), sex.map(|sex| self.sex(sex))];
        known.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Somebody's sex.
    pub(crate) fn sex(&self, sex: Sex) -> String {
        self.t(match sex {
            Sex::Female => "sex-female",
            Sex::Male => "sex-male",
        })
    }

    /// Where something was learnt.
    pub(crate) fn origin(&self, origin: &Origin) -> String {
        let place = self.words.try_with(&format!("origin-{}", origin.kind), &[]).unwrap_or_else(|| origin.kind.clone());
        if origin.kind == "register" {
            // The note is batch, file, sheet where there is one, and row.
            let parts: Vec<&str> = origin.note.split(" · ").collect();
            let (file, row) = (parts.get(1).copied().unwrap_or_default(), parts.last().copied().unwrap_or_default());
            let row = self.words.with("origin-row", [("file", file), ("row", row)]);
            return [Some(row), origin.on.map(|on| self.day(on))].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        }
        // The note of a form is the name of a field for us; a file, a row, a case number say something to a person.
        let note = matches!(origin.kind.as_str(), "case" | "file" | "figure").then(|| origin.note.clone());
        let day = origin.on.map(|on| self.day(on));
        [Some(place), note.filter(|note| !note.is_empty()), day].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
