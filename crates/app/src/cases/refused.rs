//! A refusal of a step in words of the pack: which step, state, roles and facts it names, by their labels.
use domain::case_types::CaseType;
use kernel::id::{RoleId, StateId, StepId};
use kernel::{Label, Refusal};

use super::{state_label, words};
use crate::App;

impl App {
    /// The refusal with the labels of everything that it names by an id.
    pub(crate) fn called(&self, case_type: &CaseType, mut refusal: Refusal) -> Refusal {
        let mut called = vec![];
        for (name, ids) in &refusal.with {
            let labels: Vec<Label> = ids.split(", ").filter_map(|id| self.labelled(case_type, name, id)).collect();
            if !labels.is_empty() {
                let joined = |of: fn(&Label) -> &str| labels.iter().map(of).collect::<Vec<_>>().join(" / ");
                called.push((name.clone(), Label::new(joined(|label| &label.zh), joined(|label| &label.en))));
            }
        }
        refusal.called.extend(called);
        refusal
    }

    fn labelled(&self, case_type: &CaseType, name: &str, id: &str) -> Option<Label> {
        match name {
            "role" | "roles" => Some(self.library().role_label(&RoleId::from(id))),
            "step" => Some(case_type.step(&StepId::from(id)).map_or_else(|| words(id), |step| step.label.clone())),
            "state" => Some(state_label(case_type, &StateId::from(id))),
            "to-find-out" => case_type.schema.get(id).map(|fact| fact.label.clone()),
            _ => None,
        }
    }
}
