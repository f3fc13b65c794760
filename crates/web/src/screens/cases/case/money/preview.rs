//! Examples of the tab: Ms Huang's case.
use super::{MoneyLine, MoneyPage};
use crate::screens::cases::case::preview::{Say, frame, head};
use crate::screens::preview::masked;
use app::cases::Tab;
use frame::Words;
use frame::parts::{Hidden, Stat, Tone};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, MoneyPage)> {
    let w = Say(words);
    let stat = |number: (&str, &str), label: (&str, &str), tone| Stat {
        number: w.s(number.0, number.1),
        label: w.s(label.0, label.1),
        href: None,
        tone,
    };
    let line = |what: (&str, &str), amount: (&str, &str), state, when: (&str, &str), reference: &str| MoneyLine {
        label: w.s(what.0, what.1),
        who: masked(words, "黄某某", "Huang ××"),
        amount: w.s(amount.0, amount.1),
        state,
        when: w.s(when.0, when.1),
        reference: masked(words, reference, reference),
        note: None,
    };
    vec![(
        "case-money",
        MoneyPage {
            shell: frame(words),
            head: head(words, Tab::Money),
            answered: vec![(
                w.s("收款人不是申请人本人", "The payee is not the applicant"),
                Hidden::open(w.s("系申请人之母，持授权委托书", "The applicant’s mother, with a power of attorney")),
                w.s("3月23日", "23 March"),
            )],
            totals: vec![
                stat(("22,000 元", "¥22,000"), ("决定救助", "granted"), Tone::Plain),
                stat(("22,000 元", "¥22,000"), ("已发放", "paid"), Tone::Good),
                stat(("0 元", "¥0"), ("尚未发放", "still to pay"), Tone::Plain),
            ],
            lines: vec![
                line(
                    ("救助决定", "Decision"),
                    ("22,000.00 元", "¥22,000.00"),
                    w.tag("已决定", "decided", Tone::Plain),
                    ("3月22日", "22 March"),
                    "金牛检司救决〔2023〕7号",
                ),
                line(
                    ("发放", "Payment"),
                    ("22,000.00 元", "¥22,000.00"),
                    w.tag("已到账", "arrived", Tone::Good),
                    ("3月23日", "23 March"),
                    "6222 **** **** 1108",
                ),
            ],
        },
    )]
}
