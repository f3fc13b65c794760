//! Today: what is due, what waits for one's hand, new leads. Computed from rows, never stored.
use domain::access::action::SeeCases;
use domain::access::{Act, permit};
use domain::case_types::{CaseType, ClockRule, State};
use jiff::civil::Date;
use kernel::id::RoleId;
use kernel::{Citation, Label};
use law::deadline::{Length, Unit};
use store::{DeskState, DueClocks, DueFilter, DueWhat, OnDesk};

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
        let clocks = Some(self.clocks_of(asker));
        let mut due = self.store().due(&allowed, &DueFilter { officer: None, clocks, until, limit: MOST }).await?;
        due.retain(|own| self.is_mine(asker, own));
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

    /// The clocks of the asker's roles, and those that come to these roles when they are late.
    fn clocks_of(&self, asker: &Asker) -> DueClocks {
        let all = || self.library().case_types.values().flat_map(|kind| &kind.clocks);
        let named = |whose: fn(&ClockRule) -> &RoleId| {
            all().filter(|clock| asker.actor.roles.contains(whose(clock))).map(|clock| clock.id.clone()).collect()
        };
        DueClocks { own: named(|clock| &clock.owner), late: named(|clock| &clock.overdue), today: asker.today }
    }

    /// Whether it is for the asker to see to what is due: kinds of case may share the name of a clock, and visits and
    /// answers belong to the owner of the case's state.
    fn is_mine(&self, asker: &Asker, due: &store::Due) -> bool {
        let mine = |role: &RoleId| asker.actor.roles.contains(role);
        let Some(kind) = self.library().case_types.get(&due.case.case_type) else { return false };
        match &due.what {
            DueWhat::Clock(clock) => kind
                .clock(clock)
                .is_some_and(|clock| mine(&clock.owner) || (due.due < asker.today && mine(&clock.overdue))),
            DueWhat::Visit(_) | DueWhat::HandOver(..) => {
                kind.state(&due.case.state).and_then(|state| state.owner.as_ref()).is_some_and(mine)
            }
        }
    }

    /// Cases on the desk of one of the asker's roles.
    async fn waiting_for(&self, asker: &Asker, most: u64) -> Answer<(u64, Vec<CaseRow>)> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok((0, vec![])) };
        let (total, rows) = self.store().on_desk(&allowed, &self.desk_of(asker), most).await?;
        Ok((total, self.case_rows(asker, rows).await?))
    }

    /// How many cases lie on the asker's desk.
    pub(crate) async fn count_waiting_for(&self, asker: &Asker) -> Answer<u64> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(0) };
        Ok(self.store().count_on_desk(&allowed, &self.desk_of(asker)).await?)
    }

    fn desk_of(&self, asker: &Asker) -> OnDesk {
        let own = |state: &State| state.owner.as_ref().is_some_and(|role| asker.actor.roles.contains(role));
        let of_kind = |kind: &CaseType| {
            let desk_state = |state: &State| DeskState {
                case_type: kind.id.clone(),
                state: state.id.clone(),
                // Who comes here by a call has another to act first; a call from within leaves the owner at work.
                unless_called: kind
                    .steps
                    .iter()
                    .any(|step| !step.calls.is_empty() && step.to.as_ref() == Some(&state.id)),
            };
            kind.states.iter().filter(|state| own(state)).map(desk_state).collect::<Vec<_>>()
        };
        let states = self.library().case_types.values().flat_map(of_kind).collect();
        OnDesk { states, roles: asker.actor.roles.iter().cloned().collect() }
    }
}

fn is_soon(left: Left) -> bool {
    match left {
        Left::Today => true,
        Left::WorkingDays(days) | Left::Days(days) => days <= SOON,
        Left::Overdue(_) => false,
    }
}
