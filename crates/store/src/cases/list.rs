//! Lists of cases: filtered, newest first, page by page, the count from the same moment.
use std::collections::BTreeSet;

use domain::access::action::SeeCases;
use domain::access::{Allowed, Who};
use jiff::civil::Date;
use kernel::id::{CaseId, CaseTypeId, OfficeId, PersonId, RoleId, StateId, StepId, UserId, VariantId};
use kernel::{Count, Fen};
use law::facts::DataClass;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::due::{DueFilter, DueWhat, cases_due};
use crate::error::{Result, StoreError};
use crate::paging::{Columns, DESK_LIMIT, Page, any_of, count, counts, cursor, cut, part_reach, reach, sorted_reach};
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
    /// In which something of this kind is due, those that are due first first; its limit says nothing here.
    pub due: Option<DueFilter>,
    /// Open ones that lie on this desk, those that are due first first.
    pub desk: Option<OnDesk>,
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeskState {
    /// Of which kind.
    pub case_type: CaseTypeId,
    /// Which.
    pub state: StateId,
    /// Whether the case leaves the owner's desk while it calls somebody.
    pub unless_called: bool,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseCount {
    /// Open cases: all, or those of one account.
    Open(Option<UserId>),
    /// Cases in which something is due; their list is [`CaseFilter::due`].
    Due(DueFilter),
    /// Open cases on a desk; their list is [`CaseFilter::desk`].
    Desk(OnDesk),
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
    /// What is to be done first by a day, and its last day.
    pub next: Option<(DueWhat, Date)>,
    /// Granted.
    pub awarded: Fen,
    /// Arrived.
    pub paid: Fen,
    /// The range as it was put forward and as figures that changed since make it; nothing once it is decided.
    pub changed: Option<[[Option<Fen>; 2]; 2]>,
}

impl CaseRow {
    pub(crate) fn of(row: case_file::Model) -> Result<Self> {
        let what = row.next_what.zip(row.next_name).map(|(what, name)| DueWhat::of(&what, name)).transpose()?;
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
            next: what.map(|what| Ok::<_, StoreError>((what, day(&row.next_due)?))).transpose()?,
            awarded: Fen(row.awarded_fen),
            paid: Fen(row.paid_fen),
            changed: row.figures_changed.then(|| {
                [[row.range_low_fen, row.range_high_fen], [row.new_low_fen, row.new_high_fen]]
                    .map(|ends| ends.map(|end| end.map(Fen)))
            }),
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
        let sorted = sorted_reach(allowed, &COLUMNS);
        let due = filter.due.as_ref().map(|due| Column::Id.in_subquery(cases_due(allowed, due)));
        let desk = filter.desk.as_ref().map(|desk| Condition::all().add(any_of(lying_on(desk))).add(is_open()));
        let wanted = Condition::all().add(condition(filter, same)).add_option(due).add_option(desk);
        let sorted = case_file::Entity::find().filter(sorted).filter(wanted.clone());
        // What leads to few rows by itself is not looked for office by office.
        let narrow = filter.number_prefix.is_some()
            || filter.person.is_some()
            || filter.officer.is_some()
            || filter.opened_by.is_some();
        let counted = if narrow { sorted.clone() } else { in_reach(allowed).filter(wanted) };
        let total = count(&db, counted.select_only().column(Column::Id).into_query()).await?;
        let order = Order::of(filter);
        let rows = order.sorted(sorted, after)?.limit(limit.saturating_add(1)).all(&db).await?;
        db.commit().await?;
        let (rows, next) = cut(rows, limit, |row| format!("{}~{}", order.day(row), row.id));
        Ok(Page { rows: rows.into_iter().map(CaseRow::of).collect::<Result<_>>()?, total, next })
    }

    /// The first of the open cases on a desk, what is due first first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn on_desk(&self, allowed: &Allowed<SeeCases>, desk: &OnDesk, limit: u64) -> Result<Vec<CaseRow>> {
        let first = desk_in_reach(allowed, desk).into_iter().map(|own| {
            // Without the other columns the index has all that is sorted.
            let own = own.select_only().columns([Column::NextDue, Column::Id]);
            let own = own.order_by_asc(Column::NextDue).order_by_asc(Column::Id).limit(limit).into_query();
            let mut ids = Query::select();
            ids.column(Column::Id).from_subquery(own, "first");
            ids
        });
        let all = first.reduce(|mut all, more| {
            all.union(UnionType::All, more);
            all
        });
        let Some(all) = all else { return Ok(vec![]) };
        let wanted = case_file::Entity::find().filter(Column::Id.in_subquery(all));
        let sorted = wanted.order_by_asc(Column::NextDue).order_by_asc(Column::Id).limit(limit);
        sorted.all(self.reader()).await?.into_iter().map(CaseRow::of).collect()
    }

    /// How many cases there are of each of `wanted`, all from one moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn case_counts(&self, allowed: &Allowed<SeeCases>, wanted: &[CaseCount]) -> Result<Vec<Count>> {
        let selects: Vec<Vec<SelectStatement>> = wanted.iter().map(|own| own.selects(allowed)).collect();
        let mut counts = counts(DESK_LIMIT, self.reader(), selects.concat()).await?.into_iter();
        let sum = |own: &Vec<SelectStatement>| counts.by_ref().take(own.len()).fold(Count::default(), Count::plus);
        Ok(selects.iter().map(sum).map(|sum| sum.capped(DESK_LIMIT)).collect())
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
}

/// In which order a list comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// The newest first.
    Opened,
    /// What is due first, first.
    Due,
}

impl Order {
    fn of(filter: &CaseFilter) -> Self {
        if filter.due.is_some() || filter.desk.is_some() { Self::Due } else { Self::Opened }
    }

    fn day(self, row: &case_file::Model) -> &str {
        match self {
            Self::Opened => &row.opened_on,
            Self::Due => &row.next_due,
        }
    }

    /// `wanted` in this order, from behind the cursor `after`.
    fn sorted(self, wanted: Select<case_file::Entity>, after: Option<&str>) -> Result<Select<case_file::Entity>> {
        let sorted = match self {
            Self::Opened => wanted.order_by_desc(Column::OpenedOn).order_by_desc(Column::Id),
            Self::Due => wanted.order_by_asc(Column::NextDue).order_by_asc(Column::Id),
        };
        let Some(after) = after else { return Ok(sorted) };
        let (day, id) = cursor(after)?;
        // The first condition says nothing new, but lets the index start at the right day.
        Ok(match self {
            Self::Opened => sorted
                .filter(Column::OpenedOn.lte(day))
                .filter(Column::OpenedOn.lt(day).or(Column::OpenedOn.eq(day).and(Column::Id.lt(id)))),
            Self::Due => sorted
                .filter(Column::NextDue.gte(day))
                .filter(Column::NextDue.gt(day).or(Column::NextDue.eq(day).and(Column::Id.gt(id)))),
        })
    }
}

impl CaseCount {
    /// Selects that have no case in common.
    fn selects(&self, allowed: &Allowed<SeeCases>) -> Vec<SelectStatement> {
        let ids = |own: Select<case_file::Entity>| own.select_only().column(Column::Id).into_query();
        match self {
            Self::Open(officer) => {
                let own = officer.map(|user| Column::OfficerId.eq(user.0));
                vec![ids(in_reach(allowed).filter(Condition::all().add(is_open()).add_option(own)))]
            }
            Self::Due(filter) => vec![cases_due(allowed, filter)],
            Self::Desk(desk) => desk_in_reach(allowed, desk).into_iter().map(ids).collect(),
        }
    }
}

fn desk_in_reach(allowed: &Allowed<SeeCases>, desk: &OnDesk) -> Vec<Select<case_file::Entity>> {
    let open = || case_file::Entity::find().filter(sorted_reach(allowed, &COLUMNS)).filter(is_open());
    lying_on(desk).into_iter().map(|part| open().filter(part)).collect()
}

/// The open cases that lie on a desk, in parts that have no case in common, each with an index of its own: those that call
/// one of the roles, and the others in a state that one of them owns.
fn lying_on(desk: &OnDesk) -> Vec<Condition> {
    let roles = || desk.roles.iter().map(RoleId::as_str);
    let mut parts = vec![];
    if !desk.roles.is_empty() {
        parts.push(Condition::all().add(Column::CalledRole.is_in(roles())));
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
        parts.push(Condition::all().add(Column::State.is_in(states)).add(any_of(here)).add(others));
    }
    parts
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
