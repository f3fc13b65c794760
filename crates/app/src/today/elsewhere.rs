//! What lies with somebody else: what is late in the office, for who answers for it; what one took in, for who hands it on.
use domain::access::action::SeeCases;
use domain::access::{Act, Allowed, Reach, permit};
use domain::case_types::{Effect, Step};
use kernel::Count;
use kernel::id::RoleId;
use store::DueFilter;

use super::Task;
use crate::cases::{CaseFilter, CaseRow, DueWhen};
use crate::{Answer, App, Asker};

/// The most rows; the list has the others.
const MOST: u64 = 10;

/// Cases that lie with somebody else: how many, and the first of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Elsewhere {
    /// In which something should have been done, and what, the latest first.
    Late(Count, Vec<Task>),
    /// That the asker opened, the newest first.
    Opened(Count, Vec<CaseRow>),
}

impl App {
    pub(super) async fn elsewhere(&self, asker: &Asker) -> Answer<Option<Elsewhere>> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(None) };
        if self.answers_for_an_office(asker, &allowed) {
            let late = DueFilter { days: self.days(asker, DueWhen::Late), limit: MOST, ..DueFilter::default() };
            let cases = self.store().count_due(&allowed, &late).await?;
            return Ok(Some(Elsewhere::Late(cases, self.tasks(asker, late).await?)));
        }
        // Who has no desk of their own hands on everything that they open.
        if asker.actor.may(Act::WorkCases) && self.desk_of(asker).states.is_empty() {
            let filter = CaseFilter { opened: true, open: Some(true), ..CaseFilter::default() };
            let page = self.store().cases(&allowed, &self.wanted(asker, &filter), None, MOST).await?;
            return Ok(Some(Elsewhere::Opened(page.total, self.case_rows(asker, page.rows).await?)));
        }
        Ok(None)
    }

    /// Whether the asker grants money and sees more than what they work on themselves.
    fn answers_for_an_office(&self, asker: &Asker, allowed: &Allowed<SeeCases>) -> bool {
        let grants = |step: &Step| step.effects.iter().any(|effect| matches!(effect, Effect::Award { .. }));
        let mine = |role: &RoleId| asker.actor.roles.contains(role);
        let wide = allowed.parts().iter().any(|part| !matches!(part.reach, Reach::Own(_)));
        let mut steps = self.library().case_types.values().flat_map(|kind| &kind.steps);
        wide && steps.any(|step| grants(step) && step.by.iter().any(mine))
    }
}
