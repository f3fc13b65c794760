//! What became of the rows of a file: for each person that it names as harmed a lead, a question, or why there is none.
//!
//! Never: another weighing; this is what screening wrote down last.
use domain::access::action::SeeRegisters;
use domain::access::{Act, permit};
use kernel::id::{BatchId, LeadId, PersonId};
use kernel::{Count, Label};
use store::{Outcome, OutcomeRow};

use crate::{Answer, App, Asker, Error, Page, Shown};

/// Rows on a page.
const PAGE: usize = 100;

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BecameLine {
    /// The sheet; empty for CSV.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// Whom it names.
    pub person: PersonId,
    /// Their name, as far as it may be shown.
    pub who: Shown,
    /// The harm's own case number.
    pub harm_case: String,
    /// What came of it.
    pub became: Became,
    /// The reason why there is no lead, or what must be found out.
    pub why: Option<Label>,
    /// The lead or the question, where this person may see leads.
    pub lead: Option<LeadId>,
}

/// What screening made of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// A lead.
    Lead,
    /// Something must be found out first.
    Question,
    /// Nothing, for a reason.
    Nothing,
}

impl App {
    /// What became of the rows of the batch `id`, in their order; `after` is the last row of the page before.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the batch is out of reach.
    pub async fn batch_outcomes(&self, asker: &Asker, id: BatchId, after: Option<&str>) -> Answer<Page<BecameLine>> {
        let allowed = permit::<SeeRegisters>(&asker.actor)?;
        let batch = self.store().batch(&allowed, id).await?.ok_or(Error::NotFound)?;
        let all = self.store().outcomes_of_batch(batch.id).await?;
        let total = Count::from(u64::try_from(all.len()).unwrap_or(u64::MAX));
        let from = after.and_then(|key| all.iter().position(|row| self::key(row) == key));
        let rest = all.get(from.map_or(0, |last| last.saturating_add(1))..).unwrap_or_default();
        let shown = rest.get(..PAGE.min(rest.len())).unwrap_or_default();
        let next = (rest.len() > shown.len()).then(|| shown.last().map(self::key)).flatten();
        let people: Vec<PersonId> = shown.iter().map(|row| row.person).collect();
        let names = self.names(asker, &allowed, &people).await?;
        let sees_leads = asker.actor.grants.iter().any(|grant| grant.act == Act::SeeLeads);
        let line = |row: &OutcomeRow| BecameLine {
            sheet: row.sheet.clone(),
            row: row.row,
            person: row.person,
            who: names.get(&row.person).cloned().unwrap_or_default(),
            harm_case: row.harm_case.clone(),
            became: match row.result {
                Outcome::Lead => Became::Lead,
                Outcome::Ask => Became::Question,
                Outcome::None => Became::Nothing,
            },
            why: (!row.reason.is_empty()).then(|| self.library().ground_label(&row.reason)),
            lead: row.lead.filter(|_| sees_leads),
        };
        Ok(Page { rows: shown.iter().map(line).collect(), total, next })
    }
}

/// The row as the cursor of a page.
fn key(row: &OutcomeRow) -> String {
    format!("{}.{}", row.row, row.sheet)
}
