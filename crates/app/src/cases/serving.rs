//! The steps that serve a tab: what can be recorded, asked or planned there, by who reads it.
use domain::case_types::Serves;
use domain::cases::decide::Offer;
use kernel::Label;
use kernel::id::StepId;

/// A step that its reader may take now, and what it does on a tab.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Serving {
    /// What it does.
    pub what: Serves,
    /// Which.
    pub step: StepId,
    /// Its words.
    pub label: Label,
}

/// What serves a tab of the steps that may be taken now.
pub(crate) fn serving(offers: &[Offer<'_>]) -> Vec<Serving> {
    let open = offers.iter().filter(|offer| offer.blocked.is_none()).map(|offer| offer.step);
    open.filter_map(|step| Some(Serving { what: step.serves()?, step: step.id.clone(), label: step.label.clone() }))
        .collect()
}
