//! The tree of packs as bytes: paths with `/`, read by the binary from its own and from the site's folder.
//!
//! Never: reads a disk. A site's file takes the place of the built-in one of the same path.
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::PackMistake;

/// Path → content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree(BTreeMap<String, Vec<u8>>);

impl Tree {
    /// The file at `path`.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// The text of the file at `path`; nothing when there is none.
    ///
    /// # Errors
    /// When the file is not UTF-8.
    pub fn text(&self, path: &str) -> Result<Option<&str>, PackMistake> {
        let Some(bytes) = self.get(path) else { return Ok(None) };
        let unreadable = |_| PackMistake::of(path, "the file is not UTF-8").hint(Some("save it as UTF-8".to_owned()));
        std::str::from_utf8(bytes).map(Some).map_err(unreadable)
    }

    /// Every path under `folder`, which ends in `/`.
    pub fn under<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.keys().map(String::as_str).filter(move |path| path.starts_with(folder))
    }

    /// Every TOML file under `folder`, which ends in `/`: path and text.
    ///
    /// # Errors
    /// When a file is not UTF-8.
    pub fn toml_under<'a>(&'a self, folder: &'a str) -> Result<Vec<(&'a str, &'a str)>, PackMistake> {
        let files = self.under(folder).filter(|path| path.rsplit_once('.').is_some_and(|(_, end)| end == "toml"));
        files.map(|path| Ok((path, self.text(path)?.unwrap_or_default()))).collect()
    }

    /// The names of the folders right under `folder`, which ends in `/`.
    #[must_use]
    pub fn folders(&self, folder: &str) -> Vec<&str> {
        let name = |path: &'_ str| path.len();
        let mut all: Vec<&str> = vec![];
        for path in self.0.keys().filter(|path| path.starts_with(folder) && name(path) > folder.len()) {
            let Some((first, _)) = path.strip_prefix(folder).and_then(|rest| rest.split_once('/')) else { continue };
            if all.last() != Some(&first) {
                all.push(first);
            }
        }
        all
    }

    /// The texts under `folder`, as pairs of path and text.
    ///
    /// # Errors
    /// When a file is not UTF-8.
    pub fn texts(&self, folder: &str) -> Result<Vec<(String, String)>, PackMistake> {
        let read = |path: &str| Ok((path.to_owned(), self.text(path)?.unwrap_or_default().to_owned()));
        self.under(folder).map(read).collect()
    }

    /// This tree with `site`'s files laid over it.
    #[must_use]
    pub fn overlaid(mut self, site: Tree) -> Tree {
        self.0.extend(site.0);
        self
    }

    /// A short hash of everything under `folder`: the first 12 hex digits of SHA-256 over paths, lengths and bytes.
    #[must_use]
    pub fn hash(&self, folder: &str) -> String {
        let mut hash = Sha256::new();
        for (path, bytes) in self.0.iter().filter(|(path, _)| path.starts_with(folder)) {
            for part in [path.as_bytes(), bytes] {
                hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
                hash.update(part);
            }
        }
        hex::encode(hash.finalize()).chars().take(12).collect()
    }
}

impl FromIterator<(String, Vec<u8>)> for Tree {
    fn from_iter<I: IntoIterator<Item = (String, Vec<u8>)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn a_site_lays_its_files_over_the_built_in_ones() {
        let both = tree(&[("a/x", "1"), ("a/y", "2")]).overlaid(tree(&[("a/y", "3"), ("b/z", "4")]));
        let read = ["a/x", "a/y", "b/z", "c"].map(|path| both.text(path).expect("text"));
        assert_eq!(read, [Some("1"), Some("3"), Some("4"), None]);
        assert_eq!(both.folders(""), ["a", "b"]);
    }

    #[test]
    fn the_hash_changes_with_any_byte_and_any_name() {
        let hashes = [tree(&[("a/x", "1")]), tree(&[("a/x", "2")]), tree(&[("a/y", "1")]), tree(&[("b/x", "1")])]
            .map(|tree| tree.hash(""));
        let distinct: std::collections::BTreeSet<_> = hashes.iter().collect();
        assert_eq!(distinct.len(), hashes.len());
    }
}
