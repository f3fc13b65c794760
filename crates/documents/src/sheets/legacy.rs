//! XLS of Excel before 2007 and of WPS: held in memory, so limited in size and looked through first.
use std::fs;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use kernel::cell::RawCell;

use super::gather::Gather;
use super::workbook::{date, iso, merge, number};
use super::{Flow, Found, Kind, Limits, SheetError, SheetSummary, What, compound};

pub(super) fn read(path: &Path, limits: &Limits, gather: &mut Gather<'_>) -> Result<Kind, SheetError> {
    if fs::metadata(path)?.len() > limits.xls_bytes {
        return Err(SheetError::TooLarge { what: What::File, limit: limits.xls_bytes, row: 0 });
    }
    let bytes = fs::read(path)?;
    compound::inspect(&bytes, limits)?;
    let mut book: Xls<_> = whole(|| Xls::new(Cursor::new(bytes)))?;
    let sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    for sheet in sheets {
        let merges = whole(|| book.merge_cells_by_sheet_name(&sheet.name)).unwrap_or_default();
        let hidden = sheet.visible != SheetVisible::Visible;
        let summary = SheetSummary { name: sheet.name.clone(), rows: 0, hidden };
        gather.begin(summary, merges.into_iter().filter_map(merge).collect())?;
        if rows(&mut book, &sheet.name, gather)? == Flow::Stop {
            break;
        }
    }
    Ok(Kind::Xls)
}

fn rows(book: &mut Xls<Cursor<Vec<u8>>>, name: &str, gather: &mut Gather<'_>) -> Result<Flow, SheetError> {
    let range = whole(|| book.worksheet_range(name))?;
    let Some((top, left)) = range.start() else {
        return Ok(Flow::Next);
    };
    let left = usize::try_from(left).unwrap_or(usize::MAX);
    for (number, cells) in (top.saturating_add(1)..).zip(range.rows()) {
        let used = cells.iter().rposition(|cell| *cell != Data::Empty).map_or(0, |last| last.saturating_add(1));
        if used == 0 {
            continue;
        }
        gather.column(number, left.saturating_add(used).saturating_sub(1))?;
        let before = std::iter::repeat_n(RawCell::Empty, left);
        match gather.row(number, before.chain(cells.iter().take(used).map(raw)).collect())? {
            Flow::Next => {}
            Flow::SkipSheet => return Ok(Flow::SkipSheet),
            Flow::Stop => return Ok(Flow::Stop),
        }
    }
    Ok(Flow::Next)
}

fn whole<T>(work: impl FnOnce() -> Result<T, XlsError>) -> Result<T, SheetError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsError::Password)) => Err(SheetError::NotASheet { found: Found::Encrypted }),
        Ok(Err(error)) => Err(SheetError::broken(error)),
        Err(_) => Err(SheetError::broken("the reader gave up")),
    }
}

fn raw(value: &Data) -> RawCell {
    match value {
        Data::Empty => RawCell::Empty,
        Data::String(text) | Data::DurationIso(text) => RawCell::text(text.as_str()),
        Data::Int(n) => RawCell::Number { text: n.to_string() },
        Data::Float(n) => number(*n),
        Data::Bool(truth) => RawCell::Truth(*truth),
        Data::DateTime(moment) => date(*moment),
        Data::DateTimeIso(text) => iso(text),
        Data::Error(error) => RawCell::Error(error.to_string()),
    }
}
