//! What a template may place: the case as plain values. Templates place values and decide nothing.
use std::collections::{BTreeMap, BTreeSet};

use domain::case_types::{CaseType, Paper};
use domain::cases::{Case, Clock, Issued, Party, Taken};
use kernel::{Citation, Label};
use law::criteria::{Assessment, Ground};
use law::expr::Truth;
use law::facts::{FactDefinition, Known, Value};
use packs::Library;
use serde_json::{Map, Value as Json, json};
use store::Office;

/// What stands around a case.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The office.
    pub office: &'a Office,
    /// The name of the person it is about.
    pub person: Option<&'a str>,
    /// Whether the data of the house are a simulated county's.
    pub demonstration: bool,
}

/// The data of the document `issued`. Amounts are whole fen, days are ISO; the template writes them out.
#[must_use]
pub fn data(library: &Library, case: &Case, case_type: &CaseType, issued: &Issued, around: &Around<'_>) -> Json {
    let all = domain::cases::state::all_facts(case_type, case, issued.on);
    let assessment = domain::cases::decide::assess(case_type, case, &all, issued.on);
    let reasons = reasons(case);
    json!({
        "demonstration": around.demonstration || rests_on_invented_values(case),
        "office": around.office.name.zh,
        "document": {
            "title": title(case_type, issued),
            "number": issued.number,
            "on": issued.on.to_string(),
            "step": issued.step,
            "kind": issued.kind,
        },
        "case": {
            "number": case.number,
            "type": case_type.name.zh,
            "variant": case.variant,
            "rules": domain::cases::decide::regime(case_type, case, &all, issued.on),
            "opened_on": case.opened_on.to_string(),
            "closed_on": case.closed_on.map(|on| on.to_string()),
            "state": super::super::cases::state_label(case_type, &case.state).zh,
        },
        "person": around.person,
        "facts": facts(case, case_type),
        "papers": case_type.papers.iter().map(|own| paper(case, own)).collect::<Vec<_>>(),
        "grounds": judged(library, assessment.as_ref(), Truth::True),
        "unmet": judged(library, assessment.as_ref(), Truth::False),
        "exclusions": exclusions(library, assessment.as_ref(), &reasons),
        "reasons": reasons,
        "proposal": case.proposal,
        "standard": case.proposal.as_ref().and_then(|own| case_type.amounts.get(&own.standard)).map(|own| own.label().zh.clone()),
        "acts": library.acts.iter().map(|(id, act)| (id.clone(), json!(act.name.zh))).collect::<Map<String, Json>>(),
        "parties": case.parties.iter().map(|own| party(case, own)).collect::<Vec<_>>(),
        "awards": case.awards,
        "recoveries": case.recoveries,
        "custody": case.custody,
        "payments": case.payments,
        "visits": case.visits,
        "hand_overs": case.hand_overs,
        "documents": case.documents.iter().map(|own| document(case_type, own)).collect::<Vec<_>>(),
        "matched": matched(case, case_type),
        "clocks": case.clocks.iter().map(|own| clock(case_type, own)).collect::<Vec<_>>(),
        "packs": library.in_force.iter().filter(|pack| concerns(&pack.id, case_type)).map(|pack| json!({ "id": pack.id, "hash": pack.hash })).collect::<Vec<_>>(),
    })
}

/// Whether the amount of the case was computed with values that nobody published.
fn rests_on_invented_values(case: &Case) -> bool {
    case.proposal.as_ref().is_some_and(|proposal| proposal.computed.demonstration)
}

/// A document that was issued so far.
fn document(case_type: &CaseType, own: &Issued) -> Json {
    let served = case_type.document(&own.kind).is_some_and(|rule| !rule.set.is_empty());
    json!({
        "no": own.no,
        "kind": own.kind,
        "title": title(case_type, own),
        "number": own.number,
        "on": own.on.to_string(),
        "served": served,
    })
}

/// The facts that rows of registers state, each with its file and row and the day it came.
fn matched(case: &Case, case_type: &CaseType) -> Vec<Json> {
    let of_registers = case.facts.iter().filter(|(_, known)| known.origin.kind == "register");
    let row = of_registers.filter_map(|(name, known)| {
        let mut value = fact(case_type.schema.get(name.as_str())?, known);
        let fields = value.as_object_mut()?;
        fields.insert("note".to_owned(), json!(known.origin.note));
        fields.insert("on".to_owned(), json!(known.origin.on.map(|on| on.to_string())));
        Some(value)
    });
    row.collect()
}

fn title(case_type: &CaseType, issued: &Issued) -> String {
    case_type.document(&issued.kind).map_or_else(|| issued.kind.to_string(), |own| own.label.zh.clone())
}

fn facts(case: &Case, case_type: &CaseType) -> Map<String, Json> {
    let stated = case.facts.iter().filter_map(|(name, known)| {
        let definition = case_type.schema.get(name.as_str())?;
        Some((name.to_string(), fact(definition, known)))
    });
    stated.collect()
}

/// Somebody who applies, and what they get of what was granted.
fn party(case: &Case, party: &Party) -> Json {
    let share = case.awards.iter().find(|award| award.person == party.person && award.decided);
    json!({
        "name": case.party_name(party),
        "role": party.role,
        "relation": party.relation,
        "share": share.filter(|own| own.revoked_on.is_none()).map(|own| own.amount),
    })
}

fn paper(case: &Case, paper: &Paper) -> Json {
    json!({ "label": paper.label.zh, "always": paper.needed.is_none(), "received_on": case.papers.get(&paper.id).map(ToString::to_string), "obtained": case.obtained.get(&paper.id) })
}

/// A clock with how long it is and what follows.
fn clock(case_type: &CaseType, clock: &Clock) -> Json {
    let mut value = json!(clock);
    if let (Some(rule), Some(fields)) = (case_type.clock(&clock.id), value.as_object_mut()) {
        fields.insert("length".to_owned(), json!(rule.length));
        fields.insert("consequence".to_owned(), json!(rule.consequence.zh));
    }
    value
}

/// The criteria of which `result` came out.
fn judged(library: &Library, assessment: Option<&Assessment>, result: Truth) -> Vec<Json> {
    let all = assessment.into_iter().flat_map(|own| &own.grounds);
    all.filter(|ground| ground.result == result).map(|ground| ground_of(library, ground)).collect()
}

/// Every exclusion of the rules that apply: whether it holds, and what was answered where it does.
fn exclusions(library: &Library, assessment: Option<&Assessment>, answered: &BTreeMap<&str, &str>) -> Vec<Json> {
    let exclusion = |ground: &Ground| {
        let mut value = ground_of(library, ground);
        if let Some(fields) = value.as_object_mut() {
            let holds = match ground.result {
                Truth::True => Some(true),
                Truth::False => Some(false),
                Truth::Unknown => None,
            };
            fields.insert("holds".to_owned(), json!(holds));
            fields.insert("reason".to_owned(), json!(answered.get(ground.id.as_str())));
        }
        value
    };
    assessment.into_iter().flat_map(|own| &own.exclusions).map(exclusion).collect()
}

/// The answers that were given last, in each step, to what speaks against going on; where two steps asked, those of the later.
fn reasons(case: &Case) -> BTreeMap<&str, &str> {
    let mut seen = BTreeSet::new();
    let last: Vec<&Taken> = case.taken.iter().rev().filter(|taken| seen.insert(&taken.step)).collect();
    last.into_iter().rev().flat_map(|taken| &taken.reasons).map(|(id, reason)| (id.as_str(), reason.as_str())).collect()
}

fn ground_of(library: &Library, ground: &Ground) -> Json {
    let mut value = cited(library, &ground.source);
    if let Some(fields) = value.as_object_mut() {
        fields.insert("id".to_owned(), json!(ground.id));
        fields.insert("label".to_owned(), json!(ground.label.zh));
        fields.insert("item".to_owned(), json!(ground.item));
    }
    value
}

/// Where something stands: the act in full, the place as the pack has it and in words, and how sure we are.
fn cited(library: &Library, source: &Citation) -> Json {
    let act = library.acts.get(&source.act);
    let name = act.map_or_else(|| Label::new(&*source.act, &*source.act), |act| act.name.clone());
    json!({
        "act": name.zh,
        "article": source.article,
        "place": act.and_then(|act| act.places.get(&source.article)).map(|place| place.zh.clone()),
        "confidence": source.confidence.letter(),
    })
}

/// A fact: its label, its kind and its value; a choice comes with its words, and with its word in the pack as `id`.
fn fact(definition: &FactDefinition, known: &Known) -> Json {
    let word = |id: &String| {
        let choice = definition.ty.choices().iter().find(|choice| choice.id == *id);
        choice.map_or_else(|| id.clone(), |choice| choice.label.zh.clone())
    };
    let (value, id) = match &known.value {
        Value::Truth(truth) => (json!(truth), None),
        Value::Count(count) => (json!(count), None),
        Value::Fen(fen) => (json!(fen.0), None),
        Value::Decimal(decimal) => (json!(decimal.to_string()), None),
        Value::Date(date) => (json!(date.to_string()), None),
        Value::Text(text) => (json!(text), None),
        Value::Choice(id) => (json!(word(id)), Some(json!(id))),
        Value::Choices(ids) | Value::AtLeast(ids) => {
            (json!(ids.iter().map(word).collect::<Vec<_>>()), Some(json!(ids)))
        }
    };
    json!({ "label": definition.label.zh, "type": definition.ty.word(), "value": value, "id": id })
}

fn concerns(pack: &str, case_type: &CaseType) -> bool {
    pack.starts_with("law/") || pack == format!("case-types/{}", case_type.id)
}
