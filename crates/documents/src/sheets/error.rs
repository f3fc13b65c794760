//! Why a spreadsheet was not taken, so that a person knows what to do about it.
use std::fmt::Display;
use std::io;

use kernel::Code;
use serde::Serialize;

/// What is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// The file, in bytes.
    File,
    /// The rows.
    Rows,
    /// The cells.
    Cells,
    /// The text of one cell, in characters; often a quotation mark that nobody closed.
    CellText,
    /// A part of a workbook that must be held in memory, in bytes.
    Part,
    /// The sheets.
    Sheets,
}

/// What a file is that is no spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// No bytes at all.
    Nothing,
    /// A picture.
    Picture,
    /// A PDF.
    Pdf,
    /// A workbook with a password.
    Encrypted,
    /// A web page that calls itself a spreadsheet.
    WebPage,
    /// A spreadsheet in XML of 2003, or other XML.
    Xml,
    /// A text document.
    WordDocument,
    /// Slides.
    Slides,
    /// A workbook of `LibreOffice`.
    OpenDocument,
    /// A binary workbook (`.xlsb`).
    BinaryWorkbook,
    /// An archive.
    Archive,
    /// Something else that is not text.
    Binary,
}

/// Why a spreadsheet was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum SheetError {
    /// More than is looked at.
    #[error("too large: more than {limit} ({what:?})")]
    TooLarge {
        /// What is too large.
        what: What,
        /// How much is taken.
        limit: u64,
        /// The row where it was noticed; 0 before any.
        row: u32,
    },
    /// A small file that would fill the memory.
    #[error("a zip bomb: {packed} bytes unpack to more than {unpacked}")]
    ZipBomb {
        /// Bytes of the packed part.
        packed: u64,
        /// Bytes that had come out when it was stopped.
        unpacked: u64,
    },
    /// Not a spreadsheet.
    #[error("not a spreadsheet: {found:?}")]
    NotASheet {
        /// What it is.
        found: Found,
    },
    /// Text that is neither UTF-8 nor GB18030.
    #[error("neither UTF-8 nor GB18030, at line {line}")]
    WrongEncoding {
        /// The encoding it seems to be in.
        seems: Option<&'static str>,
        /// The first line that cannot be read, from 1.
        line: u32,
    },
    /// More columns than any register has.
    #[error("column {found} in row {row} of sheet {sheet:?}: more than {limit} columns")]
    TooManyColumns {
        /// The sheet; empty for CSV.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The column, from 1.
        found: u64,
        /// How many are taken.
        limit: u64,
    },
    /// A spreadsheet that is damaged.
    #[error("damaged in sheet {sheet:?}, row {row}: {reason}")]
    Broken {
        /// The sheet; empty before any.
        sheet: String,
        /// The last row that was whole; 0 before any.
        row: u32,
        /// What the reader of the format said.
        reason: String,
    },
    /// The file cannot be opened or read.
    #[error("cannot be read: {reason}")]
    Unreadable {
        /// What the system said.
        reason: String,
    },
}

impl SheetError {
    /// The code to search for.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::TooLarge { .. } => Code("SHEET-001"),
            Self::ZipBomb { .. } => Code("SHEET-002"),
            Self::NotASheet { .. } => Code("SHEET-003"),
            Self::WrongEncoding { .. } => Code("SHEET-004"),
            Self::TooManyColumns { .. } => Code("SHEET-005"),
            Self::Broken { .. } => Code("SHEET-006"),
            Self::Unreadable { .. } => Code("SHEET-007"),
        }
    }

    /// The stable name, such as `too-large`: the name of a message.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::ZipBomb { .. } => "zip-bomb",
            Self::NotASheet { .. } => "not-a-sheet",
            Self::WrongEncoding { .. } => "wrong-encoding",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::Broken { .. } => "broken",
            Self::Unreadable { .. } => "unreadable",
        }
    }

    /// Too much of `what` for the limits.
    pub(super) fn too_large(what: What, limit: impl TryInto<u64>, row: u32) -> Self {
        Self::TooLarge { what, limit: limit.try_into().unwrap_or(u64::MAX), row }
    }

    /// Damage before any row.
    pub(super) fn broken(reason: impl Display) -> Self {
        Self::Broken { sheet: String::new(), row: 0, reason: reason.to_string() }
    }
}

impl From<io::Error> for SheetError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable { reason: error.to_string() }
    }
}
