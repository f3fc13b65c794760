//! An act and its events: what the journal holds of a case.
//!
//! An act splits into a plain part and a personal part; the store seals the personal part under the person's own key.
//! Without that key the act can still be read and folded: amounts, states and days stay, personal text is gone.
use law::facts::DataClass;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

pub use super::event::Event;

/// One act: everything that one command did, at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Act {
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// The places in events that hold personal text; stated facts are told apart by their class.
const PERSONAL: [&[&str]; 24] = [
    &["reasons"],
    &["found"],
    &["what"],
    &["answer"],
    &["why"],
    &["reference"],
    &["payee"],
    &["bank"],
    &["account"],
    &["obtained"],
    &["party", "name"],
    &["party", "relation"],
    &["vote", "why"],
    &["custody", "guardian"],
    &["custody", "custodian"],
    &["custody", "approver"],
    &["custody", "purposes"],
    &["expense", "purpose"],
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
