//! A kind of case in two variants: what both share stands once, what one has alone says so.
use kernel::id::{CaseTypeId, ClockId, RoleId, VariantId};
use law::facts::Facts;
use packs::Tree;

use super::support::{load, with_library_loan};

const FOLDER: &str = "case-types/library-loan";

/// The complaint about a loan, as a library and as a school take it: a school is quicker, charges nobody, has numbers of
/// its own, and its roles are called as its organ calls them.
fn with_a_school() -> Tree {
    let tree = with_library_loan();
    let text = |name: &str| tree.text(&format!("{FOLDER}/{name}")).expect("UTF-8").expect("it is there").to_owned();
    let case = text("case.toml")
        + "\n[[variant]]\nid = \"school\"\nlabel = { zh = \"S\", en = \"School\" }\nnumber = \"S{office}-{year}-{seq}\"\norgan = \"court\"\n";
    let clocks = text("deadlines.toml");
    let quick = clocks.replace("15 days", "5 days").replace("[[clock]]", "[[clock]]\nonly = [\"school\"]");
    let clocks = clocks.replace("[[clock]]", "[[clock]]\nonly = [\"library\"]") + &quick;
    let steps = text("steps.toml").replace("id = \"charge\"", "id = \"charge\"\nonly = [\"library\"]");
    let files = [("case.toml", case), ("deadlines.toml", clocks), ("steps.toml", steps)];
    let changed = files.map(|(name, text)| (format!("{FOLDER}/{name}"), text.into_bytes()));
    tree.clone().overlaid(changed.into_iter().collect())
}

#[test]
fn each_variant_has_what_both_share_and_what_is_its_own() {
    let library = load(&with_a_school());
    let kind = library.case_types.get(&CaseTypeId::from("library-loan")).expect("a kind of case");
    let seen: Vec<_> = kind
        .variants()
        .map(|own| {
            let clock = own.clock(&ClockId::from("answer")).expect("both answer by a day");
            let number = own.number.fill("", (2026, 1), &Facts::new());
            let clerk = library.role_in(own, &RoleId::from("deputy-chief")).en;
            (own.variant.id.as_str(), own.steps.len(), clock.length.to_string(), number.starts_with('S'), clerk)
        })
        .collect();
    let expected = [
        ("library", 3, "15 days".to_owned(), false, "Deputy chief".to_owned()),
        ("school", 2, "5 days".to_owned(), true, "Court leader".to_owned()),
    ];
    assert_eq!(seen, expected);
    assert!(kind.variant(&VariantId::from("museum")).is_none());
}

#[test]
fn a_part_that_two_variants_would_have_twice_is_told_with_its_variants_file_once() {
    let tree = with_a_school();
    let clocks = tree.text(&format!("{FOLDER}/deadlines.toml")).expect("UTF-8").expect("there");
    let both = clocks.replace("only = [\"school\"]\n", "");
    let broken = tree.clone().overlaid([(format!("{FOLDER}/deadlines.toml"), both.into_bytes())].into_iter().collect());
    let mistakes = packs::Library::load(&broken).expect_err("the clock stands twice in the library's variant");
    let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("deadlines.toml") && told[0].contains("stands twice"), "{told:#?}");
}
