//! Examples of a case: Ms Huang's, on every tab.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
mod sums;

use super::facts::{FactsPage, ToFindOut};
use super::overview::{Line, OverviewPage};
use super::people::{Member, PeoplePage};
use super::{CaseHead, Next, OtherStep, Standing, TabLink};
use crate::screens::preview::{both, masked, shell};
use app::cases::Tab;
use frame::parts::{Clock, ClockTone, Happened, Hidden, Mark, Sure, Tag, Tone, Why};
use frame::{Area, Shell, Words};
pub(crate) use sums::{range, strip, work};

/// Texts in the language of the page.
#[derive(Clone, Copy)]
pub(crate) struct Say(pub(crate) Words);

impl Say {
    pub(crate) fn s(self, zh: &str, en: &str) -> String {
        both(self.0, zh, en)
    }

    pub(crate) fn tag(self, zh: &str, en: &str, tone: Tone) -> Tag {
        Tag::new(self.s(zh, en), tone)
    }

    pub(crate) fn line(self, label: (&str, &str), value: (&str, &str), from: (&str, &str)) -> Line {
        Line {
            label: self.s(label.0, label.1),
            value: Hidden::open(self.s(value.0, value.1)),
            from: Some(self.s(from.0, from.1)).filter(|text| !text.is_empty()),
        }
    }

    pub(crate) fn sure(self) -> Sure {
        Sure { text: self.s("原文已核", "text checked"), check: false }
    }

    pub(crate) fn unsure(self) -> Sure {
        Sure { text: self.s("待管理员确认", "to be confirmed"), check: true }
    }

    pub(crate) fn why(self, mark: Mark, label: (&str, &str), from: (&str, &str)) -> Why {
        Why {
            mark,
            mark_word: self.0.say(mark.key()).into_owned(),
            label: self.s(label.0, label.1),
            value: None,
            from: Some(self.s(from.0, from.1)).filter(|text| !text.is_empty()),
            sure: None,
            parts: Vec::new(),
        }
    }
}

pub(crate) fn frame(words: Words) -> Shell {
    shell(words, Area::Cases, "/cases/7/facts")
}

pub(crate) fn head(words: Words, current: Tab) -> CaseHead {
    let w = Say(words);
    let counts = [(Tab::Papers, "6"), (Tab::Visits, "2"), (Tab::HandOvers, "5"), (Tab::Linked, "1")];
    let tab = |tab: Tab| TabLink {
        label: words.say(&format!("tab-{}", tab.name())).into_owned(),
        count: counts.iter().find(|(other, _)| *other == tab).map(|(_, n)| (*n).to_owned()),
        href: format!("/cases/7/{}", tab.name()),
        current: tab == current,
    };
    CaseHead {
        base: "/cases/7".to_owned(),
        caption: w.s("国家司法救助 · 金牛检司救〔2023〕7号 · 检察机关 · 2021年细则", "National judicial assistance · 金牛检司救〔2023〕7号 · procuratorate · rules of 2021"),
        who: masked(words, "黄某某", "Huang ××"),
        title: w.s("离婚纠纷支持起诉案中的救助", "help beside a supported divorce suit"),
        tags: vec![
            w.tag("审查", "under review", Tone::Plain),
            w.tag("绿色通道：家庭暴力受害妇女", "green channel: domestic violence", Tone::Late),
            w.tag("农村困难妇女", "rural woman in difficulty", Tone::Plain),
        ],
        demonstration: Some(w.s("本案测算用了演示值（职工月平均工资、量化表），不能作为真实办案依据。", "The amount rests on demonstration values (average wage, table of amounts) and is not for real use.")),
        notices: vec![Standing {
            title: w.s("已提请先行救助，尚未审批", "An advance is asked for and not decided yet"),
            line: w.s("沈岚 · 3月17日 · 等分管副检察长决定", "Shen Lan · 17 March · waits for the deputy chief"),
            tells: vec![(w.s("提请先行救助的金额", "Advance asked for"), Hidden::open(w.s("50,000 元", "¥50,000")))],
            acts: vec![(w.s("撤回先行救助的提请", "Take the request back"), "/cases/7/steps/retract-advance".to_owned())],
        }],
        next: Next {
            label: w.s("下一步", "Next"),
            what: w.s("提出救助意见", "Propose a decision"),
            hint: w.s("入户走访已记录，材料齐全。还有 1 项事实未查明，不影响提出意见。", "The home visit is recorded and all papers are there. 1 fact is still open; it does not stand in the way."),
            button: Some((w.s("起草审查意见", "Draft the opinion"), "/cases/7/steps/propose".to_owned())),
            tone: Tone::Plain,
        },
        more: vec![
            OtherStep { label: w.s("请其他单位协作", "Ask another agency"), href: "/cases/7/steps/ask".to_owned() },
            OtherStep { label: w.s("先行救助", "Pay in advance"), href: "/cases/7/steps/ask-advance".to_owned() },
        ],
        clocks: clocks(w),
        tabs: Tab::ALL.map(tab).to_vec(),
    }
}

fn clocks(w: Say) -> Vec<Clock> {
    let clock =
        |tone, label: (&str, &str), left: (&str, &str), passed, line: (&str, &str), source: (&str, &str), check| {
            Clock {
                label: w.s(label.0, label.1),
                left: w.s(left.0, left.1),
                finished: tone == ClockTone::Done,
                tone,
                passed,
                line: w.s(line.0, line.1),
                source: w.s(source.0, source.1),
                sure: Some(if check { w.unsure() } else { w.sure() }),
                how: w.s("怎么算的", "How it was counted"),
                why: vec![
                    w.s("3月9日受理，当日不计", "accepted on 9 March, which is not counted"),
                    w.s("3月11、12日，18、19日为休息日", "11, 12, 18 and 19 March are free days"),
                    w.s("第 10 个工作日是 3月23日", "the 10th working day is 23 March"),
                ],
            }
        };
    vec![
        clock(
            ClockTone::Late,
            ("街道办答复就业帮扶", "Neighbourhood office answers: work"),
            ("超 1 天", "1 day late"),
            Some(1000),
            ("3月19日到期", "was due 19 March"),
            ("协作约定", "as agreed"),
            false,
        ),
        clock(
            ClockTone::Soon,
            ("作出救助决定", "Decide"),
            ("剩 3 个工作日", "3 working days left"),
            Some(700),
            ("3月23日到期，自受理起 10 个工作日", "due 23 March, 10 working days from acceptance"),
            ("细则（2021）", "rules of 2021"),
            true,
        ),
        clock(
            ClockTone::Runs,
            ("首次回访", "First return visit"),
            ("6月23日", "23 June"),
            None,
            ("发放后 3 个月", "3 months from payment"),
            ("本院设定", "our own setting"),
            false,
        ),
        clock(
            ClockTone::Done,
            ("补正材料", "Missing papers"),
            ("已完成", "done"),
            Some(1000),
            ("3月16日补齐，期间不计入", "complete on 16 March; the time is not counted"),
            ("细则（2021）", "rules of 2021"),
            false,
        ),
    ]
}

fn grounds(w: Say) -> Vec<Why> {
    let sourced = |mut why: Why, parts| {
        why.sure = Some(w.sure());
        why.parts = parts;
        why
    };
    let income = w.why(
        Mark::Unknown,
        ("家庭人均月收入", "household income per head"),
        ("可问：民政局、社区", "may know: civil affairs, neighbourhood"),
    );
    let mut rent =
        w.why(Mark::True, ("住房：租房", "lives in rented rooms"), ("入户走访 2023-03-15", "home visit 2023-03-15"));
    rent.value = Some(w.s("月租 200 元", "rent ¥200 a month"));
    vec![
        sourced(
            w.why(
                Mark::True,
                ("因民事侵权造成人身损害", "bodily harm by a civil wrong"),
                ("细则（2021）第七条第六项", "rules of 2021, art. 7(6)"),
            ),
            vec![
                w.why(
                    Mark::True,
                    ("遭受家庭暴力", "suffered domestic violence"),
                    ("公安机关告诫书 2022-11-08", "police warning 2022-11-08"),
                ),
                w.why(
                    Mark::True,
                    ("无法经诉讼获得赔偿", "no compensation to be had by suing"),
                    ("调解书 2023-03-14", "mediation 2023-03-14"),
                ),
            ],
        ),
        sourced(
            w.why(
                Mark::True,
                ("生活面临急迫困难", "life is in pressing difficulty"),
                ("细则（2021）第三条", "rules of 2021, art. 3"),
            ),
            vec![rent, income],
        ),
        sourced(
            w.why(
                Mark::False,
                ("因案件导致重伤或者严重残疾", "serious injury or severe disability"),
                ("细则（2021）第七条第一项", "rules of 2021, art. 7(1)"),
            ),
            Vec::new(),
        ),
        w.why(
            Mark::True,
            ("未就本案获得过其他机关救助", "no other organ has helped in this case"),
            ("名册比对 2023-03-16", "registers compared 2023-03-16"),
        ),
    ]
}

pub(crate) fn history(w: Say) -> Vec<Happened> {
    let line = |what: (&str, &str), when: (&str, &str), who: (&str, &str)| Happened {
        what: w.s(what.0, what.1),
        note: None,
        when: w.s(when.0, when.1),
        who: Some(w.s(who.0, who.1)),
    };
    vec![
        line(
            ("教育局答复：减免课后服务费、餐费", "Education bureau: fees for meals and after-school care waived"),
            ("3月20日 09:12", "20 March 09:12"),
            ("沈岚", "Shen Lan"),
        ),
        line(("入户走访", "Home visit"), ("3月15日 15:40", "15 March 15:40"), ("沈岚", "Shen Lan")),
        line(
            ("调解结案，转入救助", "Mediated; handed over for assistance"),
            ("3月14日 17:05", "14 March 17:05"),
            ("民事检察部门", "Civil division"),
        ),
    ]
}

pub(crate) fn overview(words: Words) -> Vec<(&'static str, OverviewPage)> {
    let w = Say(words);
    let full = OverviewPage {
        shell: frame(words),
        head: head(words, Tab::Overview),
        summary: vec![
            w.line(
                ("申请人", "Applicant"),
                ("黄某某，女，1986 年生", "Huang ××, woman, born 1986"),
                ("支持起诉案", "supported suit"),
            ),
            w.line(
                ("原案", "Original case"),
                ("离婚纠纷，2023-03-14 调解", "divorce, mediated 2023-03-14"),
                ("调解书", "mediation record"),
            ),
            w.line(
                ("家庭", "Household"),
                ("携一名 9 岁女儿租房", "rents rooms with a daughter of 9"),
                ("入户走访", "home visit"),
            ),
            w.line(("已获赔偿", "Compensation received"), ("0.00 元", "¥0.00"), ("申请书", "application")),
        ],
        grounds: grounds(w).into_iter().map(|why| Why { parts: Vec::new(), ..why }).collect(),
        result: w.s("符合救助条件（第七条第六项）", "Qualifies (art. 7(6))"),
        amount_open: None,
        sums: vec![(w.s("拟救助", "Proposed"), w.s("22,000 元", "¥22,000"))],
        recent: history(w),
    };
    vec![("case-overview", full)]
}

pub(crate) fn people(words: Words) -> Vec<(&'static str, PeoplePage)> {
    let w = Say(words);
    let member = |who: (&str, &str), role: (&str, &str), born: (&str, &str), id: &str, groups| Member {
        who: masked(words, who.0, who.1),
        href: Some("/people/7".to_owned()),
        role: w.s(role.0, role.1),
        born: w.s(born.0, born.1),
        citizen_id: masked(words, id, id),
        phone: masked(words, "138∗∗∗∗5501", "138∗∗∗∗5501"),
        groups,
    };
    vec![(
        "case-people",
        PeoplePage {
            shell: frame(words),
            head: head(words, Tab::People),
            parties: vec![member(
                ("黄某某", "Huang ××"),
                ("申请人（被害人）", "applicant (victim)"),
                ("1986 年，女", "1986, woman"),
                "9901∗∗∗∗∗∗∗∗∗∗0428",
                vec![w.tag("困难妇女", "woman in difficulty", Tone::Plain)],
            )],
            household: vec![member(
                ("刘某", "Liu ×"),
                ("女儿", "daughter"),
                ("2013 年，女", "2013, girl"),
                "9901∗∗∗∗∗∗∗∗∗∗0023",
                vec![w.tag("未成年人", "minor", Tone::Soon)],
            )],
        },
    )]
}

pub(crate) fn facts(words: Words) -> Vec<(&'static str, FactsPage)> {
    let w = Say(words);
    vec![(
        "case-facts",
        FactsPage {
            shell: frame(words),
            head: head(words, Tab::Facts),
            result: w.s("符合救助条件（第七条第六项）", "Qualifies (art. 7(6))"),
            regime: w.s(
                "适用 2021 年细则：申请日 2023-03-09 在其施行之后。",
                "The rules of 2021 apply: the application of 9 March 2023 came after they took effect.",
            ),
            grounds: grounds(w),
            exclusions: vec![
                w.why(
                    Mark::False,
                    ("对案件发生有重大过错", "gravely at fault in what happened"),
                    ("第八条第一项", "art. 8(1)"),
                ),
                w.why(
                    Mark::Warns,
                    ("生活困难非案件原因所导致", "hardship not caused by the case"),
                    ("第八条第五项", "art. 8(5)"),
                ),
                w.why(
                    Mark::Unknown,
                    ("已经得到合理补偿", "already reasonably compensated"),
                    ("第八条第六项", "art. 8(6)"),
                ),
            ],
            to_find_out: vec![ToFindOut {
                label: w.s("家庭人均月收入", "Household income per head"),
                who_knows: Some(w.s("民政局低保系统、社区", "civil affairs bureau, neighbourhood")),
                href: Some("/cases/7/steps/state-facts#q-income-group".to_owned()),
            }],
            known: vec![
                w.line(
                    ("遭受家庭暴力", "Domestic violence"),
                    ("是", "yes"),
                    ("公安机关告诫书 2022-11-08", "police warning 2022-11-08"),
                ),
                w.line(
                    ("困难程度", "Hardship"),
                    ("特别困难", "extreme"),
                    ("入户走访 2023-03-15", "home visit 2023-03-15"),
                ),
                w.line(
                    ("已获赔偿", "Compensation received"),
                    ("0.00 元", "¥0.00"),
                    ("申请书 2023-03-09", "application 2023-03-09"),
                ),
            ],
        },
    )]
}
