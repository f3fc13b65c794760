//! Lists of cases: filtered, newest first, page by page, the count from the same moment.
use std::collections::BTreeSet;

use domain::access::action::SeeCases;
use domain::access::{Allowed, Who};
use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{CaseId, CaseTypeId, ClockId, OfficeId, PersonId, RoleId, StateId, StepId, UserId, VariantId};
use law::facts::DataClass;
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::due::{Days, DueFilter, cases_due};
use super::rows_of::NEVER;
use crate::error::Result;
use crate::paging::{Columns, Page, count, cursor, cut, part_reach, reach, sorted_reach};
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
    /// Whose first clock runs out on one of these days.
    pub next_due: Option<Days>,
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

impl OnDesk {
    fn is_empty(&self) -> bool {
        self.states.is_empty() && self.roles.is_empty()
    }
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
    pub async fn on_desk(&self, allowed: &Allowed<SeeCases>, desk: &OnDesk, limit: u64) -> Result<(u64, Vec<CaseRow>)> {
        if desk.is_empty() {
            return Ok((0, vec![]));
        }
        self.earliest(lying_on(allowed, desk), limit).await
    }

    /// The open cases in reach whose first clock runs out on one of `days`, the earliest first, and how many there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_due(&self, allowed: &Allowed<SeeCases>, days: Days, limit: u64) -> Result<(u64, Vec<CaseRow>)> {
        self.earliest(in_reach(allowed).filter(next_due(days)), limit).await
    }

    /// The first of these cases by their clocks, and how many there are.
    async fn earliest(&self, wanted: Select<case_file::Entity>, limit: u64) -> Result<(u64, Vec<CaseRow>)> {
        let db = snapshot(self.reader()).await?;
        let total = count(&db, wanted.clone().select_only().column(Column::Id).into_query()).await?;
        let rows = wanted.order_by_asc(Column::NextDue).order_by_asc(Column::Id).limit(limit).all(&db).await?;
        db.commit().await?;
        Ok((total, rows.into_iter().map(CaseRow::of).collect::<Result<_>>()?))
    }

    /// How many open cases in reach lie on a desk.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_on_desk(&self, allowed: &Allowed<SeeCases>, desk: &OnDesk) -> Result<u64> {
        if desk.is_empty() {
            return Ok(0);
        }
        count(self.reader(), lying_on(allowed, desk).select_only().column(Column::Id).into_query()).await
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
            .filter(Column::IsOpen.eq(true))
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
    pub async fn count_open(&self, allowed: &Allowed<SeeCases>, officer: Option<UserId>) -> Result<u64> {
        let own = officer.map(|user| Column::OfficerId.eq(user.0));
        let wanted = in_reach(allowed).filter(Condition::all().add(Column::IsOpen.eq(true)).add_option(own));
        count(self.reader(), wanted.select_only().column(Column::Id).into_query()).await
    }
}

/// The open cases in reach that lie on a desk.
fn lying_on(allowed: &Allowed<SeeCases>, desk: &OnDesk) -> Select<case_file::Entity> {
    let mut any = Condition::any().add(Column::CalledRole.is_in(desk.roles.iter().map(RoleId::as_str)));
    for own in &desk.states {
        let here = Column::CaseType.eq(own.case_type.as_str()).and(Column::State.eq(own.state.as_str()));
        let uncalled = own.unless_called.then(|| Column::CalledRole.is_null());
        any = any.add(Condition::all().add(here).add_option(uncalled));
    }
    in_reach(allowed).filter(Column::IsOpen.eq(true)).filter(any)
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
        .add_option(filter.next_due.map(next_due))
        .add_option(filter.open.map(|open| Column::IsOpen.eq(open)))
        .add_option(filter.person.map(|_| Column::Id.in_subquery(cases_of(same))))
        .add_option(filter.opened_by.map(opened_by))
}

/// The open cases whose first clock runs out on one of these days.
fn next_due(days: Days) -> Condition {
    let from = days.from.map(|from| Column::NextDue.gte(from.to_string()));
    let until = days.until.map(|until| Column::NextDue.lte(until.to_string()));
    Condition::all().add(Column::IsOpen.eq(true)).add_option(from).add_option(until)
}

/// Who opened a case stands in its journal alone.
fn opened_by(user: UserId) -> SimpleExpr {
    use journal::Column::{Actor, Kind, Stream};
    let opened = journal::Entity::find().filter(Actor.eq(Who::User(user).to_string())).filter(Kind.eq("open"));
    let streams = opened.select_only().column(Stream).into_query();
    Expr::cust("'case:' || case_file.id").in_subquery(streams)
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
