//! Cells, sheets and files in memory, before they are bytes.
//!
//! Never: bytes on a disk; that is `write`.
use jiff::civil::Date;

/// One cell as a clerk left it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
    Number(i64),
    /// An ID number that the spreadsheet took for a number: of 18 digits the first fifteen are left.
    Lost(String),
    /// A day as the spreadsheet knows days.
    Day(Date),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }
}

/// Cells merged into one: rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) rows: (usize, usize),
    pub(crate) columns: (usize, usize),
}

/// One sheet of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) rows: Vec<Vec<Cell>>,
    pub(crate) merges: Vec<Merge>,
}

/// The forms in which files come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// A spreadsheet of our days.
    Xlsx,
    /// Text with commas in GB 18030.
    CommasGb18030,
    /// Text with commas in UTF-8, without a mark.
    CommasUtf8,
    /// Text with tabs in UTF-8, with a byte order mark.
    TabsUtf8Mark,
}

/// One file of one agency.
#[derive(Debug, Clone)]
pub(crate) struct AgencyFile {
    pub(crate) name: String,
    pub(crate) format: FileFormat,
    pub(crate) sheets: Vec<Sheet>,
    /// The registers that the file feeds.
    pub(crate) registers: &'static [&'static str],
    pub(crate) sender: &'static str,
    pub(crate) purpose: &'static str,
}
