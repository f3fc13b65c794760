//! Examples of the desk of uncertain people.
use super::{PATH, PairsPage};
use crate::screens::people::person::preview::pair;
use crate::screens::preview::shell;
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, PairsPage)> {
    let some = PairsPage {
        shell: shell(words, Area::People, PATH),
        back: PATH,
        errors: Vec::new(),
        pairs: vec![pair(words)],
        next: Some(format!("{PATH}?after=12")),
    };
    let none = PairsPage { pairs: Vec::new(), next: None, ..some.clone() };
    vec![("pairs", some), ("pairs-none", none)]
}
