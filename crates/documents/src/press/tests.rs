//! What can only be seen in the laid-out pages.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use kernel::label::Language;
use serde_json::json;
use typst_layout::PagedDocument;

use super::world::Desk;
use super::{Job, Press, reading};

fn press() -> Press {
    let folder = option_env!("TIMELYRAIN_FONTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fonts"), PathBuf::from);
    Press::new(std::slice::from_ref(&folder))
        .unwrap_or_else(|error| panic!("{error}. Run `cargo xtask ui`: it puts the fonts into {}", folder.display()))
}

const LETTER: &str = r#"
#import "/gb9704.typ": *
#let data = json("/data.json")
#show: official.with(issuer: "青禾区人民检察院", number: "青检司救〔2024〕7号", title: "决定书", date: "2024-07-05", drop: 12mm)
#for n in range(data.paragraphs) [
  第#(n)段。

]
#if data.table { ruled(columns: (1fr, 1fr), header: ([项目], [金额]), [甲], [1.00], [乙], [2.00], [合计], [3.00]) }

末段。
"#;

#[test]
fn a_signature_never_stands_alone_on_a_page() {
    let press = press();
    let files = BTreeMap::new();
    let mut turned = 0;
    for table in [false, true] {
        for paragraphs in 4..20 {
            let data = json!({ "paragraphs": paragraphs, "table": table });
            let job = Job {
                template: LETTER,
                files: &files,
                data: &data,
                title: "决定书",
                language: Language::Chinese,
                made_on: date(2024, 7, 5),
            };
            let document = typst::compile::<PagedDocument>(&Desk::new(&press.fonts, &job)).output.expect("it compiles");
            let last = document.pages().split_last().expect("a page").0;
            let text = reading::read_pages(std::slice::from_ref(last)).expect("all glyphs");
            assert!(text.contains("末段。"), "{paragraphs} paragraphs, table {table}: the last page has only {text:?}");
            assert!(text.contains("2024年7月5日"));
            turned += usize::from(document.pages().len() > 1);
        }
    }
    assert!(turned > 5, "some letters must have gone to a second page");
}
