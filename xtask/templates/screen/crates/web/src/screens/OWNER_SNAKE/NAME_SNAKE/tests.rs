use askama::Template;
use kernel::Language;

use super::NAME_TYPEPage;
use frame::{Area, Words};
use crate::screens::preview::shell;

#[test]
fn the_page_says_what_to_do_next() {
    let words = Words::in_language(Language::English);
    let page = NAME_TYPEPage { shell: shell(words, Area::Today, "/"), said: String::new() };
    let html = page.render().expect("the page renders");
    assert!(html.contains("what to do next"), "write what this page offers, and then this example");
}
