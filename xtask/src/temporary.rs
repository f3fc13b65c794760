//! Folders and ports that a command uses and gives back.
//! Never inside the clone, so that a stopped command leaves nothing to commit.
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A folder that is removed when its owner is dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new empty folder; `what` says what it is for.
    pub(crate) fn new(what: &str) -> Result<Self, Failure> {
        let path = std::env::temp_dir().join(format!("timelyrain-{what}-{}", std::process::id()));
        if path.exists() {
            fs::remove_dir_all(&path).map_err(Failure::io(path.display()))?;
        }
        fs::create_dir_all(&path).map_err(Failure::io(path.display()))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What cannot be removed lies in the system's temporary folder and harms nobody.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A port of this machine that nobody listens on now.
pub(crate) fn port() -> Result<u16, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(Failure::io("a free port"))?;
    Ok(listener.local_addr().map_err(Failure::io("a free port"))?.port())
}
