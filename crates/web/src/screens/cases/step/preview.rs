//! Examples of a step: every kind of field, once fresh and once with mistakes.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Sending, StepPage, Warning};
use crate::screens::preview::{both, choice, field, masked, shell};
use frame::forms::field::Line;
use frame::forms::{Field, Input, Section};
use frame::parts::{Changed, Happened, Hidden, Sure, Work, WorkRow};
use frame::{Area, Words};

fn fields(words: Words) -> Vec<Section> {
    let yes_no = vec![
        choice(words, "yes", ("是", "Yes"), "yes"),
        choice(words, "no", ("否", "No"), ""),
        choice(words, "unknown", ("尚不清楚", "Not known yet"), ""),
    ];
    let grades = vec![
        choice(words, "ordinary", ("一般困难", "Ordinary"), ""),
        choice(words, "very", ("比较困难", "Great"), ""),
        choice(words, "extreme", ("特别困难", "Extreme"), "extreme"),
    ];
    let groups = vec![
        choice(words, "minor", ("未成年人", "Minor"), ""),
        choice(words, "elderly", ("老年人", "Elderly"), ""),
        choice(words, "woman", ("困难妇女", "Woman in difficulty"), "woman"),
        choice(words, "disabled", ("残疾人", "Disabled"), ""),
    ];
    let mut day = field(
        words,
        "proposed_on",
        ("提出意见的日期", "Day of the opinion"),
        Input::Day { value: "2023-03-20".to_owned(), understood: true },
    );
    day.hint = Some(both(words, "不得早于受理日", "not before acceptance"));
    let mut amount = field(
        words,
        "proposed_amount",
        ("拟救助金额", "Amount proposed"),
        Input::Money { value: "22000".to_owned(), unit: both(words, "元", "yuan") },
    );
    amount.hint = Some(both(
        words,
        "建议区间 20,000 – 25,000 元；超出的须写明理由",
        "suggested range ¥20,000 – 25,000; outside it, give a reason",
    ));
    let mut income = field(
        words,
        "income_per_head",
        ("家庭人均月收入", "Household income per head"),
        Input::Money { value: String::new(), unit: both(words, "元", "yuan") },
    );
    income.optional = Some(both(words, "（可不填）", "(if known)"));
    let mut harm = field(words, "violence", ("遭受家庭暴力", "Suffered domestic violence"), Input::One(yes_no));
    harm.from = Some(both(words, "来自公安机关告诫书 2022-11-08", "from the police warning of 2022-11-08"));
    vec![
        Section {
            title: Some(both(words, "事实", "Facts")),
            fields: vec![
                harm,
                field(words, "hardship_grade", ("困难程度", "Degree of hardship"), Input::One(grades)),
                field(words, "groups", ("特殊群体", "Groups"), Input::Many(groups)),
                income,
                field(
                    words,
                    "children",
                    ("抚养子女人数", "Children supported"),
                    Input::Line { value: "1".to_owned(), kind: Line::Count },
                ),
                field(
                    words,
                    "offender",
                    ("侵害人情况", "The offender"),
                    Input::OneOfMany(
                        vec![choice(words, "unable-to-pay", ("无赔偿能力", "Unable to pay"), "unable-to-pay")],
                        both(words, "请选择", "Choose"),
                    ),
                ),
            ],
        },
        Section {
            title: Some(both(words, "意见", "Opinion")),
            fields: vec![
                day,
                amount,
                field(
                    words,
                    "opinion",
                    ("审查意见", "Reasons"),
                    Input::Long {
                        value: both(
                            words,
                            "申请人长期遭受家庭暴力，租房携女生活，无固定收入。",
                            "The applicant suffered violence for years, rents a room with her daughter and has no steady income.",
                        ),
                        most: 2000,
                    },
                ),
                field(
                    words,
                    "payee",
                    ("收款人", "Payee"),
                    Input::Line { value: both(words, "黄某某", "Huang"), kind: Line::Text },
                ),
            ],
        },
    ]
}

pub(crate) fn examples(words: Words) -> Vec<(&'static str, StepPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let mut reason = field(
        words,
        "reason.hardship-not-from-the-case",
        ("仍要继续的理由", "Reason for going on all the same"),
        Input::Long { value: String::new(), most: 500 },
    );
    reason.hint = Some(say(
        "写给审批人和以后看卷的人，会记入日志。",
        "For whoever approves and whoever reads the file later; goes into the journal.",
    ));
    let row = |label: &str, value: &str| WorkRow {
        label: label.to_owned(),
        note: None,
        value: value.to_owned(),
        open: false,
    };
    let fresh = StepPage {
        shell: shell(words, Area::Cases, "/cases/7/steps/propose"),
        base: "/cases/7".to_owned(),
        number: "金牛检司救〔2023〕7号".to_owned(),
        who: masked(words, "黄某某", "Huang ××"),
        title: say("提出救助意见", "Propose a decision"),
        hint: Some(say(
            "写清事实、依据和金额，提交后报分管副检察长审批。",
            "State the facts, the grounds and the amount; it then goes to the deputy chief procurator.",
        )),
        action: "/cases/7/steps/propose".to_owned(),
        version: "14".to_owned(),
        once: "k-2".to_owned(),
        errors: Vec::new(),
        changed: None,
        notice: None,
        blocked: Vec::new(),
        warnings: vec![
            Warning {
                label: say("可能属于：生活困难非案件原因所导致", "May apply: hardship not caused by the case"),
                source: say("细则（2021）第八条第五项", "rules of 2021, art. 8(5)"),
                sure: Some(Sure { text: say("原文已核", "text checked"), check: false }),
                lines: vec![],
                reason: Some(reason),
            },
            Warning {
                label: say(
                    "金额 60,000 元在测算区间 20,000 – 25,000 元之外",
                    "¥60,000 is outside the range of ¥20,000 – 25,000",
                ),
                lines: vec![say(
                    "请在“偏离测算区间的理由”里写明理由。",
                    "Write why under “Reason for leaving the range”.",
                )],
                source: String::new(),
                sure: None,
                reason: None,
            },
        ],
        sections: fields(words),
        earlier: vec![(
            say(
                "2021-05-20 20,000.00 元，某县民政局，原案 某检刑诉〔2021〕7号（已发救助：已发放救助金.csv · 2）",
                "¥20,000 on 20 May 2021, by a county’s civil affairs, original case 某检刑诉〔2021〕7号 (aid granted: 已发放救助金.csv · 2)",
            ),
            None,
        )],
        shown: vec![(say("申请先行救助金额", "Advance asked for"), Hidden::open(say("50,000 元", "¥50,000")))],
        sends: Some(Sending {
            said: say("本次发放 20,000.00 元", "This sends ¥20,000.00"),
            lines: vec![(say("收款人", "Payee"), masked(words, "黄某某", "Huang ××"))],
        }),
        answered: vec![(
            say("收款人不是申请人本人", "The payee is not the applicant"),
            Hidden::open(say("系申请人之母，持授权委托书", "The applicant’s mother, with a power of attorney")),
            say("3月23日", "23 March"),
        )],
        alike: None,
        works_out: true,
        to_find_out: vec![say("本人过错比例", "Own share of fault")],
        waits_for: vec![],
        helps: vec![],
        consequences: vec![
            say("生成《救助审查报告》", "makes “Review report”"),
            say("报分管副检察长审批（不足 30,000 元）", "asks the deputy chief procurator (below ¥30,000)"),
            say("结束期限：提出意见", "ends the time limit: propose"),
        ],
        amount: Some(Work {
            caption: say("金额测算", "Working"),
            rows: vec![
                row(&say("职工月平均工资", "Average monthly wage"), "8,000.00"),
                row(&say("一般伤害", "Ordinary injury"), &say("× 2 个月", "× 2 months")),
            ],
            sum: (say("建议区间", "Suggested range"), say("20,000 – 25,000 元", "¥20,000 – 25,000")),
        }),
        button: say("提交意见", "Send for approval"),
    };
    let mut wrong = fresh.clone();
    wrong.changed = Some(Changed {
        title: say("你填写的时候，别人改动了这个案件", "Somebody changed this case while you were writing"),
        lines: vec![say("你填的都在下面的表里。", "Your text stands in the form below.")],
        entries: (
            say("这期间发生了什么", "What happened meanwhile"),
            vec![Happened {
                what: say("登记教育局答复", "Recorded the education bureau’s answer"),
                note: None,
                when: say("3月20日 09:12", "20 March 09:12"),
                who: Some(say("沈岚", "Shen Lan")),
            }],
        ),
        compare: say("现在存的，和你填的、看到的", "What is stored now, and what you typed or saw"),
        headings: [say("栏目", "Field"), say("现在存的", "Stored now"), say("你填的、看到的", "You typed or saw")],
        rows: vec![[say("困难程度", "Degree of hardship"), say("比较困难", "Great"), say("特别困难", "Extreme")]],
        back: (say("看看案件现在的样子", "Look at the case as it is now"), "/cases/7/overview".to_owned()),
    });
    for (name, zh, en) in [
        ("proposed_on", "没有这一天。请按 2023-03-15 的样子写", "there is no such day; write it like 2023-03-15"),
        ("proposed_amount", "金额不能小于零", "an amount cannot be below zero"),
    ] {
        for field in
            wrong.sections.iter_mut().flat_map(|section| &mut section.fields).filter(|field| field.name == name)
        {
            field.error = Some((say("出错了：", "Error:"), say(zh, en)));
            field.input = if matches!(field.input, Input::Day { .. }) {
                Input::Day { value: "2023-02-30".to_owned(), understood: false }
            } else {
                Input::Money { value: "-1".to_owned(), unit: say("元", "yuan") }
            };
        }
    }
    wrong.errors = wrong.sections.iter().flat_map(|section| &section.fields).filter_map(Field::error_line).collect();
    let mut blocked = fresh.clone();
    blocked.blocked = vec![say("材料未齐：还缺《生活困难证明》", "Papers are missing: proof of hardship")];
    blocked.waits_for = vec![say("困难程度", "Degree of hardship")];
    blocked.helps = vec![
        (say("记录入户走访", "Record the home visit"), "/cases/7/steps/visit-home".to_owned()),
        (say("补录或更正事实", "Add or correct facts"), "/cases/7/steps/state-facts".to_owned()),
    ];
    vec![("step", fresh), ("step-wrong", wrong), ("step-blocked", blocked)]
}
