//! Documents of one kind across many cases: which were issued, and which of them are printed.
use std::collections::BTreeMap;

use domain::access::Allowed;
use domain::access::action::SeeCases;
use kernel::id::{CaseId, DocumentId, DocumentKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::list::in_reach;
use crate::error::Result;
use crate::rows::{case_document, case_file, document_file};
use crate::store::Store;

/// Cases asked about in one query.
const PORTION: usize = 500;

impl Store {
    /// The documents `kind` that were issued in those of `cases` that are in reach, in the order of the cases.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issued_in(
        &self,
        allowed: &Allowed<SeeCases>,
        cases: &[CaseId],
        kind: &DocumentKind,
    ) -> Result<Vec<(CaseId, u32)>> {
        let mut issued: BTreeMap<CaseId, Vec<u32>> = BTreeMap::new();
        for portion in cases.chunks(PORTION) {
            let ids: Vec<i64> = portion.iter().map(|case| case.0).collect();
            let reached = in_reach(allowed).filter(case_file::Column::Id.is_in(ids.iter().copied()));
            let reached = reached.select_only().column(case_file::Column::Id);
            let rows = case_document::Entity::find()
                .filter(case_document::Column::CaseId.is_in(ids))
                .filter(case_document::Column::CaseId.in_subquery(reached.into_query()))
                .filter(case_document::Column::Kind.eq(kind.as_str()))
                .order_by_asc(case_document::Column::Place)
                .all(self.reader())
                .await?;
            for row in rows {
                issued.entry(CaseId(row.case_id)).or_default().extend(u32::try_from(row.place));
            }
        }
        let mut of_cases = vec![];
        for case in cases {
            of_cases.extend(issued.remove(case).unwrap_or_default().into_iter().map(|no| (*case, no)));
        }
        Ok(of_cases)
    }

    /// The files of `documents` (a case and the document's number in it) that are printed, of cases in reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn printed_of(
        &self,
        allowed: &Allowed<SeeCases>,
        documents: &[(CaseId, u32)],
    ) -> Result<BTreeMap<(CaseId, u32), DocumentId>> {
        let mut printed = BTreeMap::new();
        for portion in documents.chunks(PORTION) {
            let ids: Vec<i64> = portion.iter().map(|(case, _)| case.0).collect();
            let reached = in_reach(allowed).filter(case_file::Column::Id.is_in(ids.iter().copied()));
            let reached = reached.select_only().column(case_file::Column::Id);
            let rows = document_file::Entity::find()
                .select_only()
                .columns([document_file::Column::Id, document_file::Column::CaseId, document_file::Column::Place])
                .filter(document_file::Column::CaseId.is_in(ids))
                .filter(document_file::Column::CaseId.in_subquery(reached.into_query()))
                .filter(document_file::Column::Place.is_not_null())
                .into_tuple::<(i64, i64, i64)>()
                .all(self.reader())
                .await?;
            let wanted = |case: i64, place: i64| Some((CaseId(case), u32::try_from(place).ok()?));
            let found = rows.into_iter().filter_map(|(id, case, place)| Some((wanted(case, place)?, DocumentId(id))));
            printed.extend(found.filter(|(document, _)| portion.contains(document)));
        }
        Ok(printed)
    }
}
