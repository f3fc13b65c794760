//! Spreadsheets in and out: what an agency hands over, row by row, and tables that people take away.
//!
//! Never: the whole file in memory (but for old `.xls`, which is limited), trust in a file's name or in the sizes that
//! it declares, a guess at what a cell means: cells go out as the file holds them.
use std::path::Path;

use kernel::cell::RawCell;

mod compound;
mod delimited;
mod encoding;
mod error;
mod gather;
mod legacy;
mod limits;
mod package;
mod preview;
mod sniff;
mod workbook;
mod write;

pub use error::{Found, SheetError, What};
pub use limits::Limits;
pub use preview::{Merge, Preview, SheetPreview, peek};
pub use write::{Cell, Column, Table, WriteError, write_csv, write_csv_gb18030, write_xlsx};

use gather::Gather;
use sniff::Format;

/// One row of a sheet that says something; rows without any value are counted in `number` and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The sheet's name; empty for CSV.
    pub sheet: String,
    /// The row as a person sees it, from 1.
    pub number: u32,
    /// The cells from column A; empty ones at the end are left out. A cell merged over several rows stands in each.
    pub cells: Vec<RawCell>,
}

/// What the reader of rows wants next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The next row.
    Next,
    /// The first row of the next sheet.
    SkipSheet,
    /// Nothing more.
    Stop,
}

/// What kind of file it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Separated text.
    Csv {
        /// `UTF-8` or `gb18030`.
        encoding: &'static str,
        /// Comma, tab or semicolon.
        delimiter: char,
    },
    /// A workbook of Excel since 2007, or of WPS.
    Xlsx,
    /// A workbook of Excel before 2007.
    Xls,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The kind of file, by its content.
    pub kind: Kind,
    /// The sheets that were begun, in their order.
    pub sheets: Vec<SheetSummary>,
}

/// One sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSummary {
    /// Its name; empty for CSV.
    pub name: String,
    /// How many rows were handed out.
    pub rows: u32,
    /// Whether people who open the file do not see it.
    pub hidden: bool,
}

/// Reads a file row by row into `sink`, in the order of the sheets.
///
/// # Errors
/// What [`SheetError`] says; rows before the fault have been handed out.
pub fn read(path: &Path, limits: &Limits, sink: &mut dyn FnMut(Row) -> Flow) -> Result<Summary, SheetError> {
    let mut gather = Gather::new(limits, sink);
    let kind = run(path, limits, &mut gather)?;
    let (sheets, _) = gather.finish();
    Ok(Summary { kind, sheets })
}

fn run(path: &Path, limits: &Limits, gather: &mut Gather<'_>) -> Result<Kind, SheetError> {
    match sniff::sniff(path, limits)? {
        Format::Text => delimited::read(path, limits, gather),
        Format::Package => workbook::read(path, limits, gather),
        Format::Compound => legacy::read(path, limits, gather),
    }
}
