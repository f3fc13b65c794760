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
}

impl Source {
    /// Whether the name ends with `.kind`.
    pub(crate) fn is(&self, kind: &str) -> bool {
        self::kind(&self.path) == Some(kind)
    }

    /// Whether all of it is a test.
    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|part| ["tests", "tests.rs", "benches", "examples"].contains(&part))
    }

    /// The text up to the tests inside the file.
    pub(crate) fn program(&self) -> &str {
        let mut end = 0_usize;
        for line in self.text.split_inclusive('\n') {
            if line.starts_with("#[cfg(test)]") {
                return self.text.get(..end).unwrap_or_default();
            }
            end = end.saturating_add(line.len());
        }
        &self.text
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
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}

#[cfg(test)]
pub(crate) fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
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
}
