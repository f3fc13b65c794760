//! Node and the npm packages of a folder, exactly as its lock file says.
//! Never another registry than npm's own, never a package that the lock file does not name.
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::place::{self, Place};
use crate::say;
use crate::shell::Task;

const OLDEST: u32 = 20;

/// Node is here and new enough; then the folder's packages are those of its lock file.
pub(crate) fn packages(place: &Place, folder: &str) -> Result<(), Failure> {
    node(place)?;
    let folder = place.path(folder);
    let lock = read(&folder.join("package-lock.json"))?;
    // npm keeps no trace of the lock file that it installed, so we do.
    let mark = folder.join("node_modules").join(".installed-lock.json");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say::note(&format!("fetching the npm packages of {}", folder.display()));
    Task::new(place, "npm").args(&["ci", "--no-audit", "--no-fund", "--loglevel=error"]).folder(&folder).run()?;
    fs::write(&mark, lock).map_err(Failure::io(mark.display()))
}

/// Refuses when Node is missing or too old.
pub(crate) fn node(place: &Place) -> Result<(), Failure> {
    let needs = |what: String| Failure::Needs {
        what,
        line: "apt-get install -y nodejs npm   # or from nodejs.org; version 20 or newer".to_owned(),
    };
    if place::program(&["node"], &[]).is_none() || place::program(&["npm"], &[]).is_none() {
        return Err(needs("the style sheets and the browser journeys need Node and npm, which are missing".to_owned()));
    }
    let version = Task::new(place, "node").args(&["--version"]).read()?;
    match major(&version) {
        Some(major) if major >= OLDEST => Ok(()),
        Some(_) | None => Err(needs(format!("Node {} is too old", version.trim()))),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

fn read(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).map_err(Failure::io(file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_number_of_nodes_version_is_read() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("v8.1.0"), Some(8));
        assert_eq!(major("nonsense"), None);
    }
}
