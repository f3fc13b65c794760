//! The proof that rows are what the journal says: every case folded anew and compared.
use std::collections::BTreeMap;

use domain::cases::Case;
use kernel::id::CaseId;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::act_of;
use super::rows_of::{CaseRows, rows_of, sort_awards, sort_due};
use crate::error::{Result, StoreError};
use crate::journal::Entry;
use crate::rows::{award, case_document, case_due, case_file, case_link, case_party, journal, payment};
use crate::store::Store;

/// Cases compared at once.
const AT_ONCE: u64 = 200;

/// What comparing found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowReport {
    /// Cases compared.
    pub cases: u64,
    /// Cases whose rows differ from what the journal makes of them.
    pub different: Vec<CaseId>,
    /// Cases of which more was paid than granted.
    pub overpaid: Vec<CaseId>,
}

/// The rows of one child table, by case.
macro_rules! by_case {
    ($self:ident, $module:ident, $ids:expr, $order:ident) => {{
        let mut all: BTreeMap<i64, Vec<$module::Model>> = BTreeMap::new();
        let find = $module::Entity::find()
            .filter($module::Column::CaseId.is_in($ids.iter().copied()))
            .order_by_asc($module::Column::$order);
        for row in find.all($self.reader()).await? {
            all.entry(row.case_id).or_default().push(row);
        }
        all
    }};
}

impl Store {
    /// Folds every case from the journal and compares its rows.
    ///
    /// # Errors
    /// When the database fails; what differs is the answer and no error.
    pub async fn verify_cases(&self) -> Result<RowReport> {
        let mut report = RowReport::default();
        let mut after = 0;
        loop {
            let files = case_file::Entity::find()
                .filter(case_file::Column::Id.gt(after))
                .order_by_asc(case_file::Column::Id)
                .limit(AT_ONCE)
                .all(self.reader())
                .await?;
            let Some(last) = files.last().map(|row| row.id) else { break };
            after = last;
            self.compare(files, &mut report).await?;
        }
        report.different.extend(self.cases_without_rows().await?);
        Ok(report)
    }

    /// Cases that the journal opens and no row shows.
    async fn cases_without_rows(&self) -> Result<Vec<CaseId>> {
        let (mut missing, mut last) = (vec![], "case:".to_owned());
        loop {
            // By stream, as the index has them: by entry, every portion would read the whole index and sort it.
            let opened: Vec<String> = journal::Entity::find()
                .select_only()
                .column(journal::Column::Stream)
                .filter(journal::Column::StreamVersion.eq(1))
                // `;` follows `:`, so that this is the range of every stream that begins with `case:`.
                .filter(journal::Column::Stream.gt(&last).and(journal::Column::Stream.lt("case;")))
                .order_by_asc(journal::Column::Stream)
                .limit(AT_ONCE)
                .into_tuple()
                .all(self.reader())
                .await?;
            let Some(end) = opened.last() else { return Ok(missing) };
            last.clone_from(end);
            let id = |stream: &String| stream.strip_prefix("case:").and_then(|id| id.parse::<i64>().ok());
            let ids: Vec<i64> = opened.iter().filter_map(id).collect();
            let there: Vec<i64> = case_file::Entity::find()
                .select_only()
                .column(case_file::Column::Id)
                .filter(case_file::Column::Id.is_in(ids.iter().copied()))
                .into_tuple()
                .all(self.reader())
                .await?;
            missing.extend(ids.into_iter().filter(|id| !there.contains(id)).map(CaseId));
        }
    }

    async fn compare(&self, files: Vec<case_file::Model>, report: &mut RowReport) -> Result<()> {
        let ids: Vec<i64> = files.iter().map(|row| row.id).collect();
        let mut folded = self.fold_many(&ids).await?;
        let mut resting = self.rows_resting(files, &ids).await?;
        for id in ids {
            report.cases = report.cases.saturating_add(1);
            let expected = folded.remove(&id);
            if expected.as_ref().map(|case| rows_of(case, self.vault())) != resting.remove(&id) {
                report.different.push(CaseId(id));
            }
            let overpaid = expected.is_some_and(|case| case.in_payment() > case.awarded());
            if overpaid {
                report.overpaid.push(CaseId(id));
            }
        }
        Ok(())
    }

    async fn fold_many(&self, ids: &[i64]) -> Result<BTreeMap<i64, Case>> {
        let streams = ids.iter().map(|id| super::stream(CaseId(*id)));
        let rows = journal::Entity::find()
            .filter(journal::Column::Stream.is_in(streams))
            .order_by_asc(journal::Column::Id)
            .all(self.reader())
            .await?;
        let mut entries: BTreeMap<i64, Vec<Entry>> = BTreeMap::new();
        for entry in crate::journal::open_all(self.vault(), self.reader(), rows).await? {
            let id = entry.stream.strip_prefix("case:").and_then(|id| id.parse().ok());
            entries.entry(id.ok_or_else(|| StoreError::broken(entry.stream.clone()))?).or_default().push(entry);
        }
        let mut cases = BTreeMap::new();
        for (id, entries) in entries {
            let acts = entries.into_iter().map(act_of).collect::<Result<Vec<_>>>()?;
            let case = Case::fold(CaseId(id), acts).map_err(|fault| StoreError::broken(fault.to_string()))?;
            cases.extend(case.map(|case| (id, case)));
        }
        Ok(cases)
    }

    async fn rows_resting(&self, files: Vec<case_file::Model>, ids: &[i64]) -> Result<BTreeMap<i64, CaseRows>> {
        let mut parties = by_case!(self, case_party, ids, Place);
        let mut due = by_case!(self, case_due, ids, Place);
        for rows in due.values_mut() {
            sort_due(rows);
        }
        let mut awards = by_case!(self, award, ids, AwardNo);
        for rows in awards.values_mut() {
            sort_awards(rows);
        }
        let mut payments = by_case!(self, payment, ids, Place);
        let mut documents = by_case!(self, case_document, ids, Place);
        let mut links = by_case!(self, case_link, ids, Place);
        let rows = |file: case_file::Model| {
            let id = file.id;
            let rows = CaseRows {
                parties: parties.remove(&id).unwrap_or_default(),
                due: due.remove(&id).unwrap_or_default(),
                awards: awards.remove(&id).unwrap_or_default(),
                payments: payments.remove(&id).unwrap_or_default(),
                documents: documents.remove(&id).unwrap_or_default(),
                links: links.remove(&id).unwrap_or_default(),
                file,
            };
            (id, rows)
        };
        Ok(files.into_iter().map(rows).collect())
    }
}
