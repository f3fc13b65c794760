//! Messages: the Chinese and the English file of a pair have the same keys with the same variables.
//! A pair is `….zh.ftl` and `….en.ftl`, or the same name in folders `zh` and `en`.
use std::collections::{BTreeMap, BTreeSet};

use super::tree::Source;

/// Key → variables used in it.
type Keys = BTreeMap<String, BTreeSet<String>>;

pub(super) fn check(files: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    let messages: BTreeMap<&str, &Source> =
        files.iter().filter(|file| file.is("ftl")).map(|file| (file.path.as_str(), file)).collect();
    for (path, file) in &messages {
        found.extend(repeated(file));
        let Some(twin) = twin(path) else {
            found.push(format!("{path}: name it ….zh.ftl or ….en.ftl, so that its other language can be found"));
            continue;
        };
        match messages.get(twin.as_str()) {
            Some(other) => found.extend(missing(file, other)),
            None => found.push(format!("{path}: has no {twin}; write the same keys there")),
        }
    }
    found
}

/// The path of the other language's file.
fn twin(path: &str) -> Option<String> {
    for (this, other) in [("zh", "en"), ("en", "zh")] {
        for (left, right) in [(".", ".ftl"), ("/", ".ftl"), ("/", "/")] {
            let part = format!("{left}{this}{right}");
            if path.contains(&part) {
                return Some(path.replacen(&part, &format!("{left}{other}{right}"), 1));
            }
        }
    }
    None
}

/// Keys of `file` that `other` lacks, or that use other variables there.
fn missing(file: &Source, other: &Source) -> Vec<String> {
    let theirs = keys(&other.text);
    let mut found = Vec::new();
    for (key, variables) in keys(&file.text) {
        match theirs.get(&key) {
            None => found.push(format!("{}: lacks `{key}`, which {} has; translate it", other.path, file.path)),
            // Said once for the pair.
            Some(others) if *others != variables && file.path < other.path => found.push(format!(
                "{}: `{key}` uses other variables than in {}; both need {}",
                file.path,
                other.path,
                variables.union(others).map(|name| format!("${name}")).collect::<Vec<_>>().join(", ")
            )),
            Some(_) => {}
        }
    }
    found
}

fn repeated(file: &Source) -> Vec<String> {
    let mut seen = BTreeSet::new();
    file.text
        .lines()
        .filter_map(key)
        .filter(|key| !seen.insert(*key))
        .map(|key| format!("{}: `{key}` stands there twice; keep one", file.path))
        .collect()
}

fn keys(text: &str) -> Keys {
    let mut keys = Keys::new();
    let mut now = None;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some(key) = key(line) {
            now = Some(key.to_owned());
            keys.insert(key.to_owned(), BTreeSet::new());
        } else if let (Some(message), Some(attribute)) = (now.as_ref(), attribute(line)) {
            let base = message.split('.').next().unwrap_or_default();
            let key = format!("{base}.{attribute}");
            keys.insert(key.clone(), BTreeSet::new());
            now = Some(key);
        }
        if let Some(variables) = now.as_ref().and_then(|key| keys.get_mut(key)) {
            variables.extend(line.split('$').skip(1).map(name).filter(|name| !name.is_empty()));
        }
    }
    keys
}

/// The key of `key = …` at the start of a line.
fn key(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let starts_well = key.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '-');
    (starts_well && key.chars().all(is_name)).then_some(key)
}

/// The name of an indented `.name = …`.
fn attribute(line: &str) -> Option<&str> {
    let (name, _) = line.strip_prefix(' ')?.trim_start().strip_prefix('.')?.split_once('=')?;
    let name = name.trim_end();
    name.chars().all(is_name).then_some(name)
}

fn name(text: &str) -> String {
    text.chars().take_while(|letter| is_name(*letter)).collect()
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::super::tree::source;
    use super::*;

    fn found(zh: &str, en: &str) -> Vec<String> {
        check(&[source("crates/web/messages/cases.en.ftl", en), source("crates/web/messages/cases.zh.ftl", zh)])
    }

    #[test]
    fn the_same_keys_with_the_same_variables_are_fine_in_any_order() {
        let en = "# a comment = none\ntitle = Cases\ncount = { $n ->\n    [one] one case\n   *[other] { $n } cases\n }\n    .hint = Open\n";
        let zh = "count = { $n } 件\n    .hint = 打开\ntitle = 案件\n";
        assert_eq!(found(zh, en), Vec::<String>::new());
    }

    #[test]
    fn a_missing_key_a_missing_attribute_and_another_variable_are_found() {
        assert_eq!(found("title = 案件\n", "title = Cases\nlost = Lost\n").len(), 1);
        assert_eq!(found("title = 案件\n", "title = Cases\n    .hint = Open\n").len(), 1);
        assert_eq!(found("count = { $m } 件\n", "count = { $n } cases\n").len(), 1);
        assert_eq!(found("title = 案件\ntitle = 又\n", "title = Cases\n").len(), 1);
    }

    #[test]
    fn the_other_language_is_found_in_each_way_of_naming_and_its_absence_is_told() {
        assert_eq!(twin("packs/a/messages.zh.ftl").as_deref(), Some("packs/a/messages.en.ftl"));
        assert_eq!(twin("crates/web/messages/en.ftl").as_deref(), Some("crates/web/messages/zh.ftl"));
        assert_eq!(twin("crates/web/messages/en/cases.ftl").as_deref(), Some("crates/web/messages/zh/cases.ftl"));
        assert_eq!(check(&[source("packs/a/messages.zh.ftl", "a = b")]).len(), 1);
        assert_eq!(check(&[source("packs/a/messages.ftl", "a = b")]).len(), 1);
    }
}
