//! Every word of a page stands in both languages, and nothing stands in a file that no page says.
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fluent_syntax_free::messages_of;
use kernel::Language;

use frame::Words;

/// Reads message files without the parser, so that a file that the parser half understands is noticed.
mod fluent_syntax_free {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use kernel::Language;

    /// Message identifier → the values (`$name`) that it uses, over all files of a language.
    pub(super) fn messages_of(language: Language) -> BTreeMap<String, Vec<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frame/messages").join(language.tag());
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            let mut current = String::new();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                if let Some((id, _)) =
                    line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
                {
                    id.clone_into(&mut current);
                    assert!(found.insert(current.clone(), Vec::new()).is_none(), "{current} is written twice");
                }
                let names = line.split('$').skip(1).map(|rest| {
                    rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').next().unwrap().to_owned()
                });
                if let Some(values) = found.get_mut(&current) {
                    values.extend(names);
                }
            }
        }
        for values in found.values_mut() {
            values.sort();
            values.dedup();
        }
        found
    }
}

fn files(folder: &Path, ends: &str, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ends, into);
        } else if path.to_string_lossy().ends_with(ends) {
            into.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
}

#[test]
fn every_message_stands_in_both_languages_with_the_same_values() {
    let (chinese, english) = (messages_of(Language::Chinese), messages_of(Language::English));
    let ids = |all: &BTreeMap<String, Vec<String>>| all.keys().cloned().collect::<BTreeSet<_>>();
    let missing: Vec<_> = ids(&chinese).symmetric_difference(&ids(&english)).cloned().collect();
    assert!(missing.is_empty(), "only in one language: {missing:?}");
    for (id, values) in &chinese {
        assert_eq!(values, &english[id], "the values of {id} differ");
    }
}

#[test]
fn every_message_is_understood_by_the_parser() {
    for language in Language::ALL {
        for id in messages_of(language).keys() {
            assert!(Words::in_language(language).try_with(id, &[]).is_some(), "{id} in {language:?}");
        }
    }
}

#[test]
fn one_is_never_spoken_of_as_many() {
    const VERBS: [&str; 4] = ["needs", "takes", "waits", "was"];
    let english = Words::in_language(Language::English);
    for (id, names) in messages_of(Language::English) {
        // A limit is never one.
        let one = |name: &str| if ["limit", "max", "min"].contains(&name) { "9" } else { "1" };
        let ones: Vec<_> = names.into_iter().map(|name| (name.clone(), one(&name).to_owned())).collect();
        let said = english.try_with(&id, &ones).unwrap_or_default();
        let words: Vec<&str> = said.split([' ', '(']).collect();
        let is_many = |word: &str| {
            let word = word.trim_end_matches(|c: char| !c.is_alphanumeric());
            word.len() > 2 && word.ends_with('s') && !VERBS.contains(&word)
        };
        assert!(!words.windows(2).any(|two| two[0] == "1" && is_many(two[1])), "{id}: {said}");
    }
    assert_eq!(english.with_numbers("erase-goes-leads", [("leads", "1".to_owned())]).find("1 lead:"), Some(0));
    assert!(english.with_numbers("erase-goes-leads", [("leads", "12".to_owned())]).starts_with("12 leads:"));
    // What only looks like a number stays as it is written.
    assert_eq!(english.with_numbers("article", [("article", "007".to_owned())]), "art. 007");
    let id = "990101195201200023";
    assert_eq!(english.with_numbers("article", [("article", id.to_owned())]), format!("art. {id}"));
}

#[test]
fn every_message_that_a_template_says_is_written() {
    let written = messages_of(Language::English);
    for (path, text) in own(".html") {
        for said in text.split("t(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(written.contains_key(said), "{path} says {said:?}, which no message file has");
        }
    }
}

/// The sources of the screens and of what they share, without what is compiled for tests alone.
fn own(ends: &str) -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for folder in ["src", "../frame/src"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), ends, &mut sources);
    }
    sources.retain(|(path, _)| {
        !path.ends_with("preview.rs") && !path.ends_with("web/src/words.rs") && !path.contains("tests")
    });
    sources
}

#[test]
fn every_message_that_the_program_says_is_written() {
    let written = messages_of(Language::English);
    for (path, text) in own(".rs") {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
        for call in [".t(\"", ".say(\"", ".with(\"", ".with_numbers(\"", " t(\""] {
            for said in code.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                let message = said.contains('-') && said.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                assert!(!message || written.contains_key(said), "{path} says {said:?}, which no message file has");
            }
        }
    }
}

#[test]
fn nothing_stands_in_a_message_file_that_nobody_says() {
    let sources: Vec<String> = own(".rs").into_iter().chain(own(".html")).map(|(_, text)| text).collect();
    let begun: BTreeSet<&str> = sources
        .iter()
        .flat_map(|text| text.split("format!(\"").skip(1))
        .filter_map(|rest| rest.split('{').next())
        .filter(|begin| begin.ends_with('-') && !["refusal-", "mistake-"].contains(begin))
        .collect();
    let ends: BTreeSet<&str> = sources
        .iter()
        .flat_map(|text| text.split("format!(\"{}").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .filter(|end| end.starts_with('-') && end.len() > 1)
        .collect();
    let program: String = program().into_iter().map(|(_, text)| text).chain(sources.iter().cloned()).collect();
    let said = |id: &str| {
        let code = id.trim_start_matches("refusal-").trim_start_matches("mistake-").trim_end_matches("-instead");
        let coded = code != id && (code == "other" || program.contains(&format!("\"{code}\"")));
        coded
            || ends.iter().any(|end| id.ends_with(end))
            || begun.iter().any(|begin| id.starts_with(begin))
            || sources.iter().any(|text| text.contains(&format!("\"{id}\"")))
    };
    let unsaid: Vec<String> = messages_of(Language::English).into_keys().filter(|id| !said(id)).collect();
    assert!(unsaid.is_empty(), "take these out of the message files: {unsaid:?}");
}

#[test]
fn templates_hold_no_words_of_their_own() {
    for (path, text) in own(".html") {
        let chinese: Vec<char> = text.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).collect();
        assert!(chinese.is_empty(), "{path} holds words: {chinese:?}");
    }
}

fn program() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for floor in ["kernel", "law", "domain", "packs", "journal", "store", "documents", "intake", "app"] {
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(floor).join("src"), ".rs", &mut sources);
    }
    sources.retain(|(path, _)| !path.contains("tests"));
    sources
}

#[test]
fn every_refusal_of_the_program_has_words_and_a_way_on() {
    let written = messages_of(Language::English);
    for (path, text) in program() {
        for code in text.split("Refusal::new(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for id in [format!("refusal-{code}"), format!("refusal-{code}-instead")] {
                assert!(written.contains_key(&id), "{path}: {id} is not written");
            }
        }
    }
}

#[test]
fn every_mistake_of_the_program_has_words() {
    let written = messages_of(Language::English);
    for (path, text) in program() {
        // A mistake in a pack (`LoadMistake`) is told to its author in its own words.
        let text = text.split("#[cfg(test)]").next().unwrap().replace("LoadMistake::at(", "");
        for call in text.split("Mistake::at(").skip(1) {
            let arguments = call.split(')').next().unwrap();
            let Some(code) = arguments
                .split('"')
                .rev()
                .nth(1)
                .filter(|code| arguments.trim_end().ends_with('"') && !code.contains('{'))
            else {
                continue;
            };
            assert!(written.contains_key(&format!("mistake-{code}")), "{path}: mistake-{code} is not written");
        }
    }
}
