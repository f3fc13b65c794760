//! Examples of the tables that administrators enter.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{PartCard, StandardsPage};
use crate::screens::admin::Section;
use crate::screens::admin::table::Cell;
use crate::screens::preview::{both, shell};
use frame::parts::{Notice, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, StandardsPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let demonstration = || Tag::new(say("演示", "demonstration"), Tone::Soon);
    let list = StandardsPage {
        shell: shell(words, Area::Administration, "/admin/standards"),
        tabs: Section::Standards.tabs(words, |_| true, 0),
        back: None,
        title: words.say("admin-standards").into_owned(),
        lede: words.say("admin-standards-lede").into_owned(),
        notices: Vec::new(),
        parts: vec![
            PartCard {
                id: "waiting".to_owned(),
                title: say("等待确认", "Waiting for a second person"),
                lede: String::new(),
                links: Vec::new(),
                headings: Vec::new(),
                rows: Vec::new(),
                empty: say("没有等待确认的数值。", "Nothing waits."),
            },
            PartCard {
                id: "all".to_owned(),
                title: say("量化标准", "Standards"),
                lede: String::new(),
                links: Vec::new(),
                headings: vec![say("标准", "Standard"), say("行政区划", "Area")],
                rows: vec![vec![
                    Cell {
                        href: Some("/admin/standards/show?standard=x".to_owned()),
                        tags: vec![demonstration()],
                        ..Cell::text(say("安徽省标准", "Standard of Anhui"))
                    },
                    Cell::text("340000"),
                ]],
                empty: String::new(),
            },
        ],
    };
    let table = PartCard {
        id: "part-0".to_owned(),
        title: say("损害后果：月数", "Consequence of the harm: months"),
        lede: String::new(),
        links: vec![(say("录入新的数值", "Enter new values"), "/admin/standards/enter?subject=x".to_owned())],
        headings: vec![say("情形", "Row"), say("2027年1月1日起", "from 1 Jan 2027"), say("一直适用", "from always")],
        rows: vec![vec![
            Cell::text(say("死亡", "death")),
            Cell::text(say("20 – 36 个月", "20 – 36 months")),
            Cell { tags: vec![demonstration()], ..Cell::text(say("18 – 36 个月", "18 – 36 months")) },
        ]],
        empty: String::new(),
    };
    let notice =
        Notice {
            tone: Tone::Soon, title: None, lines: vec![say("用了演示值。", "It rests on invented values.")]
        };
    let show = StandardsPage {
        tabs: Vec::new(),
        back: Some((say("量化标准和基数", "Tables and figures"), "/admin/standards")),
        title: say("安徽省标准", "Standard of Anhui"),
        notices: vec![notice],
        parts: vec![table],
        ..list.clone()
    };
    vec![("admin-standards", list), ("admin-standard", show)]
}
