//! Examples of the registers.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{BatchLine, RegisterLine, RegistersPage};
use crate::screens::preview::{both, shell};
use frame::parts::{Pager, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, RegistersPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let batch = |file: &str, register: (&str, &str), from: (&str, &str), numbers: [&str; 3], state: Tag| BatchLine {
        file: file.to_owned(),
        href: "/registers/batches/3".to_owned(),
        register: say(register.0, register.1),
        from: say(from.0, from.1),
        rows: numbers[0].to_owned(),
        bad: numbers[1].to_owned(),
        waiting: numbers[2].to_owned(),
        state,
    };
    let register = |zh: &str, en: &str, says: Tag, rows: &str, people: &str| RegisterLine {
        label: say(zh, en),
        says,
        rows: rows.to_owned(),
        people: people.to_owned(),
        last: say("3月16日 · 民政局", "16 March · civil affairs"),
    };
    let taken = || Tag::new(say("已导入", "taken in"), Tone::Good);
    let full = RegistersPage {
        shell: shell(words, Area::Registers, "/registers"),
        said: say("10 种名册，共 21,480 行、18,902 人", "10 registers, 21,480 rows, 18,902 people"),
        may_upload: true,
        screen: Some("k-6".to_owned()),
        registers: vec![
            register("刑事案件被害人", "Victims of crime", Tag::new(say("侵害", "harm"), Tone::Soon), "1,204", "1,187"),
            register("低收入人口", "Low income", Tag::new(say("困难", "hardship"), Tone::Plain), "9,310", "9,288"),
            register(
                "各机关救助记录",
                "Aid already granted",
                Tag::new(say("已救助", "aid"), Tone::Quiet),
                "211",
                "207",
            ),
        ],
        batches: vec![
            batch(
                "民政低收入人口台账202303.xlsx",
                ("低收入人口", "Low income"),
                ("民政局 · 3月16日", "civil affairs · 16 March"),
                ["9,310", "37", "2"],
                taken(),
            ),
            batch(
                "crim_person.csv",
                ("刑事案件被害人", "Victims of crime"),
                ("本院案管部门 · 3月16日", "our case registry · 16 March"),
                ["1,204", "181", "0"],
                Tag::new(say("导入中 62 %", "62 % done"), Tone::Soon),
            ),
        ],
        pager: Pager { label: say("翻页", "Pages"), said: say("共 2 份", "2 files"), first: None, next: None },
    };
    let empty =
        RegistersPage {
            batches: Vec::new(), said: say("还没有导入过名册", "nothing taken in yet"), ..full.clone()
        };
    vec![("registers", full), ("registers-empty", empty)]
}
