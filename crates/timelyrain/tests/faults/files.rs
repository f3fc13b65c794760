//! Files that no office should send: each is refused with its reason at its field, or taken for what it is.
use domain::access::action::ImportRegisters;
use domain::access::{Act, Actor, permit};
use kernel::id::OfficeId;
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use encoding_rs::BIG5;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::browser::{Answer, Browser, LANGUAGES};
use crate::house::{House, wait_for};

const MIB: u64 = 1024 * 1024;
const SENDER: &str = "示范县民政局";
const PURPOSE: &str = "国家司法救助线索比对";

/// A list of low income, as large as is wanted; nobody on it exists.
pub(crate) struct LowIncome {
    rows: u32,
    sheet: u32,
}

impl LowIncome {
    /// A list of `rows` people.
    pub(crate) fn of(rows: u32) -> Self {
        Self { rows, sheet: 0 }
    }

    /// Another list of as many other people.
    pub(crate) fn other(self, sheet: u32) -> Self {
        Self { sheet, ..self }
    }

    /// Its bytes as CSV.
    pub(crate) fn csv(&self) -> Vec<u8> {
        let mut text = "户号,户主姓名,姓名,身份证号,与户主关系,救助类别\n".to_owned();
        for row in 0..self.rows {
            let number = self.sheet * 100_000 + row;
            writeln!(text, "D{number},吴某,吴某,{},本人,低保", citizen_id(number)).expect("memory takes it");
        }
        text.into_bytes()
    }
}

/// A number whose check digit fits, of an area that no place has.
fn citizen_id(number: u32) -> String {
    let (day, serial) = (number / 1_000, number % 1_000);
    let body = format!(
        "9901{:02}19{:02}{:02}{:02}{serial:03}",
        day / 10_000 % 90 + 1,
        day % 90 + 10,
        day / 90 % 12 + 1,
        day % 28 + 1
    );
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = "10X98765432".chars().nth(usize::try_from(sum % 11).expect("small")).expect("eleven signs");
    format!("{body}{check}")
}

/// Hands `bytes` over as a person does.
pub(crate) fn hand_over(person: &Browser, name: &str, bytes: &[u8]) -> Answer {
    hand_over_stream(person, name, &mut &*bytes, u64::try_from(bytes.len()).expect("a length"))
}

fn hand_over_stream(person: &Browser, name: &str, file: &mut dyn Read, length: u64) -> Answer {
    let form = person.form("/registers/upload", "/registers/upload");
    let form = form.with(&[("sender_kind", "civil-affairs"), ("sender", SENDER), ("purpose", PURPOSE)]);
    person.upload(&form, name, file, length)
}

/// Waits until the batch at `path` is in.
#[track_caller]
pub(crate) fn wait_until_in(person: &Browser, path: &str) {
    wait_for(|| {
        let page = person.get(path);
        assert!(!page.body.contains("tag--late") && page.status == 200, "it failed: {}", page.text());
        page.body.contains("已导入").then_some(())
    });
}

/// How many rows of the batch at `path` are kept.
pub(crate) fn rows_of(house: &House, path: &str) -> usize {
    let batch = path.rsplit('/').next().and_then(|id| id.parse().ok()).map(kernel::id::BatchId);
    let filter = store::RowFilter { batch: Some(batch.expect("a batch")), ..store::RowFilter::default() };
    let reader = Actor::system("reader", OfficeId(1), &[Act::ImportRegisters]);
    let allowed = permit::<ImportRegisters>(&reader).expect("leave");
    house.with_store(async |store| store.rows(&allowed, &filter, None, 1_000_000).await.expect("the rows").len())
}

/// A workbook with a part that is `spaces` of nothing: small as it comes, enormous unpacked.
fn bomb(part: &str, spaces: u64) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")] {
        writer.start_file(name, SimpleFileOptions::default()).expect("the name is a name");
        writer.write_all(text.as_bytes()).expect("memory takes it");
    }
    writer.start_file(part, SimpleFileOptions::default()).expect("the name is a name");
    std::io::copy(&mut std::io::repeat(b' ').take(spaces), &mut writer).expect("memory takes it");
    writer.finish().expect("memory takes it").into_inner()
}

/// The same, where the directory says that a part is four gigabytes although it is not.
fn lying() -> Vec<u8> {
    let mut bytes = bomb("xl/media/a.png", 1_000);
    let entry = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a directory");
    bytes[entry + 24..entry + 28].copy_from_slice(&[0xFE; 4]);
    bytes
}

fn utf16(text: &str) -> Vec<u8> {
    [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat()
}

#[test]
fn what_is_no_list_is_refused_at_the_field_with_its_reason_and_the_rest_of_the_form_stays() {
    let house = House::new();
    let site = house.serve();
    let analyst = site.signed_in("analyst");
    let before = house.sound();
    let text = "姓名,身份证号\n吴某,990101199001010011\n".repeat(30);
    let not_a_table = ["认不出这个文件。请上传 CSV、XLSX 或者 XLS 表格", "this file is not a table we know"];
    let no_letters = ["文字编码看不懂", "the characters cannot be read"];
    let rows: [(&str, Vec<u8>, [&str; 2]); 11] = [
        ("照片.xlsx", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\x04\0".to_vec(), not_a_table),
        ("零.csv", b"a,b\n\0\0\0\0,\0\n".to_vec(), not_a_table),
        ("空.csv", vec![], ["这个文件是空的", "this file is empty"]),
        ("", vec![], ["请选择文件", "choose a file"]),
        ("宽.csv", utf16(&text), no_letters),
        (
            "繁體.csv",
            BIG5.encode(&"姓名，地址，備註\n王小明，臺北市中正區重慶南路，無固定職業\n".repeat(20)).0.into_owned(),
            no_letters,
        ),
        ("latin.csv", b"name,place\nRen\xE9,K\xF6ln\n".repeat(9), no_letters),
        (
            "炸弹.xlsx",
            bomb("xl/media/a.png", 200 * MIB),
            ["文件解开后大得不正常，没有打开", "unpacked, this file would be enormous"],
        ),
        ("无尽.xlsx", bomb("xl/worksheets/sheet1.xml", 200 * MIB), ["有一格的内容太长", "one cell is too long"]),
        ("谎.xlsx", lying(), ["文件", "the file"]),
        ("空白.csv", b"\n\n\n".to_vec(), ["这个文件是空的", "this file is empty"]),
    ];
    for (name, bytes, told) in rows {
        for (language, sentence) in LANGUAGES.into_iter().zip(told) {
            let answer = hand_over(&analyst.speaking(language), name, &bytes);
            answer.says(422, sentence).keeps(SENDER).keeps(PURPOSE);
        }
    }
    assert!(site.most_memory() < 600, "{} MiB", site.most_memory());
    site.stop();
    assert_eq!(house.sound(), before, "nothing of it was kept");
}

#[test]
fn a_list_of_200_megabytes_is_refused_with_the_limit_and_never_held_in_memory() {
    let house = House::new();
    let site = house.serve();
    let analyst = site.signed_in("analyst");
    let line = "D0001,吴某,吴某,990101199001010011,本人,低保\n".as_bytes();
    let mut large = tempfile::tempfile().expect("room for 200 MB");
    let lines = 200 * 1024 * 1024 / line.len() + 1;
    let block = line.repeat(10_000);
    for _ in 0..=lines / 10_000 {
        large.write_all(&block).expect("room for 200 MB");
    }
    let length = large.metadata().expect("its length").len();
    assert!(length > 200 * MIB);
    for (language, sentence) in LANGUAGES.into_iter().zip(["文件不能超过 128 MB", "at most 128 MB"]) {
        std::io::Seek::rewind(&mut large).expect("from its beginning");
        let answer = hand_over_stream(&analyst.speaking(language), "大.csv", &mut large, length).plain();
        answer.says(422, sentence).keeps(SENDER).keeps(PURPOSE);
    }
    assert!(site.most_memory() < 600, "{} MiB", site.most_memory());
    analyst.get("/registers").says(200, "名册");
}

#[test]
fn a_list_with_heads_and_no_rows_is_taken_in_as_nobody_and_says_so() {
    let house = House::new();
    let site = house.serve();
    let analyst = site.signed_in("analyst");
    let preview = hand_over(&analyst, "低保名单.csv", &LowIncome::of(0).csv()).leads_to().to_owned();
    let told = ["只有表头，没有一行内容", "only headings and not one row"];
    for (language, sentence) in LANGUAGES.into_iter().zip(told) {
        analyst.speaking(language).get(&preview).says(200, sentence);
    }
    let batch = analyst.send(&analyst.form(&preview, &preview)).leads_to().to_owned();
    wait_until_in(&analyst, &batch);
    for (language, sentence) in LANGUAGES.into_iter().zip(told) {
        analyst.speaking(language).get(&batch).says(200, sentence);
    }
    assert_eq!(rows_of(&house, &batch), 0);
    site.stop();
    house.sound();
}
