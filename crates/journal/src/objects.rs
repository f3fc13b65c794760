//! The object store: a folder of sealed files, each named by the SHA-256 of what it holds.
//!
//! Never: a file half written under its name; the same bytes twice; a personal file in the open.
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

use crate::error::{Result, StoreError};
use crate::keys::Subject;
use crate::open::Journal;
use crate::tx::Tx;

/// Where every object's key place is: an object may be named from several rows.
const PLACE: &str = "object";

/// The folder.
#[derive(Debug, Clone)]
pub struct Objects {
    folder: PathBuf,
}

impl Objects {
    /// The folder, made where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(folder: &Path) -> Result<Self> {
        std::fs::create_dir_all(folder)
            .map_err(|source| StoreError::file(format!("cannot make the folder {}", folder.display()), source))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Two letters deep, so that a folder holds thousands of files and not millions.
    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name.get(..2).unwrap_or("__")).join(name)
    }

    /// Writes `bytes` durably and answers their name. A crash leaves nothing, or the whole file.
    ///
    /// # Errors
    /// [`StoreError::Full`] when the disk is full.
    pub async fn put(&self, bytes: Vec<u8>) -> Result<String> {
        let name = hex::encode(Sha256::digest(&bytes));
        let path = self.path(&name);
        let told = name.clone();
        in_background(move || write_once(&path, &bytes), format!("cannot keep object {told}")).await?;
        Ok(name)
    }

    /// The bytes of `name`, sealed as they rest.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when it is not there.
    pub async fn get(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path(name);
        match tokio::fs::read(&path).await {
            Ok(bytes) => Ok(bytes),
            Err(missing) if missing.kind() == std::io::ErrorKind::NotFound => {
                Err(StoreError::missing(format!("object {name}")))
            }
            Err(source) => Err(StoreError::file(format!("cannot read object {name}"), source)),
        }
    }

    /// Whether the object is there and is what its name says.
    async fn is_whole(&self, name: &str) -> Result<bool> {
        match self.get(name).await {
            Ok(bytes) => Ok(hex::encode(Sha256::digest(&bytes)) == name),
            Err(StoreError::NotFound { .. }) => Ok(false),
            Err(other) => Err(other),
        }
    }
}

/// Runs `work` on a thread that may block.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> std::io::Result<T> + Send + 'static,
    what: String,
) -> Result<T> {
    let done = spawn_blocking(work).await.map_err(|_| StoreError::broken("a background thread"))?;
    done.map_err(|source| StoreError::file(what, source))
}

fn write_once(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.exists() {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)?;
    let unique: [u8; 8] = crate::keys::random().map_err(std::io::Error::other)?;
    let draft = folder.join(format!(".{}", hex::encode(unique)));
    let written = write_whole(&draft, bytes).and_then(|()| std::fs::rename(&draft, path));
    if written.is_err() {
        // What is left of a failed write is of no use; the failure itself is what must be told.
        drop(std::fs::remove_file(&draft));
    }
    written?;
    std::fs::File::open(folder)?.sync_all()
}

fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

impl Tx {
    /// Seals `bytes` under the key of `subject` and keeps them; answers the name to find them by. The file is durable
    /// before the transaction is: a transaction that fails leaves a file that nothing names, and harms nobody.
    ///
    /// # Errors
    /// [`StoreError::Full`] when the disk is full.
    pub async fn keep_object(&mut self, subject: &Subject, bytes: &[u8]) -> Result<String> {
        let sealed = self.key_of(subject).await?.seal(PLACE, bytes)?;
        self.objects().put(sealed).await
    }
}

impl Journal {
    /// The objects among `names` that are missing or are not what their name says.
    ///
    /// # Errors
    /// When the disk cannot be read.
    pub async fn damaged_objects(&self, names: impl IntoIterator<Item = String>) -> Result<BTreeSet<String>> {
        let mut damaged = BTreeSet::new();
        for name in names {
            if !self.objects().is_whole(&name).await? {
                damaged.insert(name);
            }
        }
        Ok(damaged)
    }
}

/// The bytes of the object called `name`; `None` when they were erased.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn object(journal: &Journal, name: &str) -> Result<Option<Vec<u8>>> {
    let sealed = journal.objects().get(name).await?;
    let opener = journal.vault().keys_for(journal.reader(), [sealed.as_slice()]).await?;
    opener.open(PLACE, &sealed)
}
