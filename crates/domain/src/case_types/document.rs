//! A document of a kind of case.
use kernel::Label;
use kernel::id::DocumentKind;

use super::NumberPattern;

/// A document that a step can issue; the template places values and decides nothing.
#[derive(Debug, Clone)]
pub struct DocumentRule {
    /// Its name in packs: the template is `documents/<id>.typ`.
    pub id: DocumentKind,
    /// Its title.
    pub label: Label,
    /// The pattern of its number, like the case's; absent when it has none.
    pub number: Option<NumberPattern>,
    /// The Typst source.
    pub template: String,
}
