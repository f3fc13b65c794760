//! Examples of the tab: Ms Huang's case.
use super::{LinkLine, LinkedPage, Node};
use crate::screens::cases::case::preview::{Say, frame, head};
use app::cases::Tab;
use frame::Words;
use frame::parts::{Hidden, Tone};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, LinkedPage)> {
    let w = Say(words);
    vec![(
        "case-linked",
        LinkedPage {
            shell: frame(words),
            head: head(words, Tab::Linked),
            acts: vec![(w.s("关联案件", "Tie another case"), "/cases/7/steps/link".to_owned())],
            said: w.s("本案与 2 件案件关联", "This case is tied to 2 others"),
            nodes: vec![
                Node {
                    y: 8,
                    middle: 30,
                    number: "金牛检民支〔2023〕3号".to_owned(),
                    how: w.s("支持起诉", "supported suit"),
                },
                Node {
                    y: 68,
                    middle: 90,
                    number: "（2023）川0106民初1234号".to_owned(),
                    how: w.s("原案", "original case"),
                },
            ],
            lines: vec![
                LinkLine {
                    number: "金牛检民支〔2023〕3号".to_owned(),
                    href: Some("/cases/3".to_owned()),
                    how: Hidden::open(w.s("支持起诉", "supported suit")),
                    state: Some(w.tag("已办结", "closed", Tone::Good)),
                    when: w.s("3月9日", "9 March"),
                },
                LinkLine {
                    number: "（2023）川0106民初1234号".to_owned(),
                    href: None,
                    how: Hidden::open(w.s("原案（离婚纠纷）", "original case (divorce)")),
                    state: None,
                    when: w.s("3月9日", "9 March"),
                },
            ],
        },
    )]
}
