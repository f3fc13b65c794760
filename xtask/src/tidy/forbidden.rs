//! What no file may hold: work that claims to be done, tests that never run, paths of one machine.
//! The words are spelt in two halves here, or this file would find itself.
use std::path::Path;

use super::tree::Source;

/// In Rust: the text, and what to do.
const IN_RUST: [(&str, &str); 3] = [
    (concat!("to", "do!("), "write it, or leave the whole of it out"),
    (concat!("unimple", "mented!("), "write it, or leave the whole of it out"),
    (concat!("#[ig", "nore"), "make the test run, or take it out"),
];
/// Anywhere, as a word of its own.
const WORDS: [&str; 2] = [concat!("FIX", "ME"), concat!("XX", "X")];
const WORD_KINDS: [&str; 8] = ["rs", "scss", "js", "mjs", "html", "sql", "typ", "ftl"];
/// Folders of people on machines.
const HOMES: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!(":\\Us", "ers\\")];

pub(super) fn check(files: &[Source], root: &Path) -> Vec<String> {
    let mut homes: Vec<String> = HOMES.map(str::to_owned).into();
    // A clone directly below `/` is no clue to anyone; any other place of the clone is.
    if root.components().count() > 2 {
        homes.push(format!("{}/", root.display()));
    }
    let mut found = Vec::new();
    for file in files {
        for (number, line) in file.text.lines().enumerate() {
            let at = format!("{}:{}", file.path, number.saturating_add(1));
            found.extend(in_line(file, line, &homes).map(|sentence| format!("{at}: {sentence}")));
        }
    }
    found
}

fn in_line(file: &Source, line: &str, homes: &[String]) -> Option<String> {
    if file.is("rs")
        && let Some((text, advice)) = IN_RUST.iter().find(|(text, _)| line.contains(text))
    {
        return Some(format!("has `{text}`; {advice}"));
    }
    if WORD_KINDS.iter().any(|kind| file.is(kind))
        && let Some(word) = WORDS.iter().find(|word| has_word(line, word))
    {
        return Some(format!("has {word}; do it now, or file an issue and take the remark out"));
    }
    let home = homes.iter().find(|home| starts_a_path(line, home))?;
    Some(format!("names a folder of one machine ({home}…); make it relative, or a setting"))
}

fn has_word(line: &str, word: &str) -> bool {
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    line.match_indices(word).any(|(at, _)| {
        let (before, after) = line.split_at(at);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().nth(word.len()))
    })
}

/// Whether an absolute path starts here: not in the middle of a longer path or an address.
fn starts_a_path(line: &str, start: &str) -> bool {
    line.match_indices(start).any(|(at, _)| {
        let before = line.split_at(at).0.chars().next_back();
        start.starts_with(':') || before.is_none_or(|letter| !(letter.is_alphanumeric() || "._-/}~$".contains(letter)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::tree::source;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&[source(path, text)], Path::new("/opt/clones/rain"))
    }

    #[test]
    fn each_forbidden_thing_is_found() {
        for (path, text) in [
            ("a.rs", concat!("fn a() { to", "do!() }")),
            ("a.rs", concat!("#[ig", "nore = \"slow\"]")),
            ("a.scss", concat!("// FIX", "ME: later")),
            ("a.toml", concat!("path = \"/ho", "me/li/data\"")),
            ("a.md", "see /opt/clones/rain/packs"),
        ] {
            assert_eq!(found(path, text).len(), 1, "{path}: {text}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_fine() {
        for (path, text) in [
            ("a.rs", "let list = todo_list();"),
            ("a.rs", concat!("const LETTERS: &str = \"XX", "XX\";")),
            ("a.md", concat!("https://example.org/ho", "me/page")),
            ("a.md", concat!("$HOME, ~/ho", "me/x and crates/ho", "me/")),
        ] {
            assert_eq!(found(path, text), Vec::<String>::new(), "{path}: {text}");
        }
    }
}
