//! The papers of an assistance case: printed with everything known, and with almost nothing.
//!
//! Never: a document without its words because a value is missing. The templates are read from the packs, as a clerk has them.
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use documents::{Job, Printed};
use jiff::civil::date;
use kernel::label::Language;
use serde_json::{Value, json};

use super::fonts::press;

const FULL: &str = include_str!("../letters/assistance.json");
const EARLY: &str = include_str!("../letters/assistance-early.json");
const PAPERS: [(&str, &str); 7] = [
    ("acceptance-notice", "国家司法救助申请受理通知书"),
    ("correction-notice", "国家司法救助申请补正材料通知书"),
    ("review-report", "国家司法救助审查报告"),
    ("decision", "国家司法救助决定书"),
    ("refusal", "不予国家司法救助通知书"),
    ("payment-form", "国家司法救助金发放登记表"),
    ("return-visit-record", "国家司法救助回访记录"),
];

fn pack() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/case-types/judicial-assistance")
}

fn template(id: &str) -> String {
    fs::read_to_string(pack().join(format!("documents/{id}.typ"))).expect("the template stands beside the case type")
}

fn printed(id: &str, title: &str, data: &Value, kept: &str) -> Printed {
    let (template, files) = (template(id), BTreeMap::new());
    let language = Language::Chinese;
    let job = Job { template: &template, files: &files, data, title, language, made_on: date(2024, 7, 5) };
    let printed = press().print(&job).unwrap_or_else(|error| panic!("{id}, {kept}: {error:?}"));
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{id}-{kept}.pdf"));
    fs::write(path, &printed.pdf).expect("the tests' own folder can be written");
    printed
}

/// Pins the text; of the long report the facts and the opinion apart.
fn pin(name: &str, text: &str) {
    match text.split_once("\n四、") {
        Some((facts, opinion)) => {
            insta::assert_snapshot!(format!("{name}_facts"), facts);
            insta::assert_snapshot!(format!("{name}_opinion"), opinion);
        }
        None => insta::assert_snapshot!(name, text),
    }
}

fn data(text: &str, title: &str) -> Value {
    let mut data: Value = serde_json::from_str(text).expect("the example is JSON");
    data["document"]["title"] = json!(title);
    data
}

#[test]
fn every_paper_prints_with_everything_known() {
    for (id, title) in PAPERS {
        let printed = printed(id, title, &data(FULL, title), "full");
        pin(&format!("{id}_full"), &printed.text);
    }
}

#[test]
fn every_paper_prints_before_anything_is_known() {
    for (id, title) in PAPERS {
        let printed = printed(id, title, &data(EARLY, title), "early");
        assert!(printed.text.contains(title), "{id}: {}", printed.text);
        pin(&format!("{id}_early"), &printed.text);
    }
}

#[test]
fn no_paper_needs_any_value_at_all() {
    for (id, title) in PAPERS {
        printed(id, title, &json!({ "document": { "title": title } }), "bare");
    }
}

#[test]
fn an_advance_prints_its_payment_before_there_is_a_number_or_a_decision() {
    let mut data = data(EARLY, "国家司法救助金发放登记表");
    data["facts"] = json!({ "full_name": { "label": "姓名", "type": "text", "value": "李镕" } });
    data["awards"] = json!([{ "person": 1, "harm_case": "", "number": 1, "amount": 2_000_000, "advanced": 2_000_000, "decided": false, "on": "2024-06-17" }]);
    data["payments"] = json!([{ "no": 1, "person": 1, "amount": 2_000_000, "state": "ordered", "ordered_on": "2024-06-17", "settled_on": null, "reference": null, "why": null }]);
    let printed = printed("payment-form", "国家司法救助金发放登记表", &data, "advance");
    assert!(printed.text.contains("人民币贰万元整（¥20,000.00）"), "{}", printed.text);
    assert!(printed.text.contains("李镕"));
    assert_eq!(printed.pages, 1, "form, receipt and stub are one sheet");
}

#[test]
fn a_report_prints_while_the_amount_is_open() {
    let mut data = data(FULL, "国家司法救助审查报告");
    let computed = &mut data["proposal"]["computed"];
    for end in ["low", "high", "ceiling"] {
        computed[end] = json!(null);
    }
    for line in computed["working"].as_array_mut().expect("a working") {
        for value in ["value", "low", "high"] {
            line[value] = json!(null);
        }
    }
    let printed = printed("review-report", "国家司法救助审查报告", &data, "open");
    assert!(printed.text.contains("区间待定"), "{}", printed.text);
}

#[test]
fn a_second_visit_and_a_returned_payment_are_told_apart() {
    let mut record = data(FULL, "国家司法救助回访记录");
    let second = json!({ "no": 2, "due": "2025-01-08", "made_on": "2025-01-07", "found": "生活已稳定" });
    record["visits"].as_array_mut().expect("visits").push(second);
    let text = printed("return-visit-record", "国家司法救助回访记录", &record, "second").text;
    assert!(text.contains("第2次") && text.contains("生活已稳定"), "{text}");
    let mut form = data(FULL, "国家司法救助金发放登记表");
    form["payments"][1]["state"] = json!("failed");
    form["payments"]
        .as_array_mut()
        .expect("payments")
        .push(json!({ "no": 3, "person": 1, "amount": 5_000_000, "state": "ordered", "ordered_on": "2024-07-12" }));
    let text = printed("payment-form", "国家司法救助金发放登记表", &form, "returned").text;
    assert!(text.contains("已退回") && text.contains("发放中"), "{text}");
}

/// A misspelt fact would print as a blank for ever.
#[test]
fn the_papers_ask_only_for_facts_that_the_case_type_has() {
    let facts = fs::read_to_string(pack().join("facts.toml")).expect("the facts of the case type");
    for (id, _) in PAPERS {
        let template = template(id);
        for asked in template.split("fact(\"").skip(1) {
            let name = asked.split('"').next().unwrap_or_default();
            assert!(facts.contains(&format!("[fact.{name}]")), "{id} asks for {name}");
        }
    }
}
