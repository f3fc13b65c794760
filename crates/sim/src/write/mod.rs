//! The agencies' files as bytes on a disk.
//!
//! Never: chance, a clock; the same files give the same bytes.
mod text;
mod xlsx;

use std::fs;
use std::path::{Path, PathBuf};

use crate::agency::{AgencyFile, FileFormat};

/// A file that was written, and what one has to say when handing it over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenFile {
    /// Where it is.
    pub path: PathBuf,
    /// In which form it comes.
    pub format: FileFormat,
    /// The names of its sheets; one empty name for text.
    pub sheets: Vec<String>,
    /// The registers that it feeds.
    pub registers: Vec<&'static str>,
    /// Which office sends it.
    pub sender: &'static str,
    /// For what.
    pub purpose: &'static str,
}

/// A file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The folder or the file.
    #[error("{path} cannot be written")]
    Disk {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The spreadsheet.
    #[error("the spreadsheet {name} cannot be made")]
    Spreadsheet {
        /// Which one.
        name: String,
        /// Why.
        source: rust_xlsxwriter::XlsxError,
    },
    /// The text.
    #[error("the list {name} cannot be made")]
    Text {
        /// Which one.
        name: String,
        /// Why.
        source: csv::Error,
    },
    /// The truth as JSON.
    #[error("the truth cannot be written as JSON")]
    Json(#[from] serde_json::Error),
}

/// Writes every file into `dir`, which is made when it is not there.
pub(crate) fn files(files: &[AgencyFile], dir: &Path) -> Result<Vec<WrittenFile>, WriteError> {
    fs::create_dir_all(dir).map_err(|source| WriteError::Disk { path: dir.to_owned(), source })?;
    files.iter().map(|file| one(file, dir)).collect()
}

fn one(file: &AgencyFile, dir: &Path) -> Result<WrittenFile, WriteError> {
    let path = dir.join(&file.name);
    let bytes = bytes(file)?;
    fs::write(&path, bytes).map_err(|source| WriteError::Disk { path: path.clone(), source })?;
    Ok(WrittenFile {
        path,
        format: file.format,
        sheets: file.sheets.iter().map(|sheet| sheet.name.clone()).collect(),
        registers: file.registers.to_vec(),
        sender: file.sender,
        purpose: file.purpose,
    })
}

/// The file's bytes.
pub(crate) fn bytes(file: &AgencyFile) -> Result<Vec<u8>, WriteError> {
    let spreadsheet = |source| WriteError::Spreadsheet { name: file.name.clone(), source };
    match file.format {
        FileFormat::Xlsx => xlsx::bytes(file).map_err(spreadsheet),
        FileFormat::CommasGb18030 | FileFormat::CommasUtf8 | FileFormat::TabsUtf8Mark => {
            text::bytes(file).map_err(|source| WriteError::Text { name: file.name.clone(), source })
        }
    }
}
