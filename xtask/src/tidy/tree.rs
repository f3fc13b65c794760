//! The files of the clone that git knows or would take, as text.
//! Never what is ignored: built things, fetched things and data are not ours to judge.
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::place::Place;
use crate::shell::Task;

/// A text file: its path from the root, with `/`, and what it says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
    /// Declared under `#[cfg(test)]` by the module above it.
    pub(crate) only_for_tests: bool,
}

impl Source {
    /// Whether the name ends with `.kind`.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self::kind(&self.path) == Some(kind)
    }

    /// Whether all of it is a test.
    pub(crate) fn is_test(&self) -> bool {
        self.only_for_tests
            || self.path.split('/').any(|part| ["tests", "tests.rs", "benches", "examples"].contains(&part))
    }

    /// The text up to the tests inside the file.
    pub(crate) fn program(&self) -> &str {
        let mut end = 0_usize;
        let mut lines = self.text.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            // `#[cfg(test)] mod preview;` stands among the other modules; `mod tests {` is the end of the program.
            let opens = lines.peek().is_none_or(|next| !next.trim_end().ends_with(';'));
            if line.starts_with("#[cfg(test)]") && opens {
                return self.text.get(..end).unwrap_or_default();
            }
            end = end.saturating_add(line.len());
        }
        &self.text
    }

    /// Where the modules lie that this file declares for tests only: `folder/name`.
    fn test_modules(&self) -> Vec<String> {
        let stem = self.path.strip_suffix(".rs").unwrap_or_default();
        let folder = match stem.rsplit_once('/') {
            Some((folder, "mod" | "lib" | "main")) => folder,
            Some(_) | None => stem,
        };
        let lines: Vec<&str> = self.text.lines().collect();
        let pairs = lines.windows(2).filter_map(|pair| pair.first().zip(pair.get(1)));
        pairs
            .filter(|(first, _)| first.starts_with("#[cfg(test)]"))
            .filter_map(|(_, second)| second.trim_end_matches(';').rsplit_once("mod "))
            .map(|(_, name)| format!("{folder}/{name}"))
            .collect()
    }

    /// The crate the file belongs to, by its folder.
    pub(crate) fn krate(&self) -> Option<&str> {
        let mut parts = self.path.split('/');
        match parts.next()? {
            "crates" => parts.next(),
            "xtask" => Some("xtask"),
            _ => None,
        }
    }
}

/// The ending of a file's name, without its dot.
pub(crate) fn kind(path: &str) -> Option<&str> {
    Path::new(path).extension()?.to_str()
}

/// The paths of all files, from the root.
pub(crate) fn names(place: &Place) -> Result<Vec<String>, Failure> {
    let listed = Task::new(place, "git")
        .args(&["-c", "core.quotepath=off", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .read()?;
    // A file that was deleted and not yet committed is still listed.
    let here = |path: &&str| !path.is_empty() && place.path(path).is_file();
    let mut names: Vec<String> = listed.split('\0').filter(here).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// All files that are text.
pub(crate) fn sources(place: &Place) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in names(place)? {
        let bytes = fs::read(place.path(&path)).map_err(Failure::io(&path))?;
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path, text, only_for_tests: false });
        }
    }
    mark_tests(&mut sources);
    Ok(sources)
}

fn mark_tests(sources: &mut [Source]) {
    let modules: Vec<String> = sources.iter().filter(|file| file.is("rs")).flat_map(Source::test_modules).collect();
    for file in sources {
        file.only_for_tests = modules
            .iter()
            .any(|module| file.path.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/')));
    }
}

#[cfg(test)]
pub(crate) fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned(), only_for_tests: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_knows_its_kind_its_crate_and_where_its_tests_begin() {
        let file = source("crates/law/src/amount.rs", "//! Amounts.\nfn a() {}\n#[cfg(test)]\nmod tests {}\n");
        assert!(file.is("rs") && !file.is("s") && !source(".rs", "").is("rs"));
        assert_eq!(file.krate(), Some("law"));
        assert_eq!(file.program(), "//! Amounts.\nfn a() {}\n");
        assert!(source("crates/law/src/amount/tests.rs", "").is_test());
        assert!(!file.is_test());
    }

    #[test]
    fn a_module_declared_for_tests_is_a_test_wherever_it_lies_and_does_not_end_the_program() {
        let list = "//! A list.\nmod page;\n\n#[cfg(test)]\npub(crate) mod preview;\n\npub use page::Page;\n";
        let mut files = [
            source("crates/web/src/list/mod.rs", list),
            source("crates/web/src/list/preview.rs", ""),
            source("crates/web/src/list/preview/rows.rs", ""),
            source("crates/web/src/list/previews.rs", ""),
            source("crates/web/src/today.rs", "//! Today.\n#[cfg(test)]\nmod shown;\n"),
            source("crates/web/src/today/shown.rs", ""),
        ];
        mark_tests(&mut files);
        assert_eq!(files.each_ref().map(Source::is_test), [false, true, true, false, false, true]);
        assert!(files.iter().any(|file| file.program() == list));
    }
}
