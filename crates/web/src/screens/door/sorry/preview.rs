//! Examples of what goes wrong.
use super::SorryPage;
use crate::page::Words;
use crate::screens::preview::door;

pub(crate) fn examples(words: Words) -> Vec<(&'static str, SorryPage)> {
    let sorry = |name: &str, code: &str| SorryPage {
        door: door(words, "/cases/999"),
        title: words.say(&format!("sorry-{name}")).into_owned(),
        what: vec![words.say(&format!("sorry-{name}-what")).into_owned()],
        instead: words.say(&format!("sorry-{name}-instead")).into_owned(),
        code: code.to_owned(),
    };
    vec![("sorry-not-found", sorry("not-found", "404")), ("sorry-fault", sorry("fault", "7f3a29c0d1"))]
}
