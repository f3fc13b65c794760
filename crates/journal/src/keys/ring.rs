//! Master keys: they wrap the data keys and nothing else, and never rest in the database.
//!
//! Never: printed, logged, or stored by us anywhere but in the file of the embedded mode, which only its owner can read.
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::KeyFault;
use super::seal::{Cipher, random};

/// The master keys by name; the last one wraps what is new.
#[derive(Clone)]
pub struct KeyRing {
    keys: BTreeMap<String, [u8; 32]>,
    current: String,
}

/// The name of the current key only.
impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing").field("current", &self.current).finish_non_exhaustive()
    }
}

impl KeyRing {
    /// The ring that `text` holds: one key a line, `<name> <64 hexadecimal digits>`, the last one current; lines
    /// that begin with `#` are remarks. The same text serves a file, the environment and the output of a command.
    ///
    /// # Errors
    /// When a line is not a key, a name stands twice, or there is no key. The keys themselves are never quoted.
    pub fn from_text(text: &str) -> Result<Self, KeyFault> {
        let mut keys = BTreeMap::new();
        let mut current = None;
        for (place, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let number = place.saturating_add(1);
            let (name, key) = line.split_once(char::is_whitespace).ok_or(KeyFault::BadLine { line: number })?;
            let mut bytes = [0_u8; 32];
            hex::decode_to_slice(key.trim(), &mut bytes).map_err(|_| KeyFault::BadLine { line: number })?;
            if keys.insert(name.to_owned(), bytes).is_some() {
                return Err(KeyFault::Twice { name: name.to_owned() });
            }
            current = Some(name.to_owned());
        }
        current.map(|current| Self { keys, current }).ok_or(KeyFault::Empty)
    }

    /// A ring with one new key called `name`.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn generate(name: &str) -> Result<Self, KeyFault> {
        Ok(Self { keys: BTreeMap::from([(name.to_owned(), random()?)]), current: name.to_owned() })
    }

    /// This ring with a new key called `name`, current from now on.
    ///
    /// # Errors
    /// When the name is in use, or the system has no randomness to give.
    pub fn with_new(mut self, name: &str) -> Result<Self, KeyFault> {
        if self.keys.contains_key(name) {
            return Err(KeyFault::Twice { name: name.to_owned() });
        }
        self.keys.insert(name.to_owned(), random()?);
        name.clone_into(&mut self.current);
        Ok(self)
    }

    /// The ring in the file at `path`.
    ///
    /// # Errors
    /// When there is no file, when others can read it, or when it is not a ring.
    pub fn open(path: &Path) -> Result<Self, KeyFault> {
        let text = fs::read_to_string(path).map_err(|source| KeyFault::File { path: path.to_owned(), source })?;
        refuse_open_to_others(path)?;
        Self::from_text(&text)
    }

    /// The ring in the file at `path`, made there (readable by its owner alone) when there is none.
    ///
    /// # Errors
    /// When others can read the file, when it is not a ring, or when it cannot be read or written.
    pub fn open_or_make(path: &Path) -> Result<Self, KeyFault> {
        match Self::open(path) {
            Err(KeyFault::File { source, .. }) if source.kind() == std::io::ErrorKind::NotFound => {
                let fault = |source| KeyFault::File { path: path.to_owned(), source };
                let ring = Self::generate("first")?;
                let mut file = private(path).map_err(fault)?;
                file.write_all(ring.to_text().as_bytes()).and_then(|()| file.sync_all()).map_err(fault)?;
                Ok(ring)
            }
            other => other,
        }
    }

    /// Adds a new key called `name` to the ring in the file at `path`, current from now on; the keys of before stay in it. A
    /// crash leaves the old file or the new one.
    ///
    /// # Errors
    /// When the file is no ring or others can read it, when the name is in use, when it cannot be written.
    pub fn rotate(path: &Path, name: &str) -> Result<Self, KeyFault> {
        let fault = |source| KeyFault::File { path: path.to_owned(), source };
        let ring = Self::open(path)?.with_new(name)?;
        let draft = path.with_extension("new");
        match fs::remove_file(&draft) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(fault(error)),
            Ok(()) | Err(_) => {}
        }
        let mut file = private(&draft).map_err(fault)?;
        let written = file.write_all(ring.to_text().as_bytes()).and_then(|()| file.sync_all());
        written.and_then(|()| fs::rename(&draft, path)).map_err(fault)?;
        Ok(ring)
    }

    /// The text that [`KeyRing::from_text`] reads. Holds the keys: it goes into a file that one person can read.
    #[must_use]
    pub fn to_text(&self) -> String {
        let line = |name: &str, key: &[u8; 32]| format!("{name} {}\n", hex::encode(key));
        let old = self.keys.iter().filter(|(name, _)| **name != self.current);
        let last = self.keys.get(&self.current).map(|key| line(&self.current, key));
        old.map(|(name, key)| line(name, key)).chain(last).collect()
    }

    /// The names of the keys.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.keys.keys().map(String::as_str).collect()
    }

    /// The name of the key that wraps what is new.
    #[must_use]
    pub fn current(&self) -> &str {
        &self.current
    }

    pub(super) fn cipher(&self, name: &str) -> Result<Cipher, KeyFault> {
        let key = self.keys.get(name).ok_or_else(|| KeyFault::Unknown { name: name.to_owned() })?;
        Ok(Cipher::new(key))
    }
}

#[cfg(unix)]
fn private(path: &Path) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn private(path: &Path) -> std::io::Result<fs::File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

#[cfg(unix)]
fn refuse_open_to_others(path: &Path) -> Result<(), KeyFault> {
    use std::os::unix::fs::PermissionsExt;
    let meta = fs::metadata(path).map_err(|source| KeyFault::File { path: path.to_owned(), source })?;
    let for_others = meta.permissions().mode() & 0o077;
    if for_others == 0 { Ok(()) } else { Err(KeyFault::OpenToOthers { path: path.to_owned() }) }
}

#[cfg(not(unix))]
fn refuse_open_to_others(_: &Path) -> Result<(), KeyFault> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::KeyRing;

    #[test]
    fn a_ring_is_read_back_as_it_was_written_with_the_last_key_current() {
        let ring = KeyRing::generate("b").and_then(|ring| ring.with_new("a")).expect("randomness");
        let again = KeyRing::from_text(&ring.to_text()).expect("our own text");
        assert_eq!((again.current(), again.names()), ("a", vec!["a", "b"]));
        assert_eq!(again.to_text(), ring.to_text());
    }

    #[test]
    fn a_line_that_is_no_key_is_named_by_its_number_and_never_quoted() {
        let told = KeyRing::from_text("# keys\nfirst 00ff").expect_err("too short").to_string();
        assert_eq!(told, "line 2 of the key ring is not a name and 64 hexadecimal digits");
    }

    #[test]
    fn a_rotated_file_holds_the_old_key_and_a_new_current_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys");
        KeyRing::open_or_make(&path).expect("made");
        KeyRing::rotate(&path, "second").expect("rotated");
        let again = KeyRing::open_or_make(&path).expect("read again, by its owner alone");
        assert_eq!((again.current(), again.names()), ("second", vec!["first", "second"]));
        assert!(KeyRing::rotate(&path, "second").is_err(), "the name is in use");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("keys");
        KeyRing::open_or_make(&path).expect("made");
        KeyRing::open_or_make(&path).expect("read again");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).expect("chmod");
        assert!(KeyRing::open_or_make(&path).is_err());
    }
}
