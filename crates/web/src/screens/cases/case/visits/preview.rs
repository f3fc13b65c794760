//! Examples of the tab: Ms Huang's case.
use super::{VisitLine, VisitsPage};
use crate::screens::cases::case::preview::{Say, frame, head};
use app::cases::Tab;
use frame::Words;
use frame::parts::{Hidden, Tone};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, VisitsPage)> {
    let w = Say(words);
    vec![(
        "case-visits",
        VisitsPage {
            shell: frame(words),
            head: head(words, Tab::Visits),
            acts: vec![(w.s("再安排一次回访", "Plan another visit"), "/cases/7/steps/plan-visit".to_owned())],
            visits: vec![
                VisitLine {
                    label: w.s("首次回访", "First return visit"),
                    state: w.tag("6月23日前", "by 23 June", Tone::Plain),
                    when: w.s("发放后 3 个月", "3 months from payment"),
                    found: None,
                    told: vec![],
                    act: Some((w.s("记录回访", "Record the visit"), "/cases/7/steps/visit".to_owned())),
                },
                VisitLine {
                    label: w.s("入户走访", "Home visit"),
                    state: w.tag("已完成", "done", Tone::Good),
                    when: w.s("3月15日", "15 March"),
                    found: Some(Hidden::open(w.s(
                        "租住一间平房，月租 200 元，女儿在附近小学读三年级。",
                        "One rented room at ¥200 a month; the daughter is in the third form nearby.",
                    ))),
                    told: vec![(w.s("生活困难程度", "Hardship"), Hidden::open(w.s("特别困难", "extreme")))],
                    act: None,
                },
            ],
        },
    )]
}
