//! People.
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::error::Result;
use crate::rows::person_key;

/// Takes away the hashes by which `people` are found.
pub(crate) async fn forget_keys(db: &impl ConnectionTrait, people: &[i64]) -> Result<()> {
    let theirs = person_key::Column::PersonId.is_in(people.iter().copied());
    person_key::Entity::delete_many().filter(theirs).exec(db).await?;
    Ok(())
}
