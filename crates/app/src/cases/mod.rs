//! Cases: listed, shown, opened, and taken step by step.

mod alike;
mod applicant;
mod choosing;
mod earlier;
mod export;
mod facts;
mod form;
mod head;
mod journal;
mod lines;
mod money;
mod notices;
mod open;
mod papers;
mod parties;
mod recompute;
mod refused;
mod serving;
mod tabs;
mod take;
mod visits;
mod weigh;

use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::{CaseType, Kind};
use domain::cases::Case;
use domain::cases::decide::Desk;
use jiff::civil::Date;
use kernel::id::{CaseId, CaseTypeId, PersonId, StateId, VariantId};
use kernel::{Citation, Fen, Label, Refusal};
pub use law::deadline::Left;
use law::deadline::{Length, Unit};

pub use alike::{Alike, FEWEST, Spread};
pub use applicant::Recognised;
pub use earlier::{EarlierLine, GrantedBy};
pub use export::{Export, ExportWords, Exported, Format, Names};
pub use facts::{FactLine, ValueShown};
pub(crate) use facts::{Sight, line, withhold_all};
pub(crate) use form::blank_field;
pub use form::{FormField, Sends, StepForm};
pub use head::{CaseHead, ClockState, ClockView, NextStep, OtherStep};
pub use journal::{Detail, Difference, JournalLine, Meanwhile};
pub use lines::{
    AmountTab, Brief, Changed, CustodyLines, DocumentLine, FactsTab, HandOverLine, Keep, LinkLine, MemberLine,
    MoneyLine, MoneyTab, PaperLine, PartyLine, ProposalLine, RecoveryLine, ShareLine, VisitLine, VoteLine,
};
pub use notices::NoticeLine;
pub(crate) use open::variants;
pub use open::{NewCase, Openable, WindowCase, openable};
pub use papers::{Makeable, PapersTab};
pub use serving::Serving;
pub(crate) use tabs::reference;
pub use tabs::{Tab, TabPart};
pub use take::{StepTaken, TakeStep};
pub use weigh::{Answered, Speaks, Warning};

use crate::{Answer, App, Asker, Error, Page, Shown};

/// How many rows a page of a list has.
pub const PAGE: u64 = 25;

/// What to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseFilter {
    /// Only of this kind.
    pub case_type: Option<CaseTypeId>,
    /// Only in this state.
    pub state: Option<StateId>,
    /// Only those this person works on.
    pub mine: bool,
    /// Only those in which something is due then: of the asker's desk, or of anybody's.
    pub due: Option<(DueWhen, DueWhose)>,
    /// Only those that lie on the asker's desk.
    pub desk: bool,
    /// Only open ones, or only closed ones.
    pub open: Option<bool>,
    /// Only those whose number begins so.
    pub number: Option<String>,
    /// Only those of this person.
    pub person: Option<PersonId>,
    /// Only those that the asker opened.
    pub opened: bool,
}

/// Something that is to be done by a day.
#[derive(Debug, Clone, PartialEq)]
pub struct DueThing {
    /// What.
    pub what: DueWhat,
    /// Its last day.
    pub due: Date,
    /// The time left.
    pub left: Left,
}

/// What is to be done by a day.
#[derive(Debug, Clone, PartialEq)]
pub enum DueWhat {
    /// A clock: its words, its length, where it stands in law.
    Clock(Label, Length, Box<Citation>),
    /// A return visit.
    Visit,
    /// An agency's answer.
    Answer(String),
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWhen {
    /// Before today.
    Late,
    /// From today to the third working day.
    Soon,
}

/// Whose eye it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueWhose {
    /// What the asker's roles see to: what their day counts.
    Desk,
    /// Whatever is due in the cases in reach.
    Everybody,
}

/// A case in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: Option<String>,
    /// Who it is about.
    pub who: Shown,
    /// Its kind.
    pub case_type: Label,
    /// Where it stands.
    pub state: Label,
    /// The step that the asker is called to take, where one is.
    pub called: Option<Label>,
    /// The role on whose desk it lies; none once it is closed.
    pub desk: Option<Label>,
    /// Who works on it.
    pub officer: Option<String>,
    /// The day it was opened.
    pub opened_on: Date,
    /// What is to be done first by a day.
    pub next: Option<DueThing>,
    /// What was granted.
    pub awarded: Fen,
    /// The range as it was put forward and as figures that changed since make it, while nobody decided.
    pub changed: Option<[Ends; 2]>,
}

/// The ends of a range; nothing where it is open.
pub type Ends = [Option<Fen>; 2];

impl App {
    /// The cases that `asker` may see, newest first.
    ///
    /// # Errors
    /// Refuses who may not see cases.
    pub async fn cases(&self, asker: &Asker, filter: &CaseFilter, after: Option<&str>) -> Answer<Page<CaseRow>> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let page = self.store().cases(&allowed, &self.wanted(asker, filter), after, PAGE).await?;
        let rows = self.case_rows(asker, page.rows).await?;
        Ok(Page { rows, total: page.total, next: page.next })
    }

    pub(crate) fn wanted(&self, asker: &Asker, filter: &CaseFilter) -> store::CaseFilter {
        let due = |(when, whose): (DueWhen, DueWhose)| store::DueFilter {
            desk: (whose == DueWhose::Desk).then(|| self.due_desk(asker)),
            days: self.days(asker, when),
            ..store::DueFilter::default()
        };
        store::CaseFilter {
            case_type: filter.case_type.clone(),
            state: filter.state.clone(),
            officer: filter.mine.then_some(asker.user),
            office: None,
            number_prefix: filter.number.clone(),
            due: filter.due.map(due),
            desk: filter.desk.then(|| self.desk_of(asker)),
            open: filter.open,
            person: filter.person,
            opened_by: filter.opened.then_some(asker.user),
        }
    }

    pub(crate) async fn case_rows(&self, asker: &Asker, rows: Vec<store::CaseRow>) -> Answer<Vec<CaseRow>> {
        let people: Vec<PersonId> = rows.iter().filter_map(|row| row.person).collect();
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let names = self.names(asker, &allowed, &people).await?;
        let officers = self.officers(asker, rows.iter().filter_map(|row| row.officer)).await?;
        let shown = |row: store::CaseRow| {
            let case_type = self.library().case_type(&row.case_type, &row.variant);
            let desk = self.desk_role(case_type, &row);
            let next = row.next.as_ref().and_then(|next| self.due_thing(asker, case_type, next));
            CaseRow {
                id: row.id,
                number: row.number,
                who: row.person.and_then(|person| names.get(&person).cloned()).unwrap_or_default(),
                case_type: case_type.map_or_else(|| words(row.case_type.as_str()), |own| own.name.clone()),
                state: case_type.map_or_else(|| words(row.state.as_str()), |own| state_label(own, &row.state)),
                desk,
                called: row
                    .called
                    .filter(|(role, _)| asker.actor.roles.contains(role))
                    .and_then(|(_, step)| Some(case_type?.step(&step)?.label.clone())),
                officer: row.officer.and_then(|user| officers.get(&user).cloned()),
                opened_on: row.opened_on,
                next,
                awarded: row.awarded,
                changed: row.changed,
            }
        };
        Ok(rows.into_iter().map(shown).collect())
    }

    /// What is due in a case of the kind, in its words; nothing for a clock that the kind no longer has.
    pub(crate) fn due_thing(
        &self,
        asker: &Asker,
        kind: Option<&CaseType>,
        (what, due): &(store::DueWhat, Date),
    ) -> Option<DueThing> {
        let (what, unit) = match what {
            store::DueWhat::Clock(clock) => {
                let rule = kind?.clock(clock)?;
                let source = Box::new(rule.source.clone());
                (DueWhat::Clock(rule.label.clone(), rule.length, source), rule.length.unit())
            }
            store::DueWhat::Visit => (DueWhat::Visit, Unit::Days),
            store::DueWhat::Answer(agency) => (DueWhat::Answer(agency.clone()), Unit::WorkingDays),
        };
        let left = Left::until(*due, unit, asker.today, &self.library().calendars);
        Some(DueThing { what, due: *due, left })
    }

    /// The role that a case waits for: who is called, and otherwise who owns its state.
    fn desk_role(&self, case_type: Option<&CaseType>, row: &store::CaseRow) -> Option<Label> {
        let owner = || case_type?.state(&row.state)?.owner.as_ref();
        let role = row.called.as_ref().map(|(role, _)| role).or_else(owner)?;
        Some(case_type.map_or_else(|| self.library().role_label(role), |own| self.library().role_in(own, role)))
    }

    /// The case at its present version, with its kind.
    pub(crate) async fn load(&self, asker: &Asker, id: CaseId) -> Answer<(Case, &CaseType)> {
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let case = self.store().case(&allowed, id).await?.ok_or(Error::NotFound)?;
        let case_type = self.case_type(&case.case_type, &case.variant)?;
        Ok((case, case_type))
    }

    /// # Errors
    /// [`Refusal`] `CASE-001` when the packs in force have the kind and not this variant of it.
    pub(crate) fn case_type(&self, id: &CaseTypeId, variant: &VariantId) -> Answer<&CaseType> {
        self.kind(id)?.variant(variant).ok_or_else(|| Refusal::new("CASE-001").with("variant", variant).into())
    }

    /// The same, where the asker's office takes such cases.
    pub(crate) fn case_type_here(&self, asker: &Asker, id: &CaseTypeId, variant: &VariantId) -> Answer<&CaseType> {
        let mut here = self.kind(id)?.taken_by(&asker.organ);
        here.find(|own| own.variant.id == *variant)
            .ok_or_else(|| Refusal::new("CASE-001").with("variant", variant).into())
    }

    pub(crate) fn kind(&self, id: &CaseTypeId) -> Answer<&Kind> {
        let missing = || Error::fault(format!("the packs in force have no kind of case {id}"));
        self.library().case_types.get(id).ok_or_else(missing)
    }

    /// What a decision in a case of this kind is made with.
    pub(crate) fn desk<'a>(&'a self, asker: &'a Asker, case_type: &'a CaseType, set: &'a Setting) -> Desk<'a> {
        Desk {
            case_type,
            calendars: &self.library().calendars,
            figures: &self.library().figures,
            today: asker.today,
            actor: &asker.actor,
            office_mark: &set.office_mark,
            series: set.series,
            earlier: &set.earlier,
            newcomer: set.newcomer,
        }
    }
}

/// What the store adds to a decision.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setting {
    pub(crate) office_mark: String,
    /// The year and place of the next number; nothing is read from it where the step gives none.
    pub(crate) series: (i16, u32),
    pub(crate) earlier: Vec<domain::cases::decide::EarlierAward>,
    /// Who comes into the case.
    pub(crate) newcomer: Option<PersonId>,
}

pub(crate) fn state_label(case_type: &CaseType, state: &StateId) -> Label {
    case_type.state(state).map_or_else(|| words(state.as_str()), |own| own.label.clone())
}

/// A label of a word that has none.
pub(crate) fn words(word: &str) -> Label {
    Label::new(word, word)
}
