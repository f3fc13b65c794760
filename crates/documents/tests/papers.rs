//! The papers that both organs have, and the sheets around them: each with its expected text, full, early and without any value.
//!
//! Never: a paper without its words because a value is missing. The templates are read from the packs, as a clerk has them.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use documents::{Job, Leaf, Mark, Press, PressError, Printed, pages};
use jiff::civil::date;
use kernel::label::Language;
use serde_json::{Value, json};

static PRESS: LazyLock<Press> = LazyLock::new(|| {
    let folder = option_env!("TIMELYRAIN_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
    Press::new(std::slice::from_ref(&folder))
        .unwrap_or_else(|error| panic!("{error}. Run `cargo xtask ui`: it puts the fonts into {}", folder.display()))
});

/// Template and title; the organs whose wording is pinned.
const PAPERS: [(&str, &str, &[&str]); 18] = [
    ("application", "国家司法救助申请书", &["procuratorate"]),
    ("approval-form", "国家司法救助审批表", &["procuratorate", "court"]),
    ("file/back", "国家司法救助", &["procuratorate"]),
    ("file/front", "国家司法救助", &["procuratorate", "court"]),
    ("delivery-receipt", "送达回证", &["procuratorate"]),
    ("fund-request", "国家司法救助资金拨付申请", &["procuratorate", "court"]),
    ("home-visit-record", "国家司法救助入户走访记录", &["procuratorate"]),
    ("matched-data", "国家司法救助数据比对结果表", &["procuratorate"]),
    ("oral-record", "国家司法救助口头申请笔录", &["procuratorate"]),
    ("receipt-list", "国家司法救助申请材料接收清单", &["procuratorate"]),
    ("recipient-receipt", "国家司法救助金领款凭证", &["procuratorate"]),
    ("right-notice", "国家司法救助权利告知书", &["procuratorate"]),
    ("set/receipt", "国家司法救助决定书", &["procuratorate", "court"]),
    ("set/stub", "国家司法救助决定书", &["procuratorate"]),
    ("suggestion-letter", "社会救助建议函", &["procuratorate", "court"]),
    ("supervision-agreement", "未成年人国家司法救助金三方监管协议", &["procuratorate"]),
    ("supplement-sheet", "先行救助补充材料单", &["procuratorate", "court"]),
    ("transfer-letter", "国家司法救助线索移送函", &["procuratorate", "court"]),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/case-types/judicial-assistance/documents")
}

/// Every template and part, by its name in the folder.
fn files() -> BTreeMap<String, Vec<u8>> {
    fn gather(root: &Path, at: &Path, into: &mut BTreeMap<String, Vec<u8>>) {
        for path in fs::read_dir(at).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                gather(root, &path, into);
            } else if path.extension().is_some_and(|end| end == "typ") {
                let name = path.strip_prefix(root).expect("under the root").to_string_lossy().into_owned();
                into.insert(name, fs::read(&path).expect("it can be read"));
            }
        }
    }
    let mut files = BTreeMap::new();
    gather(&folder(), &folder(), &mut files);
    files
}

fn merge(into: &mut Value, from: Value) {
    match (into, from) {
        (Value::Object(into), Value::Object(from)) => {
            from.into_iter().for_each(|(key, value)| merge(into.entry(key).or_insert(Value::Null), value));
        }
        (into, from) => *into = from,
    }
}

fn full(organ: &str, title: &str) -> Value {
    let read = |text: &str| serde_json::from_str::<Value>(text).expect("the example is JSON");
    let mut data = read(include_str!("letters/assistance.json"));
    merge(&mut data, read(include_str!("letters/papers.json")));
    if organ == "court" {
        let court = json!({
            "office": "云溪市青禾区人民法院",
            "case": { "variant": "court", "number": "（2024）皖9901司救刑7号" },
            "document": { "number": null },
        });
        merge(&mut data, court);
    }
    data["document"]["title"] = json!(title);
    data
}

fn print(name: &str, data: &Value) -> Result<Printed, PressError> {
    let files = files();
    let template = String::from_utf8(files[&format!("{name}.typ")].clone()).expect("UTF-8");
    let (title, language) = (data["document"]["title"].as_str().unwrap_or("x"), Language::Chinese);
    PRESS.print(&Job { template: &template, files: &files, data, title, language, made_on: date(2024, 7, 5) })
}

#[test]
fn every_paper_says_what_it_must_in_the_words_of_its_organ() {
    for (name, title, organs) in PAPERS {
        for organ in organs {
            let printed = print(name, &full(organ, title)).unwrap_or_else(|error| panic!("{name}, {organ}: {error}"));
            insta::assert_snapshot!(format!("{}_{organ}", name.replace('/', "-")), printed.text);
        }
    }
}

#[test]
fn every_paper_prints_early_and_without_any_value() {
    for (name, title, _) in PAPERS {
        for organ in ["procuratorate", "court"] {
            let mut early: Value = serde_json::from_str(include_str!("letters/assistance-early.json")).expect("JSON");
            merge(&mut early, json!({ "case": { "variant": organ }, "document": { "title": title } }));
            for data in [early, json!({ "document": { "title": title } })] {
                let printed = print(name, &data).unwrap_or_else(|error| panic!("{name}, {organ}: {error}"));
                assert!(printed.pages <= 2, "{name} has {} pages", printed.pages);
            }
        }
    }
}

/// A misspelt fact would print as a blank for ever.
#[test]
fn the_papers_ask_only_for_facts_that_the_case_type_has() {
    let facts = fs::read_to_string(folder().join("../facts.toml")).expect("the facts of the case type");
    for (name, template) in files() {
        let template = String::from_utf8(template).expect("UTF-8");
        for asked in ["fact(\"", "choice(\""].into_iter().flat_map(|word| template.split(word).skip(1)) {
            let fact = asked.split('"').next().unwrap_or_default();
            assert!(facts.contains(&format!("[fact.{fact}]")), "{name} asks for {fact}");
        }
    }
}

#[test]
fn what_is_bound_keeps_its_pages_in_order_with_numbers_and_marks_over_them() {
    let printed = |name: &str| print(name, &full("procuratorate", "x")).expect("it prints");
    let (one, two) = (printed("right-notice"), printed("approval-form"));
    assert_eq!((one.pages, two.pages), (2, 1));
    let leaf = |pdf, mark, first| Leaf { title: "x", pdf, mark, first };
    let leaves = [leaf(&one.pdf, None, Some(1)), leaf(&two.pdf, Some(Mark::Copy), Some(3)), leaf(&one.pdf, None, None)];
    let bound = PRESS.bind(&leaves, "x", date(2024, 7, 5)).expect("it binds");
    assert_eq!((bound.pages, pages("x", &bound.pdf)), (5, Ok(5)));
    assert_eq!(bound.text.split_whitespace().collect::<Vec<_>>(), ["1", "2", "副本", "3"]);
    let again = PRESS.bind(&leaves, "x", date(2024, 7, 5)).expect("it binds");
    assert_eq!(bound.pdf, again.pdf, "the same papers bound twice are the same bytes");
}

#[test]
fn what_is_no_pdf_is_named_and_not_bound() {
    let leaves = [Leaf { title: "决定书", pdf: b"no pdf", mark: None, first: None }];
    let error = PRESS.bind(&leaves, "x", date(2024, 7, 5)).expect_err("it is none");
    assert!(matches!(&error, PressError::NoPdf { name, .. } if name == "决定书"), "{error:?}");
    assert_eq!(error.code().0, "DOC-006");
}
