//! The explanation of a condition: every part, the facts it read with value and origin, and what is still to be found out.
//!
//! Never: evaluates by itself; every result here is the one of `expr`. A fact is worth finding out only while it can
//! still change the result: an `or` that is true already needs nothing, nor does an `and` that is false.
use std::collections::BTreeSet;

use kernel::id::FactName;
use serde::{Deserialize, Serialize};

use crate::expr::{ByName, Cases, Condition, Day, FactRef, Lookup, Number, NumberKind, Term, Truth, Word, evaluate};
use crate::facts::{Facts, Origin, Value};

/// The kind of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// `true` or `false` as written.
    Constant,
    /// A yes-or-no fact.
    Fact,
    /// A derived yes-or-no fact; its expression is the one part below.
    Derived,
    /// `not`
    Not,
    /// `and`
    And,
    /// `or`
    Or,
    /// `= <> < <= > >=`
    Comparison,
    /// `in`
    Membership,
    /// `between`
    Range,
    /// `is null`, `is not null`
    Known,
    /// `contains`
    Contains,
    /// `case`; the conditions asked and the arm taken are below.
    Case,
}

/// A fact that a part read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactRead {
    /// Its name.
    pub name: FactName,
    /// Its value; nothing when it is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// Where it was learnt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

/// Why a condition holds, does not, or is unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The kind of this part.
    pub kind: Part,
    /// This part as SQL text.
    pub condition: String,
    /// Whether it holds.
    pub result: Truth,
    /// The facts that this part itself read (not those of the parts below), in order of name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<FactRead>,
    /// The parts below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Explanation>,
    /// The unknown facts that can still change this result; empty unless it is unknown.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub to_find_out: BTreeSet<FactName>,
}

impl Explanation {
    /// The unknown facts that can still change the result; empty unless it is unknown.
    #[must_use]
    pub fn facts_to_find_out(&self) -> &BTreeSet<FactName> {
        &self.to_find_out
    }

    /// Every fact read anywhere in the tree, once.
    #[must_use]
    pub fn facts_read(&self) -> Vec<&FactRead> {
        let mut all: Vec<&FactRead> = self.facts.iter().collect();
        all.extend(self.parts.iter().flat_map(Explanation::facts_read));
        all.sort_by(|a, b| a.name.cmp(&b.name));
        all.dedup_by(|a, b| a.name == b.name);
        all
    }
}

pub(crate) fn condition(part: &Condition, facts: &Facts, lookup: &ByName<'_>) -> Explanation {
    let below = |inner: &Condition| condition(inner, facts, lookup);
    let (kind, parts) = match part {
        Condition::Constant(_) => (Part::Constant, vec![]),
        Condition::Fact(_) => (Part::Fact, vec![]),
        Condition::Derived(_, inner) => (Part::Derived, vec![below(inner)]),
        Condition::Not(inner) => (Part::Not, vec![below(inner)]),
        Condition::And(inner) => (Part::And, inner.iter().map(below).collect()),
        Condition::Or(inner) => (Part::Or, inner.iter().map(below).collect()),
        Condition::CompareNumbers(..) | Condition::CompareDays(..) | Condition::SameWord(..) => {
            (Part::Comparison, vec![])
        }
        Condition::NumberIn(..) | Condition::DayIn(..) | Condition::WordIn(..) => (Part::Membership, vec![]),
        Condition::NumberBetween(..) | Condition::DayBetween(..) => (Part::Range, vec![]),
        Condition::Unknown(..) => (Part::Known, vec![]),
        Condition::Contains(..) => (Part::Contains, vec![]),
        Condition::Case(cases) => (Part::Case, asked(cases, facts, lookup)),
    };
    let mut read = BTreeSet::new();
    if parts.is_empty() {
        read_by(part, &mut read);
    }
    Explanation {
        kind,
        condition: part.to_string(),
        result: evaluate::condition(part, lookup),
        facts: read.into_iter().map(|name| fact_read(name, facts)).collect(),
        parts,
        to_find_out: missing(part, lookup),
    }
}

fn fact_read(name: &FactName, facts: &Facts) -> FactRead {
    let known = facts.get(name.as_str()).cloned();
    let (value, origin) = known.map(|known| (known.value, known.origin)).unzip();
    FactRead { name: name.clone(), value, origin }
}

/// The conditions of a `case` up to the one that decides, and the arm taken.
fn asked(cases: &Cases<Condition>, facts: &Facts, lookup: &ByName<'_>) -> Vec<Explanation> {
    let mut parts = Vec::new();
    for (when, then) in &cases.arms {
        let explained = condition(when, facts, lookup);
        let result = explained.result;
        parts.push(explained);
        match result {
            Truth::False => {}
            Truth::Unknown => return parts,
            Truth::True => {
                parts.push(condition(then, facts, lookup));
                return parts;
            }
        }
    }
    parts.push(condition(&cases.otherwise, facts, lookup));
    parts
}

/// The unknown facts that can still change whether `part` holds.
fn missing<'f, L: Lookup<'f>>(part: &Condition, facts: &L) -> BTreeSet<FactName> {
    if evaluate::condition(part, facts) != Truth::Unknown {
        return BTreeSet::new();
    }
    match part {
        Condition::Constant(_) | Condition::Unknown(..) => BTreeSet::new(),
        Condition::Fact(fact) | Condition::Contains(fact, _) => BTreeSet::from([fact.name.clone()]),
        Condition::Derived(_, inner) | Condition::Not(inner) => missing(inner, facts),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().flat_map(|part| missing(part, facts)).collect(),
        Condition::CompareNumbers(left, _, right) => union(of_number(left, facts), of_number(right, facts)),
        Condition::CompareDays(left, _, right) => union(of_day(left, facts), of_day(right, facts)),
        Condition::SameWord(left, _, right) => union(of_word(left, facts), of_word(right, facts)),
        Condition::NumberIn(left, ..) => of_number(left, facts),
        Condition::DayIn(left, ..) => of_day(left, facts),
        Condition::WordIn(left, ..) => of_word(left, facts),
        Condition::NumberBetween(left, _, bounds) => {
            union(of_number(left, facts), union(of_number(&bounds.0, facts), of_number(&bounds.1, facts)))
        }
        Condition::DayBetween(left, _, bounds) => {
            union(of_day(left, facts), union(of_day(&bounds.0, facts), of_day(&bounds.1, facts)))
        }
        Condition::Case(cases) => of_cases(cases, facts, missing),
    }
}

/// The unknown facts that can still change what a formula gives.
pub(crate) fn missing_of_term<'f, L: Lookup<'f>>(term: &Term, facts: &L) -> BTreeSet<FactName> {
    match term {
        Term::Money(number) | Term::Plain(number) => of_number(number, facts),
        Term::Day(day) => of_day(day, facts),
        Term::Word(word) => of_word(word, facts),
    }
}

fn union(mut one: BTreeSet<FactName>, other: BTreeSet<FactName>) -> BTreeSet<FactName> {
    one.extend(other);
    one
}

fn of_fact<T>(fact: &FactRef, known: Option<&T>) -> BTreeSet<FactName> {
    if known.is_some() { BTreeSet::new() } else { BTreeSet::from([fact.name.clone()]) }
}

fn of_number<'f, L: Lookup<'f>>(part: &Number, facts: &L) -> BTreeSet<FactName> {
    match &part.kind {
        NumberKind::Literal(_) => BTreeSet::new(),
        NumberKind::Fact(fact) => of_fact(fact, evaluate::number(part, facts).as_ref()),
        NumberKind::Derived(_, inner) | NumberKind::Negate(inner) | NumberKind::Divide(inner, _) => {
            of_number(inner, facts)
        }
        NumberKind::Add(both) | NumberKind::Subtract(both) | NumberKind::Multiply(both) => {
            union(of_number(&both.0, facts), of_number(&both.1, facts))
        }
        NumberKind::Least(parts) | NumberKind::Greatest(parts) => {
            parts.iter().flat_map(|part| of_number(part, facts)).collect()
        }
        NumberKind::Years(days) => union(of_day(&days.0, facts), of_day(&days.1, facts)),
        NumberKind::Case(cases) => of_cases(cases, facts, of_number),
    }
}

fn of_day<'f, L: Lookup<'f>>(part: &Day, facts: &L) -> BTreeSet<FactName> {
    match part {
        Day::Literal(_) => BTreeSet::new(),
        Day::Fact(fact) => of_fact(fact, evaluate::day(part, facts).as_ref()),
        Day::Derived(_, inner) => of_day(inner, facts),
        Day::Least(parts) | Day::Greatest(parts) => parts.iter().flat_map(|part| of_day(part, facts)).collect(),
        Day::Case(cases) => of_cases(cases, facts, of_day),
    }
}

fn of_word<'f, L: Lookup<'f>>(part: &Word, facts: &L) -> BTreeSet<FactName> {
    match part {
        Word::Literal(_) => BTreeSet::new(),
        Word::Fact(fact) => of_fact(fact, evaluate::word(part, facts).as_ref()),
        Word::Derived(_, inner) => of_word(inner, facts),
        Word::Case(cases) => of_cases(cases, facts, of_word),
    }
}

/// The arm taken, if one is; else the unknown condition and every arm that may yet be taken.
fn of_cases<'f, T, L: Lookup<'f>>(
    cases: &Cases<T>,
    facts: &L,
    of_arm: fn(&T, &L) -> BTreeSet<FactName>,
) -> BTreeSet<FactName> {
    if let Some(arm) = evaluate::chosen(cases, facts) {
        return of_arm(arm, facts);
    }
    let mut all = BTreeSet::new();
    for (when, then) in &cases.arms {
        match evaluate::condition(when, facts) {
            Truth::False => {}
            Truth::Unknown => all.extend(union(missing(when, facts), of_arm(then, facts))),
            Truth::True => return union(all, of_arm(then, facts)),
        }
    }
    union(all, of_arm(&cases.otherwise, facts))
}

/// The facts that a part without parts below reads.
fn read_by<'a>(part: &'a Condition, read: &mut BTreeSet<&'a FactName>) {
    match part {
        Condition::Constant(_) | Condition::Derived(..) | Condition::Not(_) | Condition::And(_) | Condition::Or(_) => {}
        Condition::Fact(fact) | Condition::Unknown(fact, _) | Condition::Contains(fact, _) => {
            read.insert(&fact.name);
        }
        Condition::CompareNumbers(left, _, right) => numbers_read([left, right], read),
        Condition::NumberIn(left, ..) => number_reads(left, read),
        Condition::NumberBetween(left, _, bounds) => {
            numbers_read([left, &bounds.0, &bounds.1], read);
        }
        Condition::CompareDays(left, _, right) => days_read([left, right], read),
        Condition::DayIn(left, ..) => day_reads(left, read),
        Condition::DayBetween(left, _, bounds) => {
            days_read([left, &bounds.0, &bounds.1], read);
        }
        Condition::SameWord(left, _, right) => {
            word_reads(left, read);
            word_reads(right, read);
        }
        Condition::WordIn(left, ..) => word_reads(left, read),
        Condition::Case(cases) => cases_read(cases, read, read_by_all),
    }
}

/// The facts that a part reads, those of the parts below too: for conditions inside a `case` that gives a value.
fn read_by_all<'a>(part: &'a Condition, read: &mut BTreeSet<&'a FactName>) {
    match part {
        Condition::Derived(_, inner) | Condition::Not(inner) => read_by_all(inner, read),
        Condition::And(parts) | Condition::Or(parts) => parts.iter().for_each(|part| read_by_all(part, read)),
        Condition::Constant(_)
        | Condition::Fact(_)
        | Condition::CompareNumbers(..)
        | Condition::CompareDays(..)
        | Condition::SameWord(..)
        | Condition::NumberIn(..)
        | Condition::DayIn(..)
        | Condition::WordIn(..)
        | Condition::NumberBetween(..)
        | Condition::DayBetween(..)
        | Condition::Unknown(..)
        | Condition::Contains(..)
        | Condition::Case(_) => read_by(part, read),
    }
}

type Reads<'a, T> = fn(&'a T, &mut BTreeSet<&'a FactName>);

fn cases_read<'a, T>(cases: &'a Cases<T>, read: &mut BTreeSet<&'a FactName>, arm: Reads<'a, T>) {
    for (when, then) in &cases.arms {
        read_by_all(when, read);
        arm(then, read);
    }
    arm(&cases.otherwise, read);
}

fn numbers_read<'a>(parts: impl IntoIterator<Item = &'a Number>, read: &mut BTreeSet<&'a FactName>) {
    for part in parts {
        number_reads(part, read);
    }
}

fn number_reads<'a>(part: &'a Number, read: &mut BTreeSet<&'a FactName>) {
    match &part.kind {
        NumberKind::Literal(_) => {}
        NumberKind::Fact(fact) => {
            read.insert(&fact.name);
        }
        NumberKind::Derived(_, inner) | NumberKind::Negate(inner) | NumberKind::Divide(inner, _) => {
            number_reads(inner, read);
        }
        NumberKind::Add(both) | NumberKind::Subtract(both) | NumberKind::Multiply(both) => {
            number_reads(&both.0, read);
            number_reads(&both.1, read);
        }
        NumberKind::Least(parts) | NumberKind::Greatest(parts) => numbers_read(parts, read),
        NumberKind::Years(days) => days_read([&days.0, &days.1], read),
        NumberKind::Case(cases) => cases_read(cases, read, number_reads),
    }
}

fn days_read<'a>(parts: impl IntoIterator<Item = &'a Day>, read: &mut BTreeSet<&'a FactName>) {
    for part in parts {
        day_reads(part, read);
    }
}

fn day_reads<'a>(part: &'a Day, read: &mut BTreeSet<&'a FactName>) {
    match part {
        Day::Literal(_) => {}
        Day::Fact(fact) => {
            read.insert(&fact.name);
        }
        Day::Derived(_, inner) => day_reads(inner, read),
        Day::Least(parts) | Day::Greatest(parts) => days_read(parts, read),
        Day::Case(cases) => cases_read(cases, read, day_reads),
    }
}

fn word_reads<'a>(part: &'a Word, read: &mut BTreeSet<&'a FactName>) {
    match part {
        Word::Literal(_) => {}
        Word::Fact(fact) => {
            read.insert(&fact.name);
        }
        Word::Derived(_, inner) => word_reads(inner, read),
        Word::Case(cases) => cases_read(cases, read, word_reads),
    }
}

#[cfg(test)]
mod tests;
