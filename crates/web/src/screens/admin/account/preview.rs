//! Examples of an account.
use super::AccountFormPage;
use crate::forms::field::Line;
use crate::forms::{Choice, Field, Input};
use crate::page::{Area, Words};
use crate::screens::preview::{both, shell};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, AccountFormPage)> {
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
    let role = |value: &str, zh: &str, en: &str| Choice {
        value: value.to_owned(),
        label: say(zh, en),
        hint: None,
        chosen: value == "officer",
    };
    let page = AccountFormPage {
        shell: shell(words, Area::Administration, "/admin/people/2"),
        title: say("沈岚", "Shen Lan"),
        lede: "officer".to_owned(),
        action: "/admin/people/2".to_owned(),
        once: "k-13".to_owned(),
        errors: Vec::new(),
        fields: vec![
            field("name", "姓名", "Name", Input::Line { value: say("沈岚", "Shen Lan"), kind: Line::Text }),
            field(
                "roles",
                "岗位",
                "Roles",
                Input::Many(vec![
                    role("officer", "承办检察官", "Assistance officer"),
                    role("chief", "部门负责人", "Division chief"),
                ]),
            ),
        ],
        acts: vec![
            (say("重设密码", "Set a new password"), "/admin/people/2/password".to_owned(), "k-14".to_owned()),
            (say("停用账号", "Close the account"), "/admin/people/2/close".to_owned(), "k-15".to_owned()),
        ],
    };
    vec![("admin-account", page)]
}
