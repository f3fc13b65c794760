//! Numbers for new rows. Never given twice, not even after a removal or a restore; the same in both databases.
use std::ops::Range;

use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ConnectionTrait, EntityTrait, Iden};

use crate::error::{Result, StoreError};
use crate::rows::counter;
use crate::text::count;

/// The next `many` numbers of `name`. The counter's row is locked until the transaction ends.
///
/// # Errors
/// When the database fails.
pub async fn next_numbers(db: &impl ConnectionTrait, name: &str, many: usize) -> Result<Range<i64>> {
    let many = count(many);
    let (table, column) = (counter::Entity, counter::Column::Last);
    let mut insert = Query::insert();
    insert
        .into_table(table)
        .columns([counter::Column::Name, column])
        .values_panic([name.into(), many.into()])
        .on_conflict(
            OnConflict::column(counter::Column::Name).value(column, Expr::col((table, column)).add(many)).to_owned(),
        )
        .returning_col(column);
    let row = db.query_one(&insert).await?.ok_or_else(|| StoreError::broken("the counter"))?;
    let last: i64 = row.try_get("", column.unquoted())?;
    let end = last.saturating_add(1);
    Ok(end.saturating_sub(many)..end)
}

/// The last number of `name` that was given; 0 before the first.
///
/// # Errors
/// When the database fails.
pub async fn last_number(db: &impl ConnectionTrait, name: &str) -> Result<i64> {
    let row = counter::Entity::find_by_id(name.to_owned()).one(db).await?;
    Ok(row.map_or(0, |row| row.last))
}
