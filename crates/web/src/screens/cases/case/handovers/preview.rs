//! Examples of the tab: Ms Huang's case.
use super::{HandOverLine, HandOversPage};
use crate::screens::cases::case::preview::{Say, frame, head};
use app::cases::Tab;
use frame::Words;
use frame::parts::{Hidden, Tone};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, HandOversPage)> {
    let w = Say(words);
    let line = |to: (&str, &str), what: (&str, &str), state, when: (&str, &str), answer: (&str, &str), act: bool| {
        HandOverLine {
            to: w.s(to.0, to.1),
            what: Hidden::open(w.s(what.0, what.1)),
            asked: w.s("3月6日发出", "asked on 6 March"),
            state,
            when: w.s(when.0, when.1),
            answer: Some(w.s(answer.0, answer.1)).filter(|text| !text.is_empty()).map(Hidden::open),
            act: act.then(|| (w.s("登记答复", "Record the answer"), "/cases/7/steps/answer".to_owned())),
        }
    };
    vec![(
        "case-hand-overs",
        HandOversPage {
            shell: frame(words),
            head: head(words, Tab::HandOvers),
            acts: vec![(w.s("移送其他单位协助", "Ask another agency"), "/cases/7/steps/hand-over".to_owned())],
            said: w.s("3 家已答复，1 家超期", "3 answered, 1 late"),
            lines: vec![
                line(
                    ("街道办", "Neighbourhood office"),
                    ("就业帮扶", "help with work"),
                    w.tag("超 1 天", "1 day late", Tone::Late),
                    ("应于 3月19日答复", "was due 19 March"),
                    ("", ""),
                    true,
                ),
                line(
                    ("教育局", "Education bureau"),
                    ("减免课后服务费、餐费", "waive fees for meals and after-school care"),
                    w.tag("已答复", "answered", Tone::Good),
                    ("3月20日", "20 March"),
                    ("本学期起减免", "waived from this term"),
                    false,
                ),
            ],
        },
    )]
}
