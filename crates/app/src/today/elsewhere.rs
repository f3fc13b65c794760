//! What lies with somebody else: what is late in the office, for who answers for it; what one took in, for who hands it on.
use std::collections::BTreeMap;

use domain::access::action::SeeCases;
use domain::access::{Act, Allowed, Reach};
use domain::case_types::{ClockRule, Effect, Step};
use kernel::Count;
use kernel::id::{CaseId, RoleId};
use store::{CaseCount, Due, DueFilter};

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

/// The same, as the store has it.
pub(super) enum Lying {
    Late(Count, Vec<Due>),
    Opened(Count, Vec<store::CaseRow>),
}

impl Lying {
    pub(super) fn rows(&self) -> Vec<&store::CaseRow> {
        match self {
            Self::Late(_, due) => due.iter().map(|own| &own.case).collect(),
            Self::Opened(_, rows) => rows.iter().collect(),
        }
    }
}

impl App {
    /// `mine` is what is due to the asker, and not told twice.
    pub(super) async fn lying_elsewhere(
        &self,
        asker: &Asker,
        allowed: &Allowed<SeeCases>,
        mine: &[Due],
    ) -> Answer<Option<Lying>> {
        if self.answers_for_others(asker, allowed) {
            let late = DueFilter { days: self.days(asker, DueWhen::Late), limit: MOST, ..DueFilter::default() };
            let mut due = self.store().due(allowed, &late).await?;
            due.retain(|own| !mine.contains(own));
            let counts = self.store().case_counts(allowed, &[CaseCount::Due(late)]).await?;
            return Ok(Some(Lying::Late(counts.into_iter().next().unwrap_or_default(), due)));
        }
        // Who has no desk of their own hands on everything that they open.
        if asker.actor.may(Act::WorkCases) && self.desk_of(asker).states.is_empty() {
            let filter = CaseFilter { opened: true, open: Some(true), ..CaseFilter::default() };
            let page = self.store().cases(allowed, &self.wanted(asker, &filter), None, MOST).await?;
            return Ok(Some(Lying::Opened(page.total, page.rows)));
        }
        Ok(None)
    }

    pub(super) fn elsewhere(&self, asker: &Asker, lying: Lying, shown: &BTreeMap<CaseId, CaseRow>) -> Elsewhere {
        match lying {
            Lying::Late(total, due) => Elsewhere::Late(total, self.tasks(asker, due, shown)),
            Lying::Opened(total, rows) => {
                Elsewhere::Opened(total, rows.iter().filter_map(|row| shown.get(&row.id).cloned()).collect())
            }
        }
    }

    /// Whether the asker grants money or is told of what is late, and sees more than what they work on themselves.
    fn answers_for_others(&self, asker: &Asker, allowed: &Allowed<SeeCases>) -> bool {
        let mine = |role: &RoleId| asker.actor.roles.contains(role);
        let award = |effect: &Effect| matches!(effect, Effect::Award { .. });
        let grants = |step: &Step| step.effects.iter().any(award) && step.by.iter().any(mine);
        let is_told = |clock: &ClockRule| clock.overdue != clock.owner && mine(&clock.overdue);
        let wide = allowed.parts().iter().any(|part| !matches!(part.reach, Reach::Own(_)));
        let mut kinds = self.library().every_case_type();
        wide && kinds.any(|kind| kind.steps.iter().any(grants) || kind.clocks.iter().any(is_told))
    }
}
