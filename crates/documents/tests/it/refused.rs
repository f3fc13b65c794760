//! Files that are not taken, and the reason that a person is told.
use std::fs;
use std::path::Path;

use documents::sheets::{Found, Limits, SheetError, What};
use encoding_rs::{BIG5, SHIFT_JIS};

use super::files::{file, rows, rows_at, workbook, zip};

fn found(bytes: &[u8]) -> Found {
    match rows(bytes) {
        Err(SheetError::NotASheet { found }) => found,
        other => panic!("{other:?}"),
    }
}

fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

#[test]
fn what_is_no_spreadsheet_is_named() {
    assert_eq!(found(b""), Found::Nothing);
    assert_eq!(found(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"), Found::Picture);
    assert_eq!(found(b"\xFF\xD8\xFF\xE0\0\x10JFIF"), Found::Picture);
    assert_eq!(found(b"%PDF-1.7\n"), Found::Pdf);
    assert_eq!(found("\u{FEFF}<html><table><tr><td>姓名".as_bytes()), Found::WebPage);
    assert_eq!(found(b"  <table border=1><tr><td>a"), Found::WebPage);
    assert_eq!(found(b"<?xml version=\"1.0\"?><Workbook/>"), Found::Xml);
    assert_eq!(found(b"Rar!\x1A\x07\0"), Found::Archive);
    assert_eq!(found(b"\x7FELF\x02\x01\x01\0\0\0"), Found::Binary);
    assert_eq!(found(&zip(&[("a.txt", b"hello")])), Found::Archive);
    assert_eq!(
        found(&zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")])),
        Found::WordDocument
    );
    assert_eq!(found(&zip(&[("mimetype", b"x"), ("content.xml", b"<o/>")])), Found::OpenDocument);
    assert_eq!(found(&zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.bin", b"\0")])), Found::BinaryWorkbook);
}

#[test]
fn a_table_that_only_begins_like_a_picture_is_a_table() {
    assert_eq!(rows(b"BMI,name\n21,a\n").expect("CSV"), ["!1: BMI|name", "!2: 21|a"]);
}

#[test]
fn text_in_another_encoding_is_refused_with_its_line() {
    let text = "姓名，地址，備註\n王小明，臺北市中正區重慶南路，無固定職業\n".repeat(20);
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked = [&b"\xFF\xFE"[..], &utf16].concat();
    for (bytes, seems) in [
        (marked, Some("UTF-16")),
        ("a,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect(), Some("UTF-16")),
        (BIG5.encode(&text).0.into_owned(), Some("Big5")),
    ] {
        match rows(&bytes) {
            Err(SheetError::WrongEncoding { seems: told, line: _ }) => assert_eq!(told, seems),
            other => panic!("{other:?}"),
        }
    }
    let japanese = SHIFT_JIS.encode("ﾄｳｷｮｳ,ｵｵｻｶ\nｶﾅ,ﾓｼﾞ\n").0.into_owned();
    assert!(matches!(rows(&japanese), Err(SheetError::WrongEncoding { .. })), "half-width kana");
    let latin = b"name,place\nRen\xE9,K\xF6ln\n";
    assert!(matches!(rows(latin), Err(SheetError::WrongEncoding { seems: None, line: 2 })));
}

#[test]
fn every_bound_is_kept_in_every_format() {
    let csv = file("a,b\n1,2\n3,4\n".as_bytes());
    let xlsx = file(&workbook(
        &sheet(
            r#"<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row><row r="3"><c r="A3"><v>4</v></c></row>"#,
        ),
        None,
    ));
    let xls =
        file(&fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/disabled.xls")).expect("the file"));
    for path in [&csv.path, &xlsx.path, &xls.path] {
        let tried = |limits: Limits| rows_at(path, &limits).expect_err("too much");
        let what = |error: SheetError| match error {
            SheetError::TooLarge { what, .. } => what,
            other @ (SheetError::ZipBomb { .. }
            | SheetError::NotASheet { .. }
            | SheetError::WrongEncoding { .. }
            | SheetError::TooManyColumns { .. }
            | SheetError::Broken { .. }
            | SheetError::Unreadable { .. }) => panic!("{other:?}"),
        };
        let all = Limits::default();
        assert_eq!(what(tried(Limits { file_bytes: 5, ..all })), What::File);
        assert_eq!(what(tried(Limits { rows: 2, ..all })), What::Rows);
        assert_eq!(what(tried(Limits { cells: 2, ..all })), What::Cells);
        assert_eq!(what(tried(Limits { sheets: 0, ..all })), What::Sheets);
        assert!(matches!(tried(Limits { columns: 1, ..all }), SheetError::TooManyColumns { limit: 1, .. }));
    }
    let long = rows_at(&file("a,b\n甲甲甲甲,2\n".as_bytes()).path, &Limits { cell_chars: 3, ..Limits::default() });
    assert!(matches!(long, Err(SheetError::TooLarge { what: What::CellText, limit: 3, row: 2 })));
}

#[test]
fn a_million_columns_are_refused() {
    let wide = vec!["x"; 1_000_000].join(",");
    match rows(wide.as_bytes()) {
        Err(SheetError::TooManyColumns { found, row, .. }) => assert_eq!((found, row), (1_000_000, 1)),
        other => panic!("{other:?}"),
    }
    let far = workbook(&sheet(r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#), None);
    assert!(matches!(rows(&far), Err(SheetError::TooManyColumns { found: 16_384, .. })));
}

#[test]
fn a_quotation_mark_that_nobody_closes_does_not_swallow_the_file() {
    let text = format!("a,b\n1,\"2\n{}", "3,4\n".repeat(3_000_000));
    assert!(matches!(rows(text.as_bytes()), Err(SheetError::TooLarge { what: What::CellText, .. })));
}

#[test]
fn a_zip_bomb_is_stopped_while_it_unpacks() {
    let zeros = vec![b' '; 100 * 1024 * 1024];
    let bomb = zip(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<w/>"), ("xl/media/a.png", &zeros)]);
    assert!(bomb.len() < 200_000, "100 MB in {} bytes", bomb.len());
    match rows(&bomb) {
        Err(SheetError::ZipBomb { unpacked, .. }) => assert!(unpacked <= Limits::RATIO_FROM + 64 * 1024),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_cell_that_never_ends_is_stopped_before_it_is_held() {
    let endless = sheet(&format!("<row><c t=\"str\"><v>{}</v></c></row>", "a".repeat(2_000_000)));
    assert!(matches!(rows(&workbook(&endless, None)), Err(SheetError::TooLarge { what: What::CellText, .. })));
}

#[test]
fn a_false_count_of_shared_strings_reserves_no_memory() {
    let strings = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="4000000000"><si><t>a</t></si></sst>"#;
    let error = rows(&workbook(&sheet(""), Some(strings))).expect_err("a lie");
    assert!(error.to_string().contains("shared strings"), "{error}");
}

#[test]
fn damage_is_told_with_its_place() {
    let torn = workbook(
        &sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>9</v></c></row>"#),
        None,
    );
    match rows(&torn) {
        Err(SheetError::Broken { sheet, row, .. }) => assert_eq!((sheet.as_str(), row), ("S", 1)),
        other => panic!("{other:?}"),
    }
    let whole = workbook(&sheet(""), None);
    assert!(matches!(rows(&whole[..whole.len() / 2]), Err(SheetError::Broken { .. })));
}

#[test]
fn an_old_workbook_that_lies_about_its_size_reserves_no_memory() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/disabled.xls");
    let mut bytes = fs::read(path).expect("the file");
    // DIMENSIONS of the first sheet: rows 0…9, columns 0…7.
    let record = [0x00, 0x02, 14, 0, 0, 0, 0, 0];
    let at = bytes.windows(8).position(|window| window == record).expect("a DIMENSIONS record");
    bytes[at + 8..at + 12].copy_from_slice(&[0xFF; 4]);
    assert!(matches!(rows(&bytes), Err(SheetError::Broken { .. })));
}

#[test]
fn every_refusal_has_a_code_and_a_name_of_its_own() {
    let errors = [
        SheetError::TooLarge { what: What::File, limit: 1, row: 0 },
        SheetError::ZipBomb { packed: 1, unpacked: 2 },
        SheetError::NotASheet { found: Found::Pdf },
        SheetError::WrongEncoding { seems: None, line: 1 },
        SheetError::TooManyColumns { sheet: String::new(), row: 1, found: 2, limit: 1 },
        SheetError::Broken { sheet: String::new(), row: 0, reason: String::new() },
        SheetError::Unreadable { reason: String::new() },
    ];
    let told: Vec<_> = errors.iter().map(|error| format!("{} {}", error.code(), error.name())).collect();
    assert_eq!(
        told,
        [
            "SHEET-001 too-large",
            "SHEET-002 zip-bomb",
            "SHEET-003 not-a-sheet",
            "SHEET-004 wrong-encoding",
            "SHEET-005 too-many-columns",
            "SHEET-006 broken",
            "SHEET-007 unreadable",
        ]
    );
}
