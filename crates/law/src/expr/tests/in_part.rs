//! Choices of which only some are known.
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
