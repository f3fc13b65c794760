//! The head of a case: who, what, state, next thing to do, clocks.
use domain::access::Act;
use domain::case_types::{CaseType, ClockRule, Step};
use domain::cases::decide::{Desk, Offer, offered};
use domain::cases::state::is_paused;
use domain::cases::{Case, Clock};
use jiff::civil::Date;
use kernel::id::{CaseId, CaseTypeId, ClockId, PersonId, RoleId, StepId, VariantId};
use kernel::{Citation, Label, Refusal};
use law::deadline::{DayNote, Left, Length, Terms, count};

use super::facts::Sight;
use super::lines::Changed;
use super::notices::NoticeLine;
use super::serving::{Serving, serving};
use super::tabs::undecided;
use super::{Setting, state_label};
use crate::{Answer, App, Asker, Shown};

/// What a step answers that only the role of its amount's band may take.
const OF_ANOTHER_BAND: &str = "STEP-004";

/// The head of a case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseHead {
    /// Its id.
    pub id: CaseId,
    /// How many acts made it what it is.
    pub version: u64,
    /// Its number, once it has one.
    pub number: Option<String>,
    /// Who it is about.
    pub who: Shown,
    /// The person behind it.
    pub person: Option<PersonId>,
    /// Its kind.
    pub case_type: Label,
    /// Its kind, as packs name it.
    pub case_type_id: CaseTypeId,
    /// Its variant, as packs name it.
    pub variant_id: VariantId,
    /// Its variant.
    pub variant: Label,
    /// The version of the rules that applies, as packs name it.
    pub rules: Option<String>,
    /// What it is about, in a few words.
    pub headline: Option<String>,
    /// Where it stands.
    pub state: Label,
    /// Whether it is over.
    pub closed: bool,
    /// Priority groups that the rules in force name.
    pub flags: Vec<Label>,
    /// Who works on it.
    pub officer: Option<String>,
    /// On whose desk it lies.
    pub owner: Option<Label>,
    /// What was asked or sent back, the latest first.
    pub notices: Vec<NoticeLine>,
    /// How figures changed the range of an amount that waits for its decision.
    pub changed: Option<Changed>,
    /// What to do next.
    pub next: Option<NextStep>,
    /// What else may be done.
    pub others: Vec<OtherStep>,
    /// The steps that serve a tab, for who may take them now.
    pub serving: Vec<Serving>,
    /// Its clocks, the running ones first.
    pub clocks: Vec<ClockView>,
    /// Papers, visits, hand-overs, links, for the tabs.
    pub counts: [usize; 4],
}

/// The step put forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// Which.
    pub step: StepId,
    /// Its words.
    pub label: Label,
    /// What taking it means.
    pub hint: Option<Label>,
    /// What stands in its way for this person.
    pub blocked: Option<Box<Refusal>>,
    /// The roles that may take it, for who may not.
    pub by: Vec<Label>,
}

/// Another step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherStep {
    /// Which.
    pub step: StepId,
    /// Its words.
    pub label: Label,
    /// Whether it is a side branch.
    pub side: bool,
}

/// A clock on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct ClockView {
    /// Which.
    pub id: ClockId,
    /// What must be done.
    pub label: Label,
    /// Whether it runs.
    pub state: ClockState,
    /// The day it counts from.
    pub from: Date,
    /// Its last day.
    pub due: Date,
    /// The time left.
    pub left: Left,
    /// How long it is.
    pub length: Length,
    /// Whether a calendar it used is not yet published.
    pub provisional: bool,
    /// How the day was counted.
    pub why: Vec<DayNote>,
    /// What follows when it runs out.
    pub consequence: Option<Label>,
    /// Where it stands.
    pub source: Citation,
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClockState {
    /// Run out.
    Overdue,
    /// Near its end.
    Soon,
    /// Runs.
    Running,
    /// Stands still while another clock runs whose time does not count.
    Paused,
    /// Was kept, on this day.
    Kept(Date),
    /// Was kept too late, on this day.
    KeptLate(Date),
}

/// Whether the days of a clock count now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Counted,
    Paused,
}

impl App {
    /// The head of the case `id`.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] when it is out of reach.
    pub async fn case_head(&self, asker: &Asker, id: CaseId) -> Answer<CaseHead> {
        let (case, case_type) = self.load(asker, id).await?;
        self.head(asker, &case, case_type).await
    }

    pub(crate) async fn head(&self, asker: &Asker, case: &Case, case_type: &CaseType) -> Answer<CaseHead> {
        let set = Setting::default();
        let desk = self.desk(asker, case_type, &set);
        let offers = offers(asker, &desk, case);
        let sight = self.sight(asker, case).await?;
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        let rules = domain::cases::decide::regime(case_type, case, &facts, asker.today);
        let flags = rules.map(|version| case_type.rules.flags(version, &facts, asker.today)).unwrap_or_default();
        let (next, others) = self.sort(case_type, case, &offers);
        let officers = self.officers(asker, case.officer).await?;
        let owner = case_type.state(&case.state).and_then(|state| state.owner.as_ref());
        Ok(CaseHead {
            id: case.id,
            version: case.version,
            number: case.number.clone(),
            who: self.who(asker, case).await?,
            person: case.person(),
            case_type: case_type.name.clone(),
            case_type_id: case_type.id.clone(),
            variant_id: case_type.variant.id.clone(),
            variant: case_type.variant.label.clone(),
            rules: rules.map(ToOwned::to_owned),
            headline: headline(case_type, case, sight),
            state: state_label(case_type, &case.state),
            closed: case.is_closed(),
            flags: flags
                .into_iter()
                // What group somebody belongs to says something of them.
                .filter(|flag| sight.is_personal() && flag.result == law::expr::Truth::True)
                .map(|flag| flag.label)
                .collect(),
            officer: case.officer.and_then(|user| officers.get(&user).cloned()),
            owner: owner.map(|role| self.library().role_in(case_type, role)),
            notices: self.notices(asker, (case, case_type), (&offers, sight)).await?,
            changed: undecided(case, case_type).and_then(Changed::of),
            next,
            others,
            serving: serving(&offers),
            clocks: self.clocks(asker, case, case_type),
            counts: [
                case.documents.len(),
                case.visits.len().saturating_add(case.noted.len()),
                case.hand_overs.len(),
                case.links.len(),
            ],
        })
    }

    /// The steps of `case` that the asker may take now.
    pub(crate) fn open_steps<'c>(&self, asker: &Asker, case: &Case, case_type: &'c CaseType) -> Vec<&'c Step> {
        let set = Setting::default();
        let desk = self.desk(asker, case_type, &set);
        let offers = offers(asker, &desk, case);
        let open = offers.iter().filter(|offer| offer.blocked.is_none());
        open.filter_map(|offer| case_type.step(&offer.step.id)).collect()
    }

    fn sort(&self, case_type: &CaseType, case: &Case, offers: &[Offer<'_>]) -> (Option<NextStep>, Vec<OtherStep>) {
        // What somebody was called to do goes first, then what this person can do now, then what waits for somebody else.
        let called = called(case, offers);
        let main = offers.iter().filter(|offer| !offer.step.side);
        // A step that waits for the role of its amount's band stays the next thing: whoever else may look does not send the
        // case another way instead.
        let next = main.clone().find(|offer| offer.blocked.as_ref().is_none_or(|no| no.code.0 == OF_ANOTHER_BAND));
        let next = called.or(next).or_else(|| main.clone().next());
        let chosen = next.map(|offer| offer.step.id.clone());
        let open = offers.iter().filter(|offer| offer.blocked.is_none() && Some(&offer.step.id) != chosen.as_ref());
        // Papers are made on their tab.
        let open = open.filter(|offer| !case_type.makes_by_hand(&offer.step.id));
        let other = |offer: &Offer<'_>| OtherStep {
            step: offer.step.id.clone(),
            label: offer.step.label.clone(),
            side: offer.step.side,
        };
        let blocked =
            |offer: &Offer<'_>| offer.blocked.clone().map(|refusal| Box::new(self.called(case_type, *refusal)));
        (next.map(|offer| self.next_step((case, case_type), offer.step, blocked(offer))), open.map(other).collect())
    }

    fn next_step(&self, (case, case_type): (&Case, &CaseType), step: &Step, blocked: Option<Box<Refusal>>) -> NextStep {
        let band = case.proposal.as_ref().and_then(|own| own.approval.as_deref()).filter(|_| step.by_amount_band);
        let by = match band {
            Some(role) => vec![self.library().role_in(case_type, &RoleId::from(role))],
            None => step.by.iter().map(|role| self.library().role_in(case_type, role)).collect(),
        };
        NextStep { step: step.id.clone(), label: step.label.clone(), hint: step.hint.clone(), blocked, by }
    }

    fn clocks(&self, asker: &Asker, case: &Case, case_type: &CaseType) -> Vec<ClockView> {
        let rule = |clock: &Clock| {
            let rule = case_type.clock(&clock.id)?;
            let standing = if is_paused(case, rule, asker.today) { Standing::Paused } else { Standing::Counted };
            Some(self.clock(asker, clock, rule, standing))
        };
        let mut all: Vec<ClockView> = case.clocks.iter().filter_map(rule).collect();
        all.extend(self.visit_clocks(asker, case, case_type));
        all.sort_by_key(|clock| (clock.state, clock.due));
        all
    }

    fn clock(&self, asker: &Asker, clock: &Clock, rule: &ClockRule, standing: Standing) -> ClockView {
        let calendars = &self.library().calendars;
        let terms = Terms { excluded: clock.excluded.clone(), custody: rule.custody };
        let why = count(clock.from, rule.length, &terms, calendars).map(|counted| counted.why).unwrap_or_default();
        let warn = law::deadline::warn_on(clock.due, rule.warn, calendars).unwrap_or(clock.due);
        let state = match clock.stopped {
            Some(on) if on <= clock.due => ClockState::Kept(on),
            Some(on) => ClockState::KeptLate(on),
            None if standing == Standing::Paused => ClockState::Paused,
            None if clock.due < asker.today => ClockState::Overdue,
            None if warn <= asker.today => ClockState::Soon,
            None => ClockState::Running,
        };
        ClockView {
            id: clock.id.clone(),
            label: rule.label.clone(),
            state,
            from: clock.from,
            due: clock.due,
            left: Left::until(clock.due, rule.length.unit(), asker.today, calendars),
            length: rule.length,
            provisional: clock.provisional,
            why,
            consequence: Some(rule.consequence.clone()),
            source: rule.source.clone(),
        }
    }

    pub(crate) async fn who(&self, asker: &Asker, case: &Case) -> Answer<Shown> {
        let Some(person) = case.person() else { return Ok(Shown::default()) };
        let allowed = domain::access::permit::<domain::access::action::SeeCases>(&asker.actor)?;
        Ok(self.names(asker, &allowed, &[person]).await?.remove(&person).unwrap_or_default())
    }
}

/// The step that the asker is called to take here and may take: the call by which the case came first, then the latest.
fn called<'o, 'a>(case: &Case, offers: &'o [Offer<'a>]) -> Option<&'o Offer<'a>> {
    let mut calls: Vec<_> = case.calls.iter().rev().filter(|call| call.within.contains(&case.state)).collect();
    calls.sort_by_key(|call| !call.arrived);
    let open = |id: &StepId| offers.iter().find(|offer| offer.step.id == *id && offer.blocked.is_none());
    calls.into_iter().filter_map(|call| call.steps.first()).find_map(open)
}

/// What may be put forward to the asker; nothing to who only looks.
fn offers<'a>(asker: &Asker, desk: &Desk<'a>, case: &'a Case) -> Vec<Offer<'a>> {
    if asker.actor.may(Act::WorkCases) { offered(desk, case) } else { vec![] }
}

fn headline(case_type: &CaseType, case: &Case, sight: Sight) -> Option<String> {
    let definition = case_type.schema.get(case_type.headline.as_ref()?.as_str())?;
    match case.facts.value(definition.name.as_str()).filter(|_| definition.class <= sight.class) {
        Some(law::facts::Value::Text(text)) => Some(text.clone()),
        Some(_) | None => None,
    }
}
