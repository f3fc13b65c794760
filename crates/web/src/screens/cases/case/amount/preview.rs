//! Examples of the tab: Ms Huang's case.
use super::AmountPage;
use crate::screens::cases::case::preview::{Say, frame, head, range, strip, work};
use app::cases::Tab;
use frame::Words;

pub(crate) fn examples(words: Words) -> Vec<(&'static str, AmountPage)> {
    let w = Say(words);
    vec![(
        "case-amount",
        AmountPage {
            shell: frame(words),
            head: head(words, Tab::Amount),
            standard: w.s(
                "四川省量化标准（演示），按 2023-03-20 计算",
                "Standard of Sichuan (demonstration), worked out for 20 March 2023",
            ),
            work: Some(work(w)),
            range: Some(range(w)),
            open: Vec::new(),
            beside: vec![
                w.line(
                    ("上限", "At most"),
                    ("288,000.00 元", "¥288,000.00"),
                    ("36 个月职工月平均工资", "36 months of the average wage"),
                ),
                w.line(
                    ("审批", "Approved by"),
                    ("分管副检察长", "deputy chief procurator"),
                    ("不足 30,000 元", "below ¥30,000"),
                ),
                w.line(("已先行救助", "Paid in advance"), ("无", "nothing"), ("", "")),
            ],
            alike: Some(strip(w)),
            before: Some((w.s("提出意见时的测算", "Worked out when it was put forward"), work(w))),
        },
    )]
}
