//! Taking a step: typed text → decision → journal, once.
use std::collections::BTreeMap;

use domain::access::action::WorkCases;
use domain::access::permit;
use domain::case_types::{CaseType, Effect, Step};
use domain::cases::decide::{No, Taking, take};
use domain::cases::{Act, Case, Event};
use domain::forms;
use kernel::id::{CaseId, FactName, PersonId, StepId};
use kernel::{CitizenId, Label, Mistake, Refusal};
use law::facts::Value;
use serde::{Deserialize, Serialize};
use store::Claim;

use super::applicant::{Recognised, contradiction};
use super::{Setting, state_label};
use crate::asking::Typed;
use crate::{Answer, App, Asker, Error, Once};

/// A step to take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeStep {
    /// In which case.
    pub case: CaseId,
    /// Which.
    pub step: StepId,
    /// The version that the person saw.
    pub version: u64,
    /// What they typed; reasons under `reason.<exclusion>`.
    pub typed: Typed,
    /// The key of the form.
    pub once: Once,
}

/// What taking a step did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// The case's version now.
    pub version: u64,
    /// Where it stands now.
    pub state: Label,
    /// Documents that were issued.
    pub issued: Vec<Label>,
    /// Clocks that started, with their last day.
    pub started: Vec<(Label, jiff::civil::Date)>,
    /// Whether it stands elsewhere than before.
    pub moved: bool,
    /// How the ID number that was typed is known already.
    pub recognised: Option<Recognised>,
}

/// The prefix of the fields that answer exclusions.
const REASON: &str = "reason.";

impl App {
    /// Takes a step. The same form sent twice is answered the same and done once.
    ///
    /// # Errors
    /// A refusal, mistakes, or [`Error::Changed`] when the case moved on since the person saw it.
    pub async fn take_step(&self, asker: &Asker, wanted: &TakeStep) -> Answer<StepTaken> {
        permit::<WorkCases>(&asker.actor)?;
        let mut tx = self.store().begin(&asker.actor.who, asker.now).await?;
        let token = format!("case:{}:{}", wanted.case, wanted.once.0);
        if let Claim::Done(answer) = tx.claim(&token).await? {
            return serde_json::from_value(answer).map_err(Error::fault);
        }
        let (case, case_type) = self.load(asker, wanted.case).await?;
        if case.version != wanted.version {
            return Err(Error::Changed);
        }
        let step = case_type.step(&wanted.step).ok_or(Error::NotFound)?;
        let (answer, _) = self.take_within(asker, &mut tx, (&case, case_type, step), &wanted.typed).await?;
        tx.settle(&token, &serde_json::to_value(&answer).map_err(Error::fault)?).await?;
        tx.commit().await?;
        Ok(answer)
    }

    /// Takes `step` within a transaction that somebody else began and commits; answers the case after it too.
    pub(crate) async fn take_within(
        &self,
        asker: &Asker,
        tx: &mut store::Tx,
        (case, case_type, step): (&Case, &CaseType, &Step),
        typed: &Typed,
    ) -> Answer<(StepTaken, Case)> {
        let allowed = permit::<WorkCases>(&asker.actor)?;
        let (filled, mut misread) = read(case_type, step, typed);
        misread.extend(contradiction(&case.facts, &filled.entries));
        let set = self.setting(asker, case, (step, &filled.entries), tx).await?;
        let act = match take(&self.desk(asker, case_type, &set), case, step, filled) {
            Ok(act) if misread.is_empty() => act,
            Ok(_) => return Err(Error::Mistaken(misread)),
            Err(No::Mistaken(mistakes)) => return Err(Error::Mistaken(every(misread, mistakes))),
            Err(No::Refused(_)) if !misread.is_empty() => return Err(Error::Mistaken(misread)),
            Err(No::Refused(refusal)) => {
                return Err(match self.outside_calendars(step, typed, &refusal) {
                    Some(mistake) => Error::Mistaken(vec![mistake]),
                    None => self.called(case_type, *refusal).into(),
                });
            }
        };
        let after = tx.save_act(&allowed, case, &step.id, &act).await?;
        let recognised = self.tell_person(asker, tx, (case, &after)).await?;
        let moved = case.state != after.state;
        Ok((StepTaken { moved, recognised, ..told(case_type, &act, &after) }, after))
    }

    /// A period that cannot be counted is a mistake in the day that was typed, where the step has one.
    fn outside_calendars(&self, step: &Step, typed: &Typed, refusal: &Refusal) -> Option<Mistake> {
        let day =
            step.dated_by.as_ref().filter(|day| refusal.code.0 == "CAL-001" && typed.contains_key(day.as_str()))?;
        let years = || self.library().calendars.iter().map(|calendar| calendar.year);
        let (first, last) = (years().min()?, years().max()?);
        Some(Mistake::at(day.as_str(), "no-calendar").with("first", first).with("last", last))
    }

    /// What the store adds to the decision on `step`: the office's mark, the next number, earlier awards.
    async fn setting(
        &self,
        asker: &Asker,
        case: &Case,
        (step, entries): (&Step, &forms::Entries),
        tx: &mut store::Tx,
    ) -> Answer<Setting> {
        let numbers = step.effects.iter().any(|effect| matches!(effect, Effect::GiveNumber));
        let awards = step.effects.iter().any(|effect| matches!(effect, Effect::Award { .. }));
        // A file of an earlier year gets a number of that year's series.
        let stated =
            |fact: &FactName| entries.get(fact).map_or_else(|| case.facts.value(fact.as_str()), Option::as_ref);
        let day = step.dated_by.as_ref().and_then(stated);
        let year = if let Some(Value::Date(day)) = day { day.year() } else { asker.today.year() };
        let serial = if numbers { tx.next_serial(case.office, &case.case_type, year).await? } else { 0 };
        let earlier = if awards { self.earlier_of(asker, case).await? } else { vec![] };
        let earlier = earlier.iter().map(super::EarlierLine::award).collect();
        let offices = self.store().offices().await?;
        let office = offices.iter().find(|office| office.id == case.office);
        let office_mark = office.map(|office| office.mark.clone()).unwrap_or_default();
        let newcomer = self.newcomer(asker, (step, entries), tx).await?;
        Ok(Setting { office_mark, series: (year, serial), earlier, newcomer })
    }

    /// Who comes into the case by this step: known by the number, or new.
    async fn newcomer(
        &self,
        asker: &Asker,
        (step, entries): (&Step, &forms::Entries),
        tx: &mut store::Tx,
    ) -> Answer<Option<PersonId>> {
        let adds = step.effects.iter().find_map(|effect| added(effect));
        let Some((name, citizen_id)) = adds else { return Ok(None) };
        let typed = |fact: &FactName| match entries.get(fact) {
            Some(Some(Value::Text(text))) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Some(_) | None => None,
        };
        let Some(named) = typed(name) else { return Ok(None) };
        let id = citizen_id.and_then(typed).and_then(|text| CitizenId::parse(&text).ok());
        let allowed = permit::<WorkCases>(&asker.actor)?;
        let found = self.person_at_window(&allowed, tx, (&named, id)).await;
        match (found, citizen_id) {
            (Err(Error::Mistaken(mistakes)), Some(fact)) => {
                let here = mistakes.into_iter().map(|own| Mistake { field: fact.to_string(), ..own });
                Err(Error::Mistaken(here.collect()))
            }
            (found, _) => found.map(Some),
        }
    }
}

/// What was typed, as a taking; and what cannot be read of it.
fn read(case_type: &CaseType, step: &Step, typed: &Typed) -> (Taking, Vec<Mistake>) {
    let (entries, misread) = forms::read(case_type, &step.form, typed);
    let reason = |(field, values): (&String, &Vec<String>)| {
        Some((field.strip_prefix(REASON)?.to_owned(), values.first()?.trim().to_owned()))
    };
    let reasons: BTreeMap<String, String> = typed.iter().filter_map(reason).collect();
    let (shares, unread) = forms::read_shares(typed);
    (Taking { entries, reasons, shares }, [misread, unread].concat())
}

/// The facts with the name and the number of whom a step adds to the case.
fn added(effect: &Effect) -> Option<(&FactName, Option<&FactName>)> {
    if let Effect::AddParty { name, citizen_id, .. } = effect { Some((name, citizen_id.as_ref())) } else { None }
}

/// Every mistake of a form at once: what cannot be read at a field is said instead of what the rules miss there.
fn every(misread: Vec<Mistake>, missed: Vec<Mistake>) -> Vec<Mistake> {
    let read = |own: &Mistake| misread.iter().all(|other| other.field != own.field);
    let missed: Vec<Mistake> = missed.into_iter().filter(read).collect();
    misread.into_iter().chain(missed).collect()
}

fn told(case_type: &CaseType, act: &Act, after: &Case) -> StepTaken {
    let mut taken = StepTaken {
        version: after.version,
        state: state_label(case_type, &after.state),
        issued: vec![],
        started: vec![],
        moved: false,
        recognised: None,
    };
    for event in &act.events {
        if let Event::DocumentIssued { kind, .. } = event {
            taken.issued.extend(case_type.document(kind).map(|own| own.label.clone()));
        } else if let Event::ClockStarted { clock, due, .. } = event {
            taken.started.extend(case_type.clock(clock).map(|own| (own.label.clone(), *due)));
        }
    }
    taken
}
