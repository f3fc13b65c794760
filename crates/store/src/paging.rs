//! Pages of lists: the rows, how many there are in all, and where the next page begins.
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SubQueryStatement};
use sea_orm::{Condition, ConnectionTrait};

use domain::access::{Allowed, Part, Reach};
use kernel::Count;
use kernel::id::CaseTypeId;

use crate::error::{Result, StoreError};
use crate::rows::office;
use crate::text::counted;

/// Counting the rows of a list stops here.
pub const COUNT_LIMIT: u64 = 10_000;
/// Counting what is to be done stops here: such a number stands on every page.
pub(crate) const DESK_LIMIT: u64 = 1_000;

/// A page of a list, its count taken in the same transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: Count,
    /// Where the next page begins; nothing on the last one.
    pub next: Option<String>,
}

/// How many rows `select` gives, for a list.
pub(crate) async fn count(db: &impl ConnectionTrait, select: SelectStatement) -> Result<Count> {
    Ok(counts(COUNT_LIMIT, db, vec![select]).await?.pop().unwrap_or_default())
}

/// How many rows each of `selects` gives, up to `limit`: all from one moment.
pub(crate) async fn counts(limit: u64, db: &impl ConnectionTrait, selects: Vec<SelectStatement>) -> Result<Vec<Count>> {
    let mut all = Query::select();
    let names: Vec<String> = (0..selects.len()).map(|place| format!("many_{place}")).collect();
    for (name, mut select) in names.iter().zip(selects) {
        select.limit(limit.saturating_add(1));
        let mut many = Query::select();
        many.expr(Expr::cust("count(*)")).from_subquery(select, "counted");
        all.expr_as(Expr::from(SubQueryStatement::from(many)), name.clone());
    }
    if names.is_empty() {
        return Ok(vec![]);
    }
    let row = db.query_one(&all).await?.ok_or_else(|| StoreError::broken("a count"))?;
    let many = |name: &String| Ok(Count::up_to(limit, counted(row.try_get("", name)?)));
    names.iter().map(many).collect()
}

/// The rows of offices in reach; who reaches only what they work on reaches none of these.
pub(crate) fn office_reach<A>(allowed: &Allowed<A>, office: impl sea_orm::ColumnTrait) -> Condition {
    reach(allowed, &Columns { office, own: None, case_type: None })
}

/// The first `limit` of `rows`, which were asked for with one more, and the cursor of the next page if there is one.
pub(crate) fn cut<T>(mut rows: Vec<T>, limit: u64, cursor: impl Fn(&T) -> String) -> (Vec<T>, Option<String>) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = if more { rows.last().map(cursor) } else { None };
    (rows, next)
}

/// The columns of a table by which its rows are in reach.
pub(crate) struct Columns<C> {
    /// The office that a row belongs to.
    pub(crate) office: C,
    /// Who works on it, where somebody does.
    pub(crate) own: Option<C>,
    /// Its kind of case, where it has one.
    pub(crate) case_type: Option<C>,
}

/// The rows in reach: those that one of the grants reaches.
pub(crate) fn reach<A, C: sea_orm::ColumnTrait>(allowed: &Allowed<A>, columns: &Columns<C>) -> Condition {
    one_of(allowed.parts().iter().map(|part| part_reach(part, columns)).collect())
}

/// The rows that one grant reaches; nothing when it is every row.
pub(crate) fn part_reach<C: sea_orm::ColumnTrait>(part: &Part, columns: &Columns<C>) -> Option<Condition> {
    part_where(part, columns, |path| columns.office.in_subquery(offices_under(path)))
}

/// The same rows, for a list that is sorted by something else than their office and wants its first page only: the sum
/// keeps a database from gathering every row of every office under somebody, to sort them all.
pub(crate) fn sorted_reach<A, C: sea_orm::ColumnTrait>(allowed: &Allowed<A>, columns: &Columns<C>) -> Condition {
    let office = Expr::col(columns.office.as_column_ref()).add(0);
    let under = |path: &str| office.clone().in_subquery(offices_under(path));
    one_of(allowed.parts().iter().map(|part| part_where(part, columns, under)).collect())
}

fn one_of(parts: Vec<Option<Condition>>) -> Condition {
    if parts.iter().any(Option::is_none) {
        return Condition::all();
    }
    any_of(parts.into_iter().flatten())
}

/// The rows that one of these conditions wants: none where there is none. A constant among them would keep `SQLite` from
/// its indexes.
pub(crate) fn any_of<C: Into<Condition>>(conditions: impl IntoIterator<Item = C>) -> Condition {
    let mut conditions = conditions.into_iter().map(Into::into);
    let first: Condition = conditions.next().unwrap_or_else(|| Condition::all().add(Expr::cust("1 = 0")));
    conditions.fold(Condition::any().add(first), Condition::add)
}

fn part_where<C: sea_orm::ColumnTrait>(
    part: &Part,
    columns: &Columns<C>,
    under: impl FnOnce(&str) -> Expr,
) -> Option<Condition> {
    let rows = match (&part.reach, columns.own) {
        (Reach::All, _) => None,
        (Reach::Office(office), _) => Some(columns.office.eq(office.0)),
        (Reach::Subtree(path), _) => Some(under(path)),
        (Reach::Own(user), Some(own)) => Some(own.eq(user.0)),
        (Reach::Own(_), None) => Some(Expr::val(1).eq(0)),
    };
    let types = part.case_types.as_ref().zip(columns.case_type);
    let types = types.map(|(types, column)| column.is_in(types.iter().map(CaseTypeId::as_str)));
    (rows.is_some() || types.is_some()).then(|| Condition::all().add_option(rows).add_option(types))
}

/// The offices at `path` and under it. The path is written out and not bound: so PostgreSQL knows how many these are, and does
/// not take a whole prefecture for one office. It is one of ours, numbers and slashes alone; of anything else nothing is under.
fn offices_under(path: &str) -> SelectStatement {
    let ours = path.chars().all(|c| c.is_ascii_digit() || c == '/');
    let under = if ours { Expr::cust(format!("path LIKE '{path}%'")) } else { Expr::val(1).eq(0) };
    let mut offices = Query::select();
    offices.column(office::Column::Id).from(office::Entity).cond_where(under);
    offices
}

/// The two parts of a cursor.
pub(crate) fn cursor(text: &str) -> Result<(&str, i64)> {
    let broken = || StoreError::missing("page of the list");
    let (sort, id) = text.rsplit_once('~').ok_or_else(broken)?;
    Ok((sort, id.parse().map_err(|_| broken())?))
}
