//! Examples of the tables of the administration.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Cell, TablePage};
use crate::screens::admin::Section;
use crate::screens::preview::{both, shell};
use frame::parts::{Notice, Pager, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, TablePage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let base = |section: Section| TablePage {
        shell: shell(words, Area::Administration, section.href()),
        tabs: section.tabs(words, |_| true, 2),
        title: words.say(section.key()).into_owned(),
        lede: words.say(&format!("{}-lede", section.key())).into_owned(),
        notices: Vec::new(),
        links: Vec::new(),
        acts: Vec::new(),
        headings: Vec::new(),
        rows: Vec::new(),
        empty: String::new(),
        pager: None,
    };
    let office = |name: (&str, &str), area: &str, people: &str, depth| {
        vec![Cell { depth, ..Cell::text(say(name.0, name.1)) }, Cell::text(area), Cell::text(people)]
    };
    let offices = TablePage {
        headings: vec![say("机关", "Office"), say("行政区划", "Area"), say("人数", "People")],
        rows: vec![
            office(("成都市人民检察院（演示）", "Chengdu Procuratorate (demonstration)"), "510100", "3", 0),
            office(("金牛区人民检察院（演示）", "Jinniu District Procuratorate (demonstration)"), "510106", "6", 1),
        ],
        ..base(Section::Offices)
    };
    let figures = TablePage {
        notices: vec![Notice {
            tone: Tone::Soon,
            title: Some(say("3 项数值待确认", "3 values to confirm")),
            lines: vec![say(
                "这些数值凭记忆录入，用到它们的页面都会标明。核对原文后点“确认”，会记下你的姓名和日期。",
                "They were entered from memory, and every page that uses them says so. Check the text, then confirm; your name and the day are recorded.",
            )],
        }],
        headings: vec![say("数值", "Value"), say("现行", "In force"), say("出处", "Source"), say("确认", "Confirmed")],
        rows: vec![vec![
            Cell::text(say("作出决定的期限", "Time to decide")),
            Cell {
                more: vec![say("2022年1月1日起", "from 1 Jan 2022")],
                ..Cell::text(say("10 个工作日", "10 working days"))
            },
            Cell {
                tags: vec![Tag::new(say("待确认", "to confirm"), Tone::Soon)],
                ..Cell::text(say("细则（2021）", "rules of 2021"))
            },
            Cell { href: Some("/admin/figures/confirm".to_owned()), ..Cell::text(say("确认", "Confirm")) },
        ]],
        ..base(Section::Figures)
    };
    let journal = TablePage {
        notices: vec![Notice {
            tone: Tone::Good,
            title: Some(say("校验链完整", "The chain holds")),
            lines: vec![say(
                "3月20日 02:00 核对了 48,213 条，与各案件一致。",
                "48,213 entries were checked on 20 March 02:00 and agree with all cases.",
            )],
        }],
        acts: vec![(say("现在核对", "Check now"), "/admin/journal/verify")],
        headings: vec![
            say("序号", "Entry"),
            say("时间", "When"),
            say("经办", "Who"),
            say("事项", "What"),
            say("校验值", "Check value"),
        ],
        rows: vec![vec![
            Cell::text("48213"),
            Cell::text(say("3月20日 09:12", "20 March 09:12")),
            Cell::text(say("沈岚", "Shen Lan")),
            Cell { href: Some("/cases/7".to_owned()), ..Cell::text(say("登记答复", "Recorded an answer")) },
            Cell::text("9f3a27c1"),
        ]],
        pager: Some(Pager {
            label: say("翻页", "Pages"),
            said: say("共 48,213 条", "48,213 entries"),
            first: None,
            next: Some((say("下一页", "Next page"), "?after=48188".to_owned())),
        }),
        ..base(Section::Journal)
    };
    let people = TablePage {
        links: vec![(say("新建账号", "New account"), "/admin/people/new".to_owned())],
        headings: vec![say("姓名", "Name"), say("机关", "Office"), say("岗位", "Roles"), say("状态", "State")],
        rows: vec![vec![
            Cell {
                href: Some("/admin/people/2".to_owned()),
                more: vec!["officer".to_owned()],
                ..Cell::text(say("沈岚", "Shen Lan"))
            },
            Cell::text(say("金牛区人民检察院", "Jinniu District Procuratorate")),
            Cell::text(say("承办检察官", "Assistance officer")),
            Cell { tags: vec![Tag::new(say("在用", "active"), Tone::Good)], ..Cell::default() },
        ]],
        ..base(Section::People)
    };
    let empty = TablePage { empty: say("还没有。", "None yet."), ..base(Section::Calendars) };
    vec![
        ("admin-offices", offices),
        ("admin-figures", figures),
        ("admin-journal", journal),
        ("admin-people", people),
        ("admin-calendars", empty),
    ]
}
