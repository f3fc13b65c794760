//! Words: every area has one word at every floor, and it stands in the glossary.
//! Reads the folders inside those that floors.toml names; a helper that is one file, or lies below an area, is free.
use std::collections::{BTreeMap, BTreeSet};

use super::rules::Rules;
use super::tree::Source;

pub(super) fn check(files: &[Source], rules: &Rules, glossary: &str) -> Vec<String> {
    let known = identifiers(glossary);
    let mut found: Vec<String> = twice(glossary);
    for folder in &rules.glossary.areas {
        for word in areas(files, folder) {
            if !known.contains(word.replace('-', "_").as_str()) {
                found.push(format!(
                    "{folder}/{word}: the word is not in docs/glossary.md; use the glossary's word for this area, or \
                     add a line there"
                ));
            }
        }
    }
    found
}

/// The words that stand for the same term as `word`, itself included, as they are spelt in files and in Rust.
pub(crate) fn kin(glossary: &str, word: &str) -> BTreeSet<String> {
    let own = word.replace('-', "_");
    let row = rows(glossary).find(|row| row.identifiers.contains(&own));
    let all = row.map_or_else(Vec::new, |row| row.identifiers);
    let spelt = all.into_iter().flat_map(|word| [word.replace('_', "-"), word]);
    spelt.chain([word.to_owned()]).collect()
}

/// Identifiers of the glossary: what stands in backquotes in the third column of its tables.
fn identifiers(glossary: &str) -> BTreeSet<String> {
    rows(glossary).flat_map(|row| row.identifiers).collect()
}

/// Chinese terms that have two identifiers, and identifiers that stand for two terms.
fn twice(glossary: &str) -> Vec<String> {
    let mut terms: BTreeMap<String, usize> = BTreeMap::new();
    let mut words: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(glossary) {
        let count = terms.entry(row.term).or_default();
        *count = count.saturating_add(1);
        for word in row.identifiers {
            let count = words.entry(word).or_default();
            *count = count.saturating_add(1);
        }
    }
    let again = |map: BTreeMap<String, usize>| map.into_iter().filter(|(_, n)| *n > 1).map(|(word, _)| word);
    again(terms)
        .chain(again(words))
        .map(|word| format!("docs/glossary.md: {word} stands on two lines; one term, one word: keep one line"))
        .collect()
}

struct Row {
    term: String,
    identifiers: Vec<String>,
}

fn rows(glossary: &str) -> impl Iterator<Item = Row> {
    glossary.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix('|')?.split('|').map(str::trim).collect();
        let term = (*cells.first()?).to_owned();
        let identifiers: Vec<String> =
            cells.get(2)?.split('`').skip(1).step_by(2).map(|word| word.replace('-', "_")).collect();
        (!identifiers.is_empty()).then_some(Row { term, identifiers })
    })
}

/// Folders directly in a folder.
fn areas<'a>(files: &'a [Source], folder: &str) -> BTreeSet<&'a str> {
    files
        .iter()
        .filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/'))
        .filter_map(|rest| rest.split_once('/').map(|(area, _)| area))
        .filter(|area| *area != "tests")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::tree::source;
    use super::*;

    const GLOSSARY: &str = "| 中文 | English | identifier | what |\n| --- | --- | --- | --- |\n\
        | 案件 | case | `cases`, `case` | a file |\n| 线索 | lead | `leads` | a hint |\n";

    fn found(paths: &[&str], glossary: &str) -> Vec<String> {
        let rules = toml::from_str("[floor]\n[glossary]\nareas = [\"crates/domain/src\"]").expect("rules");
        let files: Vec<Source> = paths.iter().map(|path| source(path, "")).collect();
        check(&files, &rules, glossary)
    }

    #[test]
    fn an_area_that_the_glossary_does_not_name_is_found() {
        let fine = ["crates/domain/src/lib.rs", "crates/domain/src/cases.rs", "crates/domain/src/leads/score.rs"];
        assert_eq!(found(&fine, GLOSSARY), Vec::<String>::new());
        let found = found(&["crates/domain/src/helper.rs", "crates/domain/src/hints/a.rs"], GLOSSARY);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found.iter().any(|sentence| sentence.starts_with("crates/domain/src/hints: the word")));
    }

    #[test]
    fn the_kin_of_a_word_are_those_of_its_line() {
        let kin = |word| super::kin(GLOSSARY, word).into_iter().collect::<Vec<_>>();
        assert_eq!(kin("case"), ["case", "cases"]);
        assert_eq!(kin("PAY-001"), ["PAY-001"]);
    }

    #[test]
    fn one_term_has_one_word() {
        let two_terms = format!("{GLOSSARY}| 事项 | matter | `cases` | another |\n");
        assert_eq!(found(&[], &two_terms).len(), 1);
        let two_words = format!("{GLOSSARY}| 线索 | clue | `clues` | the same |\n");
        assert_eq!(found(&[], &two_words).len(), 1);
    }
}
