//! XLSX, cell by cell: calamine's streaming reader behind the bounds of [`super::package`].
//!
//! Never: a sheet in memory. A panic of the reader is damage to the file, not to the process.
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use calamine::{
    DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError, open_workbook_from_rs,
};
use jiff::civil::Date;
use kernel::cell::RawCell;

use super::gather::Gather;
use super::preview::Merge;
use super::{Flow, Found, Kind, Limits, SheetError, SheetSummary, package};

/// 9999-12-31, the last day that a spreadsheet can write.
const LAST_SERIAL_DAY: f64 = 2_958_466.0;

pub(super) fn read(path: &Path, limits: &Limits, gather: &mut Gather<'_>) -> Result<Kind, SheetError> {
    let facts = package::inspect(path, limits)?;
    let file = BufReader::new(File::open(path)?);
    let mut book: Xlsx<_> = whole(|| open_workbook_from_rs::<Xlsx<_>, _>(file))?;
    let sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    for sheet in sheets {
        let merges = if facts.merged { whole(|| book.merge_cells_by_sheet_name(&sheet.name))? } else { Vec::new() };
        let hidden = sheet.visible != SheetVisible::Visible;
        let summary = SheetSummary { name: sheet.name.clone(), rows: 0, hidden };
        gather.begin(summary, merges.into_iter().filter_map(merge).collect())?;
        if rows(&mut book, &sheet.name, gather)? == Flow::Stop {
            break;
        }
    }
    Ok(Kind::Xlsx)
}

fn rows(book: &mut Xlsx<BufReader<File>>, name: &str, gather: &mut Gather<'_>) -> Result<Flow, SheetError> {
    let mut reader = whole(|| book.worksheet_cells_reader(name))?;
    let mut number: u32 = 0;
    let mut cells = Vec::new();
    loop {
        let next = whole(|| reader.next_cell()).map_err(|error| at(error, gather.sheet(), number))?;
        let Some(cell) = next else {
            return gather.row(number, cells);
        };
        let (row, column) = cell.get_position();
        let row = row.saturating_add(1);
        if row < number {
            return Err(at(SheetError::broken("rows are out of order"), gather.sheet(), number));
        }
        if row > number {
            let done = std::mem::take(&mut cells);
            match gather.row(number, done)? {
                Flow::Next => number = row,
                Flow::SkipSheet => return Ok(Flow::SkipSheet),
                Flow::Stop => return Ok(Flow::Stop),
            }
        }
        let value = raw(cell.get_value());
        if value == RawCell::Empty {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        gather.column(row, column)?;
        if cells.len() <= column {
            cells.resize(column.saturating_add(1), RawCell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = value;
        }
    }
}

/// Runs the reader; what it cannot do, or panics at, is damage.
fn whole<T>(work: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, SheetError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(XlsxError::Password)) => Err(SheetError::NotASheet { found: Found::Encrypted }),
        Ok(Err(error)) => Err(SheetError::broken(error)),
        Err(_) => Err(SheetError::broken("the reader gave up")),
    }
}

fn at(error: SheetError, sheet: &str, row: u32) -> SheetError {
    match error {
        SheetError::Broken { reason, .. } => SheetError::Broken { sheet: sheet.to_owned(), row, reason },
        SheetError::TooLarge { .. }
        | SheetError::ZipBomb { .. }
        | SheetError::NotASheet { .. }
        | SheetError::WrongEncoding { .. }
        | SheetError::TooManyColumns { .. }
        | SheetError::Unreadable { .. } => error,
    }
}

/// Rows from 1, columns from 0.
pub(super) fn merge(area: Dimensions) -> Option<Merge> {
    Some(Merge {
        top: area.start.0.checked_add(1)?,
        bottom: area.end.0.checked_add(1)?,
        left: usize::try_from(area.start.1).ok()?,
        right: usize::try_from(area.end.1).ok()?,
    })
}

fn raw(value: &DataRef<'_>) -> RawCell {
    match value {
        DataRef::Empty => RawCell::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => RawCell::text(text.as_str()),
        DataRef::SharedString(text) => RawCell::text(*text),
        DataRef::Int(n) => RawCell::Number { text: n.to_string() },
        DataRef::Float(n) => number(*n),
        DataRef::Bool(truth) => RawCell::Truth(*truth),
        DataRef::DateTime(moment) => date(*moment),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::Error(error) => RawCell::Error(error.to_string()),
    }
}

/// The shortest spelling that reads back as the same number: what a spreadsheet rounded stays visibly rounded.
pub(super) fn number(n: f64) -> RawCell {
    if !n.is_finite() {
        return RawCell::Error("#NUM!".to_owned());
    }
    let text = format!("{n:?}");
    RawCell::Number { text: text.strip_suffix(".0").map_or(text.clone(), str::to_owned) }
}

/// A date, if the number is a day; a mere time of day or a span stays a number.
pub(super) fn date(moment: ExcelDateTime) -> RawCell {
    let serial = moment.as_f64();
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let civil = match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
        (Err(_), ..) | (_, Err(_), _) | (.., Err(_)) => None,
    };
    match civil {
        Some(date) if moment.is_datetime() && (1.0..LAST_SERIAL_DAY).contains(&serial) => RawCell::Date(date),
        Some(_) | None => number(serial),
    }
}

/// `2024-07-05T00:00:00` as its date.
pub(super) fn iso(text: &str) -> RawCell {
    let day = text.get(..10).unwrap_or(text);
    day.parse::<Date>().map_or_else(|_| RawCell::text(text), RawCell::Date)
}
