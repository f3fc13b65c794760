//! An example of one's own account.
use super::MePage;
use crate::screens::preview::{choice, field, shell};
use frame::forms::Input;
use frame::forms::field::Line;
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, MePage)> {
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let choice = |value: &str, zh: &str, en: &str| choice(words, value, (zh, en), "zh");
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
    let care = MePage { shell: frame::Shell { care: true, ..page.shell.clone() }, ..page.clone() };
    vec![("me", page), ("me-care", care)]
}
