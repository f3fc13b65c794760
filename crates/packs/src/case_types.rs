//! Kinds of case: reads the files of `case-types/<id>/` into a checked [`CaseType`].
//!
//! Never: knows any particular kind. What is wrong is told with file, line, hint.
use std::collections::BTreeSet;

use domain::case_types::check::{Unsound, check};
use domain::case_types::{CaseType, Kind, MAKE, OBTAINED, PAPERS, Retention, Variant};
use kernel::Label;
use kernel::id::{CaseTypeId, FactName, RoleId, StepId, VariantId};
use law::amount::Amounts;
use law::criteria::RuleSet;
use law::facts::{Choice, DataClass, FactDefinition, FactSchema, FactSource, FactType, SchemaSource, TypeWord};

mod build;
mod documents;
mod effects;
mod elsewhere;
mod numbers;
mod source;

use crate::place::{at, placed, read};
use crate::{PackMistake, Tree};
use build::Build;
use elsewhere::Elsewhere;
use source::{CaseFile, DeadlinesFile, FormFile, StepText, StepsFile, VariantText};

/// How the facts begin that follow from clocks, from calls and from criteria.
const FOLLOWING: [&str; 3] = ["overdue_", "called_", "meets_"];

/// The facts of the kind of case in `folder`, with the system's own.
pub(crate) fn schema(tree: &Tree, folder: &str, system: &SchemaSource) -> Result<FactSchema, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "facts.toml")?;
    let mut source: SchemaSource = read(&file, text).map_err(one)?;
    let given = given_facts(tree, folder)?;
    let taken = |name: &FactName| {
        let follows = [PAPERS, OBTAINED].contains(&name.as_str())
            || FOLLOWING.iter().any(|first| name.as_str().starts_with(first));
        follows || system.fact.contains_key(name)
    };
    let of_the_system = |kind: &str, name: &FactName| {
        at(&file, text, &format!("{kind}.{name}"), format!("{name} is a fact of the system's own"))
    };
    let stated = source.fact.keys().filter(|name| taken(name)).map(|name| of_the_system("fact", name));
    let derived = source.derived.keys().filter(|name| taken(name)).map(|name| of_the_system("derived", name));
    let mistakes: Vec<PackMistake> = stated.chain(derived).collect();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    source.fact.extend(system.fact.clone());
    source.fact.extend(given);
    FactSchema::load(source).map_err(|all| all.iter().map(|own| placed(&file, text, own)).collect())
}

/// The facts that follow from other files: `papers` from the list of papers, `overdue_…` from the clocks, `called_…` from the
/// steps that others call.
fn given_facts(tree: &Tree, folder: &str) -> Result<Vec<(FactName, FactSource)>, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "form.toml")?;
    let form: FormFile = read(&file, text).map_err(one)?;
    // A paper that two variants have, each in its own words, is one choice.
    let mut seen = BTreeSet::new();
    let papers = form.paper.iter().filter(|paper| seen.insert(&paper.id));
    let choices: Vec<Choice> =
        papers.map(|paper| Choice { id: paper.id.clone(), label: paper.label.clone() }).collect();
    let mut all = vec![];
    if !choices.is_empty() {
        let label = label_of(tree, "papers")?;
        let obtained = label_of(tree, "obtained")?;
        all.push((FactName::from(OBTAINED), given(TypeWord::Choices, choices.clone(), obtained)));
        all.push((FactName::from(PAPERS), given(TypeWord::Choices, choices, label)));
    }
    if let Some((file, text)) = find(tree, folder, "deadlines.toml")? {
        let deadlines: DeadlinesFile = read(&file, text).map_err(one)?;
        let late = label_of(tree, "overdue")?;
        for clock in deadlines.clock {
            let name = domain::cases::state::overdue_fact(&clock.id);
            all.push((name, given(TypeWord::Truth, vec![], joined(&late, &clock.label))));
        }
    }
    all.extend(called_facts(tree, folder)?);
    Ok(all)
}

fn called_facts(tree: &Tree, folder: &str) -> Result<Vec<(FactName, FactSource)>, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "steps.toml")?;
    let steps: StepsFile = read(&file, text).map_err(one)?;
    let waits = label_of(tree, "called")?;
    let called: BTreeSet<&StepId> = steps.step.iter().flat_map(|step| &step.calls).collect();
    let of = |step: &StepText| {
        let name = domain::cases::state::called_fact(&step.id);
        (name, given(TypeWord::Truth, vec![], joined(&waits, &step.label)))
    };
    Ok(steps.step.iter().filter(|step| called.contains(&step.id)).map(of).collect())
}

/// Adds the facts that follow from the criteria: `meets_…`. Steps may read them; the rules themselves may not.
pub(crate) fn with_criteria(
    tree: &Tree,
    mut schema: FactSchema,
    rules: &RuleSet,
) -> Result<FactSchema, Vec<PackMistake>> {
    let meets = label_of(tree, "meets")?;
    for criterion in rules.regimes().iter().flat_map(|regime| rules.criteria(regime.version())) {
        let name = domain::cases::state::criterion_fact(&criterion.id);
        let label = joined(&meets, &criterion.label);
        schema.insert(FactDefinition::new(name, FactType::Truth, DataClass::Personal, label));
    }
    Ok(schema)
}

fn given(ty: TypeWord, choices: Vec<Choice>, label: Label) -> FactSource {
    FactSource { ty, class: DataClass::Office, label, hint: None, who_knows: None, most: None, past: false, choices }
}

fn joined(first: &Label, second: &Label) -> Label {
    Label::new(format!("{}：{}", first.zh, second.zh), format!("{}: {}", first.en, second.en))
}

/// A label of `system/labels.toml`.
fn label_of(tree: &Tree, name: &str) -> Result<Label, Vec<PackMistake>> {
    let (file, text) = need(tree, "system/", "labels.toml")?;
    let mut labels: std::collections::BTreeMap<String, Label> = read(&file, text).map_err(one)?;
    labels.remove(name).ok_or_else(|| vec![PackMistake::of(file, format!("the label {name} is missing"))])
}

/// The kind of case in `folder`, each of its variants checked; what is wrong in several of them is told once.
pub(crate) fn kind(
    tree: &Tree,
    folder: &str,
    schema: &FactSchema,
    laws: &(RuleSet, Amounts),
    known_roles: &BTreeSet<RoleId>,
) -> Result<Kind, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "case.toml")?;
    let case: CaseFile = read(&file, text).map_err(one)?;
    let (mut built, mut mistakes) = (vec![], vec![]);
    for (place, variant) in case.variant.iter().enumerate() {
        if case.variant.iter().take(place).any(|own| own.id == variant.id) {
            let what = format!("variant {}: stands twice: which one is meant?", variant.id);
            mistakes.push(at(&file, text, &format!("variant.{place}"), what));
            continue;
        }
        match case_type(tree, folder, (&case, variant), (schema, laws), known_roles) {
            Ok(own) => built.push(own),
            Err(found) => {
                let told = |own: &PackMistake| mistakes.contains(own);
                let new: Vec<PackMistake> = found.into_iter().filter(|own| !told(own)).collect();
                mistakes.extend(new);
            }
        }
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let mut built = built.into_iter();
    let none = || one(PackMistake::of(&file, "it has no variant: name at least one"));
    Ok(Kind { first: built.next().ok_or_else(none)?, others: built.collect() })
}

/// One variant of the kind of case in `folder`, checked.
fn case_type(
    tree: &Tree,
    folder: &str,
    (case, variant): (&CaseFile, &VariantText),
    (schema, (rules, amounts)): (&FactSchema, &(RuleSet, Amounts)),
    known_roles: &BTreeSet<RoleId>,
) -> Result<CaseType, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "case.toml")?;
    let variants = case.variant.iter().map(|own| &own.id).collect();
    let elsewhere = Elsewhere::of(tree, folder, &variant.id)?;
    let mut build = Build::new((tree, folder, schema), (&variant.id, variants, elsewhere));
    let (sections, papers) = build.form()?;
    let (states, mut steps) = build.steps()?;
    let clocks = build.clocks()?;
    let (documents, by_hand) = build.documents(&states)?;
    steps.extend(by_hand);
    let document_parts = build.document_parts();
    let joint = build.joint((&file, text), case.joint.as_ref());
    let number = build.number((&file, text, "number"), variant.number.as_ref().unwrap_or(&case.number));
    build.named(
        &file,
        text,
        &[("regime_day", &case.regime_day), ("harm_case", &case.harm_case), ("headline", &case.headline)],
    );
    let alike = build.alike((&file, text), &case.alike);
    if !build.mistakes.is_empty() {
        return Err(build.mistakes);
    }
    let case_type = CaseType {
        id: CaseTypeId::new(case.id.clone()),
        name: case.name.clone(),
        number,
        variant: Variant { id: variant.id.clone(), label: variant.label.clone(), organ: variant.organ.clone() },
        schema: schema.clone(),
        sections,
        papers,
        states,
        steps,
        clocks,
        documents,
        document_parts,
        rules: rules.clone(),
        amounts: amounts.clone(),
        regime_day: case.regime_day.clone(),
        harm_case: case.harm_case.clone(),
        joint,
        headline: case.headline.clone(),
        alike,
        retention: retention(case, variant),
    };
    let unsound = check(&case_type, known_roles);
    if unsound.is_empty() {
        Ok(case_type)
    } else {
        Err(unsound.iter().map(|own| locate(tree, folder, own, &variant.id)).collect())
    }
}

fn retention(case: &CaseFile, variant: &VariantText) -> Option<Retention> {
    let own = case.retention.as_ref().filter(|own| own.only.holds_in(&variant.id))?;
    Some(Retention { years: own.years, source: own.source.clone() })
}

/// An unsound part with its line: `step accept` or `clock decide` in its file.
fn locate(tree: &Tree, folder: &str, unsound: &Unsound, variant: &VariantId) -> PackMistake {
    let (kind, id) = unsound.place.split_once(' ').unwrap_or((&unsound.place, ""));
    // The step that makes a document by hand stands with the document.
    let (kind, id) = id.strip_prefix(MAKE).filter(|_| kind == "step").map_or((kind, id), |made| ("document", made));
    let name = match kind {
        "clock" => "deadlines.toml",
        "section" | "paper" => "form.toml",
        "document" => "documents/documents.toml",
        "number" | "case" | "variant" => "case.toml",
        _ => "steps.toml",
    };
    let file = format!("{folder}{name}");
    let told = PackMistake::of(&file, unsound.to_string());
    let Ok(Some(text)) = tree.text(&file) else { return told };
    let here = if kind == "case" { named_in(text, &unsound.what) } else { line_of(text, (kind, id), variant) };
    match here {
        Some(here) => told.at(text, here),
        None => told,
    }
}

/// Where the part `id` of `kind` that `variant` has begins; the last of its name.
fn line_of(text: &str, (kind, id): (&str, &str), variant: &VariantId) -> Option<usize> {
    let mut parts: Vec<Part> = vec![];
    for (start, line) in lines(text) {
        if let Some(table) = line.strip_prefix("[[").and_then(|rest| rest.split(']').next()) {
            parts.push(Part { table, id: None, only: None });
        }
        let Some(part) = parts.last_mut() else { continue };
        let word = line.trim_start();
        if word.starts_with("id") && quoted(line, id) {
            part.id = Some(start);
        } else if word.starts_with("only") {
            part.only = Some(line);
        }
    }
    let own = |part: &&Part| part.table == kind && part.only.is_none_or(|only| quoted(only, variant.as_str()));
    parts.iter().rev().filter(own).find_map(|part| part.id)
}

/// A table of a list as it is written.
struct Part<'a> {
    table: &'a str,
    /// Where the id that is looked for stands.
    id: Option<usize>,
    /// The line that says to which variants it belongs.
    only: Option<&'a str>,
}

/// The last line with one of the words that `what` says.
fn named_in(text: &str, what: &str) -> Option<usize> {
    let named = |line: &str| what.split(' ').any(|word| quoted(line, word));
    lines(text).filter(|(_, line)| named(line)).last().map(|(start, _)| start)
}

/// Every line with where it begins.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0_usize;
    text.lines().map(move |line| {
        let here = start;
        start = start.saturating_add(line.len()).saturating_add(1);
        (here, line)
    })
}

fn quoted(line: &str, word: &str) -> bool {
    line.contains(&format!("\"{word}\""))
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
