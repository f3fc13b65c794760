//! Files of cases: sealed in the object store, listed and handed out to who may see the case.
use domain::access::Allowed;
use domain::access::action::SeeCases;
use jiff::Timestamp;
use kernel::id::{CaseId, DocumentId, PersonId};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};

use super::list::in_reach;
use crate::error::{Result, StoreError};
use crate::keys::Subject;
use crate::numbers::next_numbers;
use crate::rows::{case_file, document_file};
use crate::store::Store;
use crate::text::{count, counted, moment};
use crate::tx::Tx;

/// A file to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// The case.
    pub case: CaseId,
    /// The document of the case that it prints; nothing when it was received.
    pub document: Option<u32>,
    /// Which document or paper.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its kind of file.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its text, for search.
    pub words: String,
}

/// A file of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFile {
    /// Its id.
    pub id: DocumentId,
    /// Its case.
    pub case: CaseId,
    /// The document of the case that it prints.
    pub document: Option<u32>,
    /// Which document or paper.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its kind of file.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was made or received.
    pub at: Timestamp,
    /// Who made or received it.
    pub made_by: String,
}

impl Tx {
    /// Keeps a file, sealed under the key of the person the case is about.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when that document of the case has its file; [`StoreError::Full`] when the disk is full.
    pub async fn add_document_file(&mut self, new: NewFile) -> Result<DocumentId> {
        let file = case_file::Entity::find_by_id(new.case.0).one(self.db()).await?;
        let file = file.ok_or_else(|| StoreError::missing(format!("case {}", new.case)))?;
        let subject = file.person_id.map_or(Subject::Case(new.case), |person| Subject::Person(PersonId(person)));
        let object = self.keep_object(&subject, &new.bytes).await?;
        let id = next_numbers(self.db(), "document_file", 1).await?.start;
        let words = self.key_of(&subject).await?.seal(&words_place(id), new.words.as_bytes())?;
        let row = document_file::Model {
            id,
            case_id: new.case.0,
            place: new.document.map(i64::from),
            kind: new.kind,
            name: new.name,
            media_type: new.media_type,
            object,
            size: count(new.bytes.len()),
            words,
            made_by: self.actor().to_owned(),
            at_us: self.now().as_microsecond(),
        };
        document_file::Entity::insert(row.into_active_model()).exec_without_returning(self.db()).await?;
        Ok(DocumentId(id))
    }
}

impl Store {
    /// The files of a case in reach, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn document_files(&self, allowed: &Allowed<SeeCases>, case: CaseId) -> Result<Vec<DocumentFile>> {
        if in_reach(allowed).filter(case_file::Column::Id.eq(case.0)).one(self.reader()).await?.is_none() {
            return Ok(vec![]);
        }
        let rows = document_file::Entity::find()
            .filter(document_file::Column::CaseId.eq(case.0))
            .order_by_asc(document_file::Column::Id)
            .all(self.reader())
            .await?;
        rows.into_iter().map(line).collect()
    }

    /// A file of a case in reach, with its bytes; nothing when it is out of reach or was erased.
    ///
    /// # Errors
    /// When the database or the object store fails.
    pub async fn document_file(
        &self,
        allowed: &Allowed<SeeCases>,
        id: DocumentId,
    ) -> Result<Option<(DocumentFile, Vec<u8>)>> {
        let Some(row) = document_file::Entity::find_by_id(id.0).one(self.reader()).await? else { return Ok(None) };
        let case = in_reach(allowed).filter(case_file::Column::Id.eq(row.case_id));
        if case.select_only().column(case_file::Column::Id).into_tuple::<i64>().one(self.reader()).await?.is_none() {
            return Ok(None);
        }
        let bytes = self.object(&row.object).await?;
        let file = line(row)?;
        Ok(bytes.map(|bytes| (file, bytes)))
    }
}

fn words_place(id: i64) -> String {
    format!("document_file/{id}/words")
}

fn line(row: document_file::Model) -> Result<DocumentFile> {
    Ok(DocumentFile {
        id: DocumentId(row.id),
        case: CaseId(row.case_id),
        document: row.place.and_then(|place| u32::try_from(place).ok()),
        kind: row.kind,
        name: row.name,
        media_type: row.media_type,
        size: counted(row.size),
        at: moment(row.at_us)?,
        made_by: row.made_by,
    })
}
