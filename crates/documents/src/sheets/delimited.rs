//! CSV as offices send it: comma, tab or semicolon, quoted or not, with Excel's habits.
//!
//! Never: more than one record in memory; a quotation mark that nobody closed ends in an error, not in a full memory.
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::rc::Rc;

use csv::{ReaderBuilder, StringRecord, Terminator};
use kernel::cell::RawCell;

use super::encoding::{Clean, detect};
use super::gather::Gather;
use super::{Flow, Kind, Limits, SheetError, SheetSummary, What};

/// In the order in which they win a draw.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];
/// How many lines are looked at to find the delimiter.
const SAMPLE_LINES: usize = 60;
/// No honest record is longer.
const RECORD_BYTES: u64 = 8 * 1024 * 1024;
const ENDLESS: &str = "a record without end";

pub(super) fn read(path: &Path, limits: &Limits, gather: &mut Gather<'_>) -> Result<Kind, SheetError> {
    let detected = detect(path)?;
    // Excel's own way to say it, in a first line that is no row of the table.
    let stated = detected.sample.strip_prefix("sep=").and_then(|stated| stated.bytes().next());
    let delimiter = stated.unwrap_or_else(|| delimiter(&detected.sample));
    gather.begin(SheetSummary { name: String::new(), rows: 0, hidden: false }, Vec::new())?;
    let file = BufReader::new(File::open(path)?);
    let since = Rc::new(Cell::new(0));
    let text = Metered { inner: Clean::new(file, detected.encoding), since: Rc::clone(&since) };
    let mut lines = Lines { reader: builder(delimiter).from_reader(text), since, inside: 0 };
    let mut record = StringRecord::new();
    while let Some(number) = lines.next(&mut record, limits)? {
        if number == 1 && stated.is_some() {
            continue;
        }
        gather.column(number, used(&record).saturating_sub(1))?;
        match gather.row(number, record.iter().take(limits.columns).map(cell).collect())? {
            Flow::Next => {}
            Flow::SkipSheet | Flow::Stop => break,
        }
    }
    let encoding = if detected.encoding == encoding_rs::UTF_8 { "UTF-8" } else { "GB18030" };
    Ok(Kind::Csv { encoding, delimiter: char::from(delimiter) })
}

fn builder(delimiter: u8) -> ReaderBuilder {
    let mut builder = ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true).terminator(Terminator::Any(b'\n'));
    builder
}

/// The delimiter that cuts most lines of the sample into the same number of fields.
fn delimiter(sample: &str) -> u8 {
    let score = |delimiter: &u8| {
        let mut reader = builder(*delimiter).from_reader(sample.as_bytes());
        let widths: Vec<_> = reader
            .records()
            .take(SAMPLE_LINES)
            .map_while(Result::ok)
            .map(|record| record.len())
            .filter(|width| *width > 1)
            .collect();
        let alike = |width: &usize| widths.iter().filter(|other| *other == width).count();
        widths.iter().map(|width| (alike(width), *width)).max().unwrap_or((0, 0))
    };
    let mut best = (DELIMITERS[0], (0, 0));
    for candidate in DELIMITERS {
        let found = score(&candidate);
        if found > best.1 {
            best = (candidate, found);
        }
    }
    best.0
}

struct Lines<R> {
    reader: csv::Reader<R>,
    since: Rc<Cell<u64>>,
    /// Line ends inside quoted fields so far: they make no rows.
    inside: u64,
}

impl<R: Read> Lines<R> {
    /// The next record, and its row as a spreadsheet would number it.
    fn next(&mut self, record: &mut StringRecord, limits: &Limits) -> Result<Option<u32>, SheetError> {
        self.since.set(0);
        match self.reader.read_record(record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => {
                let row = row(self.reader.position().line(), self.inside);
                return Err(match error.into_kind() {
                    csv::ErrorKind::Io(error) if error.to_string() == ENDLESS => {
                        SheetError::too_large(What::CellText, limits.cell_chars, row)
                    }
                    csv::ErrorKind::Io(error) => error.into(),
                    // The text is UTF-8 by now and records may differ in length: nothing else is left to go wrong.
                    csv::ErrorKind::Utf8 { .. } | csv::ErrorKind::UnequalLengths { .. } | _ => {
                        SheetError::Broken { sheet: String::new(), row, reason: "not separated text".to_owned() }
                    }
                });
            }
        }
        let ends: usize = record.iter().map(|field| field.bytes().filter(|byte| *byte == b'\n').count()).sum();
        self.inside = self.inside.saturating_add(u64::try_from(ends).unwrap_or(u64::MAX));
        Ok(Some(row(self.reader.position().line(), self.inside)))
    }
}

/// The reader stands on the line after the record.
fn row(line: u64, inside: u64) -> u32 {
    u32::try_from(line.saturating_sub(1).saturating_sub(inside)).unwrap_or(u32::MAX)
}

fn used(record: &StringRecord) -> usize {
    let last = record.iter().enumerate().filter(|(_, field)| !field.is_empty()).last();
    last.map_or(0, |(at, _)| at.saturating_add(1))
}

/// A field as stored; `="0123"`, which Excel writes to keep zeros, is its text; a damaged one is an error.
fn cell(field: &str) -> RawCell {
    if field.contains('\u{FFFD}') {
        return RawCell::Error(field.to_owned());
    }
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    RawCell::text(inner.unwrap_or(field))
}

/// Counts what goes through since the last record, and stops a record without end.
struct Metered<R> {
    inner: R,
    since: Rc<Cell<u64>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(out)?;
        let since = self.since.get().saturating_add(u64::try_from(n).unwrap_or(u64::MAX));
        self.since.set(since);
        if since > RECORD_BYTES { Err(io::Error::other(ENDLESS)) } else { Ok(n) }
    }
}
