//! Examples of the tab: Ms Huang's case.
use super::{Entry, JournalPage};
use crate::screens::cases::case::preview::{Say, frame, head};
use app::cases::Tab;
use frame::Words;
use frame::parts::Pager;

pub(crate) fn examples(words: Words) -> Vec<(&'static str, JournalPage)> {
    let w = Say(words);
    let entry = |number: &str, when: (&str, &str), what: (&str, &str), details: Vec<String>| Entry {
        number: number.to_owned(),
        when: w.s(when.0, when.1),
        who: w.s("沈岚", "Shen Lan"),
        what: w.s(what.0, what.1),
        details,
        hash: "9f3a27c1".to_owned(),
    };
    vec![(
        "case-journal",
        JournalPage {
            shell: frame(words),
            head: head(words, Tab::Journal),
            entries: vec![
                entry(
                    "1042",
                    ("3月15日 15:40", "15 March 15:40"),
                    ("入户走访", "Home visit"),
                    vec![w.s("困难程度：特别困难", "Hardship: extreme"), w.s("照片 4 张", "4 pictures")],
                ),
                entry(
                    "1007",
                    ("3月9日 10:02", "9 March 10:02"),
                    ("受理", "Accepted"),
                    vec![
                        w.s("生成《受理通知书》", "made “Notice of acceptance”"),
                        w.s("开始计算期限：作出救助决定", "started the time limit: decide"),
                    ],
                ),
            ],
            pager: Pager {
                label: w.s("翻页", "Pages"),
                said: w.s("共 14 条", "14 entries"),
                first: None,
                next: Some((w.s("下一页", "Next page"), "?after=1007".to_owned())),
            },
        },
    )]
}
