//! Today: what is due, what waits for one's hand, what lies with others, new leads. Computed from rows, never stored.
mod desk;
mod elsewhere;

use std::collections::BTreeMap;

use domain::access::action::SeeCases;
use domain::access::{Act, Allowed, permit};
use intake::screening::AccountCategory;
use jiff::civil::Date;
use kernel::id::CaseId;
use kernel::{Count, Label};
use law::deadline::{Length, Terms, Unit, count};
use store::{CaseCount, Days, DueFilter};

use crate::cases::{CaseRow, DueThing, DueWhen};
use crate::leads::{LeadRow, QueueFilter};
use crate::{Answer, App, Asker, Error};

pub use elsewhere::Elsewhere;
use elsewhere::Lying;

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
    /// Cases on their desk that do not stand among what is due already.
    pub waiting: Vec<Waiting>,
    /// What lies with somebody else and is this person's concern.
    pub elsewhere: Option<Elsewhere>,
    /// Values of law that others entered and the asker is to confirm.
    pub values_to_confirm: u64,
    /// The leads of greatest need.
    pub leads: Vec<LeadRow>,
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
    /// What, and until when.
    pub thing: DueThing,
    /// Whether that day rests on a calendar not yet published.
    pub provisional: bool,
}

/// What the store has of a day.
#[derive(Default)]
struct Day {
    due: Vec<store::Due>,
    desk: Vec<store::CaseRow>,
    elsewhere: Option<Lying>,
    open: Count,
    overdue: Count,
    soon: Count,
    pressing: Count,
}

impl App {
    /// What the asker's day holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn today(&self, asker: &Asker) -> Answer<Today> {
        let Day { due, desk, elsewhere, open, overdue, soon, pressing } = match permit::<SeeCases>(&asker.actor) {
            Ok(allowed) => self.day(asker, &allowed).await?,
            Err(_) => Day::default(),
        };
        let lying = elsewhere.iter().flat_map(Lying::rows);
        let rows: Vec<&store::CaseRow> = due.iter().map(|own| &own.case).chain(&desk).chain(lying).collect();
        let shown = self.shown(asker, &rows).await?;
        let leads = if asker.actor.may(Act::SeeLeads) {
            self.leads(asker, QueueFilter::default(), None).await?.rows.into_iter().take(5).collect()
        } else {
            vec![]
        };
        Ok(Today {
            day: asker.today,
            open,
            overdue,
            soon,
            pressing,
            waiting: desk.iter().filter_map(|row| self.waiting(asker, row, &shown)).collect(),
            elsewhere: elsewhere.map(|own| self.elsewhere(asker, own, &shown)),
            tasks: self.tasks(asker, due, &shown),
            values_to_confirm: self.values_to_confirm(asker).await?,
            leads,
            account: self.intake().account_at_a_glance(asker).await?,
        })
    }

    async fn day(&self, asker: &Asker, allowed: &Allowed<SeeCases>) -> Answer<Day> {
        let until = asker.today.checked_add(jiff::Span::new().days(DAYS_AHEAD)).map_err(Error::fault)?;
        let mine = |days: Days| DueFilter { desk: Some(self.due_desk(asker)), days, limit: MOST, officer: None };
        let due = self.store().due(allowed, &mine(Days { from: None, until: Some(until) })).await?;
        let mut desk = self.store().on_desk(allowed, &self.desk_of(asker), MOST).await?;
        desk.retain(|row| due.iter().all(|own| own.case.id != row.id));
        let elsewhere = self.lying_elsewhere(asker, allowed, &due).await?;
        let stretches = [
            self.days(asker, DueWhen::Late),
            self.days(asker, DueWhen::Soon),
            Days { from: None, until: Some(asker.today) },
        ];
        let wanted: Vec<CaseCount> = [CaseCount::Open(Some(asker.user))]
            .into_iter()
            .chain(stretches.into_iter().map(|days| CaseCount::Due(mine(days))))
            .collect();
        let counts = self.store().case_counts(allowed, &wanted).await?;
        let [open, overdue, soon, pressing] = counts[..] else {
            return Err(Error::fault("the store counted something else"));
        };
        Ok(Day { due, desk, elsewhere, open, overdue, soon, pressing })
    }

    /// The rows in words, by their cases.
    async fn shown(&self, asker: &Asker, rows: &[&store::CaseRow]) -> Answer<BTreeMap<CaseId, CaseRow>> {
        if rows.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows: BTreeMap<CaseId, store::CaseRow> = rows.iter().map(|row| (row.id, (*row).clone())).collect();
        let shown = self.case_rows(asker, rows.into_values().collect()).await?;
        Ok(shown.into_iter().map(|row| (row.id, row)).collect())
    }

    fn tasks(&self, asker: &Asker, due: Vec<store::Due>, shown: &BTreeMap<CaseId, CaseRow>) -> Vec<Task> {
        let task = |own: store::Due| {
            let kind = self.library().case_type(&own.case.case_type, &own.case.variant);
            let thing = self.due_thing(asker, kind, &(own.what, own.due))?;
            Some(Task { case: shown.get(&own.case.id)?.clone(), thing, provisional: own.provisional })
        };
        due.into_iter().filter_map(task).collect()
    }

    fn waiting(&self, asker: &Asker, row: &store::CaseRow, shown: &BTreeMap<CaseId, CaseRow>) -> Option<Waiting> {
        let mut case = shown.get(&row.id)?.clone();
        // What is due so soon is somebody else's, or it would stand among what is due to the asker.
        let ahead = asker.today.saturating_add(jiff::Span::new().days(DAYS_AHEAD));
        case.next = case.next.filter(|next| next.due > ahead);
        Some(Waiting { next: case.called.clone().or_else(|| self.step_here(asker, row)), case })
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

    /// What the asker does next where a case of this kind stands: by its row, for a day holds many cases.
    fn step_here(&self, asker: &Asker, row: &store::CaseRow) -> Option<Label> {
        let kind = self.library().case_type(&row.case_type, &row.variant)?;
        let main = || kind.steps_from(&row.state).filter(|step| !step.side);
        let mine = main().find(|step| step.by.iter().any(|role| asker.actor.roles.contains(role)));
        mine.or_else(|| main().next()).map(|step| step.label.clone())
    }

    /// How many cases lie on the asker's desk.
    pub(crate) async fn count_waiting_for(&self, asker: &Asker) -> Answer<Count> {
        let Ok(allowed) = permit::<SeeCases>(&asker.actor) else { return Ok(Count::default()) };
        let counts = self.store().case_counts(&allowed, &[CaseCount::Desk(self.desk_of(asker))]).await?;
        Ok(counts.into_iter().next().unwrap_or_default())
    }
}
