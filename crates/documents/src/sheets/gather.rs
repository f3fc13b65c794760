//! The one place where rows leave: counts, bounds, and cells that are merged over rows.
use std::collections::BTreeMap;

use kernel::cell::RawCell;

use super::preview::Merge;
use super::{Flow, Limits, Row, SheetError, SheetSummary, What};

/// Hands rows to the sink and keeps the bounds.
pub(super) struct Gather<'a> {
    limits: &'a Limits,
    sink: &'a mut dyn FnMut(Row) -> Flow,
    sheets: Vec<SheetSummary>,
    merges: Vec<Vec<Merge>>,
    rows: u64,
    cells: u64,
    /// Merges over several rows that have not been passed yet, by their first row.
    coming: BTreeMap<u32, Vec<Merge>>,
    /// Merges that the rows now lie in, each with its value.
    open: Vec<(Merge, RawCell)>,
}

impl<'a> Gather<'a> {
    pub(super) fn new(limits: &'a Limits, sink: &'a mut dyn FnMut(Row) -> Flow) -> Self {
        Self {
            limits,
            sink,
            sheets: Vec::new(),
            merges: Vec::new(),
            rows: 0,
            cells: 0,
            coming: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// The next rows belong to this sheet.
    pub(super) fn begin(&mut self, sheet: SheetSummary, merges: Vec<Merge>) -> Result<(), SheetError> {
        if self.sheets.len() >= self.limits.sheets {
            return Err(SheetError::too_large(What::Sheets, self.limits.sheets, 0));
        }
        self.sheets.push(sheet);
        self.open.clear();
        self.coming.clear();
        for merge in merges.iter().filter(|merge| merge.bottom > merge.top) {
            self.coming.entry(merge.top).or_default().push(*merge);
        }
        self.merges.push(merges);
        Ok(())
    }

    /// One row; `number` from 1.
    pub(super) fn row(&mut self, number: u32, mut cells: Vec<RawCell>) -> Result<Flow, SheetError> {
        if cells.iter().all(RawCell::is_blank) {
            return Ok(Flow::Next);
        }
        self.fill(number, &mut cells);
        while cells.last().is_some_and(|cell| *cell == RawCell::Empty) {
            cells.pop();
        }
        self.bounds(number, &cells)?;
        let Some(sheet) = self.sheets.last_mut() else {
            return Ok(Flow::Stop);
        };
        sheet.rows = sheet.rows.saturating_add(1);
        Ok((self.sink)(Row { sheet: sheet.name.clone(), number, cells }))
    }

    /// The column, from 0, can be taken.
    pub(super) fn column(&self, number: u32, column: usize) -> Result<(), SheetError> {
        if column < self.limits.columns {
            return Ok(());
        }
        Err(SheetError::TooManyColumns {
            sheet: self.sheet().to_owned(),
            row: number,
            found: count(column).saturating_add(1),
            limit: count(self.limits.columns),
        })
    }

    /// The sheet that is being read.
    pub(super) fn sheet(&self) -> &str {
        self.sheets.last().map_or("", |sheet| &sheet.name)
    }

    /// The sheets, and the merges of each.
    pub(super) fn finish(self) -> (Vec<SheetSummary>, Vec<Vec<Merge>>) {
        (self.sheets, self.merges)
    }

    fn bounds(&mut self, number: u32, cells: &[RawCell]) -> Result<(), SheetError> {
        self.rows = self.rows.saturating_add(1);
        self.cells = self.cells.saturating_add(count(cells.len()));
        if self.rows > self.limits.rows {
            return Err(SheetError::too_large(What::Rows, self.limits.rows, number));
        }
        if self.cells > self.limits.cells {
            return Err(SheetError::too_large(What::Cells, self.limits.cells, number));
        }
        self.column(number, cells.len().saturating_sub(1))?;
        let long = |cell: &RawCell| match cell {
            // Bytes first: a text of fewer bytes than the limit has fewer characters too.
            RawCell::Text(text) | RawCell::Error(text) => {
                text.len() > self.limits.cell_chars && text.chars().count() > self.limits.cell_chars
            }
            RawCell::Empty | RawCell::Number { .. } | RawCell::Date(_) | RawCell::Truth(_) => false,
        };
        if cells.iter().any(long) {
            return Err(SheetError::too_large(What::CellText, self.limits.cell_chars, number));
        }
        Ok(())
    }

    /// A cell merged over rows stands in each of them; a row that holds nothing else stays empty.
    fn fill(&mut self, number: u32, cells: &mut Vec<RawCell>) {
        self.open.retain(|(merge, _)| merge.bottom >= number);
        for (merge, value) in &self.open {
            if cells.len() <= merge.left {
                cells.resize(merge.left.saturating_add(1), RawCell::Empty);
            }
            if let Some(cell) = cells.get_mut(merge.left).filter(|cell| **cell == RawCell::Empty) {
                *cell = value.clone();
            }
        }
        let later = self.coming.split_off(&number.saturating_add(1));
        for merge in std::mem::replace(&mut self.coming, later).into_values().flatten() {
            if let Some(value) = cells.get(merge.left).filter(|_| merge.top == number)
                && merge.left < self.limits.columns
            {
                self.open.push((merge, value.clone()));
            }
        }
    }
}

fn count(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}
