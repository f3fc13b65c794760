//! Examples of the preview.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Column, PreviewPage, SheetPart};
use crate::screens::preview::{both, masked, shell};
use frame::forms::Choice;
use frame::parts::{Hidden, Notice, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, PreviewPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let choices = |chosen: &str| {
        [
            ("name", "姓名", "Name"),
            ("citizen_id", "身份证号", "ID number"),
            ("category", "类别", "Kind"),
            ("since", "纳入日期", "Since"),
        ]
        .map(|(value, zh, en)| Choice {
            value: value.to_owned(),
            label: say(zh, en),
            hint: None,
            chosen: value == chosen,
        })
        .to_vec()
    };
    let column = |letter: &str, heading: &str, guess: &str, samples: Vec<Hidden>| Column {
        name: format!("0.{letter}"),
        letter: letter.to_owned(),
        heading: heading.to_owned(),
        choices: choices(guess),
        unsure: guess == "since",
        samples,
    };
    let page = PreviewPage {
        shell: shell(words, Area::Registers, "/registers/previews/5"),
        base: "/registers/previews/5".to_owned(),
        once: "k-8".to_owned(),
        file: "民政低收入人口台账202303.xlsx".to_owned(),
        lede: say("民政局 · 1 张表 · 9,310 行", "civil affairs bureau · 1 sheet · 9,310 rows"),
        notices: vec![Notice {
            tone: Tone::Good,
            title: None,
            lines: vec![say(
                "这个单位以前交过同样的表，已按上次的对应关系填好，看一眼就行。",
                "This agency sent the same kind of table before; its columns are filled in as last time. A glance is enough.",
            )],
        }],
        errors: Vec::new(),
        parts: vec![SheetPart {
            name: "0".to_owned(),
            title: say("Sheet1，表头在第 2 行，9,310 行", "Sheet1, heading in row 2, 9,310 rows"),
            registers: vec![Choice {
                value: "low_income".to_owned(),
                label: say("低收入人口", "Low income"),
                hint: None,
                chosen: true,
            }],
            columns: vec![
                column("A", "序号", "", vec![Hidden::open("1"), Hidden::open("2"), Hidden::open("3")]),
                column("B", "户主姓名", "name", vec![masked(words, "王某", "王某"), masked(words, "李某某", "李某某")]),
                column(
                    "C",
                    "身份证号码",
                    "citizen_id",
                    vec![masked(words, "9901∗∗∗∗∗∗∗∗∗∗4411", "9901∗∗∗∗∗∗∗∗∗∗4411")],
                ),
                column("D", "救助类型", "category", vec![Hidden::open("特困供养"), Hidden::open("低保")]),
                column("E", "批准时间", "since", vec![Hidden::open("44348"), Hidden::open("2021.6")]),
            ],
        }],
    };
    vec![("register-preview", page)]
}
