//! Small marks beside a text: a tag, how sure we are, a masked text.
use askama::Template;

use super::written_safely;

/// How loud something speaks. Only `Late` is red.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// It just says what it is.
    Plain,
    /// Late, or stop.
    Late,
    /// Soon, or look here.
    Soon,
    /// Done, or well.
    Good,
    /// In the background.
    Quiet,
}

impl Tone {
    /// The class of the style sheet.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Late => "late",
            Tone::Soon => "soon",
            Tone::Good => "good",
            Tone::Quiet => "quiet",
        }
    }
}

/// A word in a coloured field.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"<span class="tr-tag tr-tag--{{ tone.class() }}">{{ text }}</span>"#)]
pub struct Tag {
    /// The word.
    pub text: String,
    /// How loud.
    pub tone: Tone,
}

impl Tag {
    /// A tag that says `text`.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// How sure we are of a rule, in words.
#[derive(Debug, Clone, Template)]
#[template(ext = "html", source = r#"<span class="tr-sure{% if check %} tr-sure--check{% endif %}">{{ text }}</span>"#)]
pub struct Sure {
    /// `text checked`, `from a summary`, `to be confirmed`, `our own setting`.
    pub text: String,
    /// Whether someone still has to look.
    pub check: bool,
}

/// A text that may be masked: what may be shown, and whether something was left out.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"{% if let Some(mark) = mark %}<span class="tr-mask">{{ text }}</span><span class="govuk-visually-hidden"> ({{ mark }})</span>{% else %}{{ text }}{% endif %}"#
)]
pub struct Hidden {
    /// What may be shown.
    pub text: String,
    /// The word `masked`, where something was left out.
    pub mark: Option<String>,
}

impl Hidden {
    /// A text with nothing left out.
    pub fn open(text: impl Into<String>) -> Self {
        Self { text: text.into(), mark: None }
    }

    /// A masked text, with the word that says so.
    pub fn masked(text: impl Into<String>, mark: impl Into<String>) -> Self {
        Self { text: text.into(), mark: Some(mark.into()) }
    }
}

written_safely!(Tag, Sure, Hidden);
