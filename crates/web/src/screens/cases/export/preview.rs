//! An example of taking the list out.
use super::ExportPage;
use crate::screens::preview::{both, field, shell};
use frame::forms::field::Line;
use frame::forms::{Choice, Input};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, ExportPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let masked = Choice::of("masked", say("遮盖", "masked"), "masked");
    vec![(
        "cases-export",
        ExportPage {
            shell: shell(words, Area::Cases, "/cases/export"),
            back: "/cases".to_owned(),
            said: say("38 件", "38 cases"),
            filters: vec![("of".to_owned(), "mine".to_owned())],
            errors: Vec::new(),
            fields: vec![
                field("reason", "事由", "What for", Input::Line { value: String::new(), kind: Line::Text }),
                field("names", "姓名", "Names", Input::One(vec![masked])),
            ],
        },
    )]
}
