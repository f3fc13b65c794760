//! An act and its events: what the journal holds of a case.
//!
//! An act splits into a plain part and a personal part; the store seals the personal part under the person's own key.
//! Without that key the act can still be read and folded: amounts, states and days stay, personal text is gone.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::{
    AreaCode, CaseTypeId, ClockId, DocumentKind, FactName, LeadId, OfficeId, RoleId, StateId, StepId, VariantId,
};
use law::deadline::Excluded;
use law::facts::DataClass;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use super::{Award, Link, Party, Proposal, Recomputed, Stated};

/// One act: everything that one command did, at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// One thing that happened in a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The case was opened.
    Opened {
        /// Its kind.
        case_type: CaseTypeId,
        /// Its variant.
        variant: VariantId,
        /// The office that handles it.
        office: OfficeId,
        /// The area whose law applies.
        area: AreaCode,
        /// Its people, the one it is about first.
        parties: Vec<Party>,
        /// The lead it came from.
        lead: Option<LeadId>,
        /// Where it stands.
        state: StateId,
        /// The day.
        on: Date,
    },
    /// Facts were stated, or taken back.
    FactsStated {
        /// Fact → value, origin, class.
        #[serde(default)]
        facts: BTreeMap<FactName, Stated>,
        /// Facts that are unknown again.
        #[serde(default)]
        forgotten: BTreeSet<FactName>,
    },
    /// Papers came in.
    PapersReceived {
        /// Which.
        papers: BTreeSet<String>,
        /// The day.
        on: Date,
    },
    /// A step was taken.
    StepTaken {
        /// Which.
        step: StepId,
        /// By whom.
        by: String,
        /// Where the case stands now.
        to: StateId,
        /// The day.
        on: Date,
        /// Exclusions that held, each with the reason for going on.
        #[serde(default)]
        reasons: BTreeMap<String, String>,
    },
    /// Somebody else is to act: the case lies on the desk of `role` until one of `steps` is taken.
    Called {
        /// Which steps, the main one first.
        steps: Vec<StepId>,
        /// Whose desk.
        role: RoleId,
        /// The states in which it can be answered.
        within: Vec<StateId>,
        /// Whether the step that calls moved the case.
        arrived: bool,
    },
    /// Who took the step works on the case from now on.
    ChargeTaken {
        /// Who: `user:7`.
        by: String,
    },
    /// The case got its number.
    NumberGiven {
        /// The number.
        number: String,
        /// The year of its series.
        year: i16,
        /// Its place in the series.
        serial: u32,
    },
    /// A clock started.
    ClockStarted {
        /// Which.
        clock: ClockId,
        /// The day it starts from.
        from: Date,
        /// Its last day.
        due: Date,
        /// Whether a calendar it used is not yet published.
        provisional: bool,
    },
    /// A clock was kept.
    ClockStopped {
        /// Which.
        clock: ClockId,
        /// The day.
        on: Date,
    },
    /// A clock has another last day, because days do not count.
    ClockMoved {
        /// Which.
        clock: ClockId,
        /// Its last day now.
        due: Date,
        /// Whether a calendar it used is not yet published.
        provisional: bool,
        /// Every period that does not count.
        excluded: Vec<Excluded>,
    },
    /// The amount was computed and one was put forward.
    AmountProposed {
        /// Both, with the working.
        proposal: Box<Proposal>,
    },
    /// Money was granted, or an advance was.
    Awarded {
        /// The award as it stands now.
        award: Award,
    },
    /// A payment was ordered.
    PaymentOrdered {
        /// Its number in the case.
        payment: u32,
        /// To whom.
        person: kernel::id::PersonId,
        /// How much.
        amount: Fen,
        /// The day.
        on: Date,
        /// To whom it is sent, as it was filled in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payee: Option<String>,
        /// The account it is sent to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        account: Option<String>,
    },
    /// A payment arrived.
    PaymentArrived {
        /// Which.
        payment: u32,
        /// The day.
        on: Date,
        /// The bank's reference.
        #[serde(default)]
        reference: String,
    },
    /// A payment came back.
    PaymentFailed {
        /// Which.
        payment: u32,
        /// The day.
        on: Date,
        /// Why.
        #[serde(default)]
        why: String,
    },
    /// A return visit was planned.
    VisitPlanned {
        /// Its number in the case.
        visit: u32,
        /// The day by which it should be made.
        due: Date,
        /// Whether a calendar it used is not yet published.
        provisional: bool,
    },
    /// A return visit was made.
    VisitMade {
        /// Which.
        visit: u32,
        /// The day.
        on: Date,
        /// What was found.
        #[serde(default)]
        found: String,
    },
    /// A visit was made that nobody had planned.
    VisitNoted {
        /// The step that notes it.
        step: StepId,
        /// The day.
        on: Date,
        /// What was found.
        #[serde(default)]
        found: String,
    },
    /// Something was asked of an agency.
    HandedOver {
        /// Its number in the case.
        hand_over: u32,
        /// The agency.
        to: String,
        /// What.
        #[serde(default)]
        what: String,
        /// The day.
        on: Date,
        /// The day by which an answer is owed.
        due: Date,
        /// Whether the calendar of that day is not yet published.
        provisional: bool,
    },
    /// An agency answered.
    HandOverAnswered {
        /// Which.
        hand_over: u32,
        /// The day.
        on: Date,
        /// What it said.
        #[serde(default)]
        answer: String,
    },
    /// Another case was tied to this one.
    Linked {
        /// The tie.
        link: Link,
    },
    /// A document was issued.
    DocumentIssued {
        /// Its number in the case.
        document: u32,
        /// Which.
        kind: DocumentKind,
        /// Its own number.
        number: Option<String>,
        /// The day.
        on: Date,
        /// The step that issued it.
        step: StepId,
    },
    /// Figures changed since an amount was put forward: what its range is with them.
    AmountRecomputed {
        /// The range, its working, its day.
        recomputed: Box<Recomputed>,
    },
    /// The case is over.
    Closed {
        /// The day.
        on: Date,
    },
}

/// The places in events that hold personal text; stated facts are told apart by their class.
const PERSONAL: [&[&str]; 14] = [
    &["reasons"],
    &["found"],
    &["what"],
    &["answer"],
    &["why"],
    &["reference"],
    &["payee"],
    &["account"],
    &["link", "what"],
    &["proposal", "deviation"],
    &["proposal", "computed", "working"],
    &["proposal", "alike"],
    &["recomputed", "computed", "working"],
    &["award", "override_reason"],
];

/// An act in the two parts in which it rests.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// What anybody with the file may read.
    pub plain: Json,
    /// What is sealed under the person's key; nothing when the act holds nothing personal.
    pub personal: Option<Json>,
}

impl Act {
    /// The two parts in which it rests.
    ///
    /// # Errors
    /// When an event cannot be written as JSON, which no event of ours does.
    pub fn split(&self) -> Result<Parts, serde_json::Error> {
        let mut plain = vec![];
        let mut personal = Map::new();
        for (place, event) in self.events.iter().enumerate() {
            let mut json = serde_json::to_value(event)?;
            if let Some(hidden) = json.as_object_mut().and_then(take_personal) {
                personal.insert(place.to_string(), hidden);
            }
            plain.push(json);
        }
        let personal = (!personal.is_empty()).then_some(Json::Object(personal));
        Ok(Parts { plain: Json::Array(plain), personal })
    }

    /// The act from its parts; without the personal part, what was personal is gone and the rest stands.
    ///
    /// # Errors
    /// When the parts are not those of an act.
    pub fn join(parts: Parts) -> Result<Act, serde_json::Error> {
        let Parts { mut plain, personal } = parts;
        if let (Some(events), Some(Json::Object(hidden))) = (plain.as_array_mut(), personal) {
            for (place, part) in hidden {
                let event = place.parse::<usize>().ok().and_then(|place| events.get_mut(place));
                if let Some(event) = event {
                    merge(event, part);
                }
            }
        }
        Ok(Act { events: serde_json::from_value(plain)? })
    }
}

fn take_personal(event: &mut Map<String, Json>) -> Option<Json> {
    let mut hidden = Json::Object(Map::new());
    for path in PERSONAL {
        if let Some(part) = take_at(event, path) {
            merge(&mut hidden, part);
        }
    }
    if let Some(Json::Object(facts)) = event.get_mut("facts") {
        let all = std::mem::take(facts);
        let (open, guarded): (Map<_, _>, Map<_, _>) = all.into_iter().partition(|(_, stated)| !is_guarded(stated));
        *facts = open;
        if !guarded.is_empty() {
            merge(&mut hidden, nested("facts", Json::Object(guarded)));
        }
    }
    hidden.as_object().is_some_and(|hidden| !hidden.is_empty()).then_some(hidden)
}

/// Takes what stands at `path` out of `event`, and gives it back under the same path.
fn take_at(event: &mut Map<String, Json>, path: &[&str]) -> Option<Json> {
    let (first, rest) = path.split_first()?;
    if !rest.is_empty() {
        return take_at(event.get_mut(*first)?.as_object_mut()?, rest).map(|part| nested(first, part));
    }
    if is_blank(event.get(*first)?) {
        return None;
    }
    let taken = match event.get_mut(*first)? {
        // A list leaves an empty one behind, so that the rest can be read without it.
        Json::Array(list) => Json::Array(std::mem::take(list)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => {
            event.shift_remove(*first)?
        }
    };
    Some(nested(first, taken))
}

fn nested(key: &str, part: Json) -> Json {
    Json::Object(Map::from_iter([(key.to_owned(), part)]))
}

fn is_blank(text: &Json) -> bool {
    match text {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Array(list) => list.is_empty(),
        Json::Object(map) => map.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

fn is_guarded(stated: &Json) -> bool {
    let class = stated.get("class").cloned().and_then(|class| serde_json::from_value::<DataClass>(class).ok());
    class.is_none_or(|class| class >= DataClass::Personal)
}

fn merge(into: &mut Json, part: Json) {
    match (into, part) {
        (Json::Object(into), Json::Object(part)) => {
            for (key, value) in part {
                merge(into.entry(key).or_insert(Json::Null), value);
            }
        }
        (into, part) => *into = part,
    }
}

#[cfg(test)]
mod tests;
