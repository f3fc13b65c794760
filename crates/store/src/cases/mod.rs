//! Cases: loaded by folding their journal, saved as an act with the rows computed from them.
mod documents;
mod due;
mod list;
mod rows_of;
mod save;
pub(crate) mod verify;

use domain::access::Allowed;
use domain::access::action::SeeCases;
use domain::cases::act::{Act, Parts};
use domain::cases::decide::EarlierAward;
use domain::cases::Case;
use kernel::Fen;
use kernel::id::{CaseId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::error::{Result, StoreError};
use crate::journal::{Entry, Opened};
use crate::paging::reach;
use crate::rows::{award, case_file};
use crate::store::Store;
use crate::text::day;

pub use documents::{DocumentFile, NewFile};
pub use due::{Due, DueFilter, DueWhat};
pub use list::{CaseFilter, CaseRow};
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
        let mut find = case_file::Entity::find_by_id(id.0)
            .filter(reach(allowed, case_file::Column::OfficeId, case_file::Column::OfficerId));
        if let Some(kinds) = allowed.case_types() {
            find = find.filter(case_file::Column::CaseType.is_in(kinds.iter().map(|kind| kind.as_str())));
        }
        if find.one(self.reader()).await?.is_none() {
            return Ok(None);
        }
        let entries = self.read_stream(&stream(id)).await?;
        let seen = entries.into_iter().filter(|entry| u64::try_from(entry.version).is_ok_and(|own| own <= version));
        let acts = seen.map(act_of).collect::<Result<Vec<_>>>()?;
        Case::fold(id, acts).map_err(|fault| StoreError::broken(fault.to_string()))
    }

    /// What `person` was granted before by cases of this platform.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn own_awards(&self, person: PersonId) -> Result<Vec<EarlierAward>> {
        let rows = award::Entity::find().filter(award::Column::PersonId.eq(person.0)).all(self.reader()).await?;
        let earlier = |row: award::Model| {
            Ok(EarlierAward {
                harm_case: row.harm_case,
                number: u32::try_from(row.award_no).unwrap_or(u32::MAX),
                amount: Fen(row.amount_fen),
                on: Some(day(&row.on_day)?),
                case: Some(CaseId(row.case_id)),
            })
        };
        rows.into_iter().map(earlier).collect()
    }
}
