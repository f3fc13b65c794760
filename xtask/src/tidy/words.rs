//! Words: every area has one word at every floor, and it stands in the glossary.
//! Reads the folders and modules that floors.toml names; private helpers live below an area and are free.
use std::collections::{BTreeMap, BTreeSet};

use super::rules::Rules;
use super::tree::Source;

/// Names of files that are not areas: the crate itself, its errors, its tests.
const NOT_AREAS: [&str; 8] = ["lib", "main", "mod", "tests", "error", "README", "SOURCE", "version"];

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

/// Sub-folders and modules directly in a folder.
fn areas<'a>(files: &'a [Source], folder: &str) -> BTreeSet<&'a str> {
    files
        .iter()
        .filter_map(|file| file.path.strip_prefix(folder)?.strip_prefix('/'))
        .map(|rest| match rest.split_once('/') {
            Some((sub, _)) => sub,
            None => rest.split_once('.').map_or(rest, |(stem, _)| stem),
        })
        .filter(|word| !NOT_AREAS.contains(word))
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
        let found = found(&["crates/domain/src/files.rs", "crates/domain/src/hints/a.rs"], GLOSSARY);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().any(|sentence| sentence.starts_with("crates/domain/src/hints: the word")));
    }

    #[test]
    fn one_term_has_one_word() {
        let two_terms = format!("{GLOSSARY}| 事项 | matter | `cases` | another |\n");
        assert_eq!(found(&[], &two_terms).len(), 1);
        let two_words = format!("{GLOSSARY}| 线索 | clue | `clues` | the same |\n");
        assert_eq!(found(&[], &two_words).len(), 1);
    }
}
