//! The whole proof: the chain, the access log, the rows against the journal and the journal against the rows, the objects
//! against their names.
use std::collections::{BTreeMap, BTreeSet};

use domain::leads::Lead;
use jiff::civil::Date;
use kernel::id::{EntryId, LeadId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::cases::RowReport;
use crate::error::{Result, StoreError};
use crate::fund::FundReport;
use crate::journal::{ChainReport, open_all};
use crate::leads::{event, rows::row_of};
use crate::rows::{batch, document_file, journal, lead};
use crate::store::Store;

/// Leads compared at once.
const AT_ONCE: u64 = 500;

/// What the whole proof found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// The journal's chain.
    pub chain: ChainReport,
    /// The first batch of the access log that is not as it was written.
    pub access_log: Option<i64>,
    /// Cases against their rows, and what was paid against what was granted.
    pub cases: RowReport,
    /// Leads compared.
    pub leads: u64,
    /// Leads whose row differs from what the journal makes of them, or is not there.
    pub different_leads: Vec<LeadId>,
    /// Funds against their rows, and against the cases.
    pub funds: FundReport,
    /// Objects that are missing or not what their name says.
    pub damaged_objects: BTreeSet<String>,
}

impl Verification {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.chain.first_bad.is_none()
            && self.access_log.is_none()
            && self.cases.different.is_empty()
            && self.cases.overpaid.is_empty()
            && self.different_leads.is_empty()
            && self.funds.different.is_empty()
            && self.funds.unequal.is_empty()
            && self.damaged_objects.is_empty()
    }
}

impl Store {
    /// Checks everything. Reads all of the journal; people work on meanwhile, and what they change while it is compared
    /// may be named as different: check again before anybody is alarmed.
    ///
    /// # Errors
    /// When the database fails; what is wrong is the answer and no error.
    pub async fn verify(&self) -> Result<Verification> {
        // Two proofs that read all of the journal, side by side.
        let store = self.clone();
        let chain = tokio::spawn(async move { store.verify_chain(EntryId(0)).await });
        let (leads, different_leads) = self.verify_leads().await?;
        let cases = self.verify_cases().await?;
        Ok(Verification {
            chain: chain.await.map_err(|_| StoreError::broken("a background task"))??,
            access_log: self.verify_access_log().await?,
            cases,
            leads,
            different_leads,
            funds: self.verify_funds().await?,
            damaged_objects: self.damaged_objects(self.object_names().await?).await?,
        })
    }

    /// Folds every lead from the journal and compares its row.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn verify_leads(&self) -> Result<(u64, Vec<LeadId>)> {
        let (mut count, mut different, mut last) = (0_u64, vec![], 0);
        let mut opened = self.opened_leads().await?;
        loop {
            let rows = lead::Entity::find()
                .filter(lead::Column::Id.gt(last))
                .order_by_asc(lead::Column::Id)
                .limit(AT_ONCE)
                .all(self.reader())
                .await?;
            let Some(end) = rows.last().map(|row| row.id) else {
                different.extend(opened.into_iter().map(LeadId));
                return Ok((count, different));
            };
            last = end;
            let mut folded = self.fold_leads(&rows).await?;
            for row in rows {
                count = count.saturating_add(1);
                opened.remove(&row.id);
                let mut expected = folded.remove(&row.id).map(|lead| row_of(&lead, Date::MAX)).transpose()?;
                if let Some(expected) = expected.as_mut().filter(|own| own.rest_until.is_some()) {
                    // Whether the day on which it comes back has come is not for the journal to say.
                    expected.in_queue = row.in_queue;
                }
                if expected.as_ref() != Some(&row) {
                    different.push(LeadId(row.id));
                }
            }
        }
    }

    /// The leads that the journal knows.
    async fn opened_leads(&self) -> Result<BTreeSet<i64>> {
        self.streams_after(EntryId(0), "lead", &["opened"]).await
    }

    async fn fold_leads(&self, rows: &[lead::Model]) -> Result<BTreeMap<i64, Lead>> {
        let streams = rows.iter().map(|row| format!("lead:{}", row.id));
        let entries = journal::Entity::find()
            .filter(journal::Column::Stream.is_in(streams))
            .order_by_asc(journal::Column::Id)
            .all(self.reader())
            .await?;
        let mut events: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for entry in open_all(self.vault(), self.reader(), entries).await? {
            events.entry(entry.stream.clone()).or_default().push(event(&entry)?);
        }
        let fold = |(stream, events): (String, Vec<_>)| {
            let id: i64 = stream.strip_prefix("lead:")?.parse().ok()?;
            Some((id, Lead::fold(LeadId(id), events)?))
        };
        Ok(events.into_iter().filter_map(fold).collect())
    }

    /// Every object that a row names.
    async fn object_names(&self) -> Result<BTreeSet<String>> {
        let documents: Vec<String> = document_file::Entity::find()
            .select_only()
            .column(document_file::Column::Object)
            .into_tuple()
            .all(self.reader())
            .await?;
        let batches: Vec<String> = batch::Entity::find()
            .select_only()
            .column(batch::Column::Object)
            .filter(batch::Column::Object.is_not_null())
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(documents.into_iter().chain(batches).collect())
    }
}
