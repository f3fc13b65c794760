//! The guide for who writes packs lists what there is. Truth: the types that the packs are read into.

use std::collections::BTreeSet;

use domain::access::Act;

const GUIDE: &str = include_str!("../../../../docs/guides/packs.md");

#[test]
fn the_guide_lists_every_act_that_a_role_may_do() {
    let (_, after) = GUIDE.split_once("Acts:\n`").expect("the guide lists the acts");
    let (listed, _) = after.split_once('`').expect("the list ends");
    let listed: BTreeSet<&str> = listed.split_whitespace().collect();
    // Who reads an act that is none is told every one there is.
    let told = serde_json::from_str::<Act>("\"no-such-act\"").expect_err("it is none").to_string();
    let (_, known) = told.split_once("expected one of ").expect("every act is named");
    let known: BTreeSet<&str> = known
        .split('`')
        .filter(|word| word.contains(|letter: char| letter.is_ascii_lowercase()) && !word.contains(' '))
        .collect();
    assert_eq!(listed, known);
}
