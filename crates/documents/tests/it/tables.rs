//! Tables that people take away: kinds kept, nothing computed, the same bytes.
use documents::sheets::{Cell, Column, Table, write_csv, write_xlsx};
use jiff::civil::date;
use kernel::Fen;

use super::files::rows;

fn table() -> Table {
    let text = |text: &str| Cell::Text(text.to_owned());
    Table {
        sheet: "线索[2024]/7".to_owned(),
        columns: ["姓名", "证件号码", "日期", "金额", "人数"].map(Column::new).to_vec(),
        rows: vec![
            vec![
                text("王喆"),
                text("990101198703092325"),
                Cell::Date(date(2024, 7, 5)),
                Cell::Money(Fen(5_880_050)),
                Cell::Count(3),
            ],
            vec![
                text("=HYPERLINK(\"http://x\")"),
                text("+8613800000000"),
                Cell::Empty,
                Cell::Money(Fen(-5)),
                Cell::Count(-1),
            ],
            vec![text("@sum"), text("\t=1"), text("-1"), text(" =1"), text("a,\"b\"")],
        ],
        notes: vec!["来源：青禾区民政局".to_owned(), "=cmd".to_owned()],
        watermark: Some("演示数据 DEMONSTRATION".to_owned()),
        made_on: date(2024, 7, 5),
    }
}

#[test]
fn a_csv_for_excel_computes_nothing() {
    let csv = String::from_utf8(write_csv(&table())).expect("UTF-8");
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(
        lines,
        [
            "\u{FEFF}姓名,证件号码,日期,金额,人数",
            "王喆,990101198703092325,2024-07-05,58800.50,3",
            "\"'=HYPERLINK(\"\"http://x\"\")\",'+8613800000000,,-0.05,-1",
            "'@sum,\"'\t=1\",'-1,' =1,\"a,\"\"b\"\"\"",
            "",
            "演示数据 DEMONSTRATION",
            "来源：青禾区民政局",
            "'=cmd",
            "",
        ]
    );
}

#[test]
fn a_workbook_reads_back_as_it_was_written() {
    let bytes = write_xlsx(&table()).expect("a workbook");
    assert_eq!(
        rows(&bytes).expect("XLSX"),
        [
            "线索20247!1: 姓名|证件号码|日期|金额|人数",
            "线索20247!2: 王喆|990101198703092325|@2024-07-05|#58800.5|#3",
            "线索20247!3: =HYPERLINK(\"http://x\")|+8613800000000||#-0.05|#-1",
            "线索20247!4: @sum|\t=1|-1| =1|a,\"b\"",
            "线索20247!6: 演示数据 DEMONSTRATION",
            "线索20247!7: 来源：青禾区民政局",
            "线索20247!8: =cmd",
        ]
    );
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    assert_eq!(write_xlsx(&table()), write_xlsx(&table()));
    assert_eq!(write_csv(&table()), write_csv(&table()));
}

#[test]
fn money_past_the_exactness_of_a_spreadsheet_is_written_as_text() {
    let rows_of = |cell: Cell| {
        let table = Table { columns: vec![Column::new("金额")], rows: vec![vec![cell]], ..table() };
        rows(&write_xlsx(&table).expect("a workbook")).expect("XLSX")[1].clone()
    };
    assert_eq!(rows_of(Cell::Money(Fen(999_999_999_999_999))), "线索20247!2: #9999999999999.99");
    assert_eq!(rows_of(Cell::Money(Fen(1_000_000_000_000_001))), "线索20247!2: 10000000000000.01");
}

#[test]
fn a_text_too_long_for_a_cell_is_refused_and_not_cut() {
    let table = Table { rows: vec![vec![Cell::Text("长".repeat(32_768))]], ..table() };
    assert!(write_xlsx(&table).is_err());
}
