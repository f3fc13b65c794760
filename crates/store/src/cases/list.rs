//! Lists of cases: filtered, newest first, page by page, the count from the same moment.
use std::collections::BTreeSet;

use domain::access::action::SeeCases;
use domain::access::{Allowed, Who};
use jiff::civil::Date;
use kernel::id::{CaseId, CaseTypeId, ClockId, OfficeId, PersonId, RoleId, StateId, StepId, UserId, VariantId};
use kernel::{Count, Fen};
use law::facts::DataClass;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::due::{DueFilter, cases_due};
use super::rows_of::NEVER;
use crate::error::Result;
use crate::paging::{
    Columns, DESK_LIMIT, Page, any_of, count, count_desk, cursor, cut, part_reach, reach, sorted_reach,
};
use crate::people::family;
use crate::rows::case_file::{self, Column};
use crate::rows::{case_party, journal};
use crate::store::Store;
use crate::text::{day, maybe_day};
use crate::tx::snapshot;

/// Which cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Of this kind.
    pub case_type: Option<CaseTypeId>,
    /// In this state.
    pub state: Option<StateId>,
    /// That this account works on.
    pub officer: Option<UserId>,
    /// Of this office.
    pub office: Option<OfficeId>,
    /// Whose number begins so.
    pub number_prefix: Option<String>,
    /// In which something of this kind is due; its limit says nothing here.
    pub due: Option<DueFilter>,
    /// Open or closed.
    pub open: Option<bool>,
    /// In which this person has a part, under whatever number they were known.
    pub person: Option<PersonId>,
    /// That this account opened.
    pub opened_by: Option<UserId>,
}

/// What lies on the desk of somebody with these roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnDesk {
    /// States that one of the roles owns.
    pub states: Vec<DeskState>,
    /// The roles: a case that calls one of them lies here in any state.
    pub roles: Vec<RoleId>,
}

/// A state of a kind of case whose owner's desk it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskState {
    /// Of which kind.
    pub case_type: CaseTypeId,
    /// Which.
    pub state: StateId,
    /// Whether the case leaves the owner's desk while it calls somebody.
    pub unless_called: bool,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: Option<String>,
    /// Its kind.
    pub case_type: CaseTypeId,
    /// Its variant.
    pub variant: VariantId,
    /// The office that handles it.
    pub office: OfficeId,
    /// Where it stands.
    pub state: StateId,
    /// Who works on it.
    pub officer: Option<UserId>,
    /// The role that is to act, and the step.
    pub called: Option<(RoleId, StepId)>,
    /// Who it is about.
    pub person: Option<PersonId>,
    /// The day it was opened.
    pub opened_on: Date,
    /// The day it was closed.
    pub closed_on: Option<Date>,
    /// The last day of the clock that runs out first.
    pub next_due: Option<Date>,
    /// That clock.
    pub next_clock: Option<ClockId>,
    /// Granted.
    pub awarded: Fen,
    /// Arrived.
    pub paid: Fen,
}

impl CaseRow {
    pub(crate) fn of(row: case_file::Model) -> Result<Self> {
        Ok(Self {
            id: CaseId(row.id),
            number: row.number,
            case_type: CaseTypeId::new(row.case_type),
            variant: VariantId::new(row.variant),
            office: OfficeId(row.office_id),
            state: StateId::new(row.state),
            officer: row.officer_id.map(UserId),
            called: row.called_role.map(RoleId::new).zip(row.called_step.map(StepId::new)),
            person: row.person_id.map(PersonId),
            opened_on: day(&row.opened_on)?,
            closed_on: maybe_day(row.closed_on.as_ref())?,
            next_due: maybe_day(Some(&row.next_due).filter(|due| *due != NEVER))?,
            next_clock: row.next_clock.map(ClockId::new),
            awarded: Fen(row.awarded_fen),
            paid: Fen(row.paid_fen),
        })
    }
}

impl Store {
    /// The rows of these cases, as far as they are in reach, in no order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn case_rows(&self, allowed: &Allowed<SeeCases>, ids: &[CaseId]) -> Result<Vec<CaseRow>> {
        let theirs = Column::Id.is_in(ids.iter().map(|id| id.0));
        in_reach(allowed).filter(theirs).all(self.reader()).await?.into_iter().map(CaseRow::of).collect()
    }

    /// The cases in reach that `filter` wants, newest first.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`] for a cursor that is none; when the database fails.
    pub async fn cases(
        &self,
        allowed: &Allowed<SeeCases>,
        filter: &CaseFilter,
        after: Option<&str>,
        limit: u64,
    ) -> Result<Page<CaseRow>> {
        let db = snapshot(self.reader()).await?;
        let same = match filter.person {
            Some(person) => family(&db, person.0).await?,
            None => BTreeSet::new(),
        };
        let sorted = sorted_reach(&db, allowed, &COLUMNS).await?;
        let due = filter.due.as_ref().map(|due| Column::Id.in_subquery(cases_due(allowed, due)));
        let due = Condition::all().add_option(due);
        let sorted =
            case_file::Entity::find().filter(sorted).filter(condition(filter, same.clone())).filter(due.clone());
        // What leads to few rows by itself is not looked for office by office.
        let narrow = filter.number_prefix.is_some()
            || filter.person.is_some()
            || filter.officer.is_some()
            || filter.opened_by.is_some();
        let counted =
            if narrow { sorted.clone() } else { in_reach(allowed).filter(condition(filter, same)).filter(due) };
        let total = count(&db, counted.select_only().column(Column::Id).into_query()).await?;
        let mut find = sorted.order_by_desc(Column::OpenedOn).order_by_desc(Column::Id).limit(limit.saturating_add(1));
        if let Some(after) = after {
            let (opened_on, id) = cursor(after)?;
            let same_day = Column::OpenedOn.eq(opened_on).and(Column::Id.lt(id));
            // The first condition says nothing new, but lets the index start at the right day.
            find = find.filter(Column::OpenedOn.lte(opened_on)).filter(Column::OpenedOn.lt(opened_on).or(same_day));
        }
        let rows = find.all(&db).await?;
        db.commit().await?;
        let (rows, next) = cut(rows, limit, |row| format!("{}~{}", row.opened_on, row.id));
        Ok(Page { rows: rows.into_iter().map(CaseRow::of).collect::<Result<_>>()?, total, next })
    }

    /// The open cases on a desk, the oldest clock first, and how many there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn on_desk(
        &self,
        allowed: &Allowed<SeeCases>,
        desk: &OnDesk,
        limit: u64,
    ) -> Result<(Count, Vec<CaseRow>)> {
        let wanted = lying_on(self.reader(), allowed, desk).await?;
        self.earliest(&wanted, limit).await
    }

    /// The first of these cases by their clocks, and how many there are. No case is wanted twice.
    async fn earliest(&self, wanted: &[Select<case_file::Entity>], limit: u64) -> Result<(Count, Vec<CaseRow>)> {
        let db = snapshot(self.reader()).await?;
        let total = count_each(&db, wanted).await?;
        let mut first: Vec<(String, i64)> = vec![];
        for own in wanted {
            // Without the other columns the index has all that is sorted.
            let own = own.clone().select_only().columns([Column::NextDue, Column::Id]);
            let own = own.order_by_asc(Column::NextDue).order_by_asc(Column::Id).limit(limit);
            first.extend(own.into_tuple::<(String, i64)>().all(&db).await?);
        }
        first.sort();
        first.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let ids = first.into_iter().map(|(_, id)| id);
        let mut rows = case_file::Entity::find().filter(Column::Id.is_in(ids)).all(&db).await?;
        db.commit().await?;
        rows.sort_by(|one, other| (&one.next_due, one.id).cmp(&(&other.next_due, other.id)));
        Ok((total, rows.into_iter().map(CaseRow::of).collect::<Result<_>>()?))
    }

    /// How many open cases in reach lie on a desk.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_on_desk(&self, allowed: &Allowed<SeeCases>, desk: &OnDesk) -> Result<Count> {
        count_each(self.reader(), &lying_on(self.reader(), allowed, desk).await?).await
    }

    /// The open cases of a person under whatever number they were known, of whatever office, with their kinds: numbers only,
    /// to tell that there are several.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_cases_of(&self, person: PersonId) -> Result<Vec<(CaseId, CaseTypeId)>> {
        let same = family(self.reader(), person.0).await?;
        let rows: Vec<(i64, String)> = case_file::Entity::find()
            .select_only()
            .columns([Column::Id, Column::CaseType])
            .filter(is_open())
            .filter(Column::Id.in_subquery(cases_of(same)))
            .order_by_asc(Column::Id)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|(id, kind)| (CaseId(id), CaseTypeId::new(kind))).collect())
    }

    /// The most guarded class of data that is shown of the case `id`: that of the grants that reach it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn case_class(&self, allowed: &Allowed<SeeCases>, id: CaseId) -> Result<DataClass> {
        if let Some(class) = allowed.one_class() {
            return Ok(class);
        }
        let mut most = DataClass::Public;
        for part in allowed.parts().iter().filter(|part| part.class > DataClass::Public) {
            let theirs = Condition::all().add(Column::Id.eq(id.0)).add_option(part_reach(part, &COLUMNS));
            if part.class > most && case_file::Entity::find().filter(theirs).one(self.reader()).await?.is_some() {
                most = part.class;
            }
        }
        Ok(most)
    }

    /// How many cases in reach are open, all or those of one account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_open(&self, allowed: &Allowed<SeeCases>, officer: Option<UserId>) -> Result<Count> {
        let own = officer.map(|user| Column::OfficerId.eq(user.0));
        let wanted = in_reach(allowed).filter(Condition::all().add(is_open()).add_option(own));
        count(self.reader(), wanted.select_only().column(Column::Id).into_query()).await
    }
}

/// How many of these cases there are.
async fn count_each(db: &impl ConnectionTrait, wanted: &[Select<case_file::Entity>]) -> Result<Count> {
    let mut total = Count::default();
    for own in wanted {
        total = total.plus(count_desk(db, own.clone().select_only().column(Column::Id).into_query()).await?);
    }
    Ok(total.capped(DESK_LIMIT))
}

/// The open cases in reach that lie on a desk, in parts that have no case in common, each with an index of its own: those
/// that call one of the roles, and the others in a state that one of them owns.
async fn lying_on(
    db: &impl ConnectionTrait,
    allowed: &Allowed<SeeCases>,
    desk: &OnDesk,
) -> Result<Vec<Select<case_file::Entity>>> {
    let within = sorted_reach(db, allowed, &COLUMNS).await?;
    let open = || case_file::Entity::find().filter(within.clone()).filter(is_open());
    let roles = || desk.roles.iter().map(RoleId::as_str);
    let mut parts = vec![];
    if !desk.roles.is_empty() {
        parts.push(open().filter(Column::CalledRole.is_in(roles())));
    }
    if !desk.states.is_empty() {
        let here = desk.states.iter().map(|own| {
            let here = Column::CaseType.eq(own.case_type.as_str()).and(Column::State.eq(own.state.as_str()));
            let uncalled = own.unless_called.then(|| Column::CalledRole.is_null());
            Condition::all().add(here).add_option(uncalled)
        });
        let states: BTreeSet<&str> = desk.states.iter().map(|own| own.state.as_str()).collect();
        let others = Column::CalledRole.is_null().or(Column::CalledRole.is_not_in(roles()));
        // The first says nothing new, but has an index.
        parts.push(open().filter(Column::State.is_in(states)).filter(any_of(here)).filter(others));
    }
    Ok(parts)
}

/// The column itself and no comparison with a value: so the indexes of open cases alone serve.
fn is_open() -> SimpleExpr {
    Expr::col(Column::IsOpen.as_column_ref())
}

/// By what a case is in reach.
pub(crate) const COLUMNS: Columns<Column> =
    Columns { office: Column::OfficeId, own: Some(Column::OfficerId), case_type: Some(Column::CaseType) };

/// The cases in reach.
pub(crate) fn in_reach<A>(allowed: &Allowed<A>) -> Select<case_file::Entity> {
    case_file::Entity::find().filter(reach(allowed, &COLUMNS))
}

fn condition(filter: &CaseFilter, same: BTreeSet<i64>) -> Condition {
    Condition::all()
        .add_option(filter.case_type.as_ref().map(|kind| Column::CaseType.eq(kind.as_str())))
        .add_option(filter.state.as_ref().map(|state| Column::State.eq(state.as_str())))
        .add_option(filter.officer.map(|user| Column::OfficerId.eq(user.0)))
        .add_option(filter.office.map(|office| Column::OfficeId.eq(office.0)))
        .add_option(filter.number_prefix.as_ref().map(|number| begins_with(number)))
        .add_option(filter.open.map(|open| if open { is_open() } else { is_open().not() }))
        .add_option(filter.person.map(|_| Column::Id.in_subquery(cases_of(same))))
        .add_option(filter.opened_by.map(opened_by))
}

/// Who opened a case stands in its journal alone.
fn opened_by(user: UserId) -> SimpleExpr {
    use journal::Column::{Actor, Kind, Stream};
    let opened = journal::Entity::find().filter(Actor.eq(Who::User(user).to_string())).filter(Kind.eq("open"));
    let case = Expr::cust("cast(substr(stream, 6) as bigint)"); // behind `case:`
    let streams = opened.filter(Stream.starts_with("case:")).select_only().expr(case).into_query();
    Column::Id.in_subquery(streams)
}

/// A range and not a pattern: the index serves it on both databases, and nothing that is typed is a wildcard.
fn begins_with(number: &str) -> Condition {
    Condition::all().add(Column::Number.gte(number)).add(Column::Number.lt(format!("{number}{}", char::MAX)))
}

/// The cases in which one of these people has a part.
pub(crate) fn cases_of(people: BTreeSet<i64>) -> SelectStatement {
    let theirs = case_party::Column::PersonId.is_in(people);
    case_party::Entity::find().select_only().column(case_party::Column::CaseId).filter(theirs).into_query()
}
