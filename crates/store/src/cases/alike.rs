//! Amounts beside amounts: what was granted in like cases, and the cases whose amount still waits for its decision.
//!
//! Never: whose amounts they are; only cases in reach are counted.
use domain::access::Allowed;
use domain::access::action::SeeCases;
use kernel::Fen;
use kernel::id::{CaseId, CaseTypeId};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::list::in_reach;
use crate::error::Result;
use crate::rows::case_file::Column;
use crate::store::Store;

/// What makes cases alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeAs {
    /// Their kind.
    pub case_type: CaseTypeId,
    /// The standard that computed them.
    pub standard: String,
    /// The answers by which cases of the kind are alike.
    pub answers: String,
}

impl Store {
    /// What was granted in the cases in reach that are like `case`, without itself: those decided last, at most `limit`, the
    /// smallest amount first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn amounts_alike(
        &self,
        allowed: &Allowed<SeeCases>,
        (case, alike): (CaseId, &AlikeAs),
        limit: u64,
    ) -> Result<Vec<Fen>> {
        let wanted = Column::CaseType
            .eq(alike.case_type.as_str())
            .and(Column::Standard.eq(alike.standard.as_str()))
            .and(Column::Alike.eq(super::rows_of::alike(self.vault(), &alike.answers)))
            .and(Column::GrantedFen.is_not_null())
            .and(Column::Id.ne(case.0));
        let rows: Vec<i64> = in_reach(allowed)
            .select_only()
            .column(Column::GrantedFen)
            .filter(wanted)
            .order_by_desc(Column::GrantedOn)
            .order_by_desc(Column::Id)
            .limit(limit)
            .into_tuple()
            .all(self.reader())
            .await?;
        let mut amounts: Vec<Fen> = rows.into_iter().map(Fen).collect();
        amounts.sort_unstable();
        Ok(amounts)
    }

    /// The open cases behind `after` in which an amount was put forward and nothing is decided, by their numbers.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undecided_cases(&self, allowed: &Allowed<SeeCases>, after: CaseId, limit: u64) -> Result<Vec<CaseId>> {
        let waits = Column::IsOpen
            .eq(true)
            .and(Column::ProposedFen.is_not_null())
            .and(Column::GrantedFen.is_null())
            .and(Column::Id.gt(after.0));
        let ids: Vec<i64> = in_reach(allowed)
            .select_only()
            .column(Column::Id)
            .filter(waits)
            .order_by_asc(Column::Id)
            .limit(limit)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(ids.into_iter().map(CaseId).collect())
    }
}
