//! Cases: loaded by folding their journal, saved as an act with the rows computed from them.
mod alike;
mod documents;
mod due;
mod issued;
pub(crate) mod list;
mod rows_of;
mod save;
pub(crate) mod verify;

use domain::access::Allowed;
use domain::access::action::SeeCases;
use domain::cases::Case;
use domain::cases::act::{Act, Parts};
use domain::cases::decide::EarlierAward;
use kernel::Fen;
use kernel::id::{CaseId, EntryId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::error::{Result, StoreError};
use crate::journal::{Entry, EntryHead, Opened, open_all};
use crate::rows::{award, case_file, journal};
use crate::store::Store;
use crate::text::{day, moment};

pub use alike::AlikeAs;
pub use documents::{DocumentFile, NewFile};
pub use due::{Days, Due, DueDesk, DueFilter, DuePart, DueTo, DueWhat};
pub(crate) use list::in_reach;
pub use list::{CaseCount, CaseFilter, CaseRow, DeskState, OnDesk};
pub use save::PastAct;
pub use verify::RowReport;

/// The stream of a case in the journal.
pub(crate) fn stream(id: CaseId) -> String {
    format!("case:{id}")
}

/// The act in an entry; personal parts whose key was destroyed are gone, the rest stands.
pub(crate) fn act_of(entry: Entry) -> Result<Act> {
    let personal = entry.secrets.first().and_then(Opened::json).cloned();
    let broken = |_| StoreError::broken(format!("entry {} of the journal", entry.id));
    Act::join(Parts { plain: entry.plain, personal }).map_err(broken)
}

impl Store {
    /// The case `id` as it is now; nothing when it is out of reach.
    ///
    /// # Errors
    /// When the database fails, or the journal of the case does not make a case.
    pub async fn case(&self, allowed: &Allowed<SeeCases>, id: CaseId) -> Result<Option<Case>> {
        self.case_at(allowed, id, u64::MAX).await
    }

    /// The case `id` as it was at `version`; nothing when it is out of reach.
    ///
    /// # Errors
    /// When the database fails, or the journal of the case does not make a case.
    pub async fn case_at(&self, allowed: &Allowed<SeeCases>, id: CaseId, version: u64) -> Result<Option<Case>> {
        if in_reach(allowed).filter(case_file::Column::Id.eq(id.0)).one(self.reader()).await?.is_none() {
            return Ok(None);
        }
        let rows = journal::Entity::find()
            .filter(journal::Column::Stream.eq(stream(id)))
            .filter(journal::Column::StreamVersion.lte(i64::try_from(version).unwrap_or(i64::MAX)))
            .order_by_asc(journal::Column::StreamVersion)
            .all(self.reader())
            .await?;
        let entries = open_all(self.vault(), self.reader(), rows).await?;
        let acts = entries.into_iter().map(act_of).collect::<Result<Vec<_>>>()?;
        Case::fold(id, acts).map_err(|fault| StoreError::broken(fault.to_string()))
    }

    /// The newest `limit` entries of the case `id`, newest first, without what they say: nothing is opened for them. Empty
    /// when it is out of reach.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn case_heads(&self, allowed: &Allowed<SeeCases>, id: CaseId, limit: u64) -> Result<Vec<EntryHead>> {
        use journal::Column::{Actor, AtUs, Hash, Id, Kind, Stream, StreamVersion};
        if in_reach(allowed).filter(case_file::Column::Id.eq(id.0)).one(self.reader()).await?.is_none() {
            return Ok(vec![]);
        }
        let rows: Vec<(i64, i64, String, String, Vec<u8>)> = journal::Entity::find()
            .select_only()
            .columns([Id, AtUs, Actor, Kind, Hash])
            .filter(Stream.eq(stream(id)))
            .order_by_desc(StreamVersion)
            .limit(limit)
            .into_tuple()
            .all(self.reader())
            .await?;
        let head = |(id, at, actor, kind, hash): (i64, i64, String, String, Vec<u8>)| {
            Ok(EntryHead { id: EntryId(id), at: moment(at)?, actor, kind, hash: hex::encode(hash) })
        };
        rows.into_iter().map(head).collect()
    }

    /// The entries of the case `id` after its `version`, newest first, opened. Empty when it is out of reach.
    ///
    /// # Errors
    /// When the database fails, or a part does not open.
    pub async fn case_entries(&self, allowed: &Allowed<SeeCases>, id: CaseId, version: u64) -> Result<Vec<Entry>> {
        if in_reach(allowed).filter(case_file::Column::Id.eq(id.0)).one(self.reader()).await?.is_none() {
            return Ok(vec![]);
        }
        let rows = journal::Entity::find()
            .filter(journal::Column::Stream.eq(stream(id)))
            .filter(journal::Column::StreamVersion.gt(i64::try_from(version).unwrap_or(i64::MAX)))
            .order_by_desc(journal::Column::StreamVersion)
            .all(self.reader())
            .await?;
        open_all(self.vault(), self.reader(), rows).await
    }

    /// What `person`, under whatever number they were known, was granted before by cases of this platform. What other
    /// organs granted stands in the registers' rows.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn earlier_awards(&self, person: PersonId) -> Result<Vec<EarlierAward>> {
        let same = self.known_as(person).await?;
        let rows = award::Entity::find()
            .filter(award::Column::PersonId.is_in(same.iter().map(|id| id.0)))
            .order_by_asc(award::Column::HarmCase)
            .order_by_asc(award::Column::AwardNo)
            .all(self.reader())
            .await?;
        rows.into_iter().map(|row| earlier(row, person)).collect()
    }

    /// What anybody was granted for the harm of `harm_case` by cases of this platform.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn awards_for(&self, harm_case: &str) -> Result<Vec<EarlierAward>> {
        let rows = award::Entity::find()
            .filter(award::Column::HarmCase.eq(harm_case))
            .order_by_asc(award::Column::PersonId)
            .order_by_asc(award::Column::AwardNo)
            .all(self.reader())
            .await?;
        let of = |row: award::Model| {
            let whose = PersonId(row.person_id);
            earlier(row, whose)
        };
        rows.into_iter().map(of).collect()
    }
}

fn earlier(row: award::Model, whose: PersonId) -> Result<EarlierAward> {
    Ok(EarlierAward {
        harm_case: Some(row.harm_case),
        whose: Some(whose),
        number: u32::try_from(row.award_no).map_err(|_| StoreError::broken("an award's number"))?,
        amount: Some(Fen(row.amount_fen)),
        on: Some(day(&row.on_day)?),
        case: Some(CaseId(row.case_id)),
    })
}
