//! An example of the form for a new case.
use super::OpenPage;
use crate::screens::preview::{both, field, shell};
use frame::forms::Input;
use frame::forms::field::Line;
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, OpenPage)> {
    let line = || Input::Line { value: String::new(), kind: Line::Text };
    let field = |name: &str, zh: &str, en: &str| field(words, name, (zh, en), line());
    let page = OpenPage {
        shell: shell(words, Area::Cases, "/cases/new?kind=judicial-assistance"),
        title: both(words, "新收国家司法救助", "New: judicial assistance"),
        kind: "judicial-assistance".to_owned(),
        once: "k-16".to_owned(),
        errors: Vec::new(),
        fields: vec![
            field("full_name", "申请人姓名", "Applicant’s name"),
            field("citizen_id", "证件号码", "ID number"),
        ],
    };
    vec![("case-open", page)]
}
