//! Where things are: the root of the clone, the build folder, programs on this machine.
//! Reads the environment for the whole of xtask; nothing else does.
use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The clone that the command works on.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) root: PathBuf,
    /// Where cargo builds. Outside the clone unless `CARGO_TARGET_DIR` says otherwise, so that a second clone, or
    /// a fresh one, does not build seven hundred crates again.
    pub(crate) target: PathBuf,
    /// The folder in it of the binaries meant: of the dev build, which is what the demo runs, or of the release.
    built: &'static str,
}

impl Place {
    /// The nearest folder upwards that has a `floors.toml`.
    pub(crate) fn find() -> Result<Self, Failure> {
        let here = env::current_dir().map_err(Failure::io("the current folder"))?;
        let root = here
            .ancestors()
            .find(|folder| folder.join("floors.toml").is_file())
            .ok_or_else(|| Failure::Usage(format!("{} is not inside a clone of Timely Rain", here.display())))?;
        Ok(Self::new(root.to_path_buf(), target(root)))
    }

    pub(crate) fn new(root: PathBuf, target: PathBuf) -> Self {
        Self { root, target, built: "debug" }
    }

    pub(crate) fn path(&self, inside: &str) -> PathBuf {
        self.root.join(inside)
    }

    /// The same place, with the binaries that an office would install.
    pub(crate) fn released(&self) -> Self {
        Self { built: "release", ..self.clone() }
    }

    /// The built binary of the product.
    pub(crate) fn binary(&self) -> PathBuf {
        self.target.join(self.built).join("timelyrain")
    }
}

fn target(root: &Path) -> PathBuf {
    if let Some(named) = variable("CARGO_TARGET_DIR") {
        return root.join(named);
    }
    match variable("HOME") {
        Some(home) => Path::new(&home).join(".cache").join("timelyrain-target"),
        None => root.join("target"),
    }
}

/// A variable of the environment that is set and not empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    env::var_os(name).and_then(|value| value.into_string().ok()).filter(|value| !value.is_empty())
}

/// The first of these programs that the machine has, searched in `PATH` and then in `folders`.
pub(crate) fn program(names: &[&str], folders: &[PathBuf]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = env::split_paths(&path).chain(folders.iter().cloned()).collect();
    names.iter().find_map(|name| places.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}
