//! Who hands registers over, and what their headers mean, confirmed once.
use kernel::id::OfficeId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{EntityTrait, QueryOrder, Set};
use serde_json::{Value, json};

use crate::error::Result;
use crate::journal::NewEntry;
use crate::numbers::next_numbers;
use crate::rows::{mapping, sender};
use crate::store::Store;
use crate::text::{from_json, to_json};
use crate::tx::Tx;

/// One agency that hands registers over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct SenderId(pub i64);

/// A sender to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSender {
    /// Its name.
    pub name: String,
    /// What kind of agency it is.
    pub kind: String,
    /// The office that it hands over to.
    pub office: OfficeId,
}

/// A sender.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender {
    /// Its number.
    pub id: SenderId,
    /// Its name.
    pub name: String,
    /// What kind of agency it is.
    pub kind: String,
    /// The office that it hands over to.
    pub office: OfficeId,
}

impl Tx {
    /// Adds a sender; answers the known one when the office has one of that name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_sender(&mut self, new: NewSender) -> Result<SenderId> {
        use sea_orm::{ColumnTrait, QueryFilter};
        let known = sender::Entity::find()
            .filter(sender::Column::OfficeId.eq(new.office.0))
            .filter(sender::Column::Name.eq(&new.name))
            .one(self.db())
            .await?;
        if let Some(known) = known {
            return Ok(SenderId(known.id));
        }
        let id = next_numbers(self.db(), "sender", 1).await?.start;
        let plain = json!({ "name": new.name, "kind": new.kind, "office": new.office });
        let row = sender::ActiveModel {
            id: Set(id),
            name: Set(new.name),
            kind: Set(new.kind),
            office_id: Set(new.office.0),
            made_us: Set(self.now().as_microsecond()),
        };
        sender::Entity::insert(row).exec_without_returning(self.db()).await?;
        self.append(NewEntry::plain(format!("sender:{id}"), "sender-added", plain)).await?;
        Ok(SenderId(id))
    }

    /// Keeps what the headers with this signature mean when they come from `sender`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirm_mapping(&mut self, sender: SenderId, signature: &str, columns: &Value) -> Result<()> {
        use mapping::Column::{Columns, ConfirmedBy, ConfirmedUs, SenderId as Sender, Signature};
        let row = mapping::ActiveModel {
            sender_id: Set(sender.0),
            signature: Set(signature.to_owned()),
            columns: Set(to_json(columns)?),
            confirmed_by: Set(self.actor().to_owned()),
            confirmed_us: Set(self.now().as_microsecond()),
        };
        let again =
            OnConflict::columns([Sender, Signature]).update_columns([Columns, ConfirmedBy, ConfirmedUs]).to_owned();
        mapping::Entity::insert(row).on_conflict(again).exec_without_returning(self.db()).await?;
        let plain = json!({ "signature": signature, "columns": columns });
        self.append(NewEntry::plain(format!("sender:{}", sender.0), "mapping-confirmed", plain)).await?;
        Ok(())
    }
}

impl Store {
    /// Every sender, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn senders(&self) -> Result<Vec<Sender>> {
        let rows = sender::Entity::find().order_by_asc(sender::Column::Name).all(self.reader()).await?;
        let sender = |row: sender::Model| Sender {
            id: SenderId(row.id),
            name: row.name,
            kind: row.kind,
            office: OfficeId(row.office_id),
        };
        Ok(rows.into_iter().map(sender).collect())
    }

    /// What the headers with this signature mean when they come from `sender`, if it was confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn mapping(&self, sender: SenderId, signature: &str) -> Result<Option<Value>> {
        let key = (sender.0, signature.to_owned());
        let row = mapping::Entity::find_by_id(key).one(self.reader()).await?;
        row.map(|row| from_json(&row.columns)).transpose()
    }
}
