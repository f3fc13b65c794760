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

/// What the templates share.
fn parts() -> BTreeMap<String, Vec<u8>> {
    let folder = pack().join("documents");
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let parts = files.filter(|path| path.extension().is_some_and(|end| end == "typ"));
    let part = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read(path).expect("it can be read"))
    };
    parts.map(part).collect()
}

fn printed(id: &str, title: &str, data: &Value, kept: &str) -> Printed {
    let (template, files) = (template(id), parts());
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

/// A fact as the papers get it.
fn said(words: &str, id: Option<&str>) -> Value {
    json!({ "label": "", "type": "", "value": words, "id": id })
}

fn of_a_daughter() -> Value {
    let mut data = data(FULL, "");
    let facts = &mut data["facts"];
    facts["applicant_capacity"] = said("近亲属或被扶养人", Some("dependant"));
    facts["injury"] = said("死亡", Some("death"));
    facts["depended_on_victim"] = json!({ "value": true });
    let words = [
        ("victim_name", "陈志远"),
        ("relation_to_victim", "女儿"),
        ("legal_representative", "林月华"),
        ("representative_relation", "母亲"),
    ];
    for (fact, word) in words {
        facts[fact] = said(word, None);
    }
    data
}

#[test]
fn who_lived_on_a_victims_income_is_not_called_the_victim() {
    let letters = [
        ("acceptance-notice", "你作为被害人陈志远的女儿，于"),
        ("correction-notice", "你作为被害人陈志远的女儿，于"),
        ("decision", "被害人陈志远因上述案件死亡，申请人依靠其收入为主要生活来源"),
        ("decision", "，系被害人陈志远的女儿。"),
        ("decision", "法定代理人林月华，系申请人的母亲。"),
        ("refusal", "你作为被害人陈志远的女儿，于"),
        ("review-report", "陈志远"),
        ("payment-form", "林月华"),
        ("return-visit-record", "林月华"),
    ];
    for (id, words) in letters {
        let text = printed(id, "x", &of_a_daughter(), "daughter").text;
        assert!(text.contains(words), "{id} does not say {words}: {text}");
        assert!(!text.contains("申请人因上述案件遭受侵害"), "{id}: {text}");
    }
    assert_eq!(printed("payment-form", "x", &of_a_daughter(), "daughter").pages, 1, "one sheet with its receipt");
}

#[test]
fn each_agency_stands_with_its_own_answer() {
    let text = printed("return-visit-record", "x", &data(FULL, "x"), "answers").text;
    for words in [
        "1．2024年7月9日商请云溪市青禾区民政局核查是否符合最低生活保障条件；2024年7月22日答复：已纳入低保边缘家庭。",
        "2．2024年10月11日商请云溪市青禾区残疾人联合会伤残评定和康复训练；尚未答复。",
    ] {
        assert!(text.contains(words), "{text}");
    }
}

#[test]
fn a_refusal_names_the_rule_that_it_rests_on() {
    let text = printed("refusal", "x", &data(FULL, "x"), "excluded").text;
    let held = "工作细则》（2021年12月31日）一般不予救助情形第五项规定的“生活困难非案件原因所导致”的情形，决定不予";
    assert!(text.contains(held), "{text}");
    let mut unmet = data(FULL, "x");
    unmet["unmet"] = unmet["grounds"].clone();
    unmet["grounds"] = json!([]);
    unmet["exclusions"] = json!([]);
    let text = printed("refusal", "x", &unmet, "unmet").text;
    assert!(
        text.contains("你的情况不符合《人民检察院开展国家司法救助工作细则》（2021年12月31日）第七条规定的救助条件"),
        "{text}"
    );
}

#[test]
fn the_report_prints_the_exclusions_of_its_rules_with_what_was_answered() {
    let mut data = data(FULL, "x");
    data["exclusions"][1]["label"] = json!("无正当理由，拒绝配合查明犯罪事实");
    let text = printed("review-report", "x", &data, "exclusions").text;
    for words in ["无正当理由，拒绝配合查明犯罪事实", "案发前已患慢性病"] {
        assert!(text.contains(words), "{words} is missing: {text}");
    }
    assert!(!text.contains("拒绝配合查明案件事实"), "no words of other rules: {text}");
}

#[test]
fn the_time_for_papers_is_that_of_the_clock_and_each_request_says_what_follows() {
    let mut data = data(FULL, "x");
    data["clocks"][0]["length"] = json!("12 working-days");
    let text = printed("correction-notice", "x", &data, "correction").text;
    assert!(text.contains("补正期限为十二个工作日，至2024年7月18日止") && text.contains("视为放弃申请"), "{text}");
    data["document"]["step"] = json!("ask-more");
    let text = printed("correction-notice", "x", &data, "more").text;
    assert!(text.contains("逾期未补充的，本院根据已有材料审查决定") && !text.contains("放弃"), "{text}");
}

/// A misspelt fact would print as a blank for ever.
#[test]
fn the_papers_ask_only_for_facts_that_the_case_type_has() {
    let facts = fs::read_to_string(pack().join("facts.toml")).expect("the facts of the case type");
    let shared = parts().into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")));
    for (id, template) in PAPERS.map(|(id, _)| (id.to_owned(), template(id))).into_iter().chain(shared) {
        let asked = ["fact(\"", "choice(\""].into_iter().flat_map(|word| template.split(word).skip(1));
        for asked in asked {
            let name = asked.split('"').next().unwrap_or_default();
            assert!(facts.contains(&format!("[fact.{name}]")), "{id} asks for {name}");
        }
    }
}
