//! The first rows of every sheet, for a person to say what the columns mean.
use std::collections::BTreeMap;
use std::path::Path;

use kernel::cell::RawCell;

use super::gather::Gather;
use super::{Flow, Kind, Limits, Row, SheetError, run};

/// The top of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The kind of file, by its content.
    pub kind: Kind,
    /// Its sheets, in their order.
    pub sheets: Vec<SheetPreview>,
}

/// The top of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetPreview {
    /// Its name; empty for CSV.
    pub name: String,
    /// Whether people who open the file do not see it.
    pub hidden: bool,
    /// Its first rows, as [`read`](super::read) hands them out.
    pub rows: Vec<Row>,
    /// The merges that touch these rows: two header rows are joined along them.
    pub merges: Vec<Merge>,
}

/// Cells that are merged; the value stands in the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row, from 1.
    pub top: u32,
    /// Last row, from 1.
    pub bottom: u32,
    /// First column, from 0 (an index into [`Row::cells`]).
    pub left: usize,
    /// Last column, from 0.
    pub right: usize,
}

impl SheetPreview {
    /// The row's cells with every merge spread over all its columns: the upper header row, ready to be joined with the
    /// lower one.
    #[must_use]
    pub fn spread(&self, row: &Row) -> Vec<RawCell> {
        let mut cells = row.cells.clone();
        for merge in self.merges.iter().filter(|merge| (merge.top..=merge.bottom).contains(&row.number)) {
            let Some(value) = row.cells.get(merge.left).cloned() else {
                continue;
            };
            let right = merge.right.min(self.widest().saturating_sub(1));
            if cells.len() <= right {
                cells.resize(right.saturating_add(1), RawCell::Empty);
            }
            for cell in cells.iter_mut().take(right.saturating_add(1)).skip(merge.left) {
                if *cell == RawCell::Empty {
                    *cell = value.clone();
                }
            }
        }
        cells
    }

    fn widest(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

/// The first `n` rows of every sheet.
///
/// # Errors
/// What [`SheetError`] says.
pub fn peek(path: &Path, limits: &Limits, n: usize) -> Result<Preview, SheetError> {
    let mut tops: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    let mut sink = |row: Row| {
        let top = tops.entry(row.sheet.clone()).or_default();
        if top.len() < n {
            top.push(row);
        }
        if top.len() < n { Flow::Next } else { Flow::SkipSheet }
    };
    let mut gather = Gather::new(limits, &mut sink);
    let kind = run(path, limits, &mut gather)?;
    let (sheets, merges) = gather.finish();
    let sheets = sheets.into_iter().zip(merges).map(|(sheet, mut merges)| {
        let rows = tops.remove(&sheet.name).unwrap_or_default();
        let last = rows.last().map_or(0, |row| row.number);
        merges.retain(|merge| merge.top <= last);
        SheetPreview { name: sheet.name, hidden: sheet.hidden, rows, merges }
    });
    Ok(Preview { kind, sheets: sheets.collect() })
}
