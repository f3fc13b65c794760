//! Where a number or a rule of law stands, and how sure we are of it.
use serde::{Deserialize, Serialize};

/// How sure we are of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Confidence {
    /// The text of the rule itself was read.
    V,
    /// It was read in a summary.
    S,
    /// From memory: a default that an administrator confirms.
    M,
    /// Our inference or design, not law.
    I,
}

impl Confidence {
    /// The letter: `V`, `S`, `M` or `I`.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Confidence::V => "V",
            Confidence::S => "S",
            Confidence::M => "M",
            Confidence::I => "I",
        }
    }
}

/// The place of a rule: which act, which article, how sure, and the row of our list of rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Citation {
    /// The act, as a short code such as `spp-2021`.
    pub act: String,
    /// The article, as it is cited: `7(1)`.
    pub article: String,
    /// How sure we are.
    pub confidence: Confidence,
    /// How sure we are of the days on which it is in force, where that is less sure than what it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Confidence>,
    /// The rule's id in the list of rules, such as `JA-03-1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}
