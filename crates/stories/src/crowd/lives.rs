//! How cases usually go, decided for one day of opening as the house decides them: the acts of a life, with stand-ins
//! where the person, the office and its people belong.
//!
//! Never: an act that `decide` did not make.
use std::collections::BTreeMap;

use domain::access::{Actor, Who};
use domain::case_types::CaseType;
use domain::cases::decide::{Desk, Opening, Taking, open, take};
use domain::cases::{Act, Case, Party, Stated};
use jiff::Span;
use jiff::civil::Date;
use kernel::id::{CaseId, FactName, OfficeId, PersonId, RoleId, UserId};
use law::facts::{Facts, Origin, Value};
use packs::Library;

use crate::play::known;
use crate::script::{Scene, Story, facts};
use crate::{Cast, StoryError};

/// Stands where the office's mark belongs.
pub(super) const MARK: &str = "{office}";
/// Stands where the place in the office's series belongs.
pub(super) const SERIAL: u32 = 987_654_321;
/// Stands where the person belongs.
const PERSON: PersonId = PersonId(0);

/// A way that a case goes, ready to be decided for any day.
pub(super) struct Life {
    name: String,
    pub(super) often: u32,
    story: Story,
    given: Facts,
    filled: Vec<Facts>,
}

/// An act of a life.
#[derive(Debug, Clone)]
pub(super) struct Done {
    pub(super) kind: String,
    pub(super) act: Act,
    pub(super) by: RoleId,
    pub(super) on: Date,
}

impl Life {
    /// The lives in the text of a file of walks.
    pub(super) fn read(text: &str, case_type: &CaseType) -> Result<Vec<Life>, StoryError> {
        Story::read(text)?.into_iter().map(|story| Life::of(story, case_type)).collect()
    }

    fn of(story: Story, case_type: &CaseType) -> Result<Life, StoryError> {
        let given = facts(&story.given, &case_type.schema)?;
        let filled = story.steps.iter().map(|scene| facts(&scene.with, &case_type.schema));
        let filled = filled.collect::<Result<Vec<_>, _>>()?;
        Ok(Life { name: story.name.clone(), often: story.often, story, given, filled })
    }

    /// Its acts when it is opened on `day`, as far as they have happened by `today`.
    pub(super) fn decided(
        &self,
        (library, case_type): (&Library, &CaseType),
        day: Date,
        today: Date,
    ) -> Result<Vec<Done>, StoryError> {
        let later = self.story.opened.until(day).map_err(|error| self.otherwise("open", day, &error))?;
        let opener = self.story.steps.first().map_or_else(|| RoleId::from(""), |scene| scene.by.clone());
        let desk = |actor: &Actor, today: Date| Deciding { library, case_type, actor: actor.clone(), today };
        let act = desk(&actor(&opener), day).open(&self.story, &moved(&self.given, later, day)?);
        let act = act.map_err(|error| self.otherwise("open", day, &error))?;
        let broken = || self.otherwise("open", day, &"the act opens nothing");
        let mut case = Case::open(CaseId(0), &act).ok_or_else(broken)?;
        let mut done = vec![Done { kind: "open".to_owned(), act, by: opener, on: day }];
        for (scene, filled) in self.story.steps.iter().zip(&self.filled) {
            let on = scene.on.checked_add(later).map_err(|error| self.otherwise(scene.take.as_str(), day, &error))?;
            if on > today {
                break;
            }
            let actor = actor(&scene.by);
            let act = desk(&actor, on).take(&case, scene, &moved(filled, later, on)?);
            let act = act.map_err(|error| self.otherwise(scene.take.as_str(), on, &error))?;
            case.apply(act.clone());
            done.push(Done { kind: scene.take.to_string(), act, by: scene.by.clone(), on });
        }
        Ok(done)
    }

    fn otherwise(&self, step: &str, on: Date, what: &dyn std::fmt::Display) -> StoryError {
        StoryError::Otherwise { story: self.name.clone(), step: step.to_owned(), on, what: what.to_string() }
    }
}

/// Everything that a decision on one day hangs on.
struct Deciding<'a> {
    library: &'a Library,
    case_type: &'a CaseType,
    actor: Actor,
    today: Date,
}

impl Deciding<'_> {
    fn desk(&self) -> Desk<'_> {
        Desk {
            case_type: self.case_type,
            calendars: &self.library.calendars,
            figures: &self.library.figures,
            today: self.today,
            actor: &self.actor,
            office_mark: MARK,
            series: (self.today.year(), SERIAL),
            earlier: &[],
            newcomer: None,
        }
    }

    fn open(&self, story: &Story, given: &Facts) -> Result<Act, String> {
        let opening = Opening {
            variant: self.case_type.variant.id.clone(),
            office: self.actor.office,
            area: story.area.clone(),
            parties: vec![Party::new(PERSON, "applicant")],
            lead: None,
            facts: self.classed(given),
        };
        open(&self.desk(), opening).map_err(|no| told(&no))
    }

    fn take(&self, case: &Case, scene: &Scene, filled: &Facts) -> Result<Act, String> {
        let step = self.case_type.step(&scene.take).ok_or("there is no such step")?;
        let entries = filled.iter().map(|(name, known)| (name.clone(), Some(known.value.clone())));
        let (entries, reasons) = (entries.collect(), scene.reasons.clone());
        let taking = Taking { entries, reasons, ..Taking::default() };
        take(&self.desk(), case, step, taking).map_err(|no| told(&no))
    }

    fn classed(&self, facts: &Facts) -> BTreeMap<FactName, Stated> {
        let class = |(name, known): (FactName, _)| {
            let class = self.case_type.schema.get(name.as_str())?.class;
            Some((name, Stated { known, class }))
        };
        known(facts).into_iter().filter_map(class).collect()
    }
}

/// Somebody with this role, of an office that stands for any.
fn actor(role: &RoleId) -> Actor {
    let mut actor = Actor::system("", OfficeId(0), &[]);
    actor.who = stand_in(role);
    actor.roles.insert(role.clone());
    actor
}

/// Who stands for everybody with this role: told apart, since four eyes are needed.
fn stand_in(role: &RoleId) -> Who {
    let sum = role.as_str().bytes().fold(0_i64, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    Who::User(UserId(sum))
}

/// Who of an office did what a stand-in did.
pub(super) fn player(cast: &Cast, role: &RoleId) -> Result<UserId, StoryError> {
    cast.get(role).copied().ok_or_else(|| StoryError::NoActor(role.clone()))
}

/// The facts, their days moved and told on `on`.
fn moved(facts: &Facts, later: Span, on: Date) -> Result<Facts, StoryError> {
    let mut all = Facts::new();
    for (name, known) in facts.iter() {
        let value = match &known.value {
            // Nobody's birth depends on the day of an application.
            Value::Date(day) if name.as_str() != "birth_date" => {
                Value::Date(day.checked_add(later).map_err(|error| StoryError::Unreadable(error.to_string()))?)
            }
            value @ (Value::Truth(_)
            | Value::Count(_)
            | Value::Fen(_)
            | Value::Decimal(_)
            | Value::Date(_)
            | Value::Text(_)
            | Value::Choice(_)
            | Value::Choices(_)
            | Value::AtLeast(_)) => value.clone(),
        };
        all.state(name.clone(), value, Origin { on: Some(on), ..known.origin.clone() });
    }
    Ok(all)
}

fn told(no: &domain::cases::decide::No) -> String {
    use domain::cases::decide::No;
    match no {
        No::Refused(refusal) => refusal.to_string(),
        No::Mistaken(mistakes) => mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}
