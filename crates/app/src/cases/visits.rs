//! The visits of a case: those that were planned, each with its day, and those that were made without.
use std::collections::{BTreeMap, BTreeSet};

use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::{CaseType, Effect, Serves};
use domain::cases::{Case, Event, NotedVisit, Visit};
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Label;
use kernel::id::{ClockId, FactName, StepId};
use law::deadline::{Left, Terms, Unit, count};
use law::facts::Known;

use super::facts::{FactLine, Sight, line as fact_line};
use super::head::{ClockState, ClockView};
use super::journal::act;
use super::lines::VisitLine;
use super::words;
use crate::{Answer, App, Asker};

/// From so many days on a visit is near: enough to make an appointment.
const SOON_DAYS: i32 = 7;

/// What the forms of visits asked for beside the day and what was found.
#[derive(Default)]
struct Told {
    /// Of those that were planned, by their numbers.
    planned: BTreeMap<u32, Vec<FactLine>>,
    /// Of the others, in their order.
    noted: Vec<Vec<FactLine>>,
}

impl App {
    pub(crate) async fn visit_lines(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        sight: Sight,
    ) -> Answer<Vec<VisitLine>> {
        let calendars = &self.library().calendars;
        let told = self.told(asker, (case, case_type), sight).await?;
        let line = |visit: &Visit| VisitLine {
            no: Some(visit.no),
            kind: None,
            due: visit.due,
            left: visit.made_on.is_none().then(|| Left::until(visit.due, Unit::Days, asker.today, calendars)),
            made_on: visit.made_on,
            found: visit.found.as_deref().map(|found| sight.wrote(found)),
            told: told.planned.get(&visit.no).cloned().unwrap_or_default(),
        };
        let noted = |(place, visit): (usize, &NotedVisit)| VisitLine {
            no: None,
            kind: Some(kind_of(case_type, visit)),
            due: visit.on,
            left: None,
            made_on: Some(visit.on),
            found: Some(sight.wrote(&visit.found)),
            told: told.noted.get(place).cloned().unwrap_or_default(),
        };
        let noted = case.noted.iter().enumerate().map(noted);
        let mut all: Vec<VisitLine> = case.visits.iter().map(line).chain(noted).collect();
        all.sort_by_key(|visit| std::cmp::Reverse(visit.made_on.unwrap_or(visit.due)));
        Ok(all)
    }

    /// What each visit told, as it was known then: a later visit asks the same anew.
    async fn told(&self, asker: &Asker, (case, case_type): (&Case, &CaseType), sight: Sight) -> Answer<Told> {
        let mut told = Told::default();
        if case.noted.is_empty() && case.visits.iter().all(|visit| visit.made_on.is_none()) {
            return Ok(told);
        }
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let mut known: BTreeMap<FactName, Known> = BTreeMap::new();
        for entry in self.store().case_entries(&allowed, case.id, 0).await?.iter().rev() {
            let lines = |known: &BTreeMap<FactName, Known>| asked(case_type, &entry.kind, known, sight);
            for event in act(entry)?.events {
                if let Event::FactsStated { facts, forgotten } = event {
                    known.retain(|name, _| !forgotten.contains(name));
                    known.extend(facts.into_iter().map(|(name, stated)| (name, stated.known)));
                } else if let Event::VisitMade { visit, .. } = event {
                    told.planned.insert(visit, lines(&known));
                } else if let Event::VisitNoted { .. } = event {
                    told.noted.push(lines(&known));
                }
            }
        }
        Ok(told)
    }

    /// The visits that are still to be made, as clocks.
    pub(crate) fn visit_clocks(&self, asker: &Asker, case: &Case, case_type: &CaseType) -> Vec<ClockView> {
        let label = case_type.steps.iter().find(|step| step.serves() == Some(Serves::RecordVisit));
        let plans = |effect: &Effect| {
            if let Effect::PlanVisit { after, source } = effect { Some((*after, source.clone())) } else { None }
        };
        // Every visit was planned by a step that was taken; the last of them planned the one that is open.
        let planned = case.taken.iter().rev().find_map(|taken| {
            let rule = case_type.step(&taken.step)?.effects.iter().find_map(plans)?;
            Some((taken.on, rule))
        });
        let Some(((from, (length, source)), label)) = planned.zip(label.map(|step| step.label.clone())) else {
            return vec![];
        };
        let open = case.visits.iter().filter(|visit| visit.made_on.is_none());
        let terms = Terms::default();
        let why = count(from, length, &terms, &self.library().calendars).map(|counted| counted.why).unwrap_or_default();
        let view = |visit: &Visit| ClockView {
            id: ClockId::from("visit"),
            label: label.clone(),
            state: state(visit.due, asker.today),
            from,
            due: visit.due,
            left: Left::until(visit.due, Unit::Days, asker.today, &self.library().calendars),
            length,
            provisional: visit.provisional,
            why: why.clone(),
            consequence: None,
            source: source.clone(),
        };
        open.map(view).collect()
    }
}

/// What the form of the step `kind` asked for and is `known`, without what its effects keep by themselves.
fn asked(case_type: &CaseType, kind: &str, known: &BTreeMap<FactName, Known>, sight: Sight) -> Vec<FactLine> {
    let Some(step) = case_type.step(&StepId::from(kind)) else { return vec![] };
    let kept: BTreeSet<&FactName> = step.effects.iter().flat_map(Effect::reads).map(|(name, _)| name).collect();
    let told = |name: &FactName| {
        Some(fact_line(case_type, case_type.schema.get(name.as_str())?, Some(known.get(name)?), sight))
    };
    step.form.iter().filter(|name| !kept.contains(name)).filter_map(told).collect()
}

fn state(due: Date, today: Date) -> ClockState {
    if due < today {
        return ClockState::Overdue;
    }
    let soon = today.checked_add(SOON_DAYS.days()).is_ok_and(|soon| due <= soon);
    if soon { ClockState::Soon } else { ClockState::Running }
}

/// What kind of visit was noted, as the step says that noted it.
fn kind_of(case_type: &CaseType, visit: &NotedVisit) -> Label {
    let effects = case_type.step(&visit.step).into_iter().flat_map(|step| &step.effects);
    let label = effects
        .into_iter()
        .find_map(|effect| if let Effect::NoteVisit { label, .. } = effect { Some(label.clone()) } else { None });
    label.unwrap_or_else(|| words(visit.step.as_str()))
}
