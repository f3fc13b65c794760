//! Today: what is due, what waits for one's hand, what lies with others, new leads. Computed from rows, never stored.
mod elsewhere;

use std::collections::BTreeSet;

use domain::access::action::SeeCases;
use domain::access::{Act, permit};
use domain::case_types::{CaseType, ClockRule, State};
use jiff::civil::Date;
use kernel::id::{CaseId, RoleId};
use kernel::{Citation, Count, Label};
use law::deadline::{Length, Terms, Unit, count};
use store::{Days, DeskState, DueDesk, DueFilter, DueWhat, OnDesk};

use crate::cases::{CaseRow, DueWhen, Left};
use crate::leads::{LeadCounts, LeadRow, QueueFilter};
use crate::screening::AccountCategory;
use crate::{Answer, App, Asker, Error};

pub use elsewhere::Elsewhere;

/// How far ahead the page looks.
const DAYS_AHEAD: i64 = 14;
/// The most rows of a list.
const MOST: u64 = 30;
/// From so few working days on, something counts as "soon".
const SOON: u16 = 3;

/// What the desk shows first.
#[derive(Debug, Clone, PartialEq)]
pub struct Today {
    /// The civil day.
    pub day: Date,
    /// Open cases of one's own.
    pub open: Count,
    /// What is due, the latest first.
    pub tasks: Vec<Task>,
    /// In how many cases something of theirs is overdue.
    pub overdue: Count,
    /// In how many something of theirs runs out within three working days.
    pub soon: Count,
    /// In how many something of theirs is overdue or runs out today.
    pub pressing: Count,
    /// How many cases wait for one's hand, and those of them that do not stand among what is due already.
    pub waiting: (Count, Vec<Waiting>),
    /// What lies with somebody else and is this person's concern.
    pub elsewhere: Option<Elsewhere>,
    /// The leads of greatest need.
    pub leads: Vec<LeadRow>,
    /// How many leads wait.
    pub counts: LeadCounts,
    /// Where everyone with a harm stands, each harm once; nothing for who may not see registers.
    pub account: Option<Vec<(AccountCategory, u64)>>,
}

/// A case that waits for one's hand.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiting {
    /// Which.
    pub case: CaseRow,
    /// What to do next in it.
    pub next: Option<Label>,
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
        let until = asker.today.checked_add(jiff::Span::new().days(DAYS_AHEAD)).map_err(Error::fault)?;
        let ahead = Days { from: None, until: Some(until) };
        let filter = DueFilter { desk: Some(self.due_desk(asker)), days: ahead, limit: MOST, officer: None };
        let tasks = self.tasks(asker, filter).await?;
        let (leads, counts) = if asker.actor.may(Act::SeeLeads) {
            let page = self.leads(asker, QueueFilter::default(), None).await?;
            (page.rows.into_iter().take(5).collect(), self.lead_counts(asker).await?)
        } else {
            (vec![], LeadCounts::default())
        };
        let open = match permit::<SeeCases>(&asker.actor) {
            Ok(allowed) => self.store().count_open(&allowed, Some(asker.user)).await?,
            Err(_) => Count::default(),
        };
        Ok(Today {
            day: asker.today,
            open,
            overdue: self.count_due(asker, self.days(asker, DueWhen::Late)).await?,
            soon: self.count_due(asker, self.days(asker, DueWhen::Soon)).await?,
            pressing: self.count_due(asker, Days { from: None, until: Some(asker.today) }).await?,
            waiting: self.waiting_for(asker, &tasks).await?,
            elsewhere: self.elsewhere(asker).await?,
            tasks,
            leads,
            counts,
            account: self.account_at_a_glance(asker).await?,
        })
    }

    /// What is due in cases in reach, the earliest first.
    async fn tasks(&self, asker: &Asker, filter: DueFilter) -> Answer<Vec<Task>> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(vec![]) };
        let due = self.store().due(&allowed, &filter).await?;
        let rows = self.case_rows(asker, due.iter().map(|own| own.case.clone()).collect()).await?;
        let task = |(own, case): (store::Due, CaseRow)| {
            let what = match own.what {
                DueWhat::Clock(clock) => {
                    let rule =
                        self.library().case_types.get(&own.case.case_type).and_then(|kind| kind.clock(&clock))?;
                    TaskWhat::Clock(rule.label.clone(), rule.length, Box::new(rule.source.clone()))
                }
                DueWhat::Visit(_) => TaskWhat::Visit,
                DueWhat::Answer(_, agency) => TaskWhat::Answer(agency),
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

    /// In how many cases in reach something of the asker's is due on `days`.
    async fn count_due(&self, asker: &Asker, days: Days) -> Answer<Count> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(Count::default()) };
        let filter = DueFilter { desk: Some(self.due_desk(asker)), days, ..DueFilter::default() };
        Ok(self.store().count_due(&allowed, &filter).await?)
    }

    /// The days on which what is late, or soon, is due: of the numbers of a page as of the lists behind them.
    pub(crate) fn days(&self, asker: &Asker, when: DueWhen) -> Days {
        match when {
            DueWhen::Late => Days { from: None, until: asker.today.yesterday().ok() },
            DueWhen::Soon => {
                let counted = Length::new(SOON, Unit::WorkingDays)
                    .and_then(|soon| count(asker.today, soon, &Terms::default(), &self.library().calendars).ok());
                // Without a calendar as many days.
                let plain = || asker.today.checked_add(jiff::Span::new().days(SOON)).ok();
                Days { from: Some(asker.today), until: counted.map(|counted| counted.due).or_else(plain) }
            }
        }
    }

    /// What the asker sees to: the clocks of their roles, those that come to these roles when they are late, and visits and
    /// answers in the states that the roles own.
    pub(crate) fn due_desk(&self, asker: &Asker) -> DueDesk {
        let mine = |role: &RoleId| asker.actor.roles.contains(role);
        let named = |kind: &CaseType, whose: fn(&ClockRule) -> &RoleId| {
            let clocks = kind.clocks.iter().filter(|clock| mine(whose(clock)));
            (kind.id.clone(), clocks.map(|clock| clock.id.clone()).collect())
        };
        let kinds = || self.library().case_types.values();
        let owned = |kind: &CaseType| {
            let own = kind.states.iter().filter(|state| state.owner.as_ref().is_some_and(mine));
            own.map(|state| (kind.id.clone(), state.id.clone())).collect::<Vec<_>>()
        };
        DueDesk {
            own: kinds().map(|kind| named(kind, |clock| &clock.owner)).collect(),
            late: kinds().map(|kind| named(kind, |clock| &clock.overdue)).collect(),
            states: kinds().flat_map(owned).collect(),
            today: asker.today,
        }
    }

    /// Cases on the desk of one of the asker's roles. What they are called to do is said even where something is due.
    async fn waiting_for(&self, asker: &Asker, due: &[Task]) -> Answer<(Count, Vec<Waiting>)> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok((Count::default(), vec![])) };
        let (total, rows) = self.store().on_desk(&allowed, &self.desk_of(asker), MOST).await?;
        let due: BTreeSet<CaseId> = due.iter().map(|task| task.case.id).collect();
        let steps: Vec<Option<Label>> = rows.iter().map(|row| self.step_here(asker, row)).collect();
        let waiting = |(case, step): (CaseRow, Option<Label>)| {
            let stays = case.called.is_some() || !due.contains(&case.id);
            stays.then(|| Waiting { next: case.called.clone().or(step), case })
        };
        Ok((total, self.case_rows(asker, rows).await?.into_iter().zip(steps).filter_map(waiting).collect()))
    }

    /// What the asker does next where a case of this kind stands: by its row, for a day holds many cases.
    fn step_here(&self, asker: &Asker, row: &store::CaseRow) -> Option<Label> {
        let kind = self.library().case_types.get(&row.case_type)?;
        let main = || kind.steps_from(&row.state).filter(|step| !step.side);
        let mine = main().find(|step| step.by.iter().any(|role| asker.actor.roles.contains(role)));
        mine.or_else(|| main().next()).map(|step| step.label.clone())
    }

    /// How many cases lie on the asker's desk.
    pub(crate) async fn count_waiting_for(&self, asker: &Asker) -> Answer<Count> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(Count::default()) };
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
