//! A document of a kind of case.
use kernel::id::{DocumentKind, StepId};
use kernel::{Label, Refusal};
use law::expr::{Expr, Truth};
use law::facts::Facts;
use serde::Deserialize;

use super::NumberPattern;

/// How the steps are called that make a document by hand: this and the name of the document.
pub const MAKE: &str = "make-";

/// A document that a step issues; the template places values and decides nothing. The order of the documents is that of
/// the file of a case.
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
    /// The step that makes it by hand, where somebody may; the step issues it and does nothing else.
    pub by_hand: Option<StepId>,
    /// What is printed of it where it is served, in this order; nothing when it is not served.
    pub set: Vec<SetPart>,
    /// Whether and when a copy without names may be published.
    pub publish: Option<Publish>,
}

/// A sheet of the set that is printed of a document that is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetPart {
    /// What the office keeps of it, on one page.
    Stub,
    /// The document, marked as a copy.
    Copy,
    /// The document.
    Original,
    /// What whoever gets it signs.
    Receipt,
}

/// When a copy of a document may be published.
#[derive(Debug, Clone)]
pub struct Publish {
    /// What must be known not to hold: unknown is not enough.
    pub unless: Expr,
    /// What to say otherwise.
    pub otherwise: Label,
}

impl Publish {
    /// Whether a copy may be published of a case of which `facts` are known.
    ///
    /// # Errors
    /// `DOC-007` where something speaks against it, or may: with what is to be found out.
    pub fn check(&self, facts: &Facts) -> Result<(), Refusal> {
        if self.unless.truth(facts) == Truth::False {
            return Ok(());
        }
        let open: Vec<String> =
            self.unless.explain(facts).facts_to_find_out().iter().map(ToString::to_string).collect();
        Err(Refusal::new("DOC-007").with("to-find-out", open.join(", ")).saying(self.otherwise.clone()))
    }
}
