//! What an administrator confirmed of the packs: a default from memory becomes a value with a name and a day.
use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, Set};
use serde_json::json;

use crate::error::Result;
use crate::journal::NewEntry;
use crate::rows::confirmation;
use crate::store::Store;
use crate::text::moment;
use crate::tx::Tx;

/// Who confirmed something, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// What they said.
    pub note: String,
    /// Who: `user:5`.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl Tx {
    /// Confirms `subject`, e.g. `figure:average_annual_wage/340000/2024`; again, with another note, replaces it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirm(&mut self, subject: &str, note: &str) -> Result<()> {
        use confirmation::Column::{ConfirmedBy, ConfirmedUs, Note, Subject};
        let row = confirmation::ActiveModel {
            subject: Set(subject.to_owned()),
            note: Set(note.to_owned()),
            confirmed_by: Set(self.actor().to_owned()),
            confirmed_us: Set(self.now().as_microsecond()),
        };
        let again = OnConflict::column(Subject).update_columns([Note, ConfirmedBy, ConfirmedUs]).to_owned();
        confirmation::Entity::insert(row).on_conflict(again).exec_without_returning(self.db()).await?;
        let plain = json!({ "subject": subject, "note": note });
        self.append(NewEntry::plain("packs".to_owned(), "confirmed", plain)).await?;
        Ok(())
    }

    /// Takes the confirmation of `subject` back; none is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_confirmation_back(&mut self, subject: &str) -> Result<()> {
        confirmation::Entity::delete_by_id(subject.to_owned()).exec(self.db()).await?;
        let plain = json!({ "subject": subject });
        self.append(NewEntry::plain("packs".to_owned(), "confirmation-taken-back", plain)).await?;
        Ok(())
    }
}

impl Store {
    /// Everything that was confirmed, by subject.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirmations(&self) -> Result<BTreeMap<String, Confirmation>> {
        let rows = confirmation::Entity::find().all(self.reader()).await?;
        let line = |row: confirmation::Model| {
            let at = moment(row.confirmed_us)?;
            Ok((row.subject, Confirmation { note: row.note, by: row.confirmed_by, at }))
        };
        rows.into_iter().map(line).collect()
    }
}
