//! Examples of a worked-out amount.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::SumsPage;
use crate::screens::calculator::Kind;
use crate::screens::preview::{both, choice, field, shell};
use frame::forms::{Input, Section};
use frame::parts::{Mark, Range, Why, Work, WorkRow};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, SumsPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let choice = |value: &str, zh: &str, en: &str| choice(words, value, (zh, en), value);
    let row = |label: String, value: &str, open| WorkRow { label, note: None, value: value.to_owned(), open };
    let amount = SumsPage {
        shell: shell(words, Area::Calculator, "/calculator/amount"),
        tabs: Kind::Amount.tabs(words),
        action: Kind::Amount.href(),
        title: say("金额", "Amount"),
        errors: Vec::new(),
        frame_fields: vec![
            field(
                "variant",
                "由谁办理",
                "Handled by",
                Input::OneOfMany(vec![choice("procuratorate", "检察机关", "Procuratorate")], say("请选择", "Choose")),
            ),
            field("on", "计算日", "Worked out for", Input::Day { value: "2023-03-20".to_owned(), understood: true }),
        ],
        sections: vec![Section {
            title: Some(say("损害与困难", "Harm and hardship")),
            fields: vec![
                field(
                    "harm_class",
                    "损害后果",
                    "Harm",
                    Input::OneOfMany(
                        vec![choice("ordinary", "一般伤害", "ordinary injury")],
                        say("尚不清楚", "Not known yet"),
                    ),
                ),
                field(
                    "compensation_received",
                    "已获赔偿",
                    "Compensation received",
                    Input::Money { value: "0".to_owned(), unit: say("元", "yuan") },
                ),
            ],
        }],
        result: Some(say("建议 20,000 – 25,000 元", "Suggested: ¥20,000 – 25,000")),
        demonstration: Some(say(
            "用了演示值，不能作为真实办案依据。",
            "Rests on demonstration values; not for real use.",
        )),
        grounds: Vec::new(),
        exclusions: Vec::new(),
        amount: Some((
            Work {
                caption: say("金额测算", "Working"),
                rows: vec![
                    row(say("职工月平均工资", "Average monthly wage"), "8,000.00", false),
                    row(say("损害后果：一般伤害", "Harm: ordinary injury"), &say("× 2 个月", "× 2 months"), false),
                    row(say("过错比例", "Share of fault"), &say("尚不清楚", "not known yet"), true),
                ],
                sum: (say("建议区间", "Suggested range"), say("20,000 – 25,000 元", "¥20,000 – 25,000")),
            },
            Some(Range {
                said: say("建议 20,000 至 25,000 元，上限 288,000 元", "¥20,000 to 25,000 of at most ¥288,000"),
                low: 70,
                wide: 17,
                decided: None,
                from: "0".to_owned(),
                to: say("上限 288,000 元", "at most ¥288,000"),
            }),
        )),
        to_find_out: vec![say("过错比例", "Share of fault")],
        beside: vec![(say("审批", "Approved by"), say("分管副检察长", "deputy chief procurator"))],
    };
    let why = |mark: Mark, zh: &str, en: &str| Why {
        mark,
        mark_word: words.say(mark.key()).into_owned(),
        label: say(zh, en),
        value: None,
        from: Some(say("细则（2021）第七条", "rules of 2021, art. 7")),
        sure: None,
        parts: Vec::new(),
    };
    let eligibility = SumsPage {
        tabs: Kind::Eligibility.tabs(words),
        action: Kind::Eligibility.href(),
        title: say("是否符合条件", "Who qualifies"),
        result: Some(say("尚不能判断，还缺 1 项事实", "Not decided yet: 1 fact is missing")),
        grounds: vec![
            why(Mark::Unknown, "因案件导致重伤", "serious injury through the case"),
            why(Mark::False, "因案件造成财产重大损失", "heavy loss of property"),
        ],
        exclusions: vec![why(Mark::Warns, "生活困难非案件原因所导致", "hardship not caused by the case")],
        amount: None,
        beside: Vec::new(),
        ..amount.clone()
    };
    let fresh = SumsPage { result: None, ..amount.clone() };
    vec![("calc-amount", amount), ("calc-eligibility", eligibility), ("calc-amount-fresh", fresh)]
}
