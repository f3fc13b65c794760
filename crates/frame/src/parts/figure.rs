//! Numbers that are looked at: tiles, the range of an amount, shares of a whole.
use askama::Template;

use super::{Tone, written_safely};

/// A number that leads to the rows behind it.
#[derive(Debug, Clone, Template)]
#[template(
    ext = "html",
    source = r#"<li>{% if let Some(href) = href %}<a class="tr-stat tr-stat--{{ tone.class() }}" href="{{ href }}"><b>{{ number }}</b><span>{{ label }}</span></a>{% else %}<div class="tr-stat tr-stat--{{ tone.class() }}"><b>{{ number }}</b><span>{{ label }}</span></div>{% endif %}</li>"#
)]
pub struct Stat {
    /// The number.
    pub number: String,
    /// What it counts.
    pub label: String,
    /// Where its rows are.
    pub href: Option<String>,
    /// How loud.
    pub tone: Tone,
}

/// Where an amount stands between nothing and the most that may be granted; places are thousandths of the ceiling.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/range.html")]
pub struct Range {
    /// The whole said in one sentence.
    pub said: String,
    /// The lower end.
    pub low: u16,
    /// How wide it is.
    pub wide: u16,
    /// What was decided.
    pub decided: Option<u16>,
    /// Words under the left end.
    pub from: String,
    /// Words under the right end.
    pub to: String,
}

/// A distribution of amounts: a dot for each place that holds one, the middle half as a box, the median, one's own; places are
/// thousandths of the scale. Without dots only the sentence is shown.
#[derive(Debug, Clone, Default, Template)]
#[template(path = "parts/strip.html")]
pub struct Strip {
    /// What it is, in a sentence.
    pub said: String,
    /// Where amounts lie.
    pub dots: Vec<u16>,
    /// Where the middle half begins.
    pub box_from: u16,
    /// How wide it is.
    pub box_wide: u16,
    /// The middle.
    pub median: u16,
    /// One's own amount.
    pub own: Option<u16>,
    /// Words under the left end.
    pub from: String,
    /// Words under the right end.
    pub to: String,
    /// The same in numbers: words and value.
    pub rows: Vec<(String, String)>,
}

/// A part of a score: what it is, its points, and its share of the greatest in thousandths.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is.
    pub label: String,
    /// Points, with a sign where they are taken away.
    pub points: String,
    /// Its length.
    pub share: u16,
}

/// A share of a whole that sums: a line of the account of everyone.
#[derive(Debug, Clone)]
pub struct Share {
    /// The class of its colour: `helped`, `found`, ….
    pub class: &'static str,
    /// What it is.
    pub label: String,
    /// How many.
    pub count: String,
    /// Where those are.
    pub href: Option<String>,
    /// Where it begins, in thousandths.
    pub from: u16,
    /// How wide it is.
    pub wide: u16,
}

written_safely!(Stat, Range, Strip);
