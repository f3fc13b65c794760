//! What a template may place: the case as plain values. Templates place values and decide nothing.
use domain::case_types::CaseType;
use domain::cases::{Case, Issued};
use kernel::Label;
use law::facts::{FactDefinition, Known, Value};
use serde_json::{Map, Value as Json, json};
use store::Office;

use crate::App;

/// What stands around a case.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The office.
    pub office: &'a Office,
    /// The name of the person it is about.
    pub person: Option<&'a str>,
}

/// The data of the document `issued`. Amounts are whole fen, days are ISO; the template writes them out.
#[must_use]
pub fn data(app: &App, case: &Case, case_type: &CaseType, issued: &Issued, around: &Around<'_>) -> Json {
    let facts = case.facts.iter().filter_map(|(name, known)| {
        let definition = case_type.schema.get(name.as_str())?;
        Some((name.to_string(), fact(definition, known)))
    });
    let all = domain::cases::state::all_facts(case_type, case, issued.on);
    let assessment = domain::cases::decide::assess(case_type, case, &all, issued.on);
    let grounds =
        assessment.iter().flat_map(|own| &own.grounds).filter(|ground| ground.result == law::expr::Truth::True);
    let grounds: Vec<Json> = grounds.map(|ground| ground_of(app, ground)).collect();
    let paper = |own: &domain::case_types::Paper| json!({ "label": own.label.zh, "received_on": case.papers.get(&own.id).map(ToString::to_string) });
    json!({
        "demonstration": app.is_demonstration(),
        "office": around.office.name.zh,
        "document": { "title": title(case_type, issued), "number": issued.number, "on": issued.on.to_string() },
        "case": {
            "number": case.number,
            "type": case_type.name.zh,
            "rules": domain::cases::decide::regime(case_type, case, &all, issued.on),
            "opened_on": case.opened_on.to_string(),
            "state": super::super::cases::state_label(case_type, &case.state).zh,
        },
        "person": around.person,
        "facts": facts.collect::<Map<String, Json>>(),
        "papers": case_type.papers.iter().map(paper).collect::<Vec<_>>(),
        "grounds": grounds,
        "proposal": case.proposal,
        "standard": case.proposal.as_ref().and_then(|own| case_type.amounts.get(&own.standard)).map(|own| own.label().zh.clone()),
        "acts": app.library().acts.iter().map(|(id, act)| (id.clone(), json!(act.name.zh))).collect::<Map<String, Json>>(),
        "awards": case.awards,
        "payments": case.payments,
        "visits": case.visits,
        "clocks": case.clocks,
        "packs": app.library().in_force.iter().filter(|pack| concerns(&pack.id, case_type)).map(|pack| json!({ "id": pack.id, "hash": pack.hash })).collect::<Vec<_>>(),
    })
}

fn title(case_type: &CaseType, issued: &Issued) -> String {
    case_type.document(&issued.kind).map_or_else(|| issued.kind.to_string(), |own| own.label.zh.clone())
}

fn ground_of(app: &App, ground: &law::criteria::Ground) -> Json {
    let act = app.library().acts.get(&ground.source.act);
    let act = act.map_or_else(|| Label::new(&*ground.source.act, &*ground.source.act), |act| act.name.clone());
    json!({
        "label": ground.label.zh,
        "act": act.zh,
        "article": ground.source.article,
        "item": ground.item,
        "confidence": ground.source.confidence.letter(),
    })
}

/// A fact: its label, its kind and its value; a choice comes with its words.
fn fact(definition: &FactDefinition, known: &Known) -> Json {
    let word = |id: &String| {
        let choice = definition.ty.choices().iter().find(|choice| choice.id == *id);
        choice.map_or_else(|| id.clone(), |choice| choice.label.zh.clone())
    };
    let value = match &known.value {
        Value::Truth(truth) => json!(truth),
        Value::Count(count) => json!(count),
        Value::Fen(fen) => json!(fen.0),
        Value::Decimal(decimal) => json!(decimal.to_string()),
        Value::Date(date) => json!(date.to_string()),
        Value::Text(text) => json!(text),
        Value::Choice(id) => json!(word(id)),
        Value::Choices(ids) | Value::AtLeast(ids) => json!(ids.iter().map(word).collect::<Vec<_>>()),
    };
    json!({ "label": definition.label.zh, "type": definition.ty.word(), "value": value })
}

fn concerns(pack: &str, case_type: &CaseType) -> bool {
    pack.starts_with("law/") || pack == format!("case-types/{}", case_type.id)
}
