//! What a template may place of a document that is published: nothing by which somebody can be found.
//!
//! Values are left out before anything is set: by the class of each fact, never by looking for words in a text.
use domain::case_types::{CaseType, FieldKind};
use law::facts::{DataClass, FactDefinition, FactType};
use serde_json::{Map, Value as Json, json};

/// What stands for the rest of a name.
const SOMEBODY: char = '\u{67d0}';

/// The parts of the values that say nothing of a person beyond the facts.
const KEPT: [&str; 7] = ["demonstration", "office", "document", "case", "grounds", "acts", "packs"];

/// `values` of a document as they may be published: of names the first sign, of other texts about the case and of all that is
/// classed personal nothing, of money what was decided.
#[must_use]
pub fn redacted(case_type: &CaseType, values: &Json) -> Json {
    let mut open: Map<String, Json> =
        KEPT.iter().filter_map(|key| Some(((*key).to_owned(), values.get(*key)?.clone()))).collect();
    let facts = values.get("facts").and_then(Json::as_object);
    let shown =
        facts.into_iter().flatten().filter_map(|(name, fact)| Some((name.clone(), shown(case_type, name, fact)?)));
    open.insert("facts".to_owned(), Json::Object(shown.collect()));
    open.insert("person".to_owned(), json!(values.get("person").and_then(Json::as_str).map(somebody)));
    let awards = values.get("awards").and_then(Json::as_array).into_iter().flatten().map(decided);
    open.insert("awards".to_owned(), Json::Array(awards.collect()));
    let approval = values.pointer("/proposal/approval");
    open.insert("proposal".to_owned(), json!({ "approval": approval }));
    open.insert("redacted".to_owned(), json!(true));
    Json::Object(open)
}

fn shown(case_type: &CaseType, name: &str, fact: &Json) -> Option<Json> {
    let definition = case_type.schema.get(name)?;
    let kind = case_type.field(&definition.name).map(|field| field.kind);
    match fact.get("value").and_then(Json::as_str).filter(|_| kind == Some(FieldKind::Person)) {
        Some(called) => Some(json!({ "value": somebody(called) })),
        None => speaks_of_nobody(definition).then(|| fact.clone()),
    }
}

/// Whether it may stand in the open: public, or of the office and no free text, in which anybody may be named.
fn speaks_of_nobody(definition: &FactDefinition) -> bool {
    let free = matches!(definition.ty, FactType::Text);
    definition.class == DataClass::Public || (definition.class == DataClass::Office && !free)
}

/// The first sign of a name, and that there is more.
fn somebody(name: &str) -> String {
    name.trim().chars().take(1).chain([SOMEBODY]).collect()
}

fn decided(award: &Json) -> Json {
    json!({ "amount": award.get("amount"), "advanced": award.get("advanced"), "decided": award.get("decided"), "on": award.get("on") })
}

#[cfg(test)]
mod tests {
    #[test]
    fn of_a_name_the_first_sign_stays_and_nothing_else() {
        assert_eq!(super::somebody(" \u{738b}\u{5c0f}\u{4e8c} "), "\u{738b}\u{67d0}");
        assert_eq!(super::somebody("Li Si"), "L\u{67d0}");
    }
}
