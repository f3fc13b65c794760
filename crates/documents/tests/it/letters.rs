//! Letters: the form, the faces, the text beside it, and what is refused.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use documents::{Job, Press, PressError, Printed};
use jiff::civil::{Date, date};
use kernel::label::Language;
use serde_json::{Value, json};

use super::fonts::press;

const DECISION: &str = include_str!("../letters/decision.typ");
const DECISION_DATA: &str = include_str!("../letters/decision.json");
const REPORT: &str = include_str!("../letters/report.typ");
const REPORT_DATA: &str = include_str!("../letters/report.json");
const PARAGRAPH: &str = "第#段：申请人因案造成家庭生活急迫困难，本院依法予以国家司法救助，救助金自决定作出之日起\
                         一次性发放，特此告知 Timely Rain。";
const DAY: Date = date(2024, 7, 5);

fn data(text: &str) -> Value {
    serde_json::from_str(text).expect("the example is JSON")
}

fn print(template: &str, data: &Value) -> Result<Printed, PressError> {
    let files = BTreeMap::from([("shared.typ".to_owned(), b"#let greeting = [hello]\n#let wrong = 1 + (2,)".to_vec())]);
    let title = data["title"].as_str().unwrap_or("测试");
    press().print(&Job { template, files: &files, data, title, language: Language::Chinese, made_on: DAY })
}

/// For people to look at: the tests leave their PDFs in the target folder.
fn keep(name: &str, printed: &Printed) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::write(folder.join(name), &printed.pdf).expect("the tests' own folder can be written");
}

fn sheet(words: &str) -> String {
    format!("#import \"/gb9704.typ\": *\n#show: sheet\n{words}")
}

fn text_of(words: &str) -> String {
    print(&sheet(words), &json!({})).expect("it prints").text
}

#[test]
fn a_decision_has_its_text_beside_it() {
    let printed = print(DECISION, &data(DECISION_DATA)).expect("the example prints");
    keep("decision.pdf", &printed);
    assert!(printed.pdf.starts_with(b"%PDF-1.7"));
    insta::assert_snapshot!(printed.text);
}

#[test]
fn a_report_has_headings_a_form_and_struck_out_fields() {
    let printed = print(REPORT, &data(REPORT_DATA)).expect("the example prints");
    keep("report.pdf", &printed);
    insta::assert_snapshot!(printed.text);
}

#[test]
fn a_long_letter_keeps_its_paragraphs_whole_in_the_text() {
    let words: Vec<_> = (1..=20).map(|n| PARAGRAPH.replace('#', &n.to_string())).collect();
    let words = words.join("\n\n");
    let printed = print(&sheet(&words), &json!({})).expect("it prints");
    assert_eq!(printed.pages, 3, "60 lines on pages of 22");
    insta::assert_snapshot!(printed.text);
}

#[test]
fn names_with_rare_characters_are_written() {
    let names = "朱镕 李喆 王堃 赵昇 孙翀 陈赟 周玥 马骉 牛犇 刘㛃 张䶮";
    let data = json!({ "demonstration": true });
    let printed = print(&sheet(names), &data).expect("every character has a glyph in one of the fonts");
    assert_eq!(printed.text, names);
    keep("names.pdf", &printed);
    for face in ["fang", "kai", "hei", "song", "biaosong"] {
        let words = format!("#text(font: {face})[{names}]");
        assert_eq!(text_of(&words), names, "{face}");
        assert_eq!(text_of(&format!("#text(font: {face}, weight: \"bold\")[{names}]")), names, "{face}, bold");
    }
}

#[test]
fn a_character_without_a_glyph_is_named_and_not_printed_as_a_box() {
    for ch in ['\u{E863}', '\u{F0000}', '\u{13000}', '😀'] {
        let refused = print(&sheet(&format!("申请人王{ch}")), &json!({})).expect_err("no font has it");
        assert_eq!(refused, PressError::NoGlyph { ch });
        assert_eq!(refused.code().to_string(), "DOC-004");
    }
    let said = PressError::NoGlyph { ch: '\u{E863}' }.to_string();
    assert!(said.contains("U+E863"), "{said}");
}

#[test]
fn a_missing_glyph_is_found_in_tables_headers_and_watermarks_too() {
    let cell = sheet("#ruled(columns: 1, [\u{13000}])");
    assert_eq!(print(&cell, &json!({})), Err(PressError::NoGlyph { ch: '\u{13000}' }));
    let header = sheet("#set page(header: [\u{13001}])\na");
    assert_eq!(print(&header, &json!({})), Err(PressError::NoGlyph { ch: '\u{13001}' }));
}

#[test]
fn the_rules_that_made_a_document_stand_in_its_properties_and_not_on_the_paper() {
    // No face has the second name: it would be refused on the paper.
    let packs = json!([{ "id": "case-types/help", "hash": "fd76a5edb514" }, { "name": "\u{13001}" }]);
    let printed = print(&sheet("申请人王某"), &json!({ "packs": packs })).expect("it prints");
    let keywords = b"case-types/help fd76a5edb514";
    assert!(printed.pdf.windows(keywords.len()).any(|bytes| bytes == keywords), "the properties name them");
}

#[test]
fn the_same_letter_gives_the_same_bytes() {
    let first = print(DECISION, &data(DECISION_DATA)).expect("the example prints");
    print(REPORT, &data(REPORT_DATA)).expect("another comes between");
    let second = print(DECISION, &data(DECISION_DATA)).expect("the example prints");
    assert_eq!(first, second);
    let folder =
        PathBuf::from(option_env!("TIMELYRAIN_FONTS").unwrap_or(concat!(env!("CARGO_MANIFEST_DIR"), "/../../fonts")));
    let other = Press::new(&[folder]).expect("the fonts are there");
    let (files, data) = (BTreeMap::new(), data(DECISION_DATA));
    let job = Job {
        template: DECISION,
        files: &files,
        data: &data,
        title: "国家司法救助决定书",
        language: Language::Chinese,
        made_on: DAY,
    };
    assert_eq!(other.print(&job).expect("another press prints it").pdf, first.pdf);
    let later = other.print(&Job { made_on: date(2024, 7, 6), ..job }).expect("another day");
    assert_ne!(later.pdf, first.pdf, "the day stands in the properties");
}

#[test]
fn a_fault_in_a_template_is_told_with_file_line_and_hint() {
    let fault = |template: &str| match print(template, &json!({ "a": 1 })) {
        Err(PressError::Template { file, line, message, hint }) => (file, line, message, hint),
        other => panic!("{other:?}"),
    };
    let (file, line, message, hint) = fault("= Title\n\n#unknown-word\n");
    assert_eq!((file.as_str(), line), ("template.typ", 3));
    assert!(message.contains("unknown variable"), "{message}");
    assert!(hint.is_some_and(|hint| hint.contains("subtract")), "`unknown-word` could be a subtraction");
    let (file, line, message, _) = fault("#let data = json(\"/data.json\")\nok\n#data.b");
    assert_eq!((file.as_str(), line), ("template.typ", 3));
    assert!(message.contains("\"b\""), "{message}");
    let (file, line, ..) = fault("\n#import \"/shared.typ\": greeting");
    assert_eq!((file.as_str(), line), ("template.typ", 2), "where the author of the template can see it");
    let (file, line, message, _) = fault("#import \"/gb9704.typ\": *\n\n#day(\"tomorrow\")");
    assert_eq!((file.as_str(), line), ("template.typ", 3));
    assert!(message.contains("gb9704.typ:"), "{message}");
}

#[test]
fn a_template_sees_no_disk_and_no_network() {
    for asked in [
        "#read(\"/etc/passwd\")",
        "#read(\"../Cargo.toml\")",
        "#import \"@preview/cetz:0.3.0\": *",
        "#image(\"/x.png\")",
    ] {
        assert!(matches!(print(asked, &json!({})), Err(PressError::Template { .. })), "{asked}");
    }
}

#[test]
fn a_picture_without_words_for_the_blind_is_refused() {
    let svg = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"))";
    match print(&sheet(svg), &json!({})) {
        Err(PressError::Standard { message, .. }) => assert!(message.contains("alt"), "{message}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_fonts_is_told_at_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused = Press::new(&[folder.path().to_owned(), "/nowhere".into()]).expect_err("no fonts");
    assert_eq!(refused.code().to_string(), "DOC-001");
    assert!(refused.to_string().contains("/nowhere"), "{refused}");
    fs::write(folder.path().join("a.ttf"), b"no font").expect("a file");
    assert!(matches!(Press::new(&[folder.path().to_owned()]), Err(PressError::NoFonts { .. })));
}

#[test]
fn amounts_days_and_capitals_are_written_as_the_law_wants_them() {
    let capitals = [
        (0_i64, "零元整"),
        (5, "伍分"),
        (100, "壹元整"),
        (1_030_507, "壹万零叁佰零伍元零柒分"),
        (5_880_000, "伍万捌仟捌佰元整"),
        (10_010, "壹佰元壹角整"),
        (1_000_000_000, "壹仟万元整"),
        (10_000_100_000, "壹亿零壹仟元整"),
        (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (20_000_000, "贰拾万元整"),
        (10_500_000, "壹拾万伍仟元整"),
    ];
    for (fen, written) in capitals {
        assert_eq!(text_of(&format!("#capital({fen})")), written, "{fen}");
    }
    for (fen, written) in [(0, "0.00"), (5, "0.05"), (123_456, "1,234.56"), (-100_000_000, "-1,000,000.00")] {
        assert_eq!(text_of(&format!("#yuan({fen})")), written);
    }
    assert_eq!(text_of("#day(\"2024-07-05\")"), "2024年7月5日");
}

#[test]
fn the_mark_of_demonstration_is_seen_and_not_part_of_the_text() {
    let (plain, marked) = (data(REPORT_DATA), {
        let mut marked = data(REPORT_DATA);
        marked["demonstration"] = json!(true);
        marked
    });
    let (plain, marked) = (print(REPORT, &plain).expect("it prints"), print(REPORT, &marked).expect("it prints"));
    assert_eq!((&plain.text, plain.pages), (&marked.text, marked.pages));
    assert_ne!(plain.pdf, marked.pdf);
}

#[test]
fn a_warm_letter_takes_less_than_a_second() {
    print(DECISION, &data(DECISION_DATA)).expect("it prints");
    let mut slowest = std::time::Duration::ZERO;
    for n in 0..5 {
        let mut data = data(DECISION_DATA);
        data["applicant"] = json!(format!("王喆{n}"));
        let start = Instant::now();
        print(DECISION, &data).expect("it prints");
        slowest = slowest.max(start.elapsed());
    }
    eprintln!("a warm letter: {slowest:?}");
    assert!(slowest.as_millis() < 1000, "{slowest:?}");
}
