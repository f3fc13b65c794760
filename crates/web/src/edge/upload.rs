//! A file that is handed over with a form: written to a temporary file as it comes, never held in memory whole.
//!
//! Never: more than may be taken; what is beyond it is read and thrown away, so that the person gets an answer and not a broken line.
use std::collections::BTreeMap;

use axum::extract::multipart::Field;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;
use tower_sessions::Session;

use super::Trouble;
use super::parts::check_token;

/// The most of a file that is kept, in MiB: a million rows of a dozen columns, with room.
pub(crate) const MOST_FILE_MIB: u64 = 128;
const MOST_FILE: u64 = MOST_FILE_MIB * 1024 * 1024;
/// The most that is read and thrown away beyond that.
const MOST_READ: u64 = 1024 * 1024 * 1024;
/// The most of any other field.
const MOST_TEXT: usize = 4096;

/// A form with a file.
pub(crate) struct Upload {
    /// The other fields, as typed.
    pub(crate) typed: BTreeMap<String, Vec<String>>,
    /// The name of the file as its sender wrote it; empty where none was chosen.
    pub(crate) name: String,
    /// The file; none where it was larger than may be taken.
    pub(crate) file: Option<NamedTempFile>,
}

impl Upload {
    /// A typed value.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.typed.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Trouble;

    async fn from_request(request: Request, state: &S) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let session = Session::from_request_parts(&mut parts, state).await.ok();
        let mut form =
            Multipart::from_request(Request::from_parts(parts, body), state).await.map_err(|_| Trouble::Unclear)?;
        let mut upload = Upload { typed: BTreeMap::new(), name: String::new(), file: None };
        while let Some(field) = form.next_field().await.map_err(|_| Trouble::Unclear)? {
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(file_name) = field.file_name().map(str::to_owned) {
                // The token stands before the file in our forms: nobody else's file is read.
                check_token(session.as_ref(), upload.get("token")).await?;
                upload.name = file_name;
                upload.file = keep(field).await?;
                continue;
            }
            let value = text(field).await?;
            upload.typed.entry(name).or_default().push(value);
        }
        check_token(session.as_ref(), upload.get("token")).await?;
        Ok(upload)
    }
}

async fn text(mut field: Field<'_>) -> Result<String, Trouble> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(|_| Trouble::Unclear)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MOST_TEXT {
            return Err(Trouble::TooLarge);
        }
    }
    String::from_utf8(bytes).map_err(|_| Trouble::Unclear)
}

/// Writes the file as it comes; nothing once it is larger than may be taken.
async fn keep(mut field: Field<'_>) -> Result<Option<NamedTempFile>, Trouble> {
    let kept = NamedTempFile::new().map_err(|fault| unwritten(&fault))?;
    let mut file = tokio::fs::File::from_std(kept.reopen().map_err(|fault| unwritten(&fault))?);
    let mut read: u64 = 0;
    while let Some(chunk) = field.chunk().await.map_err(|_| Trouble::Unclear)? {
        read = read.saturating_add(u64::try_from(chunk.len()).unwrap_or(u64::MAX));
        if read > MOST_READ {
            return Err(Trouble::TooLarge);
        }
        if read <= MOST_FILE {
            file.write_all(&chunk).await.map_err(|fault| unwritten(&fault))?;
        }
    }
    file.flush().await.map_err(|fault| unwritten(&fault))?;
    Ok((read <= MOST_FILE).then_some(kept))
}

fn unwritten(fault: &std::io::Error) -> Trouble {
    use std::io::ErrorKind::{FileTooLarge, StorageFull};
    if matches!(fault.kind(), StorageFull | FileTooLarge) { Trouble::Full } else { Trouble::Fault(fault.to_string()) }
}
