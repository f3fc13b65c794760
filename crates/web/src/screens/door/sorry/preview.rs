//! Examples of what goes wrong.
use super::{Again, Held, SorryPage};
use crate::screens::preview::{both, door};
use frame::Words;

pub(crate) fn examples(words: Words) -> Vec<(&'static str, SorryPage)> {
    let sorry = |name: &str, code: &str| SorryPage {
        door: door(words, "/cases/999"),
        title: words.say(&format!("sorry-{name}")).into_owned(),
        what: vec![words.say(&format!("sorry-{name}-what")).into_owned()],
        instead: words.say(&format!("sorry-{name}-instead")).into_owned(),
        code: code.to_owned(),
        typed: None,
    };
    let text = both(
        words,
        "陈某全身烧伤，需立即手术，家里已经没有积蓄。",
        "Burnt all over, to be operated on at once; nothing saved is left.",
    );
    let fields = vec![("opinion".to_owned(), text.clone())];
    let again = Some(Again { to: "/cases/7/steps/propose".to_owned(), token: "token".to_owned(), fields });
    let full = SorryPage { typed: Some(Held { texts: vec![text], again }), ..sorry("full", "507") };
    vec![
        ("sorry-not-found", sorry("not-found", "404")),
        ("sorry-fault", sorry("fault", "7f3a29c0d1")),
        ("sorry-full", full),
    ]
}
