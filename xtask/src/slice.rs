//! `cargo xtask where WORD`: everything that a word, an article or an error code touches, floor by floor.
//! Never opens a file for you: it prints `path:line`, which every editor follows.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::failure::Failure;
use crate::place::Place;
use crate::say;
use crate::tidy::rules::Rules;
use crate::tidy::tree::{self, Source};
use crate::tidy::words;

/// Files that name everything and say nothing.
const LOCKS: [&str; 2] = ["Cargo.lock", "package-lock.json"];
/// Lines shown of one file; the rest is counted.
const SHOWN: usize = 6;

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let [word] = words else {
        return Err(Failure::Usage(
            "cargo xtask where WORD: a word, an article (\"7(1)\") or an error code".to_owned(),
        ));
    };
    let rules = Rules::read(&place.path("floors.toml"))?;
    let glossary = fs::read_to_string(place.path("docs/glossary.md")).unwrap_or_default();
    let kin = words::kin(&glossary, word);
    let hits = slice(&tree::sources(place)?, &kin, &rules);
    if hits.is_empty() {
        return Err(Failure::Wrong(format!("{word} stands nowhere{}", nearest(&glossary, word))));
    }
    say::line(&kin.into_iter().collect::<Vec<_>>().join(", "));
    for (shelf, files) in hits {
        say::line(&format!("\n{shelf}"));
        for text in &files {
            say::line(text);
        }
    }
    Ok(())
}

/// Shelf (packs, then crates from the ground up, then the rest) → what to print.
fn slice(files: &[Source], kin: &BTreeSet<String>, rules: &Rules) -> BTreeMap<String, Vec<String>> {
    let mut hits: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files.iter().filter(|file| !LOCKS.iter().any(|lock| file.path.ends_with(lock))) {
        let named = file.path.split(['/', '.']).any(|part| kin.contains(part));
        let lines: Vec<usize> = file
            .text
            .lines()
            .enumerate()
            .filter(|(_, line)| kin.iter().any(|word| has(line, word)))
            .map(|(number, _)| number.saturating_add(1))
            .collect();
        if named || !lines.is_empty() {
            hits.entry(shelf(file, rules)).or_default().push(shown(file, &lines));
        }
    }
    hits
}

fn shelf(file: &Source, rules: &Rules) -> String {
    match file.krate() {
        Some(name) => match rules.floor.get(name) {
            Some(floor) => format!("floor {floor}  {name}"),
            None => format!("floor -  {name} (beside)"),
        },
        None if file.path.starts_with("packs/") => "content  packs".to_owned(),
        None => format!("other    {}", file.path.split_once('/').map_or("(root)", |(folder, _)| folder)),
    }
}

fn shown(file: &Source, lines: &[usize]) -> String {
    let first = lines.first().map_or(String::new(), |line| format!(":{line}"));
    let more: Vec<String> = lines.iter().skip(1).take(SHOWN).map(usize::to_string).collect();
    let rest = lines.len().saturating_sub(SHOWN.saturating_add(1));
    let also = if more.is_empty() { String::new() } else { format!("  also {}", more.join(" ")) };
    let rest = if rest == 0 { String::new() } else { format!(" and {rest} more") };
    format!("  {}{first}{also}{rest}", file.path)
}

/// Whether the word stands in the line, not as a part of a longer word.
fn has(line: &str, word: &str) -> bool {
    let inside = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    line.match_indices(word).any(|(at, found)| {
        let (before, after) = (line.split_at(at).0, line.split_at(at.saturating_add(found.len())).1);
        !inside(before.chars().next_back()) && !inside(after.chars().next())
    })
}

/// Words of the glossary that contain the one that was not found.
fn nearest(glossary: &str, word: &str) -> String {
    let near: Vec<&str> =
        glossary.lines().filter(|line| line.starts_with('|') && line.contains(word)).take(5).collect();
    if near.is_empty() { String::new() } else { format!("; docs/glossary.md has\n{}", near.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::source;

    #[test]
    fn a_word_is_shown_floor_by_floor_with_its_lines() {
        let rules: Rules = toml::from_str("[floor]\nlaw = 2\nweb = 7").expect("rules");
        let files = [
            source("crates/web/src/screens/leads/mod.rs", "//! Leads.\n"),
            source("crates/law/src/a.rs", "//! A.\nuse leads;\nfn misleads() {}\n"),
            source("packs/case-types/x/case.toml", "a = 1\nb = \"leads\"\n"),
            source("docs/other.md", "nothing"),
        ];
        let hits = slice(&files, &BTreeSet::from(["leads".to_owned()]), &rules);
        let shelves: Vec<&str> = hits.keys().map(String::as_str).collect();
        assert_eq!(shelves, ["content  packs", "floor 2  law", "floor 7  web"]);
        assert_eq!(hits.get("floor 2  law").expect("law"), &["  crates/law/src/a.rs:2"]);
        assert_eq!(hits.get("floor 7  web").expect("web"), &["  crates/web/src/screens/leads/mod.rs"]);
    }

    #[test]
    fn an_article_and_a_code_are_words_too() {
        assert!(has("source = { article = \"7(1)\" }", "7(1)"));
        assert!(!has("article = \"17(1)\"", "7(1)"));
        assert!(has("code PAY-001;", "PAY-001"));
    }
}
