//! The same request twice is done once: the key that a form carried, and the answer that was given.
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Set};
use serde_json::Value;

use crate::error::Result;
use crate::rows::request_token;
use crate::text::{from_json, to_json};
use crate::tx::Tx;

/// Whether a request was done before.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// It was not: do it, then [`Tx::settle`].
    Fresh,
    /// It was, and this was the answer.
    Done(Value),
}

impl Tx {
    /// Whether this actor's request `token` was done before. Ask first thing in the transaction: writers wait for
    /// one another, so of two at once the second finds the first one's answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim(&self, token: &str) -> Result<Claim> {
        let key = (self.actor().to_owned(), token.to_owned());
        let row = request_token::Entity::find_by_id(key).one(self.db()).await?;
        row.map_or(Ok(Claim::Fresh), |row| Ok(Claim::Done(from_json(&row.result)?)))
    }

    /// Keeps the answer to `token` for the second time.
    ///
    /// # Errors
    /// [`crate::StoreError::Taken`] when it was settled before.
    pub async fn settle(&mut self, token: &str, result: &Value) -> Result<()> {
        let row = request_token::ActiveModel {
            actor: Set(self.actor().to_owned()),
            token: Set(token.to_owned()),
            at_us: Set(self.now().as_microsecond()),
            result: Set(to_json(result)?),
        };
        request_token::Entity::insert(row).exec_without_returning(self.db()).await?;
        Ok(())
    }

    /// Forgets tokens settled before `before`; their forms are long gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_tokens(&mut self, before: jiff::Timestamp) -> Result<u64> {
        let old = request_token::Column::AtUs.lt(before.as_microsecond());
        Ok(request_token::Entity::delete_many().filter(old).exec(self.db()).await?.rows_affected)
    }
}
