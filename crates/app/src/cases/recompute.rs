//! Amounts that wait for their decision, computed again when tables or figures changed.
//!
//! Never: another amount, or a decision: what changed is noted in the case and shown to whoever decides.
use domain::access::action::{SeeCases, WorkCases};
use domain::access::{Act, Actor, Allowed, permit};
use domain::cases::decide::recompute;
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::id::{CaseId, OfficeId, StepId};
use store::StoreError;

use crate::asking::civil_day;
use crate::{Answer, App, Error};

/// Cases that are read at once.
const AT_ONCE: u64 = 500;
/// The act as the journal names it; no step of any kind of case.
const RECOMPUTE: &str = "recompute";
/// How often it is tried in a case in which somebody works at the same moment.
const ATTEMPTS: u8 = 3;

impl App {
    /// Computes every amount that waits for its decision with the tables and figures in force on the day of `now`, and notes
    /// in its case what is another than it was. Answers in how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recompute_amounts(&self, now: Timestamp) -> Answer<usize> {
        let system = Actor::system("figures", OfficeId(0), &[Act::SeeCases, Act::WorkCases]);
        let (see, work) = (permit::<SeeCases>(&system)?, permit::<WorkCases>(&system)?);
        let today = civil_day(now)?;
        let (mut after, mut changed): (CaseId, usize) = (CaseId(0), 0);
        loop {
            let ids = self.store().undecided_cases(&see, after, AT_ONCE).await?;
            let Some(last) = ids.last() else { return Ok(changed) };
            after = *last;
            for id in ids {
                let noted = Box::pin(self.recompute_one(id, (&see, &work), (&system, now, today))).await?;
                changed = changed.saturating_add(usize::from(noted));
            }
        }
    }

    async fn recompute_one(
        &self,
        id: CaseId,
        (see, work): (&Allowed<SeeCases>, &Allowed<WorkCases>),
        (system, now, today): (&Actor, Timestamp, Date),
    ) -> Answer<bool> {
        for _ in 0..ATTEMPTS {
            let Some(case) = self.store().case(see, id).await? else { return Ok(false) };
            // Packs that no longer have the kind or its variant compute nothing for it.
            let kind = self.library().case_type(&case.case_type, &case.variant);
            let act = kind.and_then(|kind| recompute(kind, &case, &self.library().figures, today));
            let Some(act) = act else { return Ok(false) };
            let mut tx = self.store().begin(&system.who, now).await?;
            match tx.save_act(work, &case, &StepId::from(RECOMPUTE), &act).await {
                Ok(_) => {
                    tx.commit().await?;
                    return Ok(true);
                }
                Err(StoreError::Conflict { .. }) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Err(Error::Changed)
    }
}
