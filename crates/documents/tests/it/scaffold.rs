//! What `cargo xtask new document` and `new case-type` make prints as it is made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use documents::Job;
use jiff::civil::date;
use kernel::label::Language;
use serde_json::{Value, json};

use super::fonts::press;

const CASE: &str = include_str!("../letters/assistance.json");
const TEMPLATES: [&str; 2] = [
    "document/packs/case-types/OWNER_SLUG/documents/NAME_SLUG.typ",
    "case-type/packs/case-types/NAME_SLUG/documents/answer.typ",
];

#[test]
fn a_document_prints_as_it_is_scaffolded_with_a_full_case_and_an_empty_one() {
    let mut full: Value = serde_json::from_str(CASE).expect("the example is JSON");
    full["document"]["title"] = json!("听证通知书");
    let empty = json!({ "document": { "title": "听证通知书", "number": null, "on": "2024-07-05" } });
    for template in TEMPLATES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../xtask/templates").join(template);
        let text = fs::read_to_string(path).expect("the template is there");
        let files = BTreeMap::new();
        for (data, person) in [(&full, "王喆："), (&empty, "听证通知书")] {
            let (title, language) = ("听证通知书", Language::Chinese);
            let job = Job { template: &text, files: &files, data, title, language, made_on: date(2024, 7, 5) };
            let printed = press().print(&job).unwrap_or_else(|error| panic!("{template}: {error:?}"));
            assert!(printed.text.contains(person), "{template}: {}", printed.text);
        }
    }
}
