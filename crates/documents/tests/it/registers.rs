//! Registers as offices send them, read row by row.
use std::path::Path;

use documents::sheets::{Flow, Kind, Limits, Merge, peek, read};
use encoding_rs::GB18030;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::files::{cell, file, rows, rows_at, shown, workbook};

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

#[test]
fn the_same_csv_reads_alike_in_every_encoding_and_with_every_delimiter() {
    let expected = ["!1: 姓名|身份证号|金额", "!2: 王喆|990101198703092325|1,200", "!3: 李堃||3.2万"];
    let text = |delimiter: &str| {
        ["姓名,身份证号,金额", "王喆,990101198703092325,\"1_200\"", "李堃,,3.2万", ""]
            .join("\r\n")
            .replace(',', delimiter)
            .replace('_', ",")
    };
    for delimiter in [",", "\t", ";"] {
        let text = text(delimiter);
        assert_eq!(rows(text.as_bytes()).expect("plain UTF-8"), expected);
        assert_eq!(rows(format!("\u{FEFF}{text}").as_bytes()).expect("with a mark"), expected);
        assert_eq!(rows(format!("\u{FEFF}\u{FEFF}\u{200B}{text}").as_bytes()).expect("with two marks"), expected);
        assert_eq!(rows(&gb(&text)).expect("GB18030"), expected);
    }
}

#[test]
fn what_was_found_out_about_a_csv_is_told() {
    let (_, summary) = rows_at(&file(&gb("姓名;镕\n甲;乙\n")).path, &Limits::default()).expect("GB18030");
    assert_eq!(summary.kind, Kind::Csv { encoding: "GB18030", delimiter: ';' });
    assert_eq!(summary.sheets.iter().map(|sheet| sheet.rows).collect::<Vec<_>>(), [2]);
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    let text = "低保名单\r\n\r\n姓名,地址\r\n甲,\"一组\r\n二号\"\r\n,\r\n乙,\"三\"\r\n丙,四";
    assert_eq!(
        rows(text.as_bytes()).expect("CSV"),
        ["!1: 低保名单", "!3: 姓名|地址", "!4: 甲|一组\n二号", "!6: 乙|三", "!7: 丙|四"]
    );
}

#[test]
fn the_habits_of_excel_are_understood() {
    assert_eq!(rows(b"sep=;\na;b,c\n").expect("CSV"), ["!2: a|b,c"]);
    assert_eq!(rows("号码,名\n=\"0012\",甲\n".as_bytes()).expect("CSV"), ["!1: 号码|名", "!2: 0012|甲"]);
    assert_eq!(rows(b"one\ntwo\n").expect("one column"), ["!1: one", "!2: two"]);
}

#[test]
fn a_damaged_character_makes_its_cell_bad_and_not_the_file() {
    let mut text = "姓名,住址\n".to_owned();
    for _ in 0..200 {
        text.push_str("王小明,青禾区昇平路\n");
    }
    let mut bytes = gb(&text);
    bytes.extend_from_slice(b"\xFF,ok\n");
    let rows = rows(&bytes).expect("one slip in 2,000 characters");
    assert_eq!(rows.last().map(String::as_str), Some("!202: !\u{FFFD}|ok"));
}

fn victims() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy/m/d");
    let time = Format::new().set_num_format("[h]:mm");
    let plain = Format::new();
    let sheet = book.add_worksheet().set_name("台账").expect("a name");
    sheet.merge_range(0, 0, 0, 4, "被害人台账", &plain).expect("a merge");
    sheet.merge_range(1, 0, 2, 0, "序号", &plain).expect("a merge");
    sheet.merge_range(1, 1, 1, 2, "被害人", &plain).expect("a merge");
    sheet.write(1, 3, "日期").expect("a cell").write(1, 4, "备注").expect("a cell");
    sheet.write(2, 1, "姓名").expect("a cell").write(2, 2, "证件号码").expect("a cell");
    let on = ExcelDateTime::from_ymd(2024, 7, 5).expect("a day");
    sheet.write(3, 0, 1).expect("a cell").write(3, 1, "王喆").expect("a cell");
    sheet.write(3, 2, 990_110_196_911_050_741.0).expect("a cell");
    sheet.write_datetime_with_format(3, 3, &on, &day).expect("a cell");
    sheet.write(3, 4, true).expect("a cell");
    sheet.merge_range(4, 1, 5, 1, "李堃", &plain).expect("a merge");
    sheet.write(4, 0, 2).expect("a cell").write(5, 0, 3).expect("a cell");
    sheet.write(5, 2, 0.1).expect("a cell");
    sheet.write_number_with_format(5, 3, 1.5, &time).expect("a cell");
    sheet.write_formula(5, 4, Formula::new("1/0").set_result("#DIV/0!")).expect("a cell");
    sheet.write(9, 0, "合计").expect("a cell");
    let hidden = book.add_worksheet().set_name("代码").expect("a name");
    hidden.set_hidden(true).write(0, 0, "重伤").expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_gives_numbers_dates_truths_and_merged_cells_as_they_are() {
    let (rows, summary) = rows_at(&file(&victims()).path, &Limits::default()).expect("XLSX");
    assert_eq!(
        rows,
        [
            "台账!1: 被害人台账",
            "台账!2: 序号|被害人||日期|备注",
            "台账!3: 序号|姓名|证件号码",
            "台账!4: #1|王喆|#9.901101969110508e17|@2024-07-05|true",
            "台账!5: #2|李堃",
            "台账!6: #3|李堃|#0.1|#1.5|!#DIV/0!",
            "台账!10: 合计",
            "代码!1: 重伤",
        ]
    );
    assert_eq!(summary.kind, Kind::Xlsx);
    let sheets: Vec<_> = summary.sheets.iter().map(|s| (s.name.as_str(), s.rows, s.hidden)).collect();
    assert_eq!(sheets, [("台账", 7, false), ("代码", 1, true)]);
}

#[test]
fn the_preview_joins_two_header_rows_along_their_merges() {
    let preview = peek(&file(&victims()).path, &Limits::default(), 4).expect("XLSX");
    let [top, codes] = &preview.sheets[..] else { panic!("two sheets") };
    assert_eq!((top.rows.len(), codes.rows.len(), codes.hidden), (4, 1, true));
    assert!(top.merges.contains(&Merge { top: 2, bottom: 2, left: 1, right: 2 }));
    let spread: Vec<_> = top.spread(&top.rows[1]).iter().map(cell).collect();
    assert_eq!(spread, ["序号", "被害人", "被害人", "日期", "备注"]);
    assert_eq!(top.spread(&top.rows[3]), top.rows[3].cells, "a row without merges stays as it is");
}

#[test]
fn an_old_workbook_reads_like_a_new_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets/disabled.xls");
    let (rows, summary) = rows_at(&path, &Limits::default()).expect("XLS");
    assert_eq!(
        rows,
        [
            "持证残疾人!1: 青禾区持证残疾人名单",
            "持证残疾人!2: 姓名|公民身份号码|残疾类别|残疾等级|办证日期|护理补贴|在册",
            "持证残疾人!3: 王喆|990101198703092325|肢体|二级|@2019-03-01|#80|true",
            "持证残疾人!4: 李堃|#9.901011970010112e17|视力|一级|@2008-02-29|#120.5|false",
            "持证残疾人!5: 赵翀||听力|三级|#44409||true",
            "持证残疾人!6: 陈玥||言语",
            "持证残疾人!7: 孙赟||言语||#0.5",
            "持证残疾人!9: 合计：5人",
            "代码!1: 肢体",
        ]
    );
    assert_eq!(summary.kind, Kind::Xls);
    assert_eq!(summary.sheets.iter().map(|sheet| sheet.hidden).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_reader_may_skip_a_sheet_or_stop() {
    let file = file(&victims());
    let mut seen = Vec::new();
    read(&file.path, &Limits::default(), &mut |row| {
        seen.push(shown(&row));
        Flow::SkipSheet
    })
    .expect("XLSX");
    assert_eq!(seen, ["台账!1: 被害人台账", "代码!1: 重伤"]);
    let mut count = 0;
    read(&file.path, &Limits::default(), &mut |_| {
        count += 1;
        if count < 3 { Flow::Next } else { Flow::Stop }
    })
    .expect("XLSX");
    assert_eq!(count, 3);
}

#[test]
fn inline_and_untyped_cells_of_other_programs_are_read() {
    let sheet = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>甲</t></is></c><c r="D2"><v>15</v></c><c r="E2" t="d"><v>2024-07-05T00:00:00</v></c></row><row><c><v>7</v></c></row></sheetData></worksheet>"#;
    assert_eq!(rows(&workbook(sheet, None)).expect("XLSX"), ["S!2: |甲||#15|@2024-07-05", "S!3: #7"]);
}
