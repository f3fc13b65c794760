//! The files of a kind of case as they are written.
use kernel::id::{ClockId, DocumentKind, FactName, OrganId, RoleId, StateId, StepId, VariantId};
use kernel::{Citation, Label};
use law::deadline::Length;
use serde::Deserialize;

use domain::case_types::FieldKind;

use super::effects::EffectText;

/// `case.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseFile {
    pub(super) id: String,
    pub(super) name: Label,
    /// Of every variant that has none of its own.
    pub(super) number: String,
    #[serde(default)]
    pub(super) regime_day: Option<FactName>,
    #[serde(default)]
    pub(super) harm_case: Option<FactName>,
    #[serde(default)]
    pub(super) headline: Option<FactName>,
    #[serde(default)]
    pub(super) alike: Vec<FactName>,
    pub(super) variant: Vec<VariantText>,
    #[serde(default)]
    pub(super) joint: Option<JointText>,
    #[serde(default)]
    pub(super) retention: Option<RetentionText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VariantText {
    pub(super) id: VariantId,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) number: Option<String>,
    #[serde(default)]
    pub(super) organ: Option<OrganId>,
}

/// The variants to which a part belongs: to all of them where it names none.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub(super) struct Only(Vec<VariantId>);

impl Only {
    pub(super) fn holds_in(&self, variant: &VariantId) -> bool {
        self.0.is_empty() || self.0.contains(variant)
    }

    /// The variants that it names.
    pub(super) fn named(&self) -> &[VariantId] {
        &self.0
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JointText {
    pub(super) when: String,
    #[serde(default)]
    pub(super) only: Only,
    pub(super) source: Citation,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RetentionText {
    pub(super) years: u16,
    #[serde(default)]
    pub(super) only: Only,
    pub(super) source: Citation,
}

/// `form.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormFile {
    #[serde(default)]
    pub(super) section: Vec<SectionText>,
    #[serde(default)]
    pub(super) paper: Vec<PaperText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SectionText {
    pub(super) id: String,
    pub(super) label: Label,
    pub(super) field: Vec<FieldText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldText {
    pub(super) fact: FactName,
    #[serde(default)]
    pub(super) kind: Option<FieldKind>,
    #[serde(default)]
    pub(super) required: Option<String>,
    #[serde(default)]
    pub(super) only: Only,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PaperText {
    pub(super) id: String,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) needed: Option<String>,
    pub(super) source: Citation,
    #[serde(default)]
    pub(super) only: Only,
}

/// `steps.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepsFile {
    pub(super) state: Vec<StateText>,
    pub(super) step: Vec<StepText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateText {
    pub(super) id: StateId,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) owner: Option<RoleId>,
    #[serde(default)]
    pub(super) end: bool,
    #[serde(default)]
    pub(super) only: Only,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepText {
    pub(super) id: StepId,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) hint: Option<Label>,
    pub(super) from: Vec<StateId>,
    #[serde(default)]
    pub(super) to: Option<StateId>,
    pub(super) by: Vec<RoleId>,
    #[serde(default)]
    pub(super) not_after_own: Vec<StepId>,
    #[serde(default)]
    pub(super) by_amount_band: bool,
    #[serde(default)]
    pub(super) form: Vec<FactName>,
    #[serde(default)]
    pub(super) anew: Vec<FactName>,
    #[serde(default)]
    pub(super) shows: Vec<FactName>,
    #[serde(default)]
    pub(super) guard: Option<String>,
    #[serde(default)]
    pub(super) otherwise: Option<Label>,
    #[serde(default)]
    pub(super) weighs_exclusions: bool,
    #[serde(default)]
    pub(super) caution: Vec<CautionText>,
    #[serde(default)]
    pub(super) notice: Option<NoticeText>,
    #[serde(default)]
    pub(super) dated_by: Option<FactName>,
    #[serde(default)]
    pub(super) starts: Vec<ClockId>,
    #[serde(default)]
    pub(super) stops: Vec<ClockId>,
    #[serde(default)]
    pub(super) issues: Vec<DocumentKind>,
    #[serde(default)]
    pub(super) effects: Vec<EffectText>,
    #[serde(default)]
    pub(super) calls: Vec<StepId>,
    #[serde(default)]
    pub(super) side: bool,
    #[serde(default)]
    pub(super) only: Only,
}

/// `[[step.caution]]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CautionText {
    pub(super) id: String,
    pub(super) when: String,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) hint: Option<Label>,
    #[serde(default)]
    pub(super) source: Option<Citation>,
    #[serde(default = "asks_reason")]
    pub(super) reason: bool,
    #[serde(default)]
    pub(super) at: Option<FactName>,
    #[serde(default)]
    pub(super) only: Only,
}

fn asks_reason() -> bool {
    true
}

/// `notice = { label = …, tells = […], until = […] }`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NoticeText {
    pub(super) label: Label,
    #[serde(default)]
    pub(super) tells: Vec<FactName>,
    pub(super) until: Vec<StepId>,
}

/// `deadlines.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DeadlinesFile {
    #[serde(default)]
    pub(super) clock: Vec<ClockText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClockText {
    pub(super) id: ClockId,
    pub(super) label: Label,
    #[serde(default)]
    pub(super) start: Option<FactName>,
    pub(super) length: Length,
    #[serde(default)]
    pub(super) excludes: Vec<ClockId>,
    #[serde(default)]
    pub(super) custody: bool,
    pub(super) owner: RoleId,
    pub(super) warn: Length,
    pub(super) overdue: RoleId,
    pub(super) consequence: Label,
    pub(super) source: Citation,
    #[serde(default)]
    pub(super) only: Only,
}
