//! Examples of how an amount is worked out and where it stands among like ones.
use frame::parts::{Range, Strip, Work, WorkRow};

use super::Say;

pub(crate) fn work(w: Say) -> Work {
    let row = |label: (&str, &str), note: (&str, &str), value: (&str, &str)| WorkRow {
        label: w.s(label.0, label.1),
        note: Some(w.s(note.0, note.1)).filter(|text| !text.is_empty()),
        value: w.s(value.0, value.1),
        open: false,
    };
    Work {
        caption: w.s("金额测算", "How the amount comes about"),
        rows: vec![
            row(
                ("四川省 2021 年职工月平均工资", "Average monthly wage, Sichuan 2021"),
                ("演示值", "demonstration value"),
                ("8,000.00", "8,000.00"),
            ),
            row(("损害后果：一般伤害", "Harm: ordinary injury"), ("", ""), ("× 2 个月", "× 2 months")),
            row(("困难程度：特别困难", "Hardship: extreme"), ("", ""), ("× 1.3", "× 1.3")),
            row(("困难妇女，携未成年子女", "Woman in difficulty with a minor child"), ("", ""), ("+ 20 %", "+ 20 %")),
            row(("已获赔偿", "Compensation received"), ("", ""), ("− 0.00", "− 0.00")),
        ],
        sum: (w.s("建议区间", "Suggested range"), w.s("20,000 – 25,000 元", "¥20,000 – 25,000")),
    }
}

pub(crate) fn range(w: Say) -> Range {
    Range {
        said: w.s("建议 20,000 至 25,000 元，上限 288,000 元", "Suggested ¥20,000 to 25,000, at most ¥288,000"),
        low: 70,
        wide: 17,
        decided: None,
        from: w.s("0", "0"),
        to: w.s("上限 288,000 元（36 个月）", "at most ¥288,000 (36 months)"),
    }
}

pub(crate) fn strip(w: Say) -> Strip {
    let row = |zh: &str, en: &str, value: &str| (w.s(zh, en), value.to_owned());
    Strip {
        said: w.s("按：损害后果 一般伤害、困难程度 很困难", "Alike by: harm ordinary injury, hardship very hard"),
        dots: vec![300, 420, 480, 520, 610, 700, 1000],
        box_from: 420,
        box_wide: 280,
        median: 520,
        own: Some(560),
        from: "0".to_owned(),
        to: "40,000".to_owned(),
        rows: vec![
            row("件数", "Cases", "7"),
            row("最低", "Lowest", "12,000"),
            row("中位数", "Median", "21,000"),
            row("最高", "Highest", "40,000"),
        ],
    }
}
