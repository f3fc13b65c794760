//! What happened while somebody was writing: what is stored now beside what they typed, so that they can go on.
use askama::Template;

use super::{Happened, written_safely};

/// What changed meanwhile.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/changed.html")]
pub struct Changed {
    /// That something did.
    pub title: String,
    /// What that means for what was typed, a sentence a line.
    pub lines: Vec<String>,
    /// What happened: heading and entries.
    pub entries: (String, Vec<Happened>),
    /// What the comparison is, for its heading.
    pub compare: String,
    /// Field, stored now, typed.
    pub headings: [String; 3],
    /// The fields that differ.
    pub rows: Vec<[String; 3]>,
    /// Where it can be seen as it is now: words and address.
    pub back: (String, String),
}

written_safely!(Changed);
