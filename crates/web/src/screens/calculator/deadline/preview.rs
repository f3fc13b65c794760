//! Examples of a counted time limit.
use super::{DeadlinePage, Due};
use crate::screens::calculator::Kind;
use crate::screens::preview::{both, choice, field, shell};
use frame::forms::Input;
use frame::forms::field::Line;
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, DeadlinePage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let unit = |value: &str, zh: &str, en: &str| choice(words, value, (zh, en), "working-days");
    let fresh = DeadlinePage {
        shell: shell(words, Area::Calculator, "/calculator/deadline"),
        tabs: Kind::Deadline.tabs(words),
        errors: Vec::new(),
        fields: vec![
            field("from", "从哪一天起", "From", Input::Day { value: "2026-09-24".to_owned(), understood: true }),
            field("n", "多久", "How long", Input::Line { value: "10".to_owned(), kind: Line::Count }),
            field(
                "unit",
                "怎么数",
                "Counted in",
                Input::One(vec![
                    unit("working-days", "工作日", "working days"),
                    unit("days", "日", "days"),
                    unit("months", "月", "months"),
                    unit("years", "年", "years"),
                ]),
            ),
        ],
        result: None,
    };
    let counted = DeadlinePage {
        result: Some(Due {
            day: say("2026年10月13日 星期二", "Tuesday 13 October 2026"),
            said: say("自 2026年9月24日起 10 个工作日", "10 working days from 24 September 2026"),
            provisional: Some(say(
                "2027 年放假安排尚未公布，跨年的日子是暂定的。",
                "The holidays of 2027 are not published yet; days in that year are provisional.",
            )),
            why: vec![
                (say("9月24日", "24 September"), say("开始的当天不计", "the first day is not counted")),
                (say("9月25—27日", "25–27 September"), say("中秋节放假", "Mid-Autumn holiday")),
                (say("10月1—7日", "1–7 October"), say("国庆节放假", "National Day holiday")),
                (say("10月10日", "10 October"), say("调休上班，计入", "make-up workday, counted")),
            ],
        }),
        ..fresh.clone()
    };
    vec![("calc-deadline", counted), ("calc-deadline-fresh", fresh)]
}
