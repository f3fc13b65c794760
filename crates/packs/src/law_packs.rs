//! Law packs: acts with their rules, figures and calendars, from `law/**` and `calendars/`.
use std::collections::{BTreeMap, BTreeSet};

use kernel::Label;
use kernel::id::{CaseTypeId, RoleId};
use law::amount::{AmountSource, Amounts};
use law::calendar::{Calendar, CalendarMistake, Calendars};
use law::criteria::{Regime, RuleSet, RuleSource};
use law::facts::FactSchema;
use law::figures::{Figure, FigureSource, Figures};
use law::mistake::{LoadMistake, did_you_mean};
use serde::Deserialize;

use crate::case_types::{find, need, one};
use crate::place::{at, placed, read};
use crate::{Entered, PackMistake, Tree, entered};

/// An act or another source of rules, as it is cited.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its full name.
    pub name: Label,
    /// Where it was read.
    pub seen_at: String,
    /// The places in it that are cited by words instead of a number, as each language says them.
    #[serde(default)]
    pub places: BTreeMap<String, Label>,
}

/// The acts that citations name: `law/acts.toml`, and the `acts.toml` of any folder of law.
pub(crate) fn acts(tree: &Tree) -> Result<BTreeMap<String, Source>, Vec<PackMistake>> {
    let mut all = BTreeMap::new();
    let own = folders(tree);
    for folder in ["law/"].into_iter().chain(own.iter().map(String::as_str)) {
        let Some((file, text)) = find(tree, folder, "acts.toml")? else { continue };
        let acts: BTreeMap<String, Source> = read(&file, text).map_err(one)?;
        for (act, source) in acts {
            if all.insert(act.clone(), source).is_some() {
                return Err(vec![at(&file, text, &act, format!("the act {act} is listed in two files"))]);
            }
        }
    }
    Ok(all)
}

/// `pack.toml` of a folder of law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackFile {
    /// Its name on pages.
    pub(crate) name: Label,
    /// The kind of case that its rules and amounts are for; absent where it holds figures only.
    #[serde(default)]
    pub(crate) case_type: Option<CaseTypeId>,
}

/// The folders that hold law: every one under `law/national/` and `law/provinces/`.
pub(crate) fn folders(tree: &Tree) -> Vec<String> {
    let under = |outer: &str| tree.folders(outer).into_iter().map(|name| format!("{outer}{name}/")).collect::<Vec<_>>();
    ["law/national/", "law/provinces/"].into_iter().flat_map(under).collect()
}

/// What `pack.toml` of `folder` says.
pub(crate) fn pack(tree: &Tree, folder: &str) -> Result<PackFile, Vec<PackMistake>> {
    let (file, text) = need(tree, folder, "pack.toml")?;
    read(&file, text).map_err(one)
}

/// The files called `name` in the folders whose pack is for the kind of case `id`.
fn files_for<'a>(tree: &'a Tree, id: &str, name: &str) -> Result<Vec<(String, &'a str)>, Vec<PackMistake>> {
    let mut all = vec![];
    for folder in folders(tree) {
        let Some(found) = find(tree, &folder, name)? else { continue };
        match pack(tree, &folder)?.case_type {
            Some(case_type) if case_type.as_str() == id => all.push(found),
            Some(_) => {}
            None => {
                let what = format!("case_type is missing: which kind of case is {name} for?");
                return Err(vec![PackMistake::of(format!("{folder}pack.toml"), what)]);
            }
        }
    }
    Ok(all)
}

/// The rules for the kind of case `id`, from every act that has some.
pub(crate) fn rules(tree: &Tree, id: &str, schema: &FactSchema) -> Result<RuleSet, Vec<PackMistake>> {
    let files = files_for(tree, id, "rules.toml")?;
    let mut sets = vec![];
    let mut mistakes = vec![];
    for (file, text) in &files {
        let source: RuleSource = read(file, text).map_err(one)?;
        match RuleSet::load(source, schema) {
            Ok(set) => sets.push(set),
            Err(all) => mistakes.extend(all.iter().map(|own| placed(file, text, own))),
        }
    }
    joined(&files, mistakes, || RuleSet::join(sets))
}

/// What amounts may name besides facts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) figures: &'a Figures,
    /// What was entered, laid over the files.
    pub(crate) entered: &'a [Entered],
    pub(crate) rules: &'a RuleSet,
    pub(crate) roles: &'a BTreeSet<RoleId>,
}

/// Ways of computing an amount for the kind of case `id`, from every act and province that has some.
pub(crate) fn amounts(
    tree: &Tree,
    id: &str,
    schema: &FactSchema,
    known: Known<'_>,
) -> Result<Amounts, Vec<PackMistake>> {
    let files = files_for(tree, id, "amounts.toml")?;
    let mut all = vec![];
    let mut mistakes = vec![];
    for (file, text) in &files {
        let mut source: AmountSource = read(file, text).map_err(one)?;
        let folder = file.strip_suffix("amounts.toml").unwrap_or(file);
        mistakes.extend(entered::over_amounts(folder, &mut source, known.entered));
        mistakes.extend(strangers(&source, known).iter().map(|own| placed(file, text, own)));
        match Amounts::load(source, schema, known.figures) {
            Ok(amounts) => all.push(amounts),
            Err(found) => mistakes.extend(found.iter().map(|own| placed(file, text, own))),
        }
    }
    joined(&files, mistakes, || Amounts::join(all))
}

/// Roles that do not exist and versions that no rules have.
fn strangers(source: &AmountSource, known: Known<'_>) -> Vec<LoadMistake> {
    let mut found = vec![];
    let mut strange =
        |path: String, what: String, hint| found.push(LoadMistake { hint, ..LoadMistake::at(path, what) });
    for (place, own) in source.quantification.iter().enumerate() {
        let versions = || known.rules.regimes().iter().map(Regime::version);
        if !versions().any(|version| version == own.version) {
            let hint = did_you_mean(&own.version, versions());
            strange(format!("quantification.{place}.version"), format!("no rules have version {}", own.version), hint);
        }
        for (band, role) in own.approval.iter().map(|band| &band.by).enumerate() {
            if !known.roles.contains(role) {
                let hint = did_you_mean(role.as_str(), known.roles.iter().map(RoleId::as_str));
                strange(format!("quantification.{place}.approval.{band}.by"), format!("no such role: {role}"), hint);
            }
        }
    }
    found
}

/// What `join` makes of the parts, one of each of `files`, unless one of them is wrong already.
fn joined<T>(
    files: &[(String, &str)],
    mistakes: Vec<PackMistake>,
    join: impl FnOnce() -> Result<T, Vec<LoadMistake>>,
) -> Result<T, Vec<PackMistake>> {
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let told = |own: &LoadMistake| match own.part.and_then(|part| files.get(part)) {
        Some((file, text)) => placed(file, text, own),
        None => PackMistake::of("law/", own.to_string()),
    };
    join().map_err(|all| all.iter().map(told).collect())
}

/// Every published figure.
pub(crate) fn figures(tree: &Tree, entered: &[Entered]) -> Result<Figures, Vec<PackMistake>> {
    let entered = entered::over_figures(entered);
    let replaced = |own: &Figure| {
        let same = |other: &Figure| {
            (&other.statistic, &other.area, other.effective_from) == (&own.statistic, &own.area, own.effective_from)
        };
        entered.figure.iter().any(same)
    };
    let mut files = vec![];
    let mut all = vec![];
    let mut mistakes = vec![];
    for path in tree.under("law/").filter(|path| path.ends_with("/figures.toml")) {
        let text = tree.text(path).map_err(one)?.unwrap_or_default();
        let mut source: FigureSource = read(path, text).map_err(one)?;
        source.figure.retain(|own| !replaced(own));
        files.push((path.to_owned(), text));
        match Figures::load(source) {
            Ok(figures) => all.push(figures),
            Err(found) => mistakes.extend(found.iter().map(|own| placed(path, text, own))),
        }
    }
    match Figures::load(entered) {
        Ok(figures) => all.push(figures),
        Err(found) => mistakes.extend(found.iter().map(|own| PackMistake::of(entered::PACK, own.to_string()))),
    }
    joined(&files, mistakes, || Figures::join(all))
}

/// Every calendar.
pub(crate) fn calendars(tree: &Tree) -> Result<Calendars, Vec<PackMistake>> {
    let mut all = Calendars::default();
    let mut mistakes = vec![];
    for (path, text) in tree.toml_under("calendars/").map_err(one)? {
        let calendar: Calendar = read(path, text).map_err(one)?;
        let year = calendar.year;
        if all.get(year).is_some() {
            mistakes.push(at(path, text, "year", CalendarMistake::YearTwice { year }.to_string()));
            continue;
        }
        match Calendars::new(all.iter().cloned().chain([calendar])) {
            Ok(more) => all = more,
            Err(mistake) => mistakes.push(in_calendar(path, text, &mistake)),
        }
    }
    if mistakes.is_empty() { Ok(all) } else { Err(mistakes) }
}

/// A contradiction of a calendar, where its day is written first.
fn in_calendar(file: &str, text: &str, mistake: &CalendarMistake) -> PackMistake {
    let told = PackMistake::of(file, mistake.to_string());
    let day = match mistake {
        CalendarMistake::Reversed { to: day, .. }
        | CalendarMistake::OutsideYear { day, .. }
        | CalendarMistake::Twice { day }
        | CalendarMistake::NotAWeekend { day } => day.to_string(),
        CalendarMistake::YearTwice { year } => year.to_string(),
    };
    match text.find(&day) {
        Some(offset) => told.at(text, offset),
        None => told,
    }
}
