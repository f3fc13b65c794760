//! Lists as text: commas or tabs, GB 18030 or UTF-8.
//!
//! Never: a character lost; GB 18030 has them all.
use jiff::civil::Date;

use crate::agency::{AgencyFile, Cell, FileFormat};

const MARK: &[u8] = "\u{feff}".as_bytes();

/// The bytes of a file that is text.
pub(super) fn bytes(file: &AgencyFile) -> Result<Vec<u8>, csv::Error> {
    let delimiter = if file.format == FileFormat::TabsUtf8Mark { b'\t' } else { b',' };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in file.sheets.iter().flat_map(|sheet| &sheet.rows) {
        writer.write_record(row.iter().map(text))?;
    }
    let written = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(match file.format {
        FileFormat::CommasGb18030 => gb18030(&written),
        FileFormat::TabsUtf8Mark => [MARK, &written].concat(),
        FileFormat::CommasUtf8 | FileFormat::Xlsx => written,
    })
}

fn gb18030(utf8: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(utf8);
    let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
    bytes.into_owned()
}

/// A cell as a spreadsheet saves it as text.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Lost(digits) => scientific(digits),
        Cell::Day(day) => slashed(*day),
    }
}

/// `990101196911050` of eighteen digits as the spreadsheet shows it: `9.90101E+17`.
fn scientific(digits: &str) -> String {
    let (first, rest) = digits.split_at_checked(1).unwrap_or((digits, ""));
    format!("{first}.{}E+17", rest.get(..5).unwrap_or(rest))
}

fn slashed(day: Date) -> String {
    format!("{}/{}/{}", day.year(), day.month(), day.day())
}
