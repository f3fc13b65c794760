//! Examples of the tab: Ms Huang's case.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Custody, MoneyLine, MoneyPage, Recovery, Vote};
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
    let together = together(w);
    let alone = (
        "case-money",
        MoneyPage {
            shell: frame(words),
            head: head(words, Tab::Money),
            answered: vec![(
                w.s("收款人不是申请人本人", "The payee is not the applicant"),
                Hidden::open(w.s("系申请人之母，持授权委托书", "The applicant’s mother, with a power of attorney")),
                w.s("3月23日", "23 March"),
            )],
            shares: vec![],
            votes: vec![],
            recoveries: vec![],
            custody: None,
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
    );
    vec![alone, ("case-money-together", together)]
}

/// Several who apply, a committee that voted, money that is kept and money that comes back.
fn together(w: Say) -> MoneyPage {
    let words = w.0;
    MoneyPage {
        shell: frame(words),
        head: head(words, Tab::Money),
        totals: vec![],
        lines: vec![],
        answered: vec![],
        shares: vec![
            (masked(words, "王某", "Wang ×"), w.s("120,000.00 元", "¥120,000.00"), w.s("120,000.00 元", "¥120,000.00")),
            (masked(words, "王小某", "Wang ××"), w.s("80,000.00 元", "¥80,000.00"), w.s("0.00 元", "¥0.00")),
        ],
        votes: vec![Vote {
            who: w.s("委员甲", "Member A"),
            cast: w.s("不同意", "Against"),
            when: w.s("7月11日", "11 July"),
            why: Some(Hidden::open(w.s("金额偏高", "The amount is high"))),
        }],
        recoveries: vec![Recovery {
            amount: w.s("20,000.00 元", "¥20,000.00"),
            returned: w.s("5,000.00 元", "¥5,000.00"),
            open: w.s("15,000.00 元", "¥15,000.00"),
            when: w.s("8月1日", "1 August"),
            why: Hidden::open(w.s("事后执行到位", "Enforced later")),
        }],
        custody: Some(Custody {
            said: vec![
                (w.s("监护人", "Guardian"), masked(words, "王某之母", "The mother")),
                (w.s("代管人", "Custodian"), Hidden::open(w.s("县民政局", "Civil affairs"))),
            ],
            left: w.s("代管余额 77,000 元（7月19日 起）", "¥77,000 in custody, since 19 July"),
            expenses: vec![(
                w.s("3,000.00 元", "¥3,000.00"),
                Hidden::open(w.s("学费", "School fees")),
                w.s("8月30日", "30 August"),
                w.tag("已同意", "Allowed", Tone::Good),
            )],
        }),
    }
}
