//! Pages of lists: the rows, how many there are in all, and where the next page begins.
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait};

use domain::access::{Allowed, Reach};

use crate::error::{Result, StoreError};
use crate::rows::office;
use crate::text::counted;

/// Counting stops here: a person does not read further, and the count stays quick at a million rows.
pub const COUNT_LIMIT: u64 = 10_000;

/// A page of a list, its count taken in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are; [`COUNT_LIMIT`] and one more stands for "more than that".
    pub total: u64,
    /// Where the next page begins; nothing on the last one.
    pub next: Option<String>,
}

/// The count of what `select` gives, up to the limit.
pub(crate) async fn count(db: &impl ConnectionTrait, mut select: SelectStatement) -> Result<u64> {
    select.limit(COUNT_LIMIT.saturating_add(1));
    let mut all = Query::select();
    all.expr_as(Expr::cust("count(*)"), "many").from_subquery(select, "counted");
    let row = db.query_one(&all).await?.ok_or_else(|| StoreError::broken("a count"))?;
    Ok(counted(row.try_get("", "many")?))
}

/// The rows of offices in reach; who reaches only what they work on reaches none of these.
pub(crate) fn office_reach<A>(allowed: &Allowed<A>, office_column: impl sea_orm::ColumnTrait) -> Condition {
    match allowed.reach() {
        Reach::Own(_) => Condition::all().add(Expr::val(1).eq(0)),
        Reach::All | Reach::Office(_) | Reach::Subtree(_) => reach(allowed, office_column, office_column),
    }
}

/// The first `limit` of `rows`, which were asked for with one more, and the cursor of the next page if there is one.
pub(crate) fn cut<T>(mut rows: Vec<T>, limit: u64, cursor: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = if more { rows.last().map(cursor) } else { None };
    (rows, next)
}

/// The rows in reach, by the columns of their office and of who works on them.
pub(crate) fn reach<A>(
    allowed: &Allowed<A>,
    office_column: impl sea_orm::ColumnTrait,
    own_column: impl sea_orm::ColumnTrait,
) -> Condition {
    match allowed.reach() {
        Reach::All => Condition::all(),
        Reach::Office(office) => Condition::all().add(office_column.eq(office.0)),
        Reach::Own(user) => Condition::all().add(own_column.eq(user.0)),
        Reach::Subtree(path) => Condition::all().add(office_column.in_subquery(offices_under(path))),
    }
}

/// The same rows, for a list that is sorted by something else than their office and wants its first page only: the sum
/// keeps a database from gathering every row of every office under somebody, to sort them all. An office that has none
/// under it is its own list.
pub(crate) async fn sorted_reach<A>(
    db: &impl ConnectionTrait,
    allowed: &Allowed<A>,
    office_column: impl sea_orm::ColumnTrait,
    own_column: impl sea_orm::ColumnTrait,
) -> Result<Condition> {
    let Reach::Subtree(path) = allowed.reach() else { return Ok(reach(allowed, office_column, own_column)) };
    let mut first = offices_under(path);
    let found = db.query_all(first.limit(2)).await?;
    if let [only] = &found[..] {
        let office: i64 = only.try_get("", "id")?;
        return Ok(Condition::all().add(office_column.eq(office)));
    }
    Ok(Condition::all().add(Expr::col(office_column.as_column_ref()).add(0).in_subquery(offices_under(path))))
}

/// The offices at `path` and under it.
fn offices_under(path: &str) -> SelectStatement {
    use sea_orm::ColumnTrait;
    let mut offices = Query::select();
    offices.column(office::Column::Id).from(office::Entity).cond_where(office::Column::Path.starts_with(path));
    offices
}

/// The two parts of a cursor.
pub(crate) fn cursor(text: &str) -> Result<(&str, i64)> {
    let broken = || StoreError::missing("page of the list");
    let (sort, id) = text.rsplit_once('~').ok_or_else(broken)?;
    Ok((sort, id.parse().map_err(|_| broken())?))
}
