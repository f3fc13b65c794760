//! Examples of the page on which a person is erased: ready, and in the way of an open case.
use super::ErasePage;
use crate::screens::preview::{field, masked, shell};
use frame::forms::{Choice, Input};
use frame::{Area, Words};

pub(crate) fn examples(words: Words) -> Vec<(&'static str, ErasePage)> {
    let field = |name: &str, label: &str, input| {
        let label = words.say(label);
        field(words, name, (&label, &label), input)
    };
    let yes =
        Choice { value: "yes".to_owned(), label: words.say("erase-read-yes").into_owned(), hint: None, chosen: false };
    let told = |id: &str| words.say(id).into_owned();
    let ready = ErasePage {
        shell: shell(words, Area::People, "/people/4411/erase"),
        base: "/people/4411".to_owned(),
        who: masked(words, "王某", "Wang ×"),
        title: words.with("erase-title", [("who", "王某".to_owned())]),
        goes: vec![
            words.with_numbers("erase-goes-identity", [("records", "2".to_owned())]),
            words.with_numbers("erase-goes-cases", [("cases", "1".to_owned()), ("files", "6".to_owned())]),
            words.with_numbers("erase-goes-rows", [("rows", "3".to_owned())]),
            words.with_numbers("erase-goes-leads", [("leads", "1".to_owned())]),
        ],
        stays: ["erase-stays-journal", "erase-stays-files", "erase-stays-backups"].map(told).to_vec(),
        blocked: None,
        errors: Vec::new(),
        once: "k-9".to_owned(),
        fields: vec![
            field("read", "erase-read", Input::One(vec![yes])),
            field("reason", "erase-reason", Input::Long { value: String::new(), most: 500 }),
        ],
    };
    let blocked = ErasePage {
        blocked: Some(words.with_numbers("erase-blocked", [("cases", "1".to_owned())])),
        fields: Vec::new(),
        ..ready.clone()
    };
    vec![("erase", ready), ("erase-blocked", blocked)]
}
