//! What is due: clocks, return visits and answers owed, earliest first. Computed from rows, never stored as tasks.
use domain::access::Allowed;
use domain::access::action::SeeCases;
use jiff::civil::Date;
use kernel::id::{ClockId, UserId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

use super::list::{CaseRow, in_reach};
use crate::error::Result;
use crate::paging::{Columns, reach};
use crate::rows::{case_clock, case_file, hand_over, visit};
use crate::store::Store;
use crate::text::day;

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueFilter {
    /// Only what this account works on.
    pub officer: Option<UserId>,
    /// Only these clocks, until the last day that is looked at, and those that are late; every clock when absent.
    pub clocks: Option<DueClocks>,
    /// The last day that is looked at.
    pub until: Date,
    /// The most rows of each kind.
    pub limit: u64,
}

/// Whose clocks are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueClocks {
    /// One's own.
    pub own: BTreeSet<ClockId>,
    /// Those that come to one's desk when they are late.
    pub late: BTreeSet<ClockId>,
    /// The day before which they are.
    pub today: Date,
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

const ALL: Option<Condition> = None;

fn whose(clocks: &DueClocks) -> Condition {
    use case_clock::Column;
    let named = |ids: &BTreeSet<ClockId>| Column::Clock.is_in(ids.iter().map(ClockId::as_str));
    let late = Condition::all().add(named(&clocks.late)).add(Column::DueOn.lt(clocks.today.to_string()));
    Condition::any().add(named(&clocks.own)).add(late)
}

struct Raw {
    case: i64,
    what: DueWhat,
    due: String,
    provisional: bool,
}

/// The rows of one table that are due; the three tables share the columns that are asked for.
macro_rules! due_rows {
    ($self:ident, $module:ident, $running:ident, $allowed:ident, $filter:ident, $only:expr, $raw:expr) => {{
        use $module::Column;
        let own = $filter.officer.map(|user| Column::OfficerId.eq(user.0));
        let columns = Columns { office: Column::OfficeId, own: Some(Column::OfficerId), case_type: None };
        let reach = reach($allowed, &columns);
        let wanted = Condition::all()
            .add(Column::$running.eq(true))
            .add(Column::DueOn.lte($filter.until.to_string()))
            .add_option(own)
            .add_option($only)
            .add(reach);
        let find = $module::Entity::find().filter(wanted).order_by_asc(Column::DueOn).order_by_asc(Column::CaseId);
        find.limit($filter.limit).all($self.reader()).await?.into_iter().map($raw)
    }};
}

impl Store {
    /// What is due in cases in reach until a day, earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due(&self, allowed: &Allowed<SeeCases>, filter: &DueFilter) -> Result<Vec<Due>> {
        let number = |place: i64| u32::try_from(place).unwrap_or(u32::MAX);
        let mut raw: Vec<Raw> = vec![];
        let clocks = filter.clocks.as_ref().map(whose);
        raw.extend(due_rows!(self, case_clock, Running, allowed, filter, clocks, |row: case_clock::Model| Raw {
            case: row.case_id,
            what: DueWhat::Clock(ClockId::new(row.clock)),
            due: row.due_on,
            provisional: row.provisional,
        }));
        raw.extend(due_rows!(self, visit, Waiting, allowed, filter, ALL, |row: visit::Model| Raw {
            case: row.case_id,
            what: DueWhat::Visit(number(row.place)),
            due: row.due_on,
            provisional: row.provisional,
        }));
        raw.extend(due_rows!(self, hand_over, Waiting, allowed, filter, ALL, |row: hand_over::Model| Raw {
            case: row.case_id,
            what: DueWhat::HandOver(number(row.place), row.to_agency),
            due: row.due_on,
            provisional: row.provisional,
        }));
        raw.sort_by(|a, b| (&a.due, a.case, &a.what).cmp(&(&b.due, b.case, &b.what)));
        self.with_cases(allowed, raw).await
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
