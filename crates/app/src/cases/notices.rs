//! What stands at the head of a case: what was asked and waits for whom, what was sent back, by whom and why.
use std::collections::BTreeMap;

use domain::case_types::CaseType;
use domain::cases::Case;
use domain::cases::decide::Offer;
use domain::cases::notices::standing;
use jiff::civil::Date;
use kernel::Label;
use kernel::id::{StepId, UserId};

use super::facts::{FactLine, Sight, line};
use crate::asking::{actor_name, user_of};
use crate::{Answer, App, Asker};

/// A notice on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeLine {
    /// What happened.
    pub label: Label,
    /// Who did it.
    pub by: String,
    /// The day.
    pub on: Date,
    /// What they said.
    pub tells: Vec<FactLine>,
    /// Whose decision it waits for, where it does.
    pub waits_for: Option<Label>,
    /// The steps that answer it, for who may take them now.
    pub acts: Vec<(StepId, Label)>,
}

impl App {
    pub(crate) async fn notices(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        (offers, sight): (&[Offer<'_>], Sight),
    ) -> Answer<Vec<NoticeLine>> {
        let all = standing(case_type, case);
        let officers: BTreeMap<UserId, String> =
            self.officers(asker, all.iter().filter_map(|own| user_of(&own.taken.by))).await?;
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        let told = |own: &domain::cases::notices::Standing<'_>| {
            let fact = |name: &kernel::id::FactName| {
                let known = facts.get(name.as_str())?;
                Some(line(case_type, case_type.schema.get(name.as_str())?, Some(known), sight))
            };
            let answers = |step: &StepId| own.call.is_some_and(|call| call.steps.contains(step));
            let open = offers.iter().filter(|offer| offer.blocked.is_none() && answers(&offer.step.id));
            NoticeLine {
                label: own.notice.label.clone(),
                by: actor_name(&own.taken.by, &officers),
                on: own.taken.on,
                tells: own.notice.tells.iter().filter_map(fact).collect(),
                waits_for: own.call.map(|call| self.library().role_in(case_type, &call.role)),
                acts: open.map(|offer| (offer.step.id.clone(), offer.step.label.clone())).collect(),
            }
        };
        Ok(all.iter().map(told).collect())
    }
}
