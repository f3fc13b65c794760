//! Today: what is due, what waits for one's hand, new leads. Computed from rows, never stored.
use domain::access::action::SeeCases;
use domain::access::{Act, permit};
use jiff::civil::Date;
use kernel::id::{CaseTypeId, StateId};
use kernel::{Citation, Label};
use law::deadline::{Length, Unit};
use store::{DueFilter, DueWhat};

use crate::cases::{CaseRow, Left};
use crate::leads::{LeadCounts, LeadRow, QueueFilter};
use crate::screening::AccountCategory;
use crate::{Answer, App, Asker, Error};

/// How far ahead the page looks.
const DAYS_AHEAD: i64 = 14;
/// The most rows of each kind.
const MOST: u64 = 30;
/// From so few working days on, something counts as "soon".
const SOON: i32 = 3;

/// What the desk shows first.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// The civil day.
    pub day: Date,
    /// Open cases of one's own.
    pub open: u64,
    /// What is due, the latest first.
    pub tasks: Vec<Task>,
    /// How many are overdue.
    pub overdue: usize,
    /// How many run out within three working days.
    pub soon: usize,
    /// Cases that wait for one's hand.
    pub waiting: (u64, Vec<CaseRow>),
    /// The leads of greatest need.
    pub leads: Vec<LeadRow>,
    /// How many leads wait.
    pub counts: LeadCounts,
    /// Where everyone with a harm stands, each harm once; nothing for who may not see registers.
    pub account: Option<Vec<(AccountCategory, u64)>>,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// In which case.
    pub case: CaseRow,
    /// What.
    pub what: TaskWhat,
    /// Its last day.
    pub due: Date,
    /// The time left.
    pub left: Left,
    /// Whether that day rests on a calendar not yet published.
    pub provisional: bool,
}

/// What is due.
#[derive(Debug, Clone, PartialEq)]
pub enum TaskWhat {
    /// A clock: its words, its length, where it stands in law.
    Clock(Label, Length, Box<Citation>),
    /// A return visit.
    Visit,
    /// An agency's answer.
    Answer(String),
}

impl App {
    /// What the asker's day holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn today(&self, asker: &Asker) -> Answer<Today> {
        let tasks = self.tasks(asker).await?;
        let (leads, counts) = if asker.actor.may(Act::SeeLeads) {
            let page = self.leads(asker, QueueFilter::default(), None).await?;
            (page.rows.into_iter().take(5).collect(), self.lead_counts(asker).await?)
        } else {
            (vec![], LeadCounts::default())
        };
        let open = match permit::<SeeCases>(&asker.actor) {
            Ok(allowed) => self.store().count_open(&allowed, Some(asker.user)).await?,
            Err(_) => 0,
        };
        Ok(Today {
            day: asker.today,
            open,
            overdue: tasks.iter().filter(|task| task.left.is_overdue()).count(),
            soon: tasks.iter().filter(|task| is_soon(task.left)).count(),
            tasks,
            waiting: self.waiting_for(asker, MOST).await?,
            leads,
            counts,
            account: self.account_at_a_glance(asker).await?,
        })
    }

    async fn tasks(&self, asker: &Asker) -> Answer<Vec<Task>> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(vec![]) };
        let until = asker.today.checked_add(jiff::Span::new().days(DAYS_AHEAD)).map_err(Error::fault)?;
        let mut due = self.store().due(&allowed, &DueFilter { officer: None, until, limit: MOST }).await?;
        due.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
        let rows = self.case_rows(asker, due.iter().map(|own| own.case.clone()).collect()).await?;
        let task = |(own, case): (store::Due, CaseRow)| {
            let what = match own.what {
                DueWhat::Clock(clock) => {
                    let rule =
                        self.library().case_types.get(&own.case.case_type).and_then(|kind| kind.clock(&clock))?;
                    TaskWhat::Clock(rule.label.clone(), rule.length, Box::new(rule.source.clone()))
                }
                DueWhat::Visit(_) => TaskWhat::Visit,
                DueWhat::HandOver(_, agency) => TaskWhat::Answer(agency),
            };
            let unit = match &what {
                TaskWhat::Clock(_, length, _) => length.unit(),
                TaskWhat::Visit => Unit::Days,
                TaskWhat::Answer(_) => Unit::WorkingDays,
            };
            let left = Left::until(own.due, unit, asker.today, &self.library().calendars);
            Some(Task { case, what, due: own.due, left, provisional: own.provisional })
        };
        Ok(due.into_iter().zip(rows).filter_map(task).collect())
    }

    /// Cases in states whose owner is one of the asker's roles, where that role decides or pays.
    pub(crate) async fn waiting_for(&self, asker: &Asker, most: u64) -> Answer<(u64, Vec<CaseRow>)> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok((0, vec![])) };
        let states: Vec<(CaseTypeId, StateId)> = self.states_of(asker);
        let (total, rows) = self.store().in_states(&allowed, &states, most).await?;
        Ok((total, self.case_rows(asker, rows).await?))
    }

    /// How many cases wait so.
    pub(crate) async fn count_waiting_for(&self, asker: &Asker) -> Answer<u64> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(0) };
        Ok(self.store().count_in_states(&allowed, &self.states_of(asker)).await?)
    }

    fn states_of(&self, asker: &Asker) -> Vec<(CaseTypeId, StateId)> {
        let own = |owner: Option<&kernel::id::RoleId>| owner.is_some_and(|role| asker.actor.roles.contains(role));
        let kinds = self.library().case_types.values();
        let of_kind = |kind: &domain::case_types::CaseType| {
            let states = kind.states.iter().filter(|state| own(state.owner.as_ref()));
            states.map(|state| (kind.id.clone(), state.id.clone())).collect::<Vec<_>>()
        };
        kinds.flat_map(of_kind).collect()
    }
}

fn is_soon(left: Left) -> bool {
    match left {
        Left::Today => true,
        Left::WorkingDays(days) | Left::Days(days) => days <= SOON,
        Left::Overdue(_) => false,
    }
}
