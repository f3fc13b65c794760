//! What the registers say of the person behind a lead: shown with it, and carried into the case that is opened from it.
//!
//! Never: a fact without the row that states it. Which column becomes which fact, the screening pack says.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::leads::Lead;
use kernel::id::{BatchId, FactName, PersonId, RegisterId};
use law::facts::{Known, Origin};
use packs::carry::CarriedRow;
use packs::registers::Parsed;
use store::{RowPlace, ShowsPeople};

use crate::Intake;
use crate::asking::{Answer, civil_day};
use crate::registers::{Detail, values_of};

/// A register row about somebody, with the place that facts name as their origin.
pub struct Said {
    /// Which register.
    pub register: RegisterId,
    /// What its cells say, by column.
    pub values: BTreeMap<String, Parsed>,
    /// File, sheet and row.
    pub place: RowPlace,
    /// The register's columns that the sheet has.
    columns: BTreeSet<String>,
}

impl Said {
    fn carried(&self) -> CarriedRow<'_> {
        CarriedRow { register: &self.register, values: &self.values, columns: &self.columns }
    }
}

impl Intake {
    /// What the rows behind a lead state, each with its row as origin: of the lead's own harm where a row names its case.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn register_facts<A: ShowsPeople>(
        &self,
        allowed: &Allowed<A>,
        lead: &Lead,
    ) -> Answer<BTreeMap<FactName, Known>> {
        let Some(carry) = self.library.carries.get(&lead.found.case_type) else { return Ok(BTreeMap::new()) };
        let said = self.said_behind(allowed, lead).await?;
        let rows: Vec<CarriedRow<'_>> = said.iter().map(Said::carried).collect();
        let mut facts = BTreeMap::new();
        for (name, (value, at)) in carry.facts(&rows) {
            let Some(row) = said.get(at) else { continue };
            let RowPlace { batch, file_name, sheet, row: number, received_at, .. } = &row.place;
            let parts = [format!("#{batch}"), file_name.clone(), sheet.clone(), number.to_string()];
            let note = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            let origin = Origin { kind: "register".to_owned(), note, on: Some(civil_day(*received_at)?) };
            facts.insert(name, Known { value, origin });
        }
        Ok(facts)
    }

    /// The rows behind a lead: of its own harm where a row names a case. The lead's own row first, then the newest: the
    /// first that states a fact is its origin.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn said_behind<A: ShowsPeople>(&self, allowed: &Allowed<A>, lead: &Lead) -> Answer<Vec<Said>> {
        let mut said = self.said_of(allowed, lead.found.person).await?;
        said.retain(|row| is_of_harm(row, &lead.found.harm_case));
        said.sort_by_key(|row| (!is_source(&row.place, &lead.found.source), std::cmp::Reverse(row.place.batch)));
        Ok(said)
    }

    /// Every row that speaks of a person, with its place.
    async fn said_of<A: ShowsPeople>(&self, allowed: &Allowed<A>, person: PersonId) -> Answer<Vec<Said>> {
        let mut all = vec![];
        let rows = self.store.rows_of(allowed, person).await?;
        let details = self.store.details_of(rows.iter().map(|(row, _)| row.batch)).await?;
        for (row, place) in rows {
            let Some(values) = values_of(&row)? else { continue };
            let detail = details.get(&row.batch).map(Detail::read).transpose()?;
            let columns = detail.map(|detail| detail.columns(&place.sheet, &row.register)).unwrap_or_default();
            all.push(Said { register: row.register, values, place, columns });
        }
        Ok(all)
    }
}

/// Whether the row is of this harm, or of none: a row that names another case speaks of something else.
fn is_of_harm(row: &Said, harm_case: &str) -> bool {
    let mut cases =
        row.values.values().filter_map(|value| if let Parsed::CaseNumber(case) = value { Some(case) } else { None });
    harm_case.starts_with('#') || cases.all(|case| case == harm_case)
}

/// Whether the row stands where the lead comes from; the lead names the sheet by its place, so batch and row must do.
fn is_source(place: &RowPlace, source: &str) -> bool {
    let mut parts = source.split('/');
    let batch = parts.next().and_then(|text| text.parse().ok()).map(BatchId);
    let row = parts.nth(1).and_then(|text| text.parse().ok());
    batch == Some(place.batch) && row == Some(place.row)
}
