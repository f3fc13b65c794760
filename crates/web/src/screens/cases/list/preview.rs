//! Examples of the list of cases.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{CaseLine, CasesPage, Filter};
use crate::screens::preview::{both, choice, masked, shell};
use frame::parts::{Pager, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, CasesPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let choice = |value: &str, zh: &str, en: &str| choice(words, value, (zh, en), "");
    let line =
        |due: Option<Tag>, due_what: String, who: (&str, &str), number: &str, title: String, state: Tag| CaseLine {
            number: number.to_owned(),
            href: "/cases/7".to_owned(),
            who: masked(words, who.0, who.1),
            title,
            state,
            changed: None,
            officer: say("沈岚", "Shen Lan"),
            due,
            due_what,
        };
    let full = CasesPage {
        shell: shell(words, Area::Cases, "/cases"),
        said: say("共 47 件", "47 cases"),
        open: vec![(
            say("新收国家司法救助", "New: judicial assistance"),
            "/cases/new?kind=judicial-assistance".to_owned(),
        )],
        kept: vec![
            (say("我的", "Mine"), "/cases?of=mine".to_owned(), true),
            (say("已超期", "Overdue"), "/cases?due=late".to_owned(), false),
            (say("快到期", "Due soon"), "/cases?due=soon".to_owned(), false),
            (say("本院全部", "Whole office"), "/cases?of=office".to_owned(), false),
        ],
        along: vec![("of", "mine".to_owned())],
        filters: vec![
            Filter {
                name: "kind",
                label: say("案件种类", "Kind of case"),
                any: say("不限", "Any"),
                choices: vec![choice("judicial-assistance", "国家司法救助", "National judicial assistance")],
            },
            Filter {
                name: "state",
                label: say("状态", "State"),
                any: say("不限", "Any"),
                choices: vec![
                    choice("review", "审查", "under review"),
                    choice("approval", "待审批", "awaiting approval"),
                ],
            },
        ],
        number: String::new(),
        cases: vec![
            line(
                Some(Tag::new(say("超 1 天", "1 day late"), Tone::Late)),
                say("街道办答复就业帮扶", "Neighbourhood office: work"),
                ("黄某某", "Huang ××"),
                "金牛检司救〔2023〕7号",
                say("离婚纠纷支持起诉案中的救助", "help beside a supported divorce suit"),
                Tag::new(say("审查", "under review"), Tone::Plain),
            ),
            line(
                Some(Tag::new(say("今天", "today"), Tone::Soon)),
                say("告知补正材料", "Say which papers are missing"),
                ("陈某", "Chen ×"),
                "金牛检司救〔2023〕5号",
                say("故意伤害案，全身烧伤", "wounding, whole-body burns"),
                Tag::new(say("已申请", "applied"), Tone::Plain),
            ),
            line(
                None,
                String::new(),
                ("刘某", "Liu ×"),
                "金牛检司救〔2022〕41号",
                say("故意杀人案，被害人子女", "murder, child of the victim"),
                Tag::new(say("已办结", "closed"), Tone::Good),
            ),
        ],
        export: Some("/cases/export?of=mine".to_owned()),
        printing: Some("/cases/printing?".to_owned()),
        filtered: true,
        pager: Pager {
            label: say("翻页", "Pages"),
            said: say("共 47 件", "47 cases"),
            first: None,
            next: Some((say("下一页", "Next page"), "/cases?after=41".to_owned())),
        },
    };
    let none = CasesPage { cases: Vec::new(), ..full.clone() };
    let empty = CasesPage { cases: Vec::new(), filtered: false, ..full.clone() };
    vec![("cases", full), ("cases-none", none), ("cases-empty", empty)]
}
