//! Files of the tests, and their rows as text.
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use documents::sheets::{Flow, Limits, Row, SheetError, Summary, read};
use kernel::cell::RawCell;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file with these bytes; the name says nothing about them.
pub(crate) struct File {
    _folder: TempDir,
    pub(crate) path: PathBuf,
}

pub(crate) fn file(bytes: &[u8]) -> File {
    let folder = TempDir::new().expect("there is room for a test's file");
    let path = folder.path().join("upload");
    fs::write(&path, bytes).expect("there is room for a test's file");
    File { _folder: folder, path }
}

/// `sheet!row: cells`, cells between bars.
pub(crate) fn shown(row: &Row) -> String {
    let cells: Vec<_> = row.cells.iter().map(cell).collect();
    format!("{}!{}: {}", row.sheet, row.number, cells.join("|"))
}

pub(crate) fn cell(cell: &RawCell) -> String {
    match cell {
        RawCell::Empty => String::new(),
        RawCell::Text(text) => text.clone(),
        RawCell::Number { text } => format!("#{text}"),
        RawCell::Date(date) => format!("@{date}"),
        RawCell::Truth(truth) => truth.to_string(),
        RawCell::Error(text) => format!("!{text}"),
    }
}

pub(crate) fn rows_at(path: &Path, limits: &Limits) -> Result<(Vec<String>, Summary), SheetError> {
    let mut rows = Vec::new();
    let summary = read(path, limits, &mut |row| {
        rows.push(shown(&row));
        Flow::Next
    })?;
    Ok((rows, summary))
}

pub(crate) fn rows(bytes: &[u8]) -> Result<Vec<String>, SheetError> {
    rows_at(&file(bytes).path, &Limits::default()).map(|(rows, _)| rows)
}

/// A zip of these parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("the name is a name");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// The smallest workbook: a sheet's XML, and shared strings if there are any.
pub(crate) fn workbook(sheet: &str, strings: Option<&str>) -> Vec<u8> {
    let types = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    let book = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let links = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let root = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let mut parts = vec![
        ("_rels/.rels", root.as_bytes()),
        ("[Content_Types].xml", types.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    parts.extend(strings.map(|strings| ("xl/sharedStrings.xml", strings.as_bytes())));
    zip(&parts)
}
