//! What is due: clocks, return visits and answers owed, earliest first. Computed from rows, never stored as tasks.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::Allowed;
use domain::access::action::SeeCases;
use jiff::civil::Date;
use kernel::id::{CaseTypeId, ClockId, RoleId, StateId, UserId};
use sea_orm::sea_query::{ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::list::{CaseRow, in_reach};
use crate::error::{Result, StoreError};
use crate::paging::{Columns, any_of, reach, sorted_reach};
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

/// What somebody with these roles sees to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueDesk {
    /// Where something is theirs, and what.
    pub parts: Vec<DuePart>,
    /// The roles.
    pub roles: BTreeSet<RoleId>,
}

/// What is theirs in some states of a kind of case. Another kind may have states and clocks of the same names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DuePart {
    /// Of which kind.
    pub case_type: CaseTypeId,
    /// In which states.
    pub states: BTreeSet<StateId>,
    /// Whose it is there.
    pub to: DueTo,
    /// Which clocks.
    pub clocks: BTreeSet<ClockId>,
    /// Whether the visits to be made.
    pub visits: bool,
    /// Whether the answers owed.
    pub answers: bool,
}

/// Whose something in a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueTo {
    /// Theirs, whoever is called.
    Owner,
    /// The role's to which the case came by a call.
    Called,
    /// The role's to which the case came by a call, or theirs where it calls nobody.
    CalledOrOwner,
}

impl DueDesk {
    fn condition(&self) -> Condition {
        any_of(self.parts.iter().map(|part| part.condition(&self.roles)))
    }
}

impl DuePart {
    fn condition(&self, roles: &BTreeSet<RoleId>) -> Condition {
        let clock = Column::What.eq(What::Clock.word());
        let clocks =
            (!self.clocks.is_empty()).then(|| clock.and(Column::Name.is_in(self.clocks.iter().map(ClockId::as_str))));
        let others = [(self.visits, What::Visit), (self.answers, What::Answer)];
        let others = others.into_iter().filter(|(theirs, _)| *theirs).map(|(_, what)| Column::What.eq(what.word()));
        let called = || Column::CalledRole.is_in(roles.iter().map(RoleId::as_str));
        Condition::all()
            .add(Column::CaseType.eq(self.case_type.as_str()))
            .add(Column::State.is_in(self.states.iter().map(StateId::as_str)))
            .add(any_of(clocks.into_iter().chain(others)))
            .add_option(match self.to {
                DueTo::Owner => None,
                DueTo::Called => Some(called()),
                DueTo::CalledOrOwner => Some(called().or(Column::CalledRole.is_null())),
            })
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
    /// A return visit.
    Visit,
    /// The answer of this agency.
    Answer(String),
}

impl DueWhat {
    pub(super) fn of(what: &str, name: String) -> Result<Self> {
        match What::of(what) {
            Some(What::Clock) => Ok(Self::Clock(ClockId::new(name))),
            Some(What::Visit) => Ok(Self::Visit),
            Some(What::Answer) => Ok(Self::Answer(name)),
            None => Err(StoreError::broken(format!("a kind of what is due, {what}"))),
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
        let within = sorted_reach(allowed, &COLUMNS);
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
            Some(due.and_then(|due| Ok(Due { case, what: DueWhat::of(&row.what, row.name)?, due, provisional })))
        };
        rows.into_iter().filter_map(due).collect()
    }
}
