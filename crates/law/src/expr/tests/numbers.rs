//! Numbers and money, to the last place.
use super::*;

#[test]
fn numbers_come_out_exactly_and_quotients_to_six_places_half_away_from_zero() {
    let rows: &[(&str, &str, Option<&str>)] = &[
        ("1 / 3", "", Some("0.333333")),
        ("2 / 3", "", Some("0.666667")),
        ("-2 / 3", "", Some("-0.666667")),
        ("1 / 0.3", "", Some("3.333333")),
        ("x / 2", "x=0.000001", Some("0.000001")),
        ("-x / 2", "x=0.000001", Some("-0.000001")),
        ("x / 3", "x=0.000001", Some("0.000000")),
        ("x * y", "x=0.333333 y=0.333333", Some("0.111110888889")),
        ("0.1 + 0.2", "", Some("0.3")),
        ("1 - x", "x=0.3", Some("0.700000")),
        ("n * 0.5", "n=3", Some("1.5")),
        ("a * 3", "a=10368800", Some("31106400")),
        ("3 * a - b", "a=10368800 b=400", Some("31106000")),
        ("a / 12", "a=10368800", Some("864066.666667")),
        ("least(a, b, 5)", "a=7 b=9", Some("5")),
        ("greatest(x, 0.5)", "x=0.2", Some("0.500000")),
        ("case when t then 1 else 0.25 end", "t=yes", Some("1.00")),
        ("years(d, e)", "d=2008-03-02 e=2026-03-01", Some("17")),
        ("years(d, e)", "d=2008-03-02 e=2026-03-02", Some("18")),
        ("years(d, e)", "d=2008-02-29 e=2026-02-28", Some("17")),
        ("years(d, e)", "d=2008-02-29 e=2026-03-01", Some("18")),
        ("years(d, e)", "d=2026-03-02 e=2024-03-03", Some("-1")),
        ("years(d, e)", "d=2008-03-02", None),
        ("a + b", "a=7", None),
        ("loss", "a=7 b=2", Some("5")),
        ("d", "d=2020-01-01", None),
    ];
    let schema = schema();
    for (text, given, number) in rows {
        let formula = Formula::parse(text, &schema).unwrap_or_else(|mistake| panic!("{text}: {mistake}"));
        let found = formula.number(&facts(given)).map(|exact| exact.to_string());
        assert_eq!(found.as_deref(), *number, "{text} of {given:?}");
    }
}

#[test]
fn a_formula_gives_money_a_word_or_a_day_and_says_what_it_lacks() {
    let schema = schema();
    let formula = |text: &str| Formula::parse(text, &schema).expect(text);
    assert_eq!(formula("a * 0.355").fen(&facts("a=100")), Some(Fen(36)));
    assert_eq!(formula("class").word(&facts("injury=death")), Some("heavy"));
    assert_eq!(formula("least(d, date '2021-01-01')").day(&facts("d=2020-03-04")), "2020-03-04".parse().ok());
    assert_eq!(formula("class").number(&facts("injury=death")), None);
    let names = |names: &[&str]| names.iter().map(|name| (*name).into()).collect::<BTreeSet<_>>();
    let rows = [
        ("a + b", "a=1", names(&["b"])),
        ("a + b", "a=1 b=2", names(&[])),
        ("class", "", names(&["injury"])),
        ("case when t then a else b end", "t=yes", names(&["a"])),
        ("case when t then a else b end", "", names(&["t", "a", "b"])),
        ("case when t then a when u then b else 0 end", "t=no u=no", names(&[])),
        ("greatest(d, e)", "d=2020-01-01", names(&["e"])),
    ];
    for (text, given, missing) in rows {
        assert_eq!(formula(text).to_find_out(&facts(given)), missing, "{text} of {given:?}");
    }
    for text in ["t", "n", "x * 2", "groups", "d"] {
        assert!(Formula::parse_money(text, &schema).is_err(), "{text} is no money");
    }
    for text in ["300000", "a", "a * x", "least(a, 5)"] {
        assert!(Formula::parse_money(text, &schema).is_ok(), "{text} is money");
    }
}
