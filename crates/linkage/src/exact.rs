//! Exact linkage: rows with the same valid ID number are one person; rows without one get candidates and stay alone.
//!
//! Never: depends on the order of the rows; joins by anything but a valid number. Truth of a candidate: [`agree`].
use std::collections::{BTreeMap, BTreeSet};

use kernel::CitizenId;
use kernel::id::RegisterId;

use crate::agreement::{Why, agree};
use crate::record::{Key, Record, keys};

/// Two people who may be one; `a` is the lesser.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate<R> {
    /// One of them.
    pub a: R,
    /// The other.
    pub b: R,
    /// The strongest reason.
    pub why: Why,
}

/// Who is whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Linked<R> {
    /// For each row its person, named by the least of the person's rows.
    pub person_of: BTreeMap<R, R>,
    /// The pairs of people who may be one, each once.
    pub candidates: BTreeSet<Candidate<R>>,
}

/// Rows without a valid number, by what they share with others: finds the candidates of one more row in the time of a look-up.
///
/// Holds only rows without a valid number: two rows that both have one are never candidates.
#[derive(Debug, Clone)]
pub struct Index<R> {
    records: Vec<Record<R>>,
    by_key: BTreeMap<Key, Vec<usize>>,
}

impl<R> Default for Index<R> {
    fn default() -> Self {
        Self { records: Vec::new(), by_key: BTreeMap::new() }
    }
}

impl<R: Copy + Ord> Index<R> {
    /// Adds a row without a valid number; one with a number is not kept.
    pub fn add(&mut self, record: Record<R>) {
        if record.id.is_some() {
            return;
        }
        for key in keys(&record) {
            self.by_key.entry(key).or_default().push(self.records.len());
        }
        self.records.push(record);
    }

    /// The rows of the index that may be the same person as `record`, with the strongest reason; not the row itself.
    pub fn find<S>(&self, record: &Record<S>) -> BTreeMap<R, Why> {
        let met: BTreeSet<usize> =
            keys(record).iter().filter_map(|key| self.by_key.get(key)).flatten().copied().collect();
        let mut found: BTreeMap<R, Why> = BTreeMap::new();
        for known in met.into_iter().filter_map(|at| self.records.get(at)) {
            if let Some(why) = agree(known, record) {
                found.entry(known.row).and_modify(|before| *before = why.min(*before)).or_insert(why);
            }
        }
        found
    }
}

/// Links all rows at once. The same answer in whatever order they come.
pub fn link<R: Copy + Ord>(records: &[Record<R>]) -> Linked<R> {
    let mut least: BTreeMap<CitizenId, R> = BTreeMap::new();
    let mut index = Index::default();
    for record in records {
        match record.id {
            Some(id) => {
                let row = least.entry(id).or_insert(record.row);
                *row = record.row.min(*row);
            }
            None => index.add(record.clone()),
        }
    }
    let person = |record: &Record<R>| record.id.and_then(|id| least.get(&id).copied()).unwrap_or(record.row);
    let person_of: BTreeMap<R, R> = records.iter().map(|record| (record.row, person(record))).collect();
    let candidates = candidates(records, &index, &person_of);
    Linked { person_of, candidates }
}

fn candidates<R: Copy + Ord>(
    records: &[Record<R>],
    index: &Index<R>,
    person_of: &BTreeMap<R, R>,
) -> BTreeSet<Candidate<R>> {
    let mut stands_in: BTreeMap<R, BTreeSet<&RegisterId>> = BTreeMap::new();
    for record in records {
        if let (Some(register), Some(person)) = (&record.once, person_of.get(&record.row)) {
            stands_in.entry(*person).or_default().insert(register);
        }
    }
    // A register that holds each person once has a row for each of the two: they are two.
    let are_two = |a: &R, b: &R| match (stands_in.get(a), stands_in.get(b)) {
        (Some(a), Some(b)) => !a.is_disjoint(b),
        (_, _) => false,
    };
    let mut pairs: BTreeMap<(R, R), Why> = BTreeMap::new();
    for record in records {
        let one = person_of.get(&record.row).copied().unwrap_or(record.row);
        for (row, why) in index.find(record) {
            let other = person_of.get(&row).copied().unwrap_or(row);
            if one != other && !are_two(&one, &other) {
                let pair = (one.min(other), one.max(other));
                pairs.entry(pair).and_modify(|before| *before = why.min(*before)).or_insert(why);
            }
        }
    }
    pairs.into_iter().map(|((a, b), why)| Candidate { a, b, why }).collect()
}

#[cfg(test)]
mod tests;
