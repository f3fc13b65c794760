//! Tables that people take away, as XLSX and as CSV.
//!
//! Never: a formula. A text that a spreadsheet would compute is written so that it stays text; numbers, dates and money
//! keep their kinds. The same table gives the same bytes.
use std::fmt::Write as _;

use encoding_rs::GB18030;
use jiff::civil::Date;
use kernel::{Code, Fen};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// What a spreadsheet might compute, or what hides such a beginning.
const RISKY: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋'];
/// A number of more digits is no longer exact in a spreadsheet.
const EXACT: u64 = 999_999_999_999_999;
const WIDEST: usize = 60;
const NARROWEST: usize = 8;
/// How many rows are looked at to find a width.
const WIDTH_ROWS: usize = 200;

/// A table to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet; what a sheet's name cannot hold is left out.
    pub sheet: String,
    /// The columns, with their headers in the first row.
    pub columns: Vec<Column>,
    /// The rows; a row that is shorter than the columns ends empty.
    pub rows: Vec<Vec<Cell>>,
    /// Lines under the table, after an empty row: sources, who made it, what it may be used for.
    pub notes: Vec<String>,
    /// A line that also stands on every printed page, such as the mark of demonstration data.
    pub watermark: Option<String>,
    /// The day in the file's properties.
    pub made_on: Date,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its header.
    pub header: String,
    /// Its width in Latin characters; found from the contents if not given.
    pub width: Option<u16>,
}

/// A value in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, never a formula.
    Text(String),
    /// A day.
    Date(Date),
    /// Money, written in yuan with two decimals.
    Money(Fen),
    /// A whole number.
    Count(i64),
}

/// Why a table could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the table cannot be written: {reason}")]
pub struct WriteError {
    /// What the writer said: usually more than 1,048,576 rows, or a text of more than 32,767 characters.
    pub reason: String,
}

impl WriteError {
    /// The code to search for.
    #[must_use]
    pub fn code(&self) -> Code {
        Code("SHEET-020")
    }
}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        WriteError { reason: error.to_string() }
    }
}

impl Column {
    /// A column with this header.
    pub fn new(header: impl Into<String>) -> Self {
        Self { header: header.into(), width: None }
    }
}

impl Cell {
    /// The value as text, without any guard.
    fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Date(date) => date.to_string(),
            Cell::Money(fen) => fen.to_string().replace(',', ""),
            Cell::Count(count) => count.to_string(),
        }
    }
}

/// UTF-8 with the mark that Excel needs to see it, one record a line.
#[must_use]
pub fn write_csv(table: &Table) -> Vec<u8> {
    let mut out = String::from("\u{FEFF}");
    line(&mut out, table.columns.iter().map(|column| guarded(&column.header)));
    for row in &table.rows {
        line(
            &mut out,
            row.iter().map(|cell| match cell {
                Cell::Text(text) => guarded(text),
                Cell::Empty | Cell::Date(_) | Cell::Money(_) | Cell::Count(_) => cell.shown(),
            }),
        );
    }
    let below: Vec<_> = table.watermark.iter().chain(&table.notes).collect();
    if !below.is_empty() {
        out.push_str("\r\n");
    }
    for note in below {
        line(&mut out, [guarded(note)].into_iter());
    }
    out.into_bytes()
}

/// [`write_csv`] in GB18030, for banks whose programs read nothing else.
#[must_use]
pub fn write_csv_gb18030(table: &Table) -> Vec<u8> {
    let utf8 = write_csv(table);
    let text = String::from_utf8_lossy(&utf8);
    let (bytes, _, _) = GB18030.encode(text.trim_start_matches('\u{FEFF}'));
    bytes.into_owned()
}

fn line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (place, field) in fields.enumerate() {
        if place > 0 {
            out.push(',');
        }
        if field.contains(['"', ',', '\n', '\r', ';', '\t']) || field.starts_with(' ') {
            write!(out, "\"{}\"", field.replace('"', "\"\"")).expect("writing to a string does not fail");
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

fn is_risky(text: &str) -> bool {
    text.trim_start_matches(' ').starts_with(RISKY)
}

/// With the apostrophe that tells a spreadsheet "this is text".
fn guarded(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// A workbook of one sheet.
///
/// # Errors
/// More rows, columns or characters than a sheet holds.
pub fn write_xlsx(table: &Table) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    let (year, month, day) = parts(table.made_on);
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?));
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&table.sheet))?;
    if let Some(mark) = &table.watermark {
        // An ampersand begins a code in a page header.
        sheet.set_header(format!("&C{}", mark.replace('&', "&&")));
    }
    let head = Format::new().set_bold().set_align(FormatAlign::Center).set_border_bottom(FormatBorder::Thin);
    for (place, column) in table.columns.iter().enumerate() {
        let at = u16::try_from(place).map_err(|_| too_much("columns"))?;
        sheet.set_column_width(at, column.width.unwrap_or_else(|| width(table, place, column)))?;
        sheet.write_string_with_format(0, at, &column.header, &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let styles = Styles::new();
    let mut row_number: u32 = 1;
    for row in &table.rows {
        for (place, cell) in row.iter().enumerate() {
            styles.write(sheet, row_number, u16::try_from(place).map_err(|_| too_much("columns"))?, cell)?;
        }
        row_number = row_number.checked_add(1).ok_or_else(|| too_much("rows"))?;
    }
    for note in table.watermark.iter().chain(&table.notes) {
        row_number = row_number.checked_add(1).ok_or_else(|| too_much("rows"))?;
        styles.write(sheet, row_number, 0, &Cell::Text(note.clone()))?;
    }
    Ok(book.save_to_buffer()?)
}

struct Styles {
    text: Format,
    quoted: Format,
    date: Format,
    money: Format,
    count: Format,
}

impl Styles {
    fn new() -> Styles {
        Styles {
            text: Format::new(),
            quoted: Format::new().set_quote_prefix(),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            money: Format::new().set_num_format("#,##0.00"),
            count: Format::new().set_num_format("0"),
        }
    }

    fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, cell: &Cell) -> Result<(), WriteError> {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                let style = if is_risky(text) { &self.quoted } else { &self.text };
                sheet.write_string_with_format(row, column, text, style)?;
            }
            Cell::Date(date) if date.year() >= 1900 => {
                let (year, month, day) = parts(*date);
                sheet.write_datetime_with_format(
                    row,
                    column,
                    ExcelDateTime::from_ymd(year, month, day)?,
                    &self.date,
                )?;
            }
            Cell::Money(Fen(n)) if n.unsigned_abs() <= EXACT => {
                sheet.write_number_with_format(row, column, float(cell), &self.money)?;
            }
            Cell::Count(n) if n.unsigned_abs() <= EXACT => {
                sheet.write_number_with_format(row, column, float(cell), &self.count)?;
            }
            Cell::Date(_) | Cell::Money(_) | Cell::Count(_) => {
                sheet.write_string_with_format(row, column, cell.shown(), &self.text)?;
            }
        }
        Ok(())
    }
}

/// The nearest number that a spreadsheet can hold, by its digits and not by dividing.
fn float(cell: &Cell) -> f64 {
    cell.shown().parse().expect("digits, a sign and a point are a number")
}

fn parts(date: Date) -> (u16, u8, u8) {
    let small = |n: i8| u8::try_from(n).unwrap_or(1);
    (u16::try_from(date.year()).unwrap_or(1900), small(date.month()), small(date.day()))
}

/// 31 characters, without those that a sheet's name cannot hold.
fn sheet_name(name: &str) -> String {
    let kept = name.chars().filter(|ch| !matches!(ch, '[' | ']' | ':' | '*' | '?' | '/' | '\\'));
    let kept: String = kept.take(31).collect();
    let kept = kept.trim_matches('\'').trim();
    if kept.is_empty() { "Sheet1".to_owned() } else { kept.to_owned() }
}

/// Wide enough for most contents: a Chinese character is as wide as two Latin ones.
fn width(table: &Table, place: usize, column: &Column) -> u16 {
    let wide = |text: &str| text.chars().map(|ch| if ch.is_ascii() { 1usize } else { 2 }).sum::<usize>();
    let cells = table.rows.iter().take(WIDTH_ROWS).filter_map(|row| row.get(place));
    let widest = cells.map(|cell| wide(&cell.shown())).chain([wide(&column.header)]).max().unwrap_or(0);
    u16::try_from(widest.saturating_add(2).clamp(NARROWEST, WIDEST)).unwrap_or(0)
}

fn too_much(what: &str) -> WriteError {
    WriteError { reason: format!("more {what} than a sheet holds") }
}
