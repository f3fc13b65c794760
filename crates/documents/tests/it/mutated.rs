//! Bytes that no program wrote: never a panic, never a full memory.
use std::fs;
use std::path::Path;

use documents::sheets::{Limits, peek};
use proptest::prelude::*;

use super::files::{file, rows, workbook};

const SHEET: &str = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:C3"/><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="b"><v>1</v></c></row><row r="2"><c r="A2" s="1"><v>45000</v></c><c r="C2" t="e"><v>#N/A</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells></worksheet>"#;
const STRINGS: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="1"><si><t>甲&amp;乙</t></si></sst>"#;

fn mutate(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)], cut: Option<prop::sample::Index>) -> Vec<u8> {
    for (place, value) in changes {
        let at = place.index(bytes.len());
        bytes[at] = *value;
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len()));
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6)
}

fn try_all(bytes: &[u8]) {
    let _either_way = rows(bytes);
    let _either_way = peek(&file(bytes).path, &Limits::default(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_rows_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        try_all(&bytes);
    }

    #[test]
    fn a_damaged_sheet_in_a_whole_zip_is_rows_or_an_error(
        changes in changes(), cut in prop::option::of(any::<prop::sample::Index>()), strings in changes(),
    ) {
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let sheet = text(mutate(SHEET.as_bytes().to_vec(), &changes, cut));
        let strings = text(mutate(STRINGS.as_bytes().to_vec(), &strings, None));
        try_all(&workbook(&sheet, Some(&strings)));
    }

    #[test]
    fn a_damaged_zip_is_rows_or_an_error(changes in changes(), cut in prop::option::of(any::<prop::sample::Index>())) {
        try_all(&mutate(workbook(SHEET, Some(STRINGS)), &changes, cut));
    }

    #[test]
    fn a_damaged_old_workbook_is_rows_or_an_error(
        changes in changes(), cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/disabled.xls");
        try_all(&mutate(fs::read(path).expect("the file"), &changes, cut));
    }

    #[test]
    fn damaged_text_is_rows_or_an_error(changes in changes()) {
        try_all(&mutate("姓名,地址\n\"甲\",\"一\"\"二\"\r\n乙,;\n".as_bytes().to_vec(), &changes, None));
    }
}
