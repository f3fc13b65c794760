//! Reading a file on a thread of its own: rows are understood there and handed on in portions.
//!
//! Never: the whole file in memory; what waits to be written is bounded, and a reader without a writer stops.
use std::path::Path;
use std::sync::Arc;

use documents::sheets::{self, Flow, Limits, SheetError};
use kernel::cell::RawCell;
use packs::registers::{BadCell, Mapping, Reader, Registers, RowKind, RowOut};
use tokio::sync::mpsc::Sender;

/// Rows in a portion: one transaction each.
pub(crate) const PORTION: usize = 2_000;

/// A row that is kept, with the text of its bad cells.
pub(crate) struct KeptRow {
    pub(crate) sheet: Arc<str>,
    pub(crate) number: u32,
    pub(crate) out: RowOut,
    /// What stands in each of its bad cells.
    pub(crate) texts: Vec<String>,
}

/// A portion of a file.
#[derive(Default)]
pub(crate) struct Portion {
    pub(crate) rows: Vec<KeptRow>,
    /// Rows of data that repeat one before them.
    pub(crate) repeated: u64,
    /// Rows of the file that were looked at, of whatever kind.
    pub(crate) seen: u64,
}

/// Reads the file at `path` to its end, or until nobody takes its portions any more.
pub(crate) fn read_file(
    registers: &Registers,
    mapping: &Mapping,
    path: &Path,
    to: &Sender<Portion>,
) -> Result<(), SheetError> {
    let mut reader = Reader::new(registers, mapping);
    let mut portion = Portion::default();
    let mut sheet: Arc<str> = Arc::from("");
    let mut sink = |row: sheets::Row| {
        if *sheet != *row.sheet {
            sheet = Arc::from(row.sheet.as_str());
        }
        let out = reader.read_row(&row.sheet, row.number, &row.cells);
        portion.seen = portion.seen.saturating_add(1);
        match out.kind {
            RowKind::Data | RowKind::Waiting => {
                let texts = out.bad.iter().map(|bad| text_of(bad, &row.cells)).collect();
                portion.rows.push(KeptRow { sheet: Arc::clone(&sheet), number: row.number, out, texts });
            }
            RowKind::Repeated => portion.repeated = portion.repeated.saturating_add(1),
            RowKind::Head | RowKind::Blank | RowKind::Note | RowKind::Outside => {}
        }
        if portion.rows.len() < PORTION {
            return Flow::Next;
        }
        let full = std::mem::take(&mut portion);
        if to.blocking_send(full).is_ok() { Flow::Next } else { Flow::Stop }
    };
    sheets::read(path, &Limits::default(), &mut sink)?;
    // A writer that is gone has said why.
    drop(to.blocking_send(portion));
    Ok(())
}

fn text_of(bad: &BadCell, cells: &[RawCell]) -> String {
    cells.get(bad.index).map(shown).unwrap_or_default()
}

/// A cell as a person reads it.
pub(crate) fn shown(cell: &RawCell) -> String {
    match cell {
        RawCell::Empty => String::new(),
        RawCell::Text(text) | RawCell::Number { text } | RawCell::Error(text) => text.clone(),
        RawCell::Date(date) => date.to_string(),
        RawCell::Truth(truth) => truth.to_string(),
    }
}
