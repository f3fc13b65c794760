//! Examples of a person: masked, and open for a while.
#![expect(clippy::too_many_lines, reason = "an example of a page is one piece of data")]
use super::{Joined, Look, PersonPage};
use crate::screens::cases::case::overview::Line;
use crate::screens::people::pair::{Pair, PairForm, PairRow};
use crate::screens::preview::{both, choice, field, masked, shell};
use frame::forms::{Choice, Field, Input};
use frame::parts::{Hidden, Mark, Tag, Tone};
use frame::{Area, Words};

/// A pair with its form.
pub(crate) fn pair(words: Words) -> Pair {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let row = |label: (&str, &str), one: &str, other: &str, mark: Mark| PairRow {
        label: say(label.0, label.1),
        one: masked(words, one, one),
        other: masked(words, other, other),
        mark,
        mark_word: words.say(if mark == Mark::True { "pair-same" } else { "pair-unknown" }).into_owned(),
    };
    let choice = |id: &str| Choice {
        value: id.to_owned(),
        label: words.say(&format!("pair-say-{id}")).into_owned(),
        hint: Some(words.say(&format!("pair-say-{id}-hint")).into_owned()),
        chosen: false,
    };
    let field = |name: &str, label: &str, input| Field {
        name: name.to_owned(),
        label: words.say(label).into_owned(),
        hint: None,
        optional: None,
        error: None,
        from: None,
        input,
        id_suffix: "-12".to_owned(),
    };
    Pair {
        why: words.say("pair-why-name-and-birth").into_owned(),
        other: Some("/people/4420".to_owned()),
        rows: vec![
            row(("姓名", "Name"), "王某", "王某", Mark::True),
            row(("身份证号", "ID number"), "9901∗∗∗∗∗∗∗∗∗∗4411", "", Mark::Unknown),
            row(("出生日期", "Date of birth"), "1980", "1980", Mark::True),
        ],
        form: Some(PairForm {
            action: "/people/4411/pair".to_owned(),
            once: "k-8".to_owned(),
            link: "12".to_owned(),
            seen: "open",
            fields: vec![
                field("said", "pair-say", Input::One(["same", "different", "unsure"].map(choice).to_vec())),
                field("reason", "pair-reason", Input::Long { value: String::new(), most: 500 }),
            ],
        }),
    }
}

pub(crate) fn examples(words: Words) -> Vec<(&'static str, PersonPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let hidden = |label: (&str, &str), value: &str, from: (&str, &str)| Line {
        label: say(label.0, label.1),
        value: masked(words, value, value),
        from: Some(say(from.0, from.1)),
    };
    let choice = |value: &str, zh: &str, en: &str| choice(words, value, (zh, en), "case");
    let field = |name: &str, zh: &str, en: &str, input| field(words, name, (zh, en), input);
    let closed = PersonPage {
        shell: shell(words, Area::People, "/people/4411"),
        base: "/people/4411".to_owned(),
        who: masked(words, "王某", "Wang ×"),
        lede: say("男，43 岁 · 金牛区茶店子街道", "man, aged 43 · Chadianzi, Jinniu"),
        tags: vec![Tag::new(say("特困供养", "subsistence support"), Tone::Plain)],
        open: None,
        erased: None,
        twice: vec![(
            words.say("twice-open").into_owned(),
            vec![("#7".to_owned(), "/cases/7".to_owned()), ("#9".to_owned(), "/cases/9".to_owned())],
        )],
        pairs: vec![pair(words)],
        joined: vec![Joined {
            who: masked(words, "王某", "Wang ×"),
            record: "4415".to_owned(),
            part: Some((
                "k-7".to_owned(),
                Field {
                    id_suffix: "-4415".to_owned(),
                    ..field("why", "怎么判断的？", "How do you know?", Input::Long { value: String::new(), most: 500 })
                },
            )),
        }],
        erase: Some("/people/4411/erase".to_owned()),
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
                "9901∗∗∗∗∗∗∗∗∗∗4411",
                ("刑事案件被害人，3月16日", "victims of crime, 16 March"),
            ),
            hidden(("电话", "Phone"), "138∗∗∗∗∗∗01", ("低收入人口，3月16日", "low income, 16 March")),
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
