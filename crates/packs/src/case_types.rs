//! Kinds of case: reads the files of `case-types/<id>/` into a checked [`CaseType`].
//!
//! Never: knows any particular kind. What is wrong is told with file, line, hint.
use std::collections::BTreeSet;

use domain::case_types::check::{Unsound, check};
use domain::case_types::{CaseType, Retention, Variant};
use kernel::Label;
use kernel::id::{CaseTypeId, FactName, RoleId};
use law::amount::Amounts;
use law::criteria::RuleSet;
use law::facts::{Choice, DataClass, FactDefinition, FactSchema, FactType, SchemaSource};

mod build;
mod source;

use crate::place::{at, placed, read};
use crate::{PackMistake, Tree};
use build::Build;
use source::{CaseFile, DeadlinesFile, FormFile};

/// The facts of the kind of case in `folder`, with the system's own.
pub(crate) fn schema(tree: &Tree, folder: &str, system: &SchemaSource) -> Result<FactSchema, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "facts.toml")?;
    let mut source: SchemaSource = read(&file, text).map_err(one)?;
    let taken: Vec<&FactName> = system.fact.keys().filter(|name| source.fact.contains_key(*name)).collect();
    if let Some(name) = taken.first() {
        return Err(vec![at(&file, text, &format!("fact.{name}"), format!("{name} is a fact of the system's own"))]);
    }
    source.fact.extend(system.fact.clone());
    let mut schema =
        FactSchema::load(source).map_err(|all| all.iter().map(|own| placed(&file, text, own)).collect::<Vec<_>>())?;
    for definition in given_facts(tree, folder)? {
        schema.insert(definition);
    }
    Ok(schema)
}

/// The facts that follow from other files: `papers` from the list of papers, `overdue_…` from the clocks.
fn given_facts(tree: &Tree, folder: &str) -> Result<Vec<FactDefinition>, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "form.toml")?;
    let form: FormFile = read(&file, text).map_err(one)?;
    let choices: Vec<Choice> =
        form.paper.iter().map(|paper| Choice { id: paper.id.clone(), label: paper.label.clone() }).collect();
    let mut all = vec![];
    if !choices.is_empty() {
        let label = label_of(tree, "papers")?;
        all.push(given("papers", FactType::Choices(choices), label));
    }
    if let Some((file, text)) = find(tree, folder, "deadlines.toml")? {
        let deadlines: DeadlinesFile = read(&file, text).map_err(one)?;
        let late = label_of(tree, "overdue")?;
        for clock in deadlines.clock {
            let name = domain::cases::state::overdue_fact(&clock.id);
            let label =
                Label::new(format!("{}：{}", late.zh, clock.label.zh), format!("{}: {}", late.en, clock.label.en));
            all.push(given(name.as_str(), FactType::Truth, label));
        }
    }
    Ok(all)
}

fn given(name: &str, ty: FactType, label: Label) -> FactDefinition {
    FactDefinition { name: FactName::from(name), ty, class: DataClass::Office, label, hint: None, who_knows: None }
}

/// A label of `system/labels.toml`.
fn label_of(tree: &Tree, name: &str) -> Result<Label, Vec<PackMistake>> {
    let (file, text) = need(tree, "system/", "labels.toml")?;
    let mut labels: std::collections::BTreeMap<String, Label> = read(&file, text).map_err(one)?;
    labels.remove(name).ok_or_else(|| vec![PackMistake::of(file, format!("the label {name} is missing"))])
}

/// The kind of case in `folder`, checked.
pub(crate) fn case_type(
    tree: &Tree,
    folder: &str,
    schema: FactSchema,
    (rules, amounts): (RuleSet, Amounts),
    known_roles: &BTreeSet<RoleId>,
) -> Result<CaseType, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "case.toml")?;
    let case: CaseFile = read(&file, text).map_err(one)?;
    let mut build = Build { tree, folder, schema: &schema, mistakes: vec![] };
    let (sections, papers) = build.form()?;
    let (states, steps) = build.steps()?;
    let (clocks, documents) = (build.clocks()?, build.documents()?);
    let document_parts = build.document_parts(&documents);
    build.named(
        &file,
        text,
        &[("regime_day", &case.regime_day), ("harm_case", &case.harm_case), ("headline", &case.headline)],
    );
    if !build.mistakes.is_empty() {
        return Err(build.mistakes);
    }
    let case_type = CaseType {
        id: CaseTypeId::new(case.id),
        name: case.name,
        number: case.number,
        variants: case.variant.into_iter().map(|own| Variant { id: own.id, label: own.label }).collect(),
        schema,
        sections,
        papers,
        states,
        steps,
        clocks,
        documents,
        document_parts,
        rules,
        amounts,
        regime_day: case.regime_day,
        harm_case: case.harm_case,
        headline: case.headline,
        retention: case.retention.map(|own| Retention { years: own.years, source: own.source }),
    };
    let unsound = check(&case_type, known_roles);
    if unsound.is_empty() { Ok(case_type) } else { Err(unsound.iter().map(|own| locate(tree, folder, own)).collect()) }
}

/// An unsound part with its line: `step accept` or `clock decide` in its file.
fn locate(tree: &Tree, folder: &str, unsound: &Unsound) -> PackMistake {
    let (kind, id) = unsound.place.split_once(' ').unwrap_or((&unsound.place, ""));
    let name = match kind {
        "clock" => "deadlines.toml",
        "document" => "documents/documents.toml",
        "number" => "case.toml",
        _ => "steps.toml",
    };
    let file = format!("{folder}{name}");
    let told = PackMistake::of(&file, unsound.to_string());
    let Ok(Some(text)) = tree.text(&file) else { return told };
    let offset = text.lines().scan(0, |start: &mut usize, line| {
        let here = *start;
        *start = start.saturating_add(line.len()).saturating_add(1);
        Some((here, line))
    });
    let names = |line: &str| line.trim_start().starts_with("id") && line.contains(&format!("\"{id}\""));
    let found = offset.filter(|(_, line)| names(line)).map(|(here, _)| here).next();
    found.map_or(told.clone(), |here| told.at(text, here))
}

/// The file `name` of `folder` and its text.
pub(crate) fn find<'a>(
    tree: &'a Tree,
    folder: &str,
    name: &str,
) -> Result<Option<(String, &'a str)>, Vec<PackMistake>> {
    let file = format!("{folder}{name}");
    let text = tree.text(&file).map_err(one)?;
    Ok(text.map(|text| (file, text)))
}

/// The same, where the file must be there.
pub(crate) fn need<'a>(tree: &'a Tree, folder: &str, name: &str) -> Result<(String, &'a str), Vec<PackMistake>> {
    let missing = || vec![PackMistake::of(format!("{folder}{name}"), "the file is missing")];
    find(tree, folder, name)?.ok_or_else(missing)
}

pub(crate) fn one(mistake: PackMistake) -> Vec<PackMistake> {
    vec![mistake]
}
