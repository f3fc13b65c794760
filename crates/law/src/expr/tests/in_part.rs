//! Choices of which only some are known; facts that a condition wants known.
use super::*;

#[test]
fn what_is_known_in_part_is_true_of_the_known_choices_and_unknown_of_the_others() {
    let schema = schema();
    let known = |ids: &[&str]| Value::AtLeast(ids.iter().map(|id| (*id).to_owned()).collect());
    let facts = Facts::new().with("groups", known(&["minor"]));
    let cases = [
        ("contains(groups, 'minor')", Truth::True),
        ("contains(groups, 'disabled')", Truth::Unknown),
        ("not contains(groups, 'disabled')", Truth::Unknown),
        ("contains(groups, 'minor') or contains(groups, 'disabled')", Truth::True),
    ];
    for (text, expected) in cases {
        assert_eq!(Expr::parse(text, &schema).expect(text).truth(&facts), expected, "{text}");
    }
    let asked = Expr::parse("contains(groups, 'disabled')", &schema).expect("it stands").explain(&facts);
    assert_eq!(asked.facts_to_find_out().iter().map(kernel::id::FactName::as_str).collect::<Vec<_>>(), ["groups"]);
}

#[test]
fn a_condition_wants_those_facts_known_without_which_it_never_holds() {
    let schema = schema();
    let cases = [
        ("n is not null", vec!["n"]),
        ("not (n is null)", vec!["n"]),
        ("t and n is not null and (m is not null and u)", vec!["m", "n"]),
        ("n is not null or t", vec![]),
        ("(n is not null and t) or (n is not null and m is not null)", vec!["n"]),
        ("n is null", vec![]),
        ("n > 0 and t", vec![]),
    ];
    for (text, expected) in cases {
        let read = Expr::parse(text, &schema).expect(text);
        assert_eq!(
            read.wants_known().into_iter().map(kernel::id::FactName::as_str).collect::<Vec<_>>(),
            expected,
            "{text}"
        );
    }
}
