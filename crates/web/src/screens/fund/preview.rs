//! Examples of the pages of the fund.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{FundForm, FundPage, FundTable};
use crate::screens::admin::table::Cell;
use crate::screens::preview::{both, field, shell};
use frame::forms::Input;
use frame::parts::{Notice, Stat, Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, FundPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let stat = |number: &str, zh: &str, en: &str| Stat {
        number: number.to_owned(),
        label: say(zh, en),
        href: None,
        tone: Tone::Plain,
    };
    let row = vec![
        Cell { href: Some("/fund/batches/2024-1".to_owned()), ..Cell::text("B2024-2-1") },
        Cell::text("2"),
        Cell { tags: vec![Tag::new(say("待放行", "to be released"), Tone::Soon)], ..Cell::default() },
    ];
    let amount = Input::Money { value: "500000".to_owned(), unit: say("元", "yuan") };
    let full = FundPage {
        shell: shell(words, Area::Fund, "/fund"),
        back: None,
        title: say("2024 年救助资金", "The fund of 2024"),
        lede: say("可用 410,000.00 元", "410,000.00 yuan are free"),
        links: vec![(say("新建发放批次", "New batch"), "/fund/batches/new".to_owned())],
        errors: vec![],
        notices: vec![Notice {
            tone: Tone::Soon,
            title: Some(say("2 笔可以发放，共 40,000.00 元", "2 payments may go, 40,000.00 yuan")),
            lines: vec![say("新建批次，交他人放行。", "Put them into a batch; somebody else releases it.")],
        }],
        stats: vec![stat("500,000.00", "已拨入", "Appropriated"), stat("410,000.00", "可用", "Free")],
        tables: vec![FundTable {
            id: "batches",
            title: say("发放批次", "Batches"),
            headings: vec![
                (say("批次", "Batch"), false),
                (say("笔数", "Payments"), true),
                (say("状态", "State"), false),
            ],
            rows: vec![row],
            empty: String::new(),
        }],
        forms: vec![FundForm {
            id: "appropriated",
            title: say("登记拨入", "Record an appropriation"),
            hint: String::new(),
            action: "/fund/record/appropriated".to_owned(),
            file: false,
            along: vec![],
            once: "k-9".to_owned(),
            fields: vec![field(words, "amount", ("金额", "Amount"), amount)],
            button: say("登记", "Record"),
            quiet: false,
        }],
    };
    let tables =
        full.tables
            .iter()
            .map(|own| FundTable { rows: vec![], empty: say("还没有。", "None yet."), ..own.clone() });
    let empty = FundPage { tables: tables.collect(), stats: vec![], notices: vec![], ..full.clone() };
    vec![("fund", full), ("fund-empty", empty)]
}
