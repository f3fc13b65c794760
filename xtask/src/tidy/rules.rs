//! `floors.toml` as typed rules. An unknown key is an error, so that a rule cannot be misspelt away.
//! Never decides: the checks do.
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use crate::failure::Failure;

/// All of `floors.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    /// Crate → floor.
    pub(crate) floor: BTreeMap<String, u8>,
    #[serde(default)]
    pub(crate) aside: BTreeMap<String, Aside>,
    /// Outside crate (`*` at the end stands for any ending) → crates that may depend on it.
    #[serde(default)]
    pub(crate) door: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(crate) size: Size,
    #[serde(default)]
    pub(crate) chinese: Vec<Exempt>,
    #[serde(default)]
    pub(crate) list: Vec<List>,
    #[serde(default)]
    pub(crate) glossary: Glossary,
}

/// A crate beside the floors.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Aside {
    /// Crates it may not depend on.
    #[serde(default)]
    pub(crate) never: Vec<String>,
    /// Nobody's normal dependency.
    #[serde(default)]
    pub(crate) dev_only: bool,
}

/// Limits in lines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Size {
    pub(crate) file: usize,
    #[serde(rename = "crate")]
    pub(crate) krate: usize,
    #[serde(default)]
    pub(crate) exceptions: Vec<LongFile>,
}

impl Default for Size {
    fn default() -> Self {
        Self { file: 400, krate: 10_000, exceptions: Vec::new() }
    }
}

/// A file that may be longer, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LongFile {
    pub(crate) file: String,
    pub(crate) lines: usize,
    pub(crate) reason: String,
}

/// A folder or file to which a rule does not apply, and why.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Exempt {
    pub(crate) path: String,
    pub(crate) reason: String,
}

/// A list that must exist and have entries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct List {
    pub(crate) what: String,
    pub(crate) path: String,
}

/// Where area words stand.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Glossary {
    #[serde(default)]
    pub(crate) areas: Vec<String>,
}

impl Rules {
    /// Reads and checks the file.
    pub(crate) fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file).map_err(Failure::io(file.display()))?;
        toml::from_str(&text).map_err(|error| Failure::Wrong(format!("{}: {error}", file.display())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_rule_is_an_error() {
        let error = toml::from_str::<Rules>("[floor]\nkernel = 1\n[dore]\nsqlx = []").expect_err("no such rule");
        assert!(error.to_string().contains("dore"));
    }
}
