//! Examples of the forms of the administration.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::FormPage;
use crate::screens::preview::{both, choice, field, shell};
use frame::forms::Input;
use frame::forms::field::Line;
use frame::parts::{Hidden, Notice, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, FormPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let role = |value: &str, zh: &str, en: &str| choice(words, value, (zh, en), "officer");
    let page = FormPage {
        shell: shell(words, Area::Administration, "/admin/people/2"),
        back: (say("账号", "Accounts"), "/admin/people"),
        title: say("沈岚", "Shen Lan"),
        lede: "officer".to_owned(),
        notices: Vec::new(),
        facts: Vec::new(),
        along: Vec::new(),
        button: say("保存", "Save"),
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
    let given = FormPage {
        notices: vec![Notice {
            tone: Tone::Good,
            title: Some(say("officer 的一次性密码：k7mq-2d9x-h4vw", "One-time password of officer: k7mq-2d9x-h4vw")),
            lines: vec![say("只显示这一次，请当面告诉本人。", "Shown only now: tell its owner in person.")],
        }],
        ..page.clone()
    };
    let note = Input::Long { value: String::new(), most: 500 };
    let confirm = FormPage {
        shell: shell(words, Area::Administration, "/admin/figures/confirm"),
        back: (say("待确认数值", "Values to confirm"), "/admin/figures"),
        title: say("国家司法救助", "National judicial assistance"),
        lede: say("请对照公布的原文。", "Compare it with the published text."),
        facts: vec![
            (say("数值", "Value"), Hidden::open(say("30 年", "30 years"))),
            (say("出处", "Source"), Hidden::open(say("检察诉讼档案保管期限规定", "Periods for keeping the files"))),
        ],
        action: "/admin/figures/confirm".to_owned(),
        along: vec![("value", "case-types/x/case.toml#retention = 30 years".to_owned())],
        fields: vec![field("note", "依据", "What it rests on", note)],
        button: say("确认", "Confirm"),
        acts: Vec::new(),
        ..page.clone()
    };
    vec![("admin-account", page), ("admin-account-given", given), ("admin-confirm", confirm)]
}
