//! Examples of a person: masked, and open for a while.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Look, PersonPage};
use crate::forms::{Choice, Field, Input};
use crate::page::parts::{Hidden, Tag, Tone};
use crate::page::{Area, Words};
use crate::screens::cases::case::overview::Line;
use crate::screens::preview::{both, masked, shell};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, PersonPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let hidden = |label: (&str, &str), value: &str, from: (&str, &str)| Line {
        label: say(label.0, label.1),
        value: masked(words, value, value),
        from: Some(say(from.0, from.1)),
    };
    let choice = |value: &str, zh: &str, en: &str| Choice {
        value: value.to_owned(),
        label: say(zh, en),
        hint: None,
        chosen: value == "case",
    };
    let field = |name: &str, zh: &str, en: &str, input| Field {
        name: name.to_owned(),
        label: say(zh, en),
        hint: None,
        optional: None,
        error: None,
        from: None,
        input,
        id_suffix: String::new(),
    };
    let closed = PersonPage {
        shell: shell(words, Area::People, "/people/4411"),
        base: "/people/4411".to_owned(),
        who: masked(words, "王某", "Wang ×"),
        lede: say("男，43 岁 · 金牛区茶店子街道", "man, aged 43 · Chadianzi, Jinniu"),
        tags: vec![Tag::new(say("特困供养", "subsistence support"), Tone::Plain)],
        open: None,
        errors: Vec::new(),
        reason: vec![
            field(
                "kind",
                "事由",
                "Reason",
                Input::One(vec![
                    choice("case", "办理案件", "I work on the case"),
                    choice("lead", "核实线索", "I check the lead"),
                    choice("call", "本人来电、来访", "The person called or came"),
                    choice("other", "其他", "Other"),
                ]),
            ),
            field("reason", "具体说明", "In your words", Input::Long { value: String::new(), most: 200 }),
        ],
        known: vec![
            hidden(
                ("身份证号", "ID number"),
                "9901**********4411",
                ("刑事案件被害人，3月16日", "victims of crime, 16 March"),
            ),
            hidden(("电话", "Phone"), "138******01", ("低收入人口，3月16日", "low income, 16 March")),
            hidden(("住址", "Address"), "金牛区茶店子街道****", ("低收入人口，3月16日", "low income, 16 March")),
        ],
        registers: vec![
            (
                say("刑事案件被害人", "Victims of crime"),
                say("第 118 行 · 3月16日收到", "row 118 · received 16 March"),
                Some("/registers/batches/3".to_owned()),
            ),
            (
                say("低收入人口", "Low income"),
                say("第 2,041 行 · 3月16日收到", "row 2,041 · received 16 March"),
                Some("/registers/batches/4".to_owned()),
            ),
        ],
        dealings: vec![(
            say("线索（82 分）", "Lead (82)"),
            "/leads/82".to_owned(),
            Tag::new(say("等待核实", "to check"), Tone::Soon),
        )],
        household: vec![(
            masked(words, "王某某", "Wang ××"),
            "/people/4412".to_owned(),
            say("儿子，9 岁", "son, aged 9"),
        )],
        looks: vec![Look {
            when: say("今天 09:31", "today 09:31"),
            who: say("沈岚，金牛区人民检察院", "Shen Lan, Jinniu procuratorate"),
            why: say("打开页面，未解除遮蔽", "opened the page, masked"),
        }],
    };
    let open = PersonPage {
        who: Hidden::open(say("王建国", "Wang Jianguo")),
        open: Some(say(
            "你以“核实线索”为由查看，09:46 之后恢复遮蔽。",
            "Open for you to check the lead; masked again after 09:46.",
        )),
        reason: Vec::new(),
        ..closed.clone()
    };
    vec![("person", closed), ("person-open", open)]
}
