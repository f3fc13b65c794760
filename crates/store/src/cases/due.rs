//! What is due: clocks, return visits and answers owed, earliest first. Computed from rows, never stored as tasks.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::access::action::SeeCases;
use jiff::civil::Date;
use kernel::id::{CaseTypeId, ClockId, StateId, UserId};
use sea_orm::sea_query::{Expr, ExprTrait, SelectStatement, UnionType};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
    Select,
};

use super::list::{COLUMNS, CaseRow, in_reach};
use crate::error::Result;
use crate::paging::{Columns, count, reach};
use crate::rows::{case_clock, case_file, hand_over, visit};
use crate::store::Store;
use crate::text::day;

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueFilter {
    /// Only what this account works on.
    pub officer: Option<UserId>,
    /// Only what somebody with these clocks and states sees to.
    pub desk: Option<DueDesk>,
    /// When it is due.
    pub days: Days,
    /// The most rows of each kind.
    pub limit: u64,
}

/// A stretch of days, both ends included; an end that is absent is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Days {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub until: Option<Date>,
}

/// What somebody sees to: the clocks of their roles, and the visits and answers of cases in states that one of them owns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueDesk {
    /// Their clocks, by kind of case: another kind may have clocks of the same name.
    pub own: BTreeMap<CaseTypeId, BTreeSet<ClockId>>,
    /// Clocks that come to them when they are late.
    pub late: BTreeMap<CaseTypeId, BTreeSet<ClockId>>,
    /// The states that one of their roles owns.
    pub states: Vec<(CaseTypeId, StateId)>,
    /// The day before which something is late.
    pub today: Date,
}

impl DueDesk {
    fn clocks(&self) -> Condition {
        use case_clock::Column;
        let named = |all: &BTreeMap<CaseTypeId, BTreeSet<ClockId>>| {
            let nothing = Condition::any().add(Expr::val(1).eq(0));
            all.iter().filter(|(_, ids)| !ids.is_empty()).fold(nothing, |any, (kind, ids)| {
                let clocks = Column::Clock.is_in(ids.iter().map(ClockId::as_str));
                any.add(Column::CaseType.eq(kind.as_str()).and(clocks))
            })
        };
        let late = Condition::all().add(Column::DueOn.lt(self.today.to_string())).add(named(&self.late));
        Condition::any().add(named(&self.own)).add(late)
    }

    fn in_states(&self) -> Condition {
        use case_file::Column;
        let nothing = Condition::any().add(Expr::val(1).eq(0));
        let here = |(kind, state): &(CaseTypeId, StateId)| {
            Column::CaseType.eq(kind.as_str()).and(Column::State.eq(state.as_str()))
        };
        let any = self.states.iter().map(here).fold(nothing, Condition::add);
        Condition::all().add(Column::IsOpen.eq(true)).add(any)
    }
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// In which case.
    pub case: CaseRow,
    /// What.
    pub what: DueWhat,
    /// Its last day.
    pub due: Date,
    /// Whether that day rests on a calendar not yet published.
    pub provisional: bool,
}

/// What is due.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueWhat {
    /// A clock.
    Clock(ClockId),
    /// A return visit, by its number in the case.
    Visit(u32),
    /// An agency's answer: its number in the case, and the agency.
    HandOver(u32, String),
}

struct Raw {
    case: i64,
    what: DueWhat,
    due: String,
    provisional: bool,
}

/// What is due of one table, by the columns that the three tables share; visits and answers with their cases, by whose
/// state they are somebody's.
macro_rules! due_of {
    ($module:ident, $running:ident, $case_type:expr, $allowed:ident, $filter:ident) => {{
        use $module::Column;
        let own = $filter.officer.map(|user| Column::OfficerId.eq(user.0));
        let columns = Columns { office: Column::OfficeId, own: Some(Column::OfficerId), case_type: $case_type };
        let wanted = Condition::all()
            .add(Column::$running.eq(true))
            .add_option($filter.days.from.map(|from| Column::DueOn.gte(from.to_string())))
            .add_option($filter.days.until.map(|until| Column::DueOn.lte(until.to_string())))
            .add_option(own)
            .add(reach($allowed, &columns));
        $module::Entity::find().filter(wanted)
    }};
}

/// Joins the case of each row, where its state decides.
macro_rules! in_states {
    ($module:ident, $find:expr, $allowed:ident, $filter:ident) => {{
        let find = $find;
        match &$filter.desk {
            Some(desk) => {
                let case: RelationDef = $module::Entity::belongs_to(case_file::Entity)
                    .from($module::Column::CaseId)
                    .to(case_file::Column::Id)
                    .into();
                find.join(JoinType::InnerJoin, case).filter(desk.in_states()).filter(reach($allowed, &COLUMNS))
            }
            None => find,
        }
    }};
}

fn clocks(allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Select<case_clock::Entity> {
    let find = due_of!(case_clock, Running, Some(Column::CaseType), allowed, filter);
    match &filter.desk {
        Some(desk) => find.filter(desk.clocks()),
        None => find,
    }
}

fn visits(allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Select<visit::Entity> {
    in_states!(visit, due_of!(visit, Waiting, None, allowed, filter), allowed, filter)
}

fn answers(allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Select<hand_over::Entity> {
    in_states!(hand_over, due_of!(hand_over, Waiting, None, allowed, filter), allowed, filter)
}

/// The numbers of the cases in which something is due, each once.
pub(super) fn cases_due(allowed: &Allowed<SeeCases>, filter: &DueFilter) -> SelectStatement {
    let mut all = clocks(allowed, filter).select_only().column(case_clock::Column::CaseId).into_query();
    let visits = visits(allowed, filter).select_only().column(visit::Column::CaseId).into_query();
    let answers = answers(allowed, filter).select_only().column(hand_over::Column::CaseId).into_query();
    all.union(UnionType::Distinct, visits).union(UnionType::Distinct, answers);
    all
}

/// The first rows of one table, the earliest first.
macro_rules! first {
    ($self:ident, $module:ident, $find:expr, $limit:expr) => {{
        let sorted = $find.order_by_asc($module::Column::DueOn).order_by_asc($module::Column::CaseId);
        sorted.limit($limit).all($self.reader()).await?
    }};
}

impl Store {
    /// What is due in cases in reach until a day, earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Result<Vec<Due>> {
        let number = |place: i64| u32::try_from(place).unwrap_or(u32::MAX);
        let clock = |row: case_clock::Model| Raw {
            case: row.case_id,
            what: DueWhat::Clock(ClockId::new(row.clock)),
            due: row.due_on,
            provisional: row.provisional,
        };
        let visit = |row: visit::Model| Raw {
            case: row.case_id,
            what: DueWhat::Visit(number(row.place)),
            due: row.due_on,
            provisional: row.provisional,
        };
        let answer = |row: hand_over::Model| Raw {
            case: row.case_id,
            what: DueWhat::HandOver(number(row.place), row.to_agency),
            due: row.due_on,
            provisional: row.provisional,
        };
        let mut raw: Vec<Raw> = vec![];
        raw.extend(first!(self, case_clock, clocks(allowed, filter), filter.limit).into_iter().map(clock));
        raw.extend(first!(self, visit, visits(allowed, filter), filter.limit).into_iter().map(visit));
        raw.extend(first!(self, hand_over, answers(allowed, filter), filter.limit).into_iter().map(answer));
        raw.sort_by(|a, b| (&a.due, a.case, &a.what).cmp(&(&b.due, b.case, &b.what)));
        self.with_cases(allowed, raw).await
    }

    /// In how many cases in reach something is due; their list is [`super::CaseFilter::due`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_due(&self, allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Result<u64> {
        count(self.reader(), cases_due(allowed, filter)).await
    }

    async fn with_cases(&self, allowed: &Allowed<SeeCases>, raw: Vec<Raw>) -> Result<Vec<Due>> {
        let ids: BTreeSet<i64> = raw.iter().map(|own| own.case).collect();
        let rows = in_reach(allowed).filter(case_file::Column::Id.is_in(ids)).all(self.reader()).await?;
        let mut cases = BTreeMap::new();
        for row in rows {
            cases.insert(row.id, CaseRow::of(row)?);
        }
        let mut all = vec![];
        for own in raw {
            if let Some(case) = cases.get(&own.case).cloned() {
                all.push(Due { case, what: own.what, due: day(&own.due)?, provisional: own.provisional });
            }
        }
        Ok(all)
    }
}
