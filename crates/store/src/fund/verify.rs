//! The proof of the funds: their rows are what their streams make, and what the bank answered is what the cases say.
use std::collections::BTreeMap;

use domain::fund::Fund;
use kernel::id::OfficeId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{fold, payments_of, row_of};
use crate::error::Result;
use crate::journal::{Entry, open_all};
use crate::rows::{fund, fund_payment, journal, payment};
use crate::store::Store;

/// What the proof of the funds found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FundReport {
    /// Funds compared.
    pub funds: u64,
    /// Funds whose rows are not what their streams make, as `office-year`.
    pub different: Vec<String>,
    /// Payments in batches that the case does not have so: another amount, or another end than the bank's. As
    /// `case-payment`.
    pub unequal: Vec<String>,
}

impl Store {
    /// Folds every fund, compares its rows, and compares what the bank answered with the cases, payment by payment: where
    /// all are equal, so are the sums of each batch, case and fund.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_funds(&self) -> Result<FundReport> {
        let mut folded = self.fold_funds().await?;
        let mut report = FundReport { funds: u64::try_from(folded.len()).unwrap_or(u64::MAX), ..FundReport::default() };
        for row in fund::Entity::find().all(self.reader()).await? {
            let name = format!("{}-{}", row.office_id, row.year);
            let rows = fund_payment::Entity::find()
                .filter(fund_payment::Column::OfficeId.eq(row.office_id))
                .filter(fund_payment::Column::Year.eq(row.year))
                .order_by_asc(fund_payment::Column::Batch)
                .all(self.reader())
                .await?;
            let same =
                folded.remove(&name).is_some_and(|own| row_of(&own).is_ok_and(|own| own == row) && same(&own, &rows));
            if !same {
                report.different.push(name);
            }
            for own in &rows {
                if !self.agrees(own).await? {
                    report.unequal.push(format!("{}-{}", own.case_id, own.place));
                }
            }
        }
        report.different.extend(folded.into_keys());
        Ok(report)
    }

    async fn fold_funds(&self) -> Result<BTreeMap<String, Fund>> {
        let rows = journal::Entity::find()
            // `;` follows `:`, so that this is the range of every stream that begins with `fund:`.
            .filter(journal::Column::Stream.gt("fund:"))
            .filter(journal::Column::Stream.lt("fund;"))
            .order_by_asc(journal::Column::Id)
            .all(self.reader())
            .await?;
        let mut entries: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in open_all(self.vault(), self.reader(), rows).await? {
            let name = entry.stream.strip_prefix("fund:").unwrap_or_default().to_owned();
            entries.entry(name).or_default().push(entry);
        }
        let named = |(name, entries): (String, Vec<Entry>)| {
            let (office, year) = name.split_once('-')?;
            let (office, year) = (OfficeId(office.parse().ok()?), year.parse().ok()?);
            Some(fold(office, year, entries).map(|fund| (name.clone(), fund)))
        };
        entries.into_iter().filter_map(named).collect()
    }

    /// What arrived or came back at the bank did so in the case, to the fen. What came back later the case may still hold
    /// for paid: people settle that.
    async fn agrees(&self, own: &fund_payment::Model) -> Result<bool> {
        let row = payment::Entity::find_by_id((own.case_id, own.place)).one(self.reader()).await?;
        let Some(row) = row.filter(|row| row.amount_fen == own.amount_fen) else { return Ok(false) };
        Ok(match own.state.as_str() {
            "paid" | "failed" => row.state == own.state,
            _ => true,
        })
    }
}

fn same(fund: &Fund, rows: &[fund_payment::Model]) -> bool {
    let mut expected = payments_of(fund);
    let key = |own: &fund_payment::Model| (own.batch, own.case_id, own.place);
    let mut rows = rows.to_vec();
    expected.sort_by_key(key);
    rows.sort_by_key(key);
    expected == rows
}
