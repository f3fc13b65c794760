//! The way through a long list: how many there are, and the next ones.
use askama::Template;

use super::written_safely;

/// A foot under a list. Lists go forward by key, so that nothing is skipped when rows come in meanwhile.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<nav class="tr-pages" aria-label="{{ label }}"><span>{{ said }}</span><span>{% if let Some((words, href)) = first %}<a href="{{ href }}">{{ words }}</a>{% endif %}{% if first.is_some() && next.is_some() %} · {% endif %}{% if let Some((words, href)) = next %}<a href="{{ href }}" rel="next">{{ words }} →</a>{% endif %}</span></nav>"#
)]
pub struct Pager {
    /// The word for those who hear it.
    pub label: String,
    /// How many there are.
    pub said: String,
    /// Words and address of the first page, where this is another.
    pub first: Option<(String, String)>,
    /// Words and address of what follows.
    pub next: Option<(String, String)>,
}

written_safely!(Pager);
