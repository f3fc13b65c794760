//! Examples of the search.
use super::{FindPage, PersonLine};
use crate::screens::preview::{both, masked, shell};
use frame::parts::{Tag, Tone};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, FindPage)> {
    let say = |zh: &str, en: &str| both(words, zh, en);
    let person = |who: (&str, &str), id: &str, tag: Tag| PersonLine {
        who: masked(words, who.0, who.1),
        href: "/people/4411".to_owned(),
        born: say("1979 年，男", "1979, man"),
        citizen_id: masked(words, id, id),
        known: vec![tag],
    };
    let fresh = FindPage {
        shell: shell(words, Area::People, "/people"),
        may_find: true,
        pairs: Some("/people/pairs"),
        text: String::new(),
        said: None,
        hint: None,
        people: Vec::new(),
        cases: Vec::new(),
    };
    let found = FindPage {
        text: "王".to_owned(),
        said: Some(say("找到 2 人", "2 people found")),
        people: vec![
            person(("王某", "Wang ×"), "9901∗∗∗∗∗∗∗∗∗∗4411", Tag::new(say("线索 1", "1 lead"), Tone::Soon)),
            person(("王某某", "Wang ××"), "9901∗∗∗∗∗∗∗∗∗∗0318", Tag::new(say("案件 1", "1 case"), Tone::Plain)),
        ],
        ..fresh.clone()
    };
    let none = FindPage {
        text: "zzz".to_owned(),
        said: Some(say("没有找到", "Nothing found")),
        hint: Some(say(
            "可以试试全名、身份证号码的前 6 位和后 4 位，或者案号。",
            "Try the full name, the first 6 and last 4 of the ID number, or the case number.",
        )),
        ..fresh.clone()
    };
    vec![("people", fresh), ("people-found", found), ("people-none", none)]
}
