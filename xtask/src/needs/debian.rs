//! Packages of Debian and Ubuntu, for tests and the demo of a developer's machine.
//! Never installs without saying so, and only as root; elsewhere it gives the line to type.
use std::fs;
use std::sync::OnceLock;

use crate::failure::Failure;
use crate::place::{self, Place};
use crate::say;
use crate::shell::Task;

/// Whether this is Debian or a child of it, with its package tool.
pub(crate) fn here() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    is_debian(&release) && place::program(&["apt-get"], &[]).is_some()
}

/// Installs packages, or refuses with the line that does. `wants` says what needs them.
pub(crate) fn install(place: &Place, packages: &[&str], wants: &str) -> Result<(), Failure> {
    let line = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    if !here() || !root(place) {
        let line = format!("sudo sh -c '{line}'   # Debian, Ubuntu; elsewhere the package of the same name");
        return Err(Failure::Needs { what: wants.to_owned(), line });
    }
    say::note(&format!("{wants}; installing {} with apt-get", packages.join(", ")));
    update(place)?;
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(packages);
    Task::new(place, "apt-get").args(&words).env("DEBIAN_FRONTEND", "noninteractive").run()
}

/// Fetches Debian's lists, once in a run of xtask.
pub(crate) fn update(place: &Place) -> Result<(), Failure> {
    static DONE: OnceLock<()> = OnceLock::new();
    if DONE.get().is_none() {
        Task::new(place, "apt-get").args(&["update", "-qq"]).run()?;
        let _ = DONE.set(());
    }
    Ok(())
}

/// Whether we are root.
pub(crate) fn root(place: &Place) -> bool {
    Task::new(place, "id").args(&["-u"]).read().is_ok_and(|id| id.trim() == "0")
}

fn is_debian(release: &str) -> bool {
    release
        .lines()
        .filter_map(|line| line.strip_prefix("ID=").or_else(|| line.strip_prefix("ID_LIKE=")))
        .any(|names| names.trim_matches('"').split(' ').any(|name| ["debian", "ubuntu"].contains(&name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_children_are_known_by_their_release_file() {
        assert!(is_debian("PRETTY_NAME=\"Debian GNU/Linux 12\"\nID=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nNAME=\"not debian\"\n"));
        assert!(!is_debian(""));
    }
}
