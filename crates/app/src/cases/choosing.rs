//! The fields of a form that follow from who and what is in the case: whose share, which payment, whose answer.
use domain::case_types::{CaseType, Effect, FieldKind, Step};
use domain::cases::{Case, Party};
use domain::forms::typed;
use kernel::Label;
use kernel::id::FactName;
use law::facts::Value;

use super::form::FormField;

/// What each of several who apply gets, where the step divides an amount.
pub(super) fn shares(case: &Case, case_type: &CaseType, step: &Step) -> Vec<FormField> {
    let asks = |effect: &Effect| if let Effect::Divide { share, .. } = effect { Some(share.clone()) } else { None };
    let Some(definition) =
        step.effects.iter().find_map(asks).and_then(|fact| case_type.schema.get(fact.as_str())).cloned()
    else {
        return vec![];
    };
    let several = case.parties.len() > 1;
    let field = |(party, no): (&Party, u32)| {
        let name = case.party_name(party).unwrap_or_default();
        let known = case.shares.iter().find(|own| own.person == party.person);
        let (zh, en) = (format!("{} · {name}", definition.label.zh), format!("{} · {name}", definition.label.en));
        FormField {
            name: FactName::from(domain::forms::share_field(no).as_str()),
            kind: FieldKind::Fen,
            label: Label::new(zh, en),
            hint: None,
            section: definition.label.clone(),
            required: true,
            class: definition.class,
            choices: vec![],
            may_be_none: false,
            known: known.map(|own| typed(&Value::Fen(own.amount))).unwrap_or_default(),
            origin: None,
        }
    };
    case.parties.iter().zip(1_u32..).filter(|_| several).map(field).collect()
}

/// Where the step is about one of several things, those stand to choose; one alone is chosen, and is asked about only where
/// its name says something. Nothing is left of a field that asks which of one.
pub(super) fn answering(case: &Case, step: &Step, field: FormField) -> Option<FormField> {
    let asked = |effect| case.asked_by(effect).filter(|(fact, _)| **fact == field.name);
    let Some((effect, (_, choices))) = step.effects.iter().find_map(|own| Some((own, asked(own)?))) else {
        return Some(field);
    };
    let names = matches!(effect, Effect::AnswerHandOver { .. });
    if choices.len() < 2 && !names {
        return None;
    }
    if choices.is_empty() {
        return Some(field);
    }
    let known = if let [only] = choices.as_slice() { vec![only.id.clone()] } else { field.known };
    Some(FormField { kind: FieldKind::Choice, choices, known, required: true, ..field })
}
