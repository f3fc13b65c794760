//! What is due: clocks, return visits and answers owed, earliest first. Computed from rows, never stored as tasks.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::access::action::SeeCases;
use jiff::civil::Date;
use kernel::Count;
use kernel::id::{CaseTypeId, ClockId, StateId, UserId};
use sea_orm::sea_query::{ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::list::{CaseRow, in_reach};
use crate::error::{Result, StoreError};
use crate::paging::{Columns, any_of, count_desk, reach, sorted_reach};
use crate::rows::case_due::{self, Column};
use crate::rows::case_file;
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
    /// The most rows.
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
    fn condition(&self) -> Condition {
        let clocks = |all: &BTreeMap<CaseTypeId, BTreeSet<ClockId>>| {
            any_of(all.iter().filter(|(_, ids)| !ids.is_empty()).map(|(kind, ids)| {
                let named = Column::Name.is_in(ids.iter().map(ClockId::as_str));
                Column::CaseType.eq(kind.as_str()).and(named)
            }))
        };
        let is_clock = || Column::What.eq(What::Clock.word());
        let own = Condition::all().add(is_clock()).add(clocks(&self.own));
        let late =
            Condition::all().add(is_clock()).add(Column::DueOn.lt(self.today.to_string())).add(clocks(&self.late));
        let here = self
            .states
            .iter()
            .map(|(kind, state)| Column::CaseType.eq(kind.as_str()).and(Column::State.eq(state.as_str())));
        let others = Condition::all().add(Column::What.ne(What::Clock.word())).add(any_of(here));
        any_of([own, late, others])
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
    Answer(u32, String),
}

impl DueWhat {
    fn of(row: case_due::Model) -> Result<Self> {
        let number = u32::try_from(row.place).unwrap_or(u32::MAX);
        match What::of(&row.what) {
            Some(What::Clock) => Ok(Self::Clock(ClockId::new(row.name))),
            Some(What::Visit) => Ok(Self::Visit(number)),
            Some(What::Answer) => Ok(Self::Answer(number, row.name)),
            None => Err(StoreError::broken(format!("what is due in case {}", row.case_id))),
        }
    }
}

/// The kinds of things that are due, as rows call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Clock,
    Visit,
    Answer,
}

impl What {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Clock => "clock",
            Self::Visit => "visit",
            Self::Answer => "answer",
        }
    }

    fn of(word: &str) -> Option<Self> {
        [Self::Clock, Self::Visit, Self::Answer].into_iter().find(|what| what.word() == word)
    }
}

/// By what something due is in reach: by its case.
const COLUMNS: Columns<Column> =
    Columns { office: Column::OfficeId, own: Some(Column::OfficerId), case_type: Some(Column::CaseType) };

fn condition(filter: &DueFilter) -> Condition {
    Condition::all()
        .add_option(filter.days.from.map(|from| Column::DueOn.gte(from.to_string())))
        .add_option(filter.days.until.map(|until| Column::DueOn.lte(until.to_string())))
        .add_option(filter.officer.map(|user| Column::OfficerId.eq(user.0)))
        .add_option(filter.desk.as_ref().map(DueDesk::condition))
}

/// The numbers of the cases in which something is due, each once.
pub(super) fn cases_due(allowed: &Allowed<SeeCases>, filter: &DueFilter) -> SelectStatement {
    let wanted = case_due::Entity::find().filter(condition(filter)).filter(reach(allowed, &COLUMNS));
    wanted.select_only().column(Column::CaseId).distinct().into_query()
}

impl Store {
    /// What is due in cases in reach, earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Result<Vec<Due>> {
        let within = sorted_reach(self.reader(), allowed, &COLUMNS).await?;
        let mut find = case_due::Entity::find().filter(condition(filter)).filter(within);
        for column in [Column::DueOn, Column::CaseId, Column::What, Column::Place] {
            find = find.order_by_asc(column);
        }
        let rows = find.limit(filter.limit).all(self.reader()).await?;
        let ids: BTreeSet<i64> = rows.iter().map(|row| row.case_id).collect();
        let files = in_reach(allowed).filter(case_file::Column::Id.is_in(ids)).all(self.reader()).await?;
        let cases = files.into_iter().map(|file| Ok((file.id, CaseRow::of(file)?)));
        let cases = cases.collect::<Result<BTreeMap<i64, CaseRow>>>()?;
        let due = |row: case_due::Model| {
            let case = cases.get(&row.case_id).cloned()?;
            let (due, provisional) = (day(&row.due_on), row.provisional);
            Some(due.and_then(|due| Ok(Due { case, what: DueWhat::of(row)?, due, provisional })))
        };
        rows.into_iter().filter_map(due).collect()
    }

    /// In how many cases in reach something is due; their list is [`super::CaseFilter::due`].
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_due(&self, allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Result<Count> {
        count_desk(self.reader(), cases_due(allowed, filter)).await
    }
}
