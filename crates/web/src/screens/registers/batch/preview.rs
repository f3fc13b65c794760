//! Examples of a batch.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{BadCell, BatchPage, Progress, TakeBack, WaitingRow};
use crate::screens::preview::{both, field, masked, shell};
use frame::forms::Input;
use frame::forms::field::Line;
use frame::parts::{Hidden, Pager, Stat, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, BatchPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let line = || Input::Line { value: String::new(), kind: Line::Code };
    let field = |name: &str, zh: &str, en: &str| field(words, name, (zh, en), line());
    let stat = |number: &str, zh: &str, en: &str, href: Option<&str>, tone| Stat {
        number: number.to_owned(),
        label: say(zh, en),
        href: href.map(str::to_owned),
        tone,
    };
    let bad = |place: &str, column: (&str, &str), text: Hidden, why: (&str, &str)| BadCell {
        place: place.to_owned(),
        column: say(column.0, column.1),
        text,
        why: say(why.0, why.1),
    };
    let done = BatchPage {
        shell: shell(words, Area::Registers, "/registers/batches/3"),
        base: "/registers/batches/3".to_owned(),
        file: "民政低收入人口台账202303.xlsx".to_owned(),
        lede: say(
            "低收入人口 · 民政局 · 3月16日 09:20 由沈岚导入 · 用于司法救助线索比对，至 2024年3月16日",
            "Low income · civil affairs · taken in by Shen Lan on 16 March 09:20 · for finding leads, until 16 Mar 2024",
        ),
        state: Tag::new(say("已导入", "taken in"), Tone::Good),
        progress: None,
        counts: vec![
            stat("9,310", "行", "rows", None, Tone::Plain),
            stat("9,288", "人", "people", None, Tone::Plain),
            stat("37", "格看不懂", "cells not understood", Some("#bad"), Tone::Soon),
            stat("2", "行等着补正", "rows to correct", Some("#waiting"), Tone::Late),
        ],
        notice: None,
        errors: Vec::new(),
        corrects: true,
        waiting: vec![WaitingRow {
            row: "4120".to_owned(),
            place: "4120.".to_owned(),
            says: say("特困供养", "subsistence support"),
            once: "k-9".to_owned(),
            fields: vec![field("name", "姓名", "Name"), field("citizen_id", "身份证号", "ID number")],
        }],
        bad: vec![
            bad(
                "C118",
                ("身份证号", "ID number"),
                masked(words, "9901∗∗∗∗∗∗∗∗∗∗441x", "9901∗∗∗∗∗∗∗∗∗∗441x"),
                ("末位校验不符，按没有证件处理", "the check character does not fit; treated as no ID"),
            ),
            bad(
                "E204",
                ("纳入日期", "Since"),
                Hidden::open("2021.13"),
                ("没有这一天，按不明处理", "no such day; treated as not known"),
            ),
        ],
        pager: Pager {
            label: say("翻页", "Pages"),
            said: say("共 37 格", "37 cells"),
            first: None,
            next: Some((say("下一页", "Next page"), "?after=25".to_owned())),
        },
        take_back: Some(TakeBack { once: "k-10".to_owned(), reason: field("reason", "理由", "Reason") }),
        hash: "3f9a2c71d04b".to_owned(),
    };
    let running = BatchPage {
        state: Tag::new(say("导入中", "being taken in"), Tone::Soon),
        progress: Some(Progress {
            done: 5800,
            all: 9310,
            said: say("已读 5,800 / 9,310 行", "5,800 of 9,310 rows read"),
        }),
        bad: Vec::new(),
        corrects: false,
        waiting: Vec::new(),
        take_back: None,
        ..done.clone()
    };
    vec![("batch", done), ("batch-running", running)]
}
