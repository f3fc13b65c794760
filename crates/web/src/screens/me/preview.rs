//! An example of one's own account.
use super::MePage;
use crate::forms::field::Line;
use crate::forms::{Choice, Field, Input};
use crate::page::{Area, Words};
use crate::screens::preview::{both, shell};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, MePage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let field = |name: &str, zh: &str, en: &str, input| Field {
        name: name.to_owned(),
        label: say(zh, en),
        hint: None,
        optional: None,
        error: None,
        from: None,
        input,
        id_suffix: String::new(),
    };
    let choice = |value: &str, zh: &str, en: &str| Choice {
        value: value.to_owned(),
        label: say(zh, en),
        hint: None,
        chosen: value == "zh",
    };
    let page = MePage {
        shell: shell(words, Area::Today, "/me"),
        errors: Vec::new(),
        look: vec![field(
            "language",
            "语言",
            "Language",
            Input::One(vec![choice("zh", "中文", "中文"), choice("en", "English", "English")]),
        )],
        password: vec![
            field("old", "现在的密码", "Present password", Input::Line { value: String::new(), kind: Line::Password }),
            field("new", "新密码", "New password", Input::Line { value: String::new(), kind: Line::Password }),
        ],
    };
    let care = MePage { shell: crate::page::Shell { care: true, ..page.shell.clone() }, ..page.clone() };
    vec![("me", page), ("me-care", care)]
}
