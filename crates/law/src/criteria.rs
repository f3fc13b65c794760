//! Who qualifies: criteria, soft exclusions, priority groups, and which version of the rules applies on which day.
//!
//! Never: decides. A criterion suggests and an exclusion warns; a person decides. Truth: `rules.toml` of the law packs.
use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Citation, Label};
use serde::{Deserialize, Serialize};

use crate::explain::Explanation;
use crate::expr::{Expr, ExprMistake, Truth};
use crate::facts::{FactSchema, Facts};
use crate::mistake::{LoadMistake, did_you_mean, part_of};

mod source;

pub use source::{FlagText, Regime, RuleSource, RuleText};

/// A rule, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// In `kebab-case`.
    pub id: String,
    /// The version it belongs to; every version where absent (flags only).
    pub version: Option<String>,
    /// Its place in the list of the act.
    pub item: Option<u16>,
    /// What a citizen reads.
    pub label: Label,
    /// The condition.
    pub when: Expr,
    /// The first day of its validity (flags only).
    pub from: Option<Date>,
    /// The last day of its validity (flags only).
    pub until: Option<Date>,
    /// Where it stands.
    pub source: Citation,
}

impl Rule {
    fn of_version(&self, version: &str) -> bool {
        self.version.as_deref().is_none_or(|own| own == version)
    }

    fn valid_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    fn ground(&self, facts: &Facts) -> Ground {
        let explanation = self.when.explain(facts);
        Ground {
            id: self.id.clone(),
            label: self.label.clone(),
            item: self.item,
            result: explanation.result,
            source: self.source.clone(),
            explanation,
        }
    }
}

/// One rule as it applies to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// The rule's id.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// Its place in the list of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<u16>,
    /// Whether it holds.
    pub result: Truth,
    /// Where it stands.
    pub source: Citation,
    /// Why.
    pub explanation: Explanation,
}

/// What the rules say of one person, before a person decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// True if any criterion holds; false only if all do not; else unknown. Exclusions never change it.
    pub result: Truth,
    /// Every criterion of the version, in its order.
    pub grounds: Vec<Ground>,
    /// Every exclusion of the version, in its order: one that holds asks the officer for a reason.
    pub exclusions: Vec<Ground>,
    /// The unknown facts that can still change the result; none unless it is unknown.
    pub to_find_out: Vec<FactName>,
    /// The unknown facts of exclusions: to be checked before a decision, though they do not change the result.
    pub to_check: Vec<FactName>,
}

/// No version of the rules covers the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("no rules of variant {variant} are in force on {day}")]
pub struct NoRegime {
    /// The variant asked for.
    pub variant: String,
    /// The day asked for.
    pub day: Date,
    /// The variants that have rules.
    pub known: Vec<String>,
}

/// The rules of a kind of case: criteria, exclusions, priority groups and versions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleSet {
    regimes: Vec<Regime>,
    criteria: Vec<Rule>,
    exclusions: Vec<Rule>,
    flags: Vec<Rule>,
}

impl RuleSet {
    /// The rules of a pack.
    ///
    /// # Errors
    /// Every expression that cannot be read, at once. What else contradicts itself is asked by [`RuleSet::join`]: a
    /// version may have its days in another file.
    pub fn load(source: RuleSource, schema: &FactSchema) -> Result<Self, Vec<LoadMistake>> {
        let mut mistakes = Vec::new();
        let criteria = each("criterion", source.criterion, |text| rule(text, schema), &mut mistakes);
        let exclusions = each("exclusion", source.exclusion, |text| rule(text, schema), &mut mistakes);
        let flags = each("flag", source.flag, |text| flag(text, schema), &mut mistakes);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        Ok(Self { regimes: source.regime, criteria, exclusions, flags })
    }

    /// The rules of several files as one.
    ///
    /// # Errors
    /// Every contradiction in them, with the part in which it stands: ids that stand twice in a version, versions that
    /// no regime has, that overlap or have no criteria.
    pub fn join(sets: impl IntoIterator<Item = RuleSet>) -> Result<Self, Vec<LoadMistake>> {
        let mut all = Self::default();
        let mut parts = Parts::new();
        for set in sets {
            parts.push([
                ("regime", set.regimes.len()),
                ("criterion", set.criteria.len()),
                ("exclusion", set.exclusions.len()),
                ("flag", set.flags.len()),
            ]);
            all.regimes.extend(set.regimes);
            all.criteria.extend(set.criteria);
            all.exclusions.extend(set.exclusions);
            all.flags.extend(set.flags);
        }
        let mistakes = all.contradictions(&parts);
        if mistakes.is_empty() { Ok(all) } else { Err(mistakes) }
    }

    /// The version that applies to `variant` on `day`: the one that the kind of case names.
    ///
    /// # Errors
    /// No version covers the day; the older rules are followed to their last day and no further.
    pub fn regime(&self, variant: &str, day: Date) -> Result<&Regime, NoRegime> {
        let found = self.regimes.iter().find(|regime| regime.variant == variant && regime.covers(day));
        found.ok_or_else(|| {
            let known: BTreeSet<String> = self.regimes.iter().map(|regime| regime.variant.clone()).collect();
            NoRegime { variant: variant.to_owned(), day, known: known.into_iter().collect() }
        })
    }

    /// Every version there is, with its days.
    #[must_use]
    pub fn regimes(&self) -> &[Regime] {
        &self.regimes
    }

    /// The criteria of `version`, in the order of the act.
    pub fn criteria(&self, version: &str) -> impl Iterator<Item = &Rule> {
        self.criteria.iter().filter(move |rule| rule.of_version(version))
    }

    /// The exclusions of `version`, in the order of the act.
    pub fn exclusions(&self, version: &str) -> impl Iterator<Item = &Rule> {
        self.exclusions.iter().filter(move |rule| rule.of_version(version))
    }

    /// The priority groups of `version` that are valid on `on`.
    pub fn flags_in_force(&self, version: &str, on: Date) -> impl Iterator<Item = &Rule> {
        self.flags.iter().filter(move |rule| rule.of_version(version) && rule.valid_on(on))
    }

    /// What the rules of `version` say of these facts. A version without criteria says nothing: unknown.
    #[must_use]
    pub fn assess(&self, version: &str, facts: &Facts) -> Assessment {
        let grounds: Vec<Ground> = self.criteria(version).map(|rule| rule.ground(facts)).collect();
        let exclusions: Vec<Ground> = self.exclusions(version).map(|rule| rule.ground(facts)).collect();
        let none = if grounds.is_empty() { Truth::Unknown } else { Truth::False };
        let result = grounds.iter().fold(none, |result, ground| result.or(ground.result));
        let to_find_out = if result == Truth::Unknown { missing(&grounds) } else { Vec::new() };
        let to_check = missing(&exclusions);
        Assessment { result, grounds, exclusions, to_find_out, to_check }
    }

    /// The priority groups of `version` that are valid on `on`, each with whether the person belongs to it.
    #[must_use]
    pub fn flags(&self, version: &str, facts: &Facts, on: Date) -> Vec<Ground> {
        self.flags_in_force(version, on).map(|rule| rule.ground(facts)).collect()
    }

    /// Every fact that a rule of `version` reads, or one of every version.
    #[must_use]
    pub fn facts_of(&self, version: &str) -> BTreeSet<FactName> {
        let all = self.criteria.iter().chain(&self.exclusions).chain(&self.flags);
        all.filter(|rule| rule.of_version(version)).flat_map(|rule| rule.when.facts()).collect()
    }

    fn contradictions(&self, parts: &Parts) -> Vec<LoadMistake> {
        let mut mistakes = Vec::new();
        for (kind, rules) in [("criterion", &self.criteria), ("exclusion", &self.exclusions), ("flag", &self.flags)] {
            for (place, rule) in rules.iter().enumerate() {
                let same = |other: &&Rule| other.id == rule.id && other.version == rule.version;
                if rules.iter().take(place).any(|other| same(&other)) {
                    let what = format!("{} stands twice in one version", rule.id);
                    mistakes.push(told(parts, (kind, place), "id", what));
                }
                mistakes.extend(self.unknown_version(parts, (kind, place), rule));
            }
        }
        for (place, regime) in self.regimes.iter().enumerate() {
            let at = ("regime", place);
            if self.criteria(regime.version()).next().is_none() {
                let what = format!("version {} has no criteria", regime.version());
                mistakes.push(told(parts, at, "id", what));
            }
            if regime.until.is_some_and(|until| until < regime.from) {
                mistakes.push(told(parts, at, "until", "it ends before it begins"));
            }
            let earlier = self.regimes.iter().take(place);
            mistakes
                .extend(earlier.filter_map(|earlier| clash(|key, what| told(parts, at, key, what), earlier, regime)));
        }
        mistakes
    }

    fn unknown_version(&self, parts: &Parts, at: (&str, usize), rule: &Rule) -> Option<LoadMistake> {
        let version = rule.version.as_deref()?;
        let known = || self.regimes.iter().map(Regime::version);
        if known().any(|known| known == version) {
            return None;
        }
        let mistake = told(parts, at, "version", format!("no regime has version {version}"));
        Some(LoadMistake { hint: did_you_mean(version, known()), ..mistake })
    }
}

/// How many rows of each list stand in each of the files that are read as one.
type Parts = Vec<[(&'static str, usize); 4]>;

/// What is wrong at `key` of the row that is the `place`th of its list in all files together.
fn told(parts: &Parts, (kind, place): (&str, usize), key: &str, what: impl Into<String>) -> LoadMistake {
    let of_kind =
        |lists: &[(&str, usize); 4]| lists.iter().find(|(own, _)| *own == kind).map_or(0, |(_, length)| *length);
    let (part, own) = part_of(parts.iter().map(of_kind), place);
    LoadMistake::at(format!("{kind}.{own}.{key}"), what).within_part(part)
}

/// Two regimes of one variant that both cover a day.
fn clash(told: impl Fn(&str, String) -> LoadMistake, earlier: &Regime, later: &Regime) -> Option<LoadMistake> {
    if earlier.id == later.id {
        return Some(told("id", format!("{} stands twice", later.id)));
    }
    if earlier.variant != later.variant {
        return None;
    }
    let apart =
        earlier.until.is_some_and(|until| until < later.from) || later.until.is_some_and(|until| until < earlier.from);
    (!apart).then(|| {
        let what = format!("{} and {} are both in force on some day", earlier.id, later.id);
        told("from", what).hint("close the older one with its last day: until = …")
    })
}

fn missing(grounds: &[Ground]) -> Vec<FactName> {
    let all: BTreeSet<FactName> = grounds.iter().flat_map(|ground| ground.explanation.to_find_out.clone()).collect();
    all.into_iter().collect()
}

fn rule(text: RuleText, schema: &FactSchema) -> Result<Rule, ExprMistake> {
    let RuleText { id, version, item, label, when, source } = text;
    let when = Expr::parse(&when, schema)?;
    Ok(Rule { id, version: Some(version), item, label, when, from: None, until: None, source })
}

fn flag(text: FlagText, schema: &FactSchema) -> Result<Rule, ExprMistake> {
    let FlagText { id, version, label, when, from, until, source } = text;
    let when = Expr::parse(&when, schema)?;
    Ok(Rule { id, version, item: None, label, when, from, until, source })
}

fn each<T>(
    kind: &str,
    texts: Vec<T>,
    read: impl Fn(T) -> Result<Rule, ExprMistake>,
    mistakes: &mut Vec<LoadMistake>,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    for (place, text) in texts.into_iter().enumerate() {
        match read(text) {
            Ok(rule) => rules.push(rule),
            Err(mistake) => mistakes.push(mistake.within(format!("{kind}.{place}.when"))),
        }
    }
    rules
}

#[cfg(test)]
mod tests;
