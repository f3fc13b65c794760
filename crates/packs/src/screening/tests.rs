//! The lead rules of the packs, and rules that cannot stand.
use std::fs;
use std::path::Path;

use super::LeadRule;

fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/screening/judicial-assistance");
    let read = |name: &str| {
        let text = fs::read_to_string(root.join(name)).expect("the pack is there");
        (format!("screening/judicial-assistance/{name}"), text)
    };
    vec![read("facts.sql"), read("lead.toml")]
}

fn broken(from: &str, to: &str) -> String {
    let mut files = files();
    for (_, text) in &mut files {
        *text = text.replacen(from, to, 1);
    }
    let mistakes = LeadRule::parse(&files).expect_err("it cannot stand");
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_lead_rule_of_the_packs_is_read_and_its_examples_come_out() {
    let rule = LeadRule::parse(&files()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let (run, mistakes) = rule.run_examples();
    assert!(run >= 12, "every reason and every question has an example");
    assert!(mistakes.is_empty(), "{mistakes:#?}");
}

#[test]
fn a_rule_that_cannot_stand_says_where_and_what_was_meant() {
    let told = broken("must = \"paid < owed\"", "must = \"paid < owd\"");
    assert!(told.contains("lead.toml:") && told.contains("did you mean owed"), "{told}");
    let told = broken("no = \"made-good\"", "no = \"made-god\"");
    assert!(told.contains("no such reason") && told.contains("made-good"), "{told}");
    let told = broken("-- step: money", "-- step: cases");
    assert!(told.contains("facts.sql:") && told.contains("no new name"), "{told}");
    let told = broken("red = 60", "red = 30");
    assert!(told.contains("must rise"), "{told}");
    let told = broken("facts = [\"owed\"", "facts = [\"owned\"");
    assert!(told.contains("no such fact: owned") && told.contains("owed"), "{told}");
}

#[test]
fn a_value_holds_from_its_first_day() {
    let rule = LeadRule::parse(&files()).expect("it stands");
    let on = |day: jiff::civil::Date| rule.values_on(day).len();
    assert_eq!([on(jiff::civil::date(2011, 4, 7)), on(jiff::civil::date(2011, 4, 8))], [0, 1]);
}
