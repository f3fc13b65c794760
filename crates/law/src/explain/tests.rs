//! What an explanation shows, and what it asks for.
use std::collections::BTreeSet;

use kernel::id::FactName;

use super::{Explanation, Part};
use crate::expr::tests::{facts, schema};
use crate::expr::{Expr, Truth};
use crate::facts::{Origin, Value};

fn explain(text: &str, given: &str) -> Explanation {
    Expr::parse(text, &schema()).expect(text).explain(&facts(given))
}

fn names(text: &str) -> BTreeSet<FactName> {
    text.split_whitespace().map(FactName::from).collect()
}

#[test]
fn only_facts_that_can_still_change_the_result_are_asked_for() {
    let rows = [
        ("t", "", "t"),
        ("t and u", "", "t u"),
        ("t and u", "t=yes", "u"),
        ("t and u", "t=no", ""),
        ("t or u", "t=yes", ""),
        ("t or u", "t=no", "u"),
        ("not (t or u)", "t=no", "u"),
        ("(t and u) or n > 3", "t=no", "n"),
        ("(t and u) or n > 3", "n=4", ""),
        ("(t or u) and (n > 3 or m > 3)", "t=yes n=1", "m"),
        ("n > m", "n=1", "m"),
        ("a - b >= 50", "", "a b"),
        ("n between 2 and m", "n=1", ""),
        ("n between 2 and m", "n=3", "m"),
        ("d between date '2020-01-01' and e", "", "d e"),
        ("injury in ('death')", "", "injury"),
        ("contains(groups, 'minor') or t", "", "groups t"),
        ("contains(groups, 'minor')", "groups=", ""),
        ("n is null", "", ""),
        ("n is null and t", "", "t"),
        ("n is null and t", "n=3", ""),
        ("grave and t", "injury=light", ""),
        ("grave and t", "", "injury t"),
        ("class = 'heavy'", "", "injury"),
        ("case when t then n else m end = 2", "t=yes", "n"),
        ("case when t then n else m end = 2", "", "t n m"),
        ("case when t then n when u then m else 0 end = 2", "t=no", "u m"),
        ("case when t then n when u then m else 0 end = 2", "u=yes", "t n m"),
        ("case when t then u else n > 3 end", "t=no", "n"),
        ("least(n, m) = 2", "n=2", "m"),
        ("greatest(d, e) = date '2020-01-01'", "", "d e"),
        ("x / 2 > y", "y=1", "x"),
        ("note = 'a' or injury <> 'death'", "injury=light", ""),
    ];
    for (text, given, asked) in rows {
        let explanation = explain(text, given);
        assert_eq!(*explanation.facts_to_find_out(), names(asked), "{text} of {given:?}");
        assert_eq!(explanation.result == Truth::Unknown, !asked.is_empty(), "{text} of {given:?}");
    }
}

#[test]
fn every_part_shows_its_text_its_result_and_the_facts_it_read_with_their_origin() {
    let expr = Expr::parse("injury = 'death' and (a > 100000 or not t)", &schema()).expect("it stands");
    let mut known = facts("injury=death");
    let origin =
        Origin { kind: "register".to_owned(), note: "compensation, row 7".to_owned(), on: "2021-01-04".parse().ok() };
    known.state("a".into(), Value::Fen(kernel::Fen(50_000)), origin.clone());

    let root = expr.explain(&known);
    assert_eq!((root.kind, root.result), (Part::And, Truth::Unknown));
    assert_eq!(root.condition, "injury = 'death' and (a > 100000 or not t)");
    assert!(root.facts.is_empty(), "the parts read the facts");

    let [death, either] = root.parts.as_slice() else { panic!("two parts: {root:?}") };
    assert_eq!(
        (death.kind, death.condition.as_str(), death.result),
        (Part::Comparison, "injury = 'death'", Truth::True)
    );
    let [loss, not] = either.parts.as_slice() else { panic!("two parts: {either:?}") };
    assert_eq!((either.kind, loss.result, not.kind), (Part::Or, Truth::False, Part::Not));
    let [read] = loss.facts.as_slice() else { panic!("one fact: {loss:?}") };
    assert_eq!(read.value, Some(Value::Fen(kernel::Fen(50_000))));
    assert_eq!(read.origin, Some(origin));
    assert_eq!(not.parts.first().map(|part| (part.kind, part.result)), Some((Part::Fact, Truth::Unknown)));
    let all: Vec<&str> = root.facts_read().into_iter().map(|read| read.name.as_str()).collect();
    assert_eq!(all, ["a", "injury", "t"]);
}

#[test]
fn a_derived_fact_shows_what_it_follows_from_and_a_case_what_was_asked() {
    let root = explain("grave", "injury=light");
    assert_eq!((root.kind, root.condition.as_str()), (Part::Derived, "grave"));
    let below = root.parts.first().map(|part| (part.kind, part.condition.as_str(), part.result));
    let text = "injury in ('serious', 'severe-disability', 'death')";
    assert_eq!(below, Some((Part::Membership, text, Truth::False)));

    let root = explain("case when t then u when n > 3 then true else false end", "t=no n=4");
    let parts: Vec<(&str, Truth)> = root.parts.iter().map(|part| (part.condition.as_str(), part.result)).collect();
    assert_eq!(parts, [("t", Truth::False), ("n > 3", Truth::True), ("true", Truth::True)]);

    let root = explain("class = 'heavy'", "injury=death");
    assert_eq!(root.facts.first().map(|read| read.name.as_str()), Some("injury"));
}

#[test]
fn an_explanation_survives_being_kept_in_a_journal() {
    let root = explain("(injury = 'death' or a > b) and d >= date '2020-01-01'", "a=5 d=2020-06-30 injury=light");
    let kept = serde_json::to_string(&root).expect("it can be written");
    assert_eq!(serde_json::from_str::<Explanation>(&kept).expect("it can be read"), root);
}
