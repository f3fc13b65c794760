//! Examples of a lead.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{LeadPage, Reason, SourceRow, Verdict};
use crate::screens::people::pair::Pair;
use crate::screens::people::person::preview::pair;
use crate::screens::preview::{both, field, masked, shell};
use frame::forms::{Choice, Input};
use frame::parts::{Happened, Hidden, Mark, Part, Tag, Tone, Why};
use frame::{Area, Words};

fn verdict(words: Words) -> Verdict {
    let choice = |value: &str, zh: &str, en: &str, hint: (&str, &str)| Choice {
        value: value.to_owned(),
        label: both(words, zh, en),
        hint: Some(both(words, hint.0, hint.1)),
        chosen: value == "open",
    };
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    Verdict {
        once: "k-4".to_owned(),
        version: "2".to_owned(),
        fields: vec![
            field(
                "verdict",
                "核实结果",
                "Verdict",
                Input::One(vec![
                    choice(
                        "open",
                        "立案救助",
                        "Open a case",
                        ("依职权启动，通知本人申请", "of our own motion; the person is told"),
                    ),
                    choice(
                        "ask",
                        "先问清楚",
                        "Ask first",
                        ("缺的事实问到后再回来", "it comes back when the facts are in"),
                    ),
                    choice("hand-on", "移送他处", "Hand on", ("属于其他单位管", "another organ is competent")),
                    choice("not", "不符合", "Does not qualify", ("写明依据", "with the ground")),
                    choice("same", "与另一条重复", "Same as another", ("写明是哪一条", "say which")),
                ]),
            ),
            field("note", "说明", "Note", Input::Long { value: String::new(), most: 500 }),
        ],
    }
}

pub(crate) fn examples(words: Words) -> Vec<(&'static str, LeadPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let reason = |mark: Mark, zh: &str, en: &str| Reason {
        mark,
        mark_word: words.say(mark.key()).into_owned(),
        label: say(zh, en),
    };
    let part = |zh: &str, en: &str, points: &str, share| Part { label: say(zh, en), points: points.to_owned(), share };
    let why = |mark: Mark, zh: &str, en: &str| Why {
        mark,
        mark_word: words.say(mark.key()).into_owned(),
        label: say(zh, en),
        value: None,
        from: Some(say("细则（2021）第七条", "rules of 2021, art. 7")),
        sure: None,
        parts: Vec::new(),
    };
    let cell = |zh: &str, en: &str, text: (&str, &str)| (say(zh, en), Hidden::open(say(text.0, text.1)));
    let open = LeadPage {
        shell: shell(words, Area::Leads, "/leads/82"),
        base: "/leads/82".to_owned(),
        who: masked(words, "王某", "Wang ×"),
        person: Some("/people/4411".to_owned()),
        lede: say("43 岁 · 金牛区茶店子街道 · 3月17日比对发现", "aged 43 · Chadianzi, Jinniu · found on 17 March"),
        tags: vec![
            Tag::new(say("紧急", "urgent"), Tone::Late),
            Tag::new(say("沈岚已领取", "taken by Shen Lan"), Tone::Plain),
        ],
        score: "82".to_owned(),
        colour: "red",
        finding: say("可能符合救助条件，本人没有申请过", "May qualify, and never asked"),
        reasons: vec![
            reason(Mark::True, "遭受侵害", "Harmed"),
            reason(Mark::True, "没有得到赔偿", "Not made good"),
            reason(Mark::True, "有生活困难的迹象", "A sign of hardship"),
            reason(Mark::True, "没有就本案获得过救助", "Not yet helped for this case"),
        ],
        forecast: vec![
            why(Mark::True, "因案件导致重伤", "serious injury through the case"),
            why(Mark::Unknown, "侵害人无赔偿能力", "the offender is unable to pay"),
        ],
        forecast_said: say(
            "按 2021 年细则预判：尚不明确，还缺 1 项事实。",
            "Forecast by the rules of 2021: open, 1 fact is missing.",
        ),
        parts: vec![
            part("损害后果", "Harm", "35", 1000),
            part("未获赔偿", "Not made good", "22", 629),
            part("生活困难", "Hardship", "20", 571),
            part("家中有未成年人", "Minor in the household", "5", 143),
        ],
        capped: None,
        demonstration: Some(say(
            "权重为演示值，只用来排先后，不会漏掉人。",
            "The weights are demonstration values; they order leads and drop none.",
        )),
        to_find_out: vec![say("侵害人有没有赔偿能力", "whether the offender can pay")],
        pair: Some(Pair { form: None, ..pair(words) }),
        rows: vec![
            SourceRow {
                register: say("刑事案件被害人", "Victims of crime"),
                place: say("第 118 行 · 3月16日收到", "row 118 · received 16 March"),
                cells: vec![
                    cell("案号", "Case no.", ("金牛检刑诉〔2022〕311号", "金牛检刑诉〔2022〕311号")),
                    cell("损害程度", "Harm", ("重伤二级", "serious injury, grade 2")),
                    (say("身份证号", "ID number"), masked(words, "9901∗∗∗∗∗∗∗∗∗∗4411", "9901∗∗∗∗∗∗∗∗∗∗4411")),
                ],
            },
            SourceRow {
                register: say("低收入人口", "Low income"),
                place: say("第 2,041 行 · 3月16日收到", "row 2,041 · received 16 March"),
                cells: vec![
                    cell("类别", "Kind", ("特困供养", "subsistence support")),
                    cell("纳入日期", "Since", ("2021年6月1日", "1 Jun 2021")),
                ],
            },
        ],
        errors: Vec::new(),
        verdict: Some(verdict(words)),
        take: false,
        take_over: false,
        case: None,
        history: vec![Happened {
            what: say("名册比对发现", "found by comparing registers"),
            note: None,
            when: say("3月17日 02:10", "17 March 02:10"),
            who: None,
        }],
    };
    let fresh = LeadPage { verdict: None, take: true, ..open.clone() };
    let anothers = LeadPage { verdict: None, take_over: true, ..open.clone() };
    vec![("lead", open), ("lead-fresh", fresh), ("lead-of-another", anothers)]
}
