//! Fields of a pack as fields of a page: what was typed goes before what is known.
use std::collections::BTreeMap;

use app::cases::FormField;
use domain::case_types::FieldKind;
use domain::forms::{LONG_TEXT_CHARACTERS, NONE_OF_THESE};
use jiff::civil::Date;
use kernel::Mistake;

use super::Say;
use frame::forms::field::Line;
use frame::forms::{Choice, ErrorLine, Field, Input, Section};

/// A form that came back: what was typed, and what is wrong with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormSaid<'a> {
    /// What was typed; nothing when the form is fresh.
    pub(crate) typed: Option<&'a BTreeMap<String, Vec<String>>>,
    /// What is wrong.
    pub(crate) mistakes: &'a [Mistake],
}

impl FormSaid<'_> {
    /// A fresh form.
    pub(crate) const FRESH: FormSaid<'static> = FormSaid { typed: None, mistakes: &[] };

    /// Everything typed into `name`, or what is known.
    pub(crate) fn values(&self, name: &str, known: &[String]) -> Vec<String> {
        match self.typed {
            Some(typed) => typed.get(name).cloned().unwrap_or_default(),
            None => known.to_vec(),
        }
    }

    /// What was typed into `name`, or what is known.
    pub(crate) fn value(&self, name: &str, known: &str) -> String {
        self.values(name, &[known.to_owned()]).into_iter().next().unwrap_or_default()
    }
}

impl Say<'_> {
    /// A field of a pack.
    pub(crate) fn field(&self, field: &FormField, form: FormSaid<'_>) -> Field {
        let name = field.name.as_str();
        let values = form.values(name, &field.known);
        Field {
            hint: field.hint.as_ref().map(|hint| self.l(hint)),
            optional: (!field.required).then(|| self.t("form-optional")),
            from: field
                .origin
                .as_ref()
                .filter(|_| form.typed.is_none())
                .map(|origin| self.words.with("form-from", [("source", self.origin(origin))])),
            ..self.own_field(name, self.l(&field.label), self.input(field, &values), form)
        }
    }

    /// Fields under the headings of their kind of case, in the order in which each heading is first asked under.
    pub(crate) fn sections(&self, fields: &[FormField], form: FormSaid<'_>) -> Vec<Section> {
        let mut sections: Vec<Section> = vec![];
        for own in fields {
            let (title, field) = (Some(self.l(&own.section)), self.field(own, form));
            match sections.iter_mut().find(|section| section.title == title) {
                Some(section) => section.fields.push(field),
                None => sections.push(Section { title, fields: vec![field] }),
            }
        }
        sections
    }

    /// A field of ours.
    pub(crate) fn own_field(&self, name: &str, label: String, input: Input, form: FormSaid<'_>) -> Field {
        let mistake = form.mistakes.iter().find(|own| own.field == name);
        Field {
            name: name.to_owned(),
            label,
            hint: None,
            optional: None,
            error: mistake.map(|own| (self.t("error-prefix"), self.words.mistake(own))),
            from: None,
            input,
            id_suffix: String::new(),
        }
    }

    fn input(&self, field: &FormField, values: &[String]) -> Input {
        let value = values.first().cloned().unwrap_or_default();
        let line = |kind| Input::Line { value: value.clone(), kind };
        let choices = || -> Vec<Choice> {
            let choice = |own: &law::facts::Choice| Choice {
                value: own.id.clone(),
                label: self.l(&own.label),
                hint: None,
                chosen: values.contains(&own.id),
            };
            field.choices.iter().map(choice).collect()
        };
        match field.kind {
            FieldKind::Text | FieldKind::Person | FieldKind::Place | FieldKind::Organisation => line(Line::Text),
            FieldKind::CitizenId | FieldKind::BankAccount => line(Line::Code),
            FieldKind::Phone => line(Line::Phone),
            FieldKind::Count => line(Line::Count),
            FieldKind::Decimal => line(Line::Decimal),
            FieldKind::LongText => Input::Long { value, most: LONG_TEXT_CHARACTERS },
            FieldKind::Date => day(value),
            FieldKind::Fen => Input::Money { value, unit: self.t("form-yuan") },
            FieldKind::Choices => {
                let none = Choice {
                    value: NONE_OF_THESE.to_owned(),
                    label: self.t("form-none-of-these"),
                    hint: None,
                    chosen: values.iter().any(|value| value == NONE_OF_THESE),
                };
                Input::Many(choices().into_iter().chain(field.may_be_none.then_some(none)).collect())
            }
            FieldKind::Choice if field.choices.len() > 6 => {
                Input::OneOfMany(choices(), self.t(if field.required { "form-choose" } else { "form-unknown" }))
            }
            FieldKind::Choice => {
                let none = Choice {
                    value: String::new(),
                    label: self.t("form-unknown"),
                    hint: None,
                    chosen: value.is_empty(),
                };
                let none = (!field.required).then_some(none);
                Input::One(choices().into_iter().chain(none).collect())
            }
            FieldKind::YesNoUnknown => {
                let known = if value.is_empty() { "unknown" } else { value.as_str() };
                // Where an answer is needed, "not known yet" is none.
                let all = [("yes", "form-yes"), ("no", "form-no"), ("unknown", "form-unknown")];
                let offered = all.into_iter().filter(|(id, _)| !field.required || *id != "unknown");
                Input::One(offered.map(|(id, word)| Choice::of(id, self.t(word), known)).collect())
            }
        }
    }

    /// The summary over a form: the mistakes of its fields, then those that no field shows.
    pub(crate) fn errors<'f>(&self, fields: impl IntoIterator<Item = &'f Field>, form: FormSaid<'_>) -> Vec<ErrorLine> {
        let fields: Vec<&Field> = fields.into_iter().collect();
        let shown: Vec<&str> =
            fields.iter().filter(|field| field.error.is_some()).map(|field| field.name.as_str()).collect();
        let elsewhere = form.mistakes.iter().filter(|own| !shown.contains(&own.field.as_str()));
        let elsewhere = elsewhere.map(|own| ErrorLine { id: "main".to_owned(), text: self.words.mistake(own) });
        fields.iter().filter_map(|field| field.error_line()).chain(elsewhere).collect()
    }
}

impl Say<'_> {
    /// What was typed into a field of this kind, in words.
    pub(crate) fn typed(&self, kind: FieldKind, text: &str) -> String {
        match (kind, text) {
            (FieldKind::YesNoUnknown, "yes") => self.t("form-yes"),
            (FieldKind::YesNoUnknown, "no") => self.t("form-no"),
            (FieldKind::YesNoUnknown, _) => self.t("form-unknown"),
            (FieldKind::Fen, _) => format!("{text} {}", self.t("form-yuan")),
            (FieldKind::Date, _) => text.parse().map_or_else(|_| text.to_owned(), |day| self.words.date(day)),
            _ => text.to_owned(),
        }
    }
}

/// A field for a day, which shows what was typed even where that is no day.
pub(crate) fn day(value: String) -> Input {
    let understood = value.is_empty() || value.parse::<Date>().is_ok();
    Input::Day { value, understood }
}
