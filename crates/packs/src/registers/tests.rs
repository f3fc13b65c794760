//! The registers of the packs, and sheets of every kind that offices send.
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use kernel::cell::{CellMistake, RawCell};
use kernel::id::RegisterId;
use proptest::prelude::*;

use super::RowKind::{self, Blank, Data, Head, Note, Outside, Repeated, Waiting};
use super::{Mapping, Reader, Registers, RowOut, SheetPreview, Target, guess, read_as};

fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/registers");
    let mut files = Vec::new();
    for entry in fs::read_dir(&root).expect("the packs are there") {
        let path = entry.expect("readable").path();
        let file = if path.is_dir() { path.join("register.toml") } else { path };
        let name = file.strip_prefix(&root).expect("below the root").display().to_string();
        files.push((format!("registers/{name}"), fs::read_to_string(&file).expect("readable")));
    }
    files.sort();
    files
}

/// Read once: many tests ask.
fn packs() -> &'static Registers {
    static PACKS: LazyLock<Registers> =
        LazyLock::new(|| Registers::parse(&files()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}")));
    &PACKS
}

#[test]
fn the_registers_of_the_packs_are_read_and_their_examples_come_out() {
    let registers = packs();
    assert_eq!(registers.iter().count(), 10);
    let (run, mistakes) = registers.run_examples();
    assert!(run >= 10, "every register has an example");
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

/// A file of one sheet, its cells separated by commas.
fn sheet(text: &str) -> Vec<(u32, Vec<RawCell>)> {
    (1..).zip(text.lines().map(|line| line.split(',').map(|cell| RawCell::text(cell.trim())).collect())).collect()
}

fn guessed(registers: &Registers, file: &str, text: &str) -> Mapping {
    guess(registers, file, &[SheetPreview { name: "Sheet1".to_owned(), rows: sheet(text) }])
}

fn feeds(mapping: &Mapping) -> Vec<&str> {
    mapping.sheets.iter().flat_map(|sheet| sheet.registers.iter().map(RegisterId::as_str)).collect()
}

fn read(registers: &Registers, mapping: &Mapping, text: &str) -> Vec<RowOut> {
    let mut reader = Reader::new(registers, mapping);
    sheet(text).iter().map(|(number, cells)| reader.read_row("Sheet1", *number, cells)).collect()
}

fn kinds(file: &str, text: &str) -> Vec<RowKind> {
    let registers = packs();
    read(registers, &guessed(registers, file, text), text).iter().map(|row| row.kind).collect()
}

/// Where the column with this path goes.
fn goes(mapping: &Mapping, path: &str) -> Vec<String> {
    let columns = mapping.sheets.iter().flat_map(|sheet| &sheet.columns).filter(|column| column.path == path);
    columns.flat_map(|column| &column.targets).map(|target| format!("{}.{}", target.register, target.column)).collect()
}

const WANG: &str = "990101197401210176";

#[test]
fn the_same_heads_are_told_apart_by_the_title_or_by_the_words_below() {
    let registers = packs();
    let list = |kind: &str| format!("姓名,身份证号,类别,认定日期\n王小明,{WANG},{kind},2021.8.1");
    let cases = [
        ("名单.csv", "退役士兵", "veteran"),
        ("名单.csv", "事实无人抚养", "child"),
        ("名单.csv", "单亲困难母亲", "women"),
        ("名单.csv", "突发严重困难户", "monitor"),
        ("名单.csv", "低保边缘", "low_income"),
        ("困难妇女名单.csv", "其他", "women"),
        ("孤儿名单.csv", "其他", "child"),
    ];
    for (file, kind, register) in cases {
        assert_eq!(feeds(&guessed(registers, file, &list(kind))), [register], "{file} {kind}");
    }
}

#[test]
fn one_sheet_feeds_as_many_registers_as_it_speaks_of() {
    let registers = packs();
    let feeds_of = |head: &str| feeds(&guessed(registers, "台账.csv", &format!("{head}\n"))).join(" ");
    assert_eq!(feeds_of("案号,案由,姓名,身份证号,伤情等级,应赔金额"), "compensation crim_case crim_person");
    assert_eq!(feeds_of("案号,姓名,身份证号,伤情等级"), "crim_person");
    assert_eq!(feeds_of("案号,应赔金额,已赔金额"), "compensation");
    assert_eq!(feeds_of("案号,案由,处理结果,处理日期"), "crim_case");
    assert_eq!(feeds_of("日期,天气,备注"), "");
}

#[test]
fn the_head_of_a_group_is_part_of_the_name_and_the_groups_of_others_are_left_alone() {
    let registers = packs();
    let text = format!(
        "序号,案号,被害人基本情况,,犯罪嫌疑人,,伤情\n,,姓名,身份证号码,姓名,身份证号码,\n1,某检1号,王小明,{WANG},李四,990116195201200075,轻伤"
    );
    let mapping = guessed(registers, "案件.csv", &text);
    assert_eq!(goes(&mapping, "被害人基本情况/姓名"), ["crim_person.name"]);
    assert_eq!(goes(&mapping, "犯罪嫌疑人/姓名"), Vec::<String>::new());
    let rows = read(registers, &mapping, &text);
    assert_eq!(rows[2].identity.name.as_ref().map(|name| name.unseal().as_str()), Some("王小明"));
}

#[test]
fn heads_of_others_are_never_taken_for_the_person_of_the_row() {
    let registers = packs();
    let text = "户主姓名,户主身份证号,成员姓名,成员身份证号,联系人电话,救助类别\n";
    let mapping = guessed(registers, "低保.csv", text);
    assert_eq!(goes(&mapping, "成员姓名"), ["low_income.name"]);
    assert_eq!(goes(&mapping, "户主姓名"), ["low_income.head_name"]);
    assert_eq!(goes(&mapping, "户主身份证号"), ["low_income.head_id"]);
    assert_eq!(goes(&mapping, "联系人电话"), Vec::<String>::new());
}

#[test]
fn merged_cells_that_a_reader_filled_make_no_difference() {
    let registers = packs();
    let text = "被害人台账,被害人台账,被害人台账,被害人台账\n案号,被害人信息,被害人信息,伤情等级\n案号,姓名,证件号码,伤情等级\n";
    let mapping = guessed(registers, "台账.csv", text);
    assert_eq!(mapping.sheets[0].first_row, 4);
    assert_eq!(goes(&mapping, "被害人信息/证件号码"), ["crim_person.citizen_id"]);
    assert_eq!(goes(&mapping, "案号"), ["crim_person.case_no"]);
}

#[test]
fn machine_names_may_stand_above_or_below_the_head() {
    let head = "户号,姓名,证件号码,监测类别";
    let codes = "hh_no,name,id_no,type";
    let row = format!("J1,王小明,{WANG},边缘易致贫户");
    for text in [format!("{codes}\n{head}\n{row}"), format!("{head}\n{codes}\n{row}")] {
        assert_eq!(kinds("监测户.csv", &text), [Head, Head, Data], "{text}");
    }
}

#[test]
fn totals_notes_blanks_and_repeated_heads_are_no_people() {
    let head = "案号,姓名,身份证号,伤情等级,应赔金额";
    let text = format!(
        "{head}\n某检1号,王小明,{WANG},轻伤,100\n,,,,\n{head}\n小计,,,,100\n某检2号,李四,,重伤,5\n,,,,105\n合计,2人,,,105\n注：本表由案管部门提供,,,,\n由某某县提供,,,,"
    );
    assert_eq!(kinds("被害人.csv", &text), [Head, Data, Blank, Head, Note, Data, Note, Note, Note, Note]);
}

#[test]
fn a_certificate_says_whose_it_is_where_the_id_number_does_not_unless_they_disagree() {
    let heads = "姓名,身份证件号,残疾证号,残疾类别,残疾等级";
    let whose = |id: &str, certificate: &str| {
        let text = format!("{heads}\n王小明,{id},{certificate},肢体,二级");
        let rows = read(packs(), &guessed(packs(), "持证残疾人.csv", &text), &text);
        rows[1].identity.id.map(|id| id.unsealed().to_owned())
    };
    let id = || Some("990101200001010014".to_owned());
    assert_eq!(whose("", "99010120000101001442"), id());
    assert_eq!(whose("990101********0014", "99010120000101001442"), id());
    assert_eq!(whose("990101********0015", "99010120000101001442"), None, "they disagree");
    assert_eq!(whose("99010120000101001", "99010120000101001442"), id(), "the last character was left out");
    assert_eq!(whose("99010120000102001", "99010120000101001442"), None, "one short, and of another");
    assert_eq!(whose("无法辨认", "99010120000101001442"), None, "nothing of it can be read");
    assert_eq!(whose("", "残字第42号"), None);
    assert_eq!(whose("990101200001010014", "残字第42号"), id());
}

#[test]
fn only_a_row_with_neither_name_nor_number_waits() {
    let head = "户号,姓名,身份证号,监测类别";
    let text = format!(
        "{head}\nJ1,,{WANG},边缘易致贫户\nJ2,李四,,边缘易致贫户\nJ3,,,边缘易致贫户\nJ4,李*,9901**********0075,边缘易致贫户\nJ5,—,无,边缘易致贫户"
    );
    assert_eq!(kinds("监测户.csv", &text), [Head, Data, Data, Waiting, Data, Waiting]);
}

#[test]
fn a_row_is_repeated_when_it_says_the_same_however_it_is_spelled() {
    let text = format!(
        "序号,户号,姓名,身份证号,救助类别,享受开始年月\n1,A1,王 小 明,{WANG},低保,202301\n2,a1,王小明,９９０１０１１９７４０１２１０１７６,低保,2023年1月\n3,A1,王小明,{WANG},特困,2023-01"
    );
    assert_eq!(kinds("低保.csv", &text), [Head, Data, Repeated, Data]);
}

#[test]
fn a_mistake_in_the_same_place_does_not_make_two_rows_one() {
    let text = "姓名,身份证号,残疾等级\n王小明,990101197401210177,一级\n王小明,990101197401210178,一级\n王小明,9901********0177,一级";
    let registers = packs();
    let rows = read(registers, &guessed(registers, "残疾人.csv", text), text);
    assert_eq!(rows.iter().filter(|row| row.kind == Data).count(), 3);
    let bad: Vec<(u32, &str, CellMistake)> =
        rows.iter().flat_map(|row| &row.bad).map(|bad| (bad.row, bad.column.as_str(), bad.why)).collect();
    let why = CellMistake::CheckDigit;
    assert_eq!(bad, [(2, "身份证号", why), (3, "身份证号", why)], "a mask is unknown, not bad");
}

#[test]
fn the_unit_of_the_head_wins_over_that_of_the_title_and_that_of_the_cell_over_both() {
    let registers = packs();
    let text = "赔偿情况,,单位：万元\n案号,应赔金额,已赔金额（元）\n某检1号,3.2,500\n某检2号,3.2元,1万";
    let rows = read(registers, &guessed(registers, "赔偿.csv", text), text);
    let amounts = |row: usize| {
        let values = &rows[row].registers["compensation"];
        ["owed", "paid"].map(|column| values[column].unsealed())
    };
    assert_eq!(amounts(2), ["3200000", "50000"]);
    assert_eq!(amounts(3), ["320", "1000000"]);
}

#[test]
fn a_title_says_the_role_that_no_column_says() {
    let registers = packs();
    let role = |file: &str| {
        let text = format!("案号,姓名,身份证号\n某检1号,王小明,{WANG}");
        let rows = read(registers, &guessed(registers, file, &text), &text);
        rows[1].registers["crim_person"]["role"].unsealed()
    };
    assert_eq!([role("刑事案件被害人台账.csv"), role("涉案人员名单.csv")], ["victim", "victim"]);
    assert_eq!(role("犯罪嫌疑人名单（涉案人员）.csv"), "suspect");
}

#[test]
fn a_confirmed_mapping_serves_the_next_file_of_the_same_heads() {
    let registers = packs();
    let text = "姓名,身份证号,类别,认定日期\n";
    let mut confirmed = guessed(registers, "名单.csv", text);
    confirmed.sheets[0] = read_as(registers, &confirmed.sheets[0], &RegisterId::from("child"));
    assert_eq!(feeds(&confirmed), ["child"]);
    assert!(confirmed.check(registers).is_empty());
    let later = guessed(registers, "二季度名单.csv", &format!("某县民政局,,,\n{text}"));
    let reused = confirmed.reuse(&later).expect("the heads are the same");
    assert_eq!((feeds(&reused), reused.sheets[0].first_row), (vec!["child"], 3));
    assert!(confirmed.reuse(&guessed(registers, "名单.csv", "姓名,身份证号,类别\n")).is_none());
    let years =
        [("2023", text), ("2024", text)].map(|(name, text)| SheetPreview { name: name.to_owned(), rows: sheet(text) });
    assert_eq!(guess(registers, "名单.xlsx", &years).signature(), confirmed.signature());
}

#[test]
fn a_column_may_be_filled_once_and_only_if_it_is_there() {
    let registers = packs();
    let mut mapping = guessed(registers, "名单.csv", "姓名,身份证号,残疾等级,备注\n");
    let target = mapping.sheets[0].columns[0].targets[0].clone();
    mapping.sheets[0].columns[3].targets =
        vec![target, Target { register: "disabled".into(), column: "colour".to_owned() }];
    let codes: Vec<(String, String)> = mapping.check(registers).into_iter().map(|m| (m.field, m.code)).collect();
    let field = || "sheets.0.columns.3".to_owned();
    assert_eq!(codes, [(field(), "column-twice".to_owned()), (field(), "not-a-choice".to_owned())]);
}

#[test]
fn a_sheet_of_prose_feeds_nothing_and_says_so() {
    assert_eq!(kinds("填表说明.csv", "请于每月五日前报送\n\n联系人：李四"), [Outside, Blank, Outside]);
}

#[test]
fn a_pack_that_cannot_stand_says_where_and_what_was_meant() {
    let files = files();
    let broken = |file: &str, from: &str, to: &str| {
        let mut files = files.clone();
        for (path, text) in &mut files {
            if path.contains(file) {
                *text = text.replacen(from, to, 1);
            }
        }
        let mistakes = Registers::parse(&files).expect_err("it cannot stand");
        mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    let told = broken("disabled", "type = \"name\"", "type = \"nam\"");
    assert!(told.contains("registers/disabled/register.toml:") && told.contains("nam"), "{told}");
    let told = broken("crim_case", "with = [\"crim_person\"", "with = [\"crim_persn\"");
    assert!(told.contains("no such register: crim_persn; did you mean crim_person?"), "{told}");
    let told = broken("disabled", "key = [\"citizen_id\"]", "key = [\"citizenid\"]");
    assert!(told.contains("no such column") && told.contains("citizen_id"), "{told}");
    let told = broken("monitor", "\"不稳定户\"", "\"边缘户\"");
    assert!(told.contains("means two things"), "{told}");
    let told = broken("veteran", "class = \"personal\"", "class = \"public\"");
    assert!(told.contains("says who somebody is"), "{told}");
}

proptest! {
    #[test]
    fn whatever_stands_in_a_sheet_every_row_is_taken_for_something(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 0..7), 0..12)
    ) {
        let registers = packs();
        let numbered: Vec<(u32, Vec<RawCell>)> = (1..).zip(rows).collect();
        let preview = SheetPreview { name: "Sheet1".to_owned(), rows: numbered.clone() };
        let mapping = guess(registers, "名单.csv", &[preview]);
        let mut reader = Reader::new(registers, &mapping);
        for (number, cells) in &numbered {
            let out = reader.read_row("Sheet1", *number, cells);
            let says = !out.registers.is_empty();
            prop_assert!(!says || matches!(out.kind, Data | Waiting));
            prop_assert!(out.bad.iter().all(|bad| bad.row == *number));
        }
    }
}

fn cell() -> impl Strategy<Value = RawCell> {
    let words = proptest::sample::select(vec![
        "姓名",
        "身份证号",
        "案号",
        "类别",
        "伤情等级",
        "应赔金额",
        "户号",
        "王小明",
        WANG,
        "990101********0176",
        "合计",
        "注：",
        "—",
        "重伤二级",
        "3.2万",
        "2024年2月30日",
        "",
    ]);
    prop_oneof![
        4 => words.prop_map(RawCell::text),
        1 => ".{0,12}".prop_map(RawCell::text),
        1 => "[0-9]{1,19}(\\.[0-9]{1,3})?".prop_map(|text| RawCell::Number { text }),
        1 => Just(RawCell::Error("#REF!".to_owned())),
    ]
}

#[test]
fn a_list_of_names_and_numbers_alone_is_no_register_before_a_person_says_which() {
    let text = "姓名,证件号码\n王某,110101199003071234\n李某,110101198801011234";
    assert!(feeds(&guessed(packs(), "名单.csv", text)).is_empty());
    assert_eq!(feeds(&guessed(packs(), "2024年残疾人名单.csv", text)), ["disabled"], "a title says what it is");
}
