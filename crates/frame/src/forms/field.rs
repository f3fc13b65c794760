//! A field as a page shows it, in the markup of GOV.UK: label, hint, mistake, what was typed.
use askama::Template;

use crate::parts::written_safely;

/// A group of fields under a heading.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading; none for a form of one group.
    pub title: Option<String>,
    /// The fields.
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Clone, Template)]
#[template(path = "forms/field.html")]
pub struct Field {
    /// Its name in the form, and its identifier on the page.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// How to answer.
    pub hint: Option<String>,
    /// The word `not required`, where it is not.
    pub optional: Option<String>,
    /// What is wrong with what was typed, with the word that says so.
    pub error: Option<(String, String)>,
    /// Where the value that stands there comes from.
    pub from: Option<String>,
    /// How it is asked.
    pub input: Input,
    /// What tells it from a field of the same name in another form of the page; usually nothing.
    pub id_suffix: String,
}

/// How a field is asked.
#[derive(Debug, Clone)]
pub enum Input {
    /// One line.
    Line {
        /// What was typed.
        value: String,
        /// What kind of line.
        kind: Line,
    },
    /// Several lines.
    Long {
        /// What was typed.
        value: String,
        /// At most so many characters.
        most: usize,
    },
    /// A day.
    Day {
        /// What was typed; shown as typed where it is no day.
        value: String,
        /// Whether it is a day.
        understood: bool,
    },
    /// Yuan.
    Money {
        /// What was typed.
        value: String,
        /// The word for yuan.
        unit: String,
    },
    /// One of a few.
    One(Vec<Choice>),
    /// One of many, as a list that opens; with the words for none.
    OneOfMany(Vec<Choice>, String),
    /// Any number.
    Many(Vec<Choice>),
    /// A file.
    File {
        /// Which kinds, as `accept` wants them.
        accept: String,
    },
}

/// What kind of line is typed, which says which keys a phone shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// Words.
    Text,
    /// A short code, number or ID.
    Code,
    /// A whole number.
    Count,
    /// A number with a point.
    Decimal,
    /// A telephone number.
    Phone,
    /// A password.
    Password,
}

/// A choice.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// Whether it stands alone: to tick it unticks the others.
    #[must_use]
    pub fn is_exclusive(&self) -> bool {
        self.value == domain::forms::NONE_OF_THESE
    }
}

/// A line of the summary over a form that was not understood.
#[derive(Debug, Clone)]
pub struct ErrorLine {
    /// The identifier of the field on the page.
    pub id: String,
    /// What is wrong.
    pub text: String,
}

impl Choice {
    /// The choice `value`, chosen where that is what stands there.
    #[must_use]
    pub fn of(value: &str, label: String, chosen: &str) -> Self {
        Self { value: value.to_owned(), label, hint: None, chosen: value == chosen }
    }
}

impl Field {
    /// What `aria-describedby` points to.
    fn described(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id()));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.id()));
        [hint, error].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The identifier of the field on the page.
    #[must_use]
    pub fn id(&self) -> String {
        format!("f-{}{}", self.name, self.id_suffix).replace(|c: char| !c.is_alphanumeric(), "-")
    }

    /// Where a page that leads to the question `name` leads to.
    #[must_use]
    pub fn anchor(name: &str) -> String {
        format!("q-{name}").replace(|c: char| !c.is_alphanumeric(), "-")
    }

    /// The line of the summary, where something is wrong.
    #[must_use]
    pub fn error_line(&self) -> Option<ErrorLine> {
        let (_, text) = self.error.as_ref()?;
        let first = match &self.input {
            Input::One(_) | Input::Many(_) => format!("{}-0", self.id()),
            Input::Line { .. }
            | Input::Long { .. }
            | Input::Day { .. }
            | Input::Money { .. }
            | Input::OneOfMany(..)
            | Input::File { .. } => self.id(),
        };
        Some(ErrorLine { id: first, text: format!("{}: {text}", self.label) })
    }

    const fn is_group(&self) -> bool {
        matches!(self.input, Input::One(_) | Input::Many(_))
    }
}

impl Line {
    const fn input_mode(self) -> &'static str {
        match self {
            Line::Text | Line::Code | Line::Password => "text",
            Line::Count => "numeric",
            Line::Decimal => "decimal",
            Line::Phone => "tel",
        }
    }

    const fn width(self) -> &'static str {
        match self {
            Line::Text | Line::Password => "",
            Line::Code => " govuk-input--width-20",
            Line::Count | Line::Decimal => " govuk-input--width-5",
            Line::Phone => " govuk-input--width-10",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Line::Text | Line::Code | Line::Count | Line::Decimal | Line::Phone => "text",
            Line::Password => "password",
        }
    }
}

written_safely!(Field);

#[cfg(test)]
mod tests {
    use askama::Template;

    use super::{Choice, Field, Input, Line};

    fn field(input: Input) -> Field {
        Field {
            name: "direct_loss".to_owned(),
            label: "Direct loss".to_owned(),
            hint: None,
            optional: None,
            error: Some(("Error:".to_owned(), "not an amount".to_owned())),
            from: None,
            input,
            id_suffix: String::new(),
        }
    }

    #[test]
    fn what_was_typed_comes_back_as_text_and_not_as_markup() {
        let html = field(Input::Line { value: "<script>\"".to_owned(), kind: Line::Text }).render().unwrap();
        assert!(html.contains("value=\"&#60;script&#62;&#34;\""), "{html}");
    }

    #[test]
    fn a_day_that_is_none_is_shown_as_it_was_typed() {
        let html = field(Input::Day { value: "2023-02-30".to_owned(), understood: false }).render().unwrap();
        assert!(html.contains("type=\"text\"") && html.contains("2023-02-30"), "{html}");
    }

    #[test]
    fn the_summary_leads_to_the_first_choice_of_a_group() {
        let choice = Choice { value: "yes".to_owned(), label: "Yes".to_owned(), hint: None, chosen: false };
        let line = field(Input::One(vec![choice])).error_line().unwrap();
        assert_eq!(line.id, "f-direct-loss-0");
    }
}
