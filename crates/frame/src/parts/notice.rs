//! What was just done, or what one should know before going on.
use askama::Template;

use super::{Tone, written_safely};

/// A note in a frame.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<div class="tr-note tr-note--{{ tone.class() }}" role="status">{% if let Some(title) = title %}<strong>{{ title }}</strong>{% endif %}{% for line in lines %}<p>{{ line }}</p>{% endfor %}</div>"#
)]
pub struct Notice {
    /// How loud.
    pub tone: Tone,
    /// What happened, in a few words.
    pub title: Option<String>,
    /// The rest, a sentence a line.
    pub lines: Vec<String>,
}

written_safely!(Notice);
