//! What happened: a line of a journal, short.
use askama::Template;

use super::written_safely;

/// Something that happened.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<li>{{ what }}{% if let Some(note) = note %}<div class="tr-small">{{ note }}</div>{% endif %}<small>{{ when }}{% if let Some(who) = who %} · {{ who }}{% endif %}</small></li>"#
)]
pub struct Happened {
    /// What.
    pub what: String,
    /// What the person wrote, where that is shown.
    pub note: Option<String>,
    /// When.
    pub when: String,
    /// Who did it.
    pub who: Option<String>,
}

written_safely!(Happened);
