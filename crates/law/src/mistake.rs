//! What is wrong in a rule pack: where, what, what to do about it, and the word that was probably meant.
//!
//! Never: a line number of its own; it names the path of the value, and the pack loader, which has the text, finds the line.
use std::fmt;

use serde::Serialize;

/// Something in a pack that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{path}: {what}{}{}", At(*offset), Hint(hint.as_deref()))]
pub struct LoadMistake {
    /// Where several files are read as one: which of them it stands in, counted from 0; its path is a path there.
    pub part: Option<usize>,
    /// The path of the value in its file, such as `criterion.3.when`; counted from 0.
    pub path: String,
    /// For an expression, where in its text: bytes from its start.
    pub offset: Option<usize>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl LoadMistake {
    /// The mistake `what` at `path`.
    pub fn at(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { part: None, path: path.into(), offset: None, what: what.into(), hint: None }
    }

    /// The same, in one of several files that are read as one.
    #[must_use]
    pub fn within_part(mut self, part: usize) -> Self {
        self.part = Some(part);
        self
    }

    /// The same, with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Which of several lists, one after the other, holds the row at `place` of all, and its place there.
pub(crate) fn part_of(lengths: impl IntoIterator<Item = usize>, place: usize) -> (usize, usize) {
    let mut before: usize = 0;
    for (part, length) in lengths.into_iter().enumerate() {
        match place.checked_sub(before) {
            Some(own) if own < length => return (part, own),
            Some(_) | None => before = before.saturating_add(length),
        }
    }
    (0, place)
}

struct At(Option<usize>);

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |offset| write!(f, " (at {offset})"))
    }
}

struct Hint<'a>(Option<&'a str>);

impl fmt::Display for Hint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}

/// The known word nearest to `word`, if one is near enough to have been meant: at most a third of its letters differ.
///
/// ```
/// let known = ["serious", "severe-disability"];
/// assert_eq!(law::mistake::nearest("serius", known), Some("serious"));
/// assert_eq!(law::mistake::nearest("dead", known), None);
/// ```
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = word.chars().count().div_ceil(3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// `did you mean "…"?`, or else the whole list when it is short, or nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    const LISTED: usize = 12; // more than a dozen words help nobody
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(word, known.iter().copied()) {
        Some(near) => Some(format!("did you mean {near}?")),
        None if known.is_empty() || known.len() > LISTED => None,
        None => Some(format!("known here: {}", known.join(", "))),
    }
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let at =
        |row: &[usize], place: Option<usize>| place.and_then(|place| row.get(place)).copied().unwrap_or(usize::MAX);
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i.saturating_add(1)];
        for (j, to) in b.iter().enumerate() {
            let changed = at(&above, Some(j)).saturating_add(usize::from(from != to));
            let put_in = at(&row, Some(j)).saturating_add(1);
            let left_out = at(&above, j.checked_add(1)).saturating_add(1);
            let neighbours = i.checked_sub(1).and_then(|i| a.get(i)) == Some(to)
                && j.checked_sub(1).and_then(|j| b.get(j)) == Some(from);
            let swapped = if neighbours { at(&before, j.checked_sub(1)).saturating_add(1) } else { usize::MAX };
            row.push(changed.min(put_in).min(left_out).min(swapped));
        }
        before = std::mem::replace(&mut above, row);
    }
    at(&above, Some(b.len()))
}

#[cfg(test)]
mod tests {
    use super::{LoadMistake, did_you_mean, distance, part_of};

    #[test]
    fn the_distance_counts_single_letter_changes() {
        let pairs = [
            ("", ""),
            ("a", ""),
            ("", "abc"),
            ("kitten", "sitting"),
            ("offender", "ofender"),
            ("and", "adn"),
            ("重伤", "轻伤"),
        ];
        assert_eq!(pairs.map(|(a, b)| distance(a, b)), [0, 1, 3, 3, 1, 1, 1]);
    }

    #[test]
    fn a_far_word_is_answered_with_the_short_list_and_with_nothing_when_the_list_is_long() {
        assert_eq!(did_you_mean("xyzzy", ["dead", "unsolved"]).as_deref(), Some("known here: dead, unsolved"));
        assert_eq!(did_you_mean("ded", ["dead", "unsolved"]).as_deref(), Some("did you mean dead?"));
        let long: Vec<String> = (0..20).map(|n| format!("word-{n}-of-many")).collect();
        assert_eq!(did_you_mean("xyzzy", long.iter().map(String::as_str)), None);
    }

    #[test]
    fn a_row_of_a_joined_list_is_found_in_its_own() {
        let rows = [0, 1, 2, 3, 4].map(|place| part_of([2, 0, 3], place));
        assert_eq!(rows, [(0, 0), (0, 1), (2, 0), (2, 1), (2, 2)]);
    }

    #[test]
    fn a_mistake_prints_its_place_and_its_hint() {
        let mistake = LoadMistake { offset: Some(7), ..LoadMistake::at("criterion.0.when", "no such fact: injry") }
            .hint("did you mean injury?");
        assert_eq!(mistake.to_string(), "criterion.0.when: no such fact: injry (at 7); did you mean injury?");
    }
}
