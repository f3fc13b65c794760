//! Tables of texts: what is refused and how, what a condition says of facts, what numbers come out.
use std::collections::BTreeSet;

use kernel::{Fen, Label};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{Expr, Formula, Truth};
use crate::facts::{Choice, DataClass, DerivedSource, FactSchema, FactSource, Facts, SchemaSource, TypeWord, Value};

fn choices(ids: &[&str]) -> Vec<Choice> {
    ids.iter().map(|id| Choice { id: (*id).to_owned(), label: Label::new(*id, *id) }).collect()
}

fn fact(ty: TypeWord, ids: &[&str]) -> FactSource {
    let label = Label::new("标签", "label");
    let (class, choices) = (DataClass::Personal, choices(ids));
    FactSource { ty, class, label, hint: None, who_knows: None, most: None, past: false, choices }
}

fn derived(ty: TypeWord, ids: &[&str], expr: &str) -> DerivedSource {
    let label = Label::new("标签", "label");
    DerivedSource { ty, class: DataClass::Personal, label, hint: None, choices: choices(ids), expr: expr.to_owned() }
}

const INJURIES: &[&str] = &["none", "light", "serious", "severe-disability", "death"];

/// The facts of these tests; `t u` truths, `n m` counts, `a b` money, `x y` decimals, `d e` days.
pub(crate) fn schema() -> FactSchema {
    let facts = [
        ("t", fact(TypeWord::Truth, &[])),
        ("u", fact(TypeWord::Truth, &[])),
        ("n", fact(TypeWord::Count, &[])),
        ("m", fact(TypeWord::Count, &[])),
        ("a", fact(TypeWord::Fen, &[])),
        ("b", fact(TypeWord::Fen, &[])),
        ("x", fact(TypeWord::Decimal, &[])),
        ("y", fact(TypeWord::Decimal, &[])),
        ("d", fact(TypeWord::Date, &[])),
        ("e", fact(TypeWord::Date, &[])),
        ("note", fact(TypeWord::Text, &[])),
        ("injury", fact(TypeWord::Choice, INJURIES)),
        ("offender", fact(TypeWord::Choice, &["dead", "unable-to-pay", "unsolved"])),
        ("groups", fact(TypeWord::Choices, &["minor", "disabled", "veteran"])),
    ];
    let derivations = [
        ("grave", derived(TypeWord::Truth, &[], "injury in ('serious', 'severe-disability', 'death')")),
        ("loss", derived(TypeWord::Fen, &[], "greatest(a - b, 0)")),
        ("class", derived(TypeWord::Choice, &["heavy", "slight"], "case when grave then 'heavy' else 'slight' end")),
    ];
    let source = SchemaSource {
        fact: facts.into_iter().map(|(name, fact)| (name.into(), fact)).collect(),
        derived: derivations.into_iter().map(|(name, derived)| (name.into(), derived)).collect(),
    };
    FactSchema::load(source).expect("the schema of the tests is sound")
}

/// `name=value` pairs, by the types of [`schema`].
pub(crate) fn facts(text: &str) -> Facts {
    text.split_whitespace().fold(Facts::new(), |facts, pair| {
        let (name, value) = pair.split_once('=').expect("name=value");
        let value = match name {
            "t" | "u" => Value::Truth(value == "yes"),
            "n" | "m" => Value::Count(value.parse().expect("a count")),
            "a" | "b" => Value::Fen(Fen(value.parse().expect("fen"))),
            "x" | "y" => Value::Decimal(value.parse().expect("a decimal")),
            "d" | "e" => Value::Date(value.parse().expect("a day")),
            "note" => Value::Text(value.to_owned()),
            "groups" => Value::Choices(value.split('+').filter(|id| !id.is_empty()).map(str::to_owned).collect()),
            _ => Value::Choice(value.to_owned()),
        };
        facts.with(name, value)
    })
}

/// Text, place of the mistake, part of what is said, part of the hint.
const REFUSED: &[(&str, usize, &str, &str)] = &[
    // text, offset, part of what, part of the hint
    ("", 0, "wanted an expression", ""),
    ("t and", 5, "wanted an expression", ""),
    ("t u", 2, "nothing can stand here: u", ""),
    ("t adn u", 2, "nothing can stand here: adn", "did you mean and?"),
    ("(t", 2, "wanted", ""),
    ("injry = 'serious'", 0, "no such fact: injry", "did you mean injury?"),
    ("t and ofender = 'dead'", 6, "no such fact: ofender", "did you mean offender?"),
    ("INJURY = 'serious'", 0, "no such fact: INJURY", ""),
    ("injury = 'serius'", 9, "no such choice: 'serius'", "did you mean serious?"),
    ("injury = 'xyzzy'", 9, "no such choice", "known here: none, light, serious, severe-disability, death"),
    ("'serius' = injury", 0, "no such choice", "did you mean serious?"),
    ("injury in ('serious', 'daeth')", 22, "no such choice: 'daeth'", "did you mean death?"),
    ("injury not in ('dead')", 15, "no such choice: 'dead'", "did you mean death?"),
    ("\"injury\" = 'serious'", 0, "names have no quotes", "'injury'"),
    ("injury = \"serious\"", 9, "names have no quotes", "'serious'"),
    ("injury < 'serious'", 0, "words have no order", "use = or <>"),
    ("injury", 0, "a condition is needed here, and this is a word", ""),
    ("n", 0, "a condition is needed here, and this is a number", ""),
    ("a + 1", 0, "a condition is needed here, and this is money", ""),
    ("t and n", 6, "a condition is needed here, and this is a number", ""),
    ("not d", 4, "a condition is needed here, and this is a day", ""),
    ("a > d", 0, "money cannot be compared with a day", "compare like with like"),
    ("a > n", 0, "money cannot be compared with a bare number", ""),
    ("n = injury", 0, "a number cannot be compared with a word", ""),
    ("t = u", 0, "a condition cannot be compared with a condition", "use and, or, not"),
    ("t < true", 0, "truths have no order", "use = or <>"),
    ("d > '2020-01-01'", 4, "a day is compared with a day", "write date '2020-01-01'"),
    ("d > date '2020-02-30'", 9, "not a day of the calendar", "date '2021-12-31'"),
    ("d > timestamp '2020-01-01'", 14, "not a day of the calendar", ""),
    ("'a' = 'b'", 0, "both sides are written out", "name a fact"),
    ("injury = offender", 0, "no word in common", ""),
    ("groups = 'minor'", 0, "a set of choices cannot be compared", "contains"),
    ("groups in ('minor')", 0, "a set of choices is not one of a list", "contains"),
    ("contains(groups, 'minr')", 17, "no such choice: 'minr'", "did you mean minor?"),
    ("contains(injury, 'death')", 9, "looks into a set of choices, and this is a word", ""),
    ("contains(groups)", 0, "contains takes a set of choices and a word", "contains(groups, 'minor')"),
    ("contains(groups, note)", 17, "looks for a written word", ""),
    ("contians(groups, 'minor')", 0, "no such function: contians", "did you mean contains?"),
    ("lower(note) = 'a'", 0, "no such function: lower", ""),
    ("coalesce(n, 0) > 1", 0, "no such function: coalesce", ""),
    ("years(d) > 1", 0, "years takes two days", "years(birth_date, applied_on)"),
    ("years(d, n) > 1", 9, "years counts between two days, and this is a number", ""),
    ("years(d, e) > a", 0, "money cannot be compared with a bare number", ""),
    ("least() > 1", 0, "least needs something to compare", ""),
    ("least(n, d) > 1", 0, "least compares", ""),
    ("least(a, n) > 1", 0, "least compares", ""),
    ("least(injury) = 'death'", 6, "a word has no order", ""),
    ("note like 'a%'", 0, "no such thing: note LIKE 'a%'", ""),
    ("exists (select 1)", 8, "no such thing", ""),
    ("n in (select 1)", 0, "no such thing", ""),
    ("cast(n as text) = '1'", 5, "no such thing", ""),
    ("n is distinct from 1", 0, "no such thing", ""),
    ("t is true", 0, "no such thing", ""),
    ("n % 2 = 0", 0, "no operator %", ""),
    ("note || 'a' = 'b'", 0, "no operator ||", ""),
    ("+n > 1", 1, "no operator +", ""),
    ("n / m > 1", 4, "division only by a literal, not by m", "compare products"),
    ("n / (1 + 1) > 1", 5, "division only by a literal", ""),
    ("n / 0 > 1", 4, "division by zero", ""),
    ("n / 0.00 > 1", 4, "division by zero", ""),
    ("a * b > 1", 0, "money and a bare number do not go together here: a * b", ""),
    ("a + n > 1", 0, "money and a bare number do not go together here: a + n", "added to money"),
    ("n + injury > 1", 4, "a number is needed here, and this is a word", ""),
    ("-injury = 1", 1, "only a number has a sign", ""),
    ("n > 1e3", 4, "not a number", "12 or 0.35"),
    ("n > 0.1234567", 4, "not a number of at most six places", ""),
    ("n > null", 4, "null is no value", "is null"),
    ("n + 1 is null", 0, "name a stated fact", ""),
    ("grave is null", 0, "name a stated fact", ""),
    ("x * y * x * y * n > 1", 0, "more than 38 digits", "multiply fewer"),
    ("n in (1, m)", 9, "a list holds written values", ""),
    ("n in (1, 'a')", 9, "and this is a word: 'a'", ""),
    ("n between 1 and d", 0, "a number cannot lie between a number and a day", ""),
    ("a between n and 5", 0, "money cannot be compared with a bare number", ""),
    ("case when t then u end", 0, "a case needs an else", "0 or false"),
    ("case when t then 1 else u end = 1", 24, "the arms of a case differ", "one type"),
    ("case when t then a else n end = 1", 24, "the arms of a case differ", ""),
    ("case injury when 'daeth' then t else u end", 17, "no such choice", "did you mean death?"),
    ("class = 'havy'", 8, "no such choice: 'havy'", "did you mean heavy?"),
    ("t = 1", 0, "a condition cannot be compared with a number", ""),
    ("t; drop table case_file", 1, "nothing can stand here: ;", ""),
    ("重伤 = 'serious'", 0, "wanted an expression, found: 重", ""),
    ("note = '重伤' and ofender = 'dead'", 20, "no such fact: ofender", "did you mean offender?"),
    ("t\n  and ofender = 'dead'", 8, "no such fact: ofender", "did you mean offender?"),
    ("note = 'never closed", 7, "Unterminated string literal", ""),
];

#[test]
fn what_cannot_stand_is_refused_with_its_place_and_the_word_that_was_meant() {
    let schema = schema();
    let mut wrong = Vec::new();
    for (text, offset, what, hint) in REFUSED {
        let mistake = Expr::parse(text, &schema).expect_err(text);
        let hinted = mistake.hint.clone().unwrap_or_default();
        if !mistake.what.contains(what) || mistake.offset != *offset || !hinted.contains(hint) {
            wrong.push(format!("{text:?} gave {mistake:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn an_expression_that_is_too_long_or_too_deep_is_refused_and_does_not_bring_the_program_down() {
    let long = vec!["t"; 2_000].join(" or ");
    let deep = format!("{}t{}", "(".repeat(1_000), ")".repeat(1_000));
    let nots = format!("{}t", "not ".repeat(900));
    for text in [long, deep, nots] {
        assert!(Expr::parse(&text, &schema()).is_err());
    }
    let wide = vec!["t"; 500].join(" or ");
    assert_eq!(Expr::parse(&wide, &schema()).map(|expr| expr.truth(&facts("t=yes"))), Ok(Truth::True));
}

#[test]
fn unknown_is_neither_true_nor_false_in_any_connective() {
    use Truth::{False as F, True as T, Unknown as U};
    let given = |name: &str, truth: Truth| match truth {
        T => format!("{name}=yes "),
        F => format!("{name}=no "),
        U => String::new(),
    };
    let rows = [
        // t, u, t and u, t or u, not t
        (T, T, T, T, F),
        (T, F, F, T, F),
        (T, U, U, T, F),
        (F, T, F, T, T),
        (F, F, F, F, T),
        (F, U, F, U, T),
        (U, T, U, T, U),
        (U, F, F, U, U),
        (U, U, U, U, U),
    ];
    for (t, u, and, or, not) in rows {
        let facts = facts(&(given("t", t) + &given("u", u)));
        let of = |text: &str| Expr::parse(text, &schema()).expect(text).truth(&facts);
        assert_eq!([of("t and u"), of("t or u"), of("not t")], [and, or, not], "t {t:?}, u {u:?}");
        assert_eq!([t.and(u), t.or(u), t.negate()], [and, or, not]);
    }
}

/// Text, facts, truth.
const SAID: &[(&str, &str, Truth)] = &[
    ("true", "", Truth::True),
    ("not false", "", Truth::True),
    ("t = true", "t=no", Truth::False),
    ("t = false", "t=no", Truth::True),
    ("t <> true", "t=no", Truth::True),
    ("t <> false", "", Truth::Unknown),
    ("n = 3", "n=3", Truth::True),
    ("n <> 3", "n=3", Truth::False),
    ("n < 3", "n=2", Truth::True),
    ("n <= 3", "n=4", Truth::False),
    ("n > 3", "n=3", Truth::False),
    ("n >= 3", "n=3", Truth::True),
    ("3 <= n", "n=3", Truth::True),
    ("n != 3", "", Truth::Unknown),
    ("n = n", "", Truth::Unknown),
    ("x = 0.5", "x=0.500000", Truth::True),
    ("x < 0.5", "x=0.499999", Truth::True),
    ("n = 1.0", "n=1", Truth::True),
    ("a > 100000", "a=100001", Truth::True),
    ("a - b >= 50", "a=100 b=50", Truth::True),
    ("a - b >= 50", "a=100", Truth::Unknown),
    ("a * 0 = 0", "", Truth::Unknown),
    ("a * 0.35 = 35", "a=100", Truth::True),
    ("a / 3 = 33.333333", "a=100", Truth::True),
    ("-n < 0", "n=1", Truth::True),
    ("n - 5 < -1", "n=3", Truth::True),
    ("2 + n * 3 = 11", "n=3", Truth::True),
    ("(2 + n) * 3 = 15", "n=3", Truth::True),
    ("n - m - 1 = 0", "n=3 m=2", Truth::True),
    ("n - (m - 1) = 2", "n=3 m=2", Truth::True),
    ("d > date '2020-01-01'", "d=2020-01-02", Truth::True),
    ("d >= e", "d=2020-01-02", Truth::Unknown),
    ("d between date '2020-01-01' and date '2020-12-31'", "d=2020-12-31", Truth::True),
    ("d not between date '2020-01-01' and date '2020-12-31'", "d=2021-01-01", Truth::True),
    ("d in (date '2020-01-01', date '2020-05-01')", "d=2020-05-01", Truth::True),
    ("least(d, e) = date '2020-01-01'", "d=2020-01-01 e=2020-05-01", Truth::True),
    ("greatest(d, date '2020-03-01') = date '2020-03-01'", "d=2020-01-01", Truth::True),
    ("n between 2 and 4", "n=2", Truth::True),
    ("n between 2 and 4", "n=5", Truth::False),
    ("n between 2 and m", "n=1", Truth::False),
    ("n between 2 and m", "n=3", Truth::Unknown),
    ("n not between 2 and m", "n=1", Truth::True),
    ("n between m and 4", "n=5", Truth::False),
    ("n in (1, 2.0, -3)", "n=2", Truth::True),
    ("n in (1, 2)", "n=3", Truth::False),
    ("n in (1, 2)", "", Truth::Unknown),
    ("n not in (1, 2)", "", Truth::Unknown),
    ("n not in (1, 2)", "n=3", Truth::True),
    ("injury = 'serious'", "injury=serious", Truth::True),
    ("injury <> 'serious'", "injury=light", Truth::True),
    ("injury <> 'serious'", "", Truth::Unknown),
    ("injury in ('serious', 'death')", "injury=death", Truth::True),
    ("injury not in ('serious', 'death')", "injury=light", Truth::True),
    ("note = '重伤'", "note=重伤", Truth::True),
    ("note = ''", "note=x", Truth::False),
    ("contains(groups, 'minor')", "groups=minor+disabled", Truth::True),
    ("contains(groups, 'veteran')", "groups=minor", Truth::False),
    ("contains(groups, 'minor')", "groups=", Truth::False),
    ("not contains(groups, 'minor')", "", Truth::Unknown),
    ("n is null", "", Truth::True),
    ("n is null", "n=0", Truth::False),
    ("injury is not null", "injury=none", Truth::True),
    ("groups is not null", "groups=", Truth::True),
    ("n is null and n > 3", "", Truth::Unknown),
    ("least(n, m) = 2", "n=2 m=3", Truth::True),
    ("greatest(n, m, 4) = 4", "n=2 m=3", Truth::True),
    ("least(n, m) = 2", "n=2", Truth::Unknown),
    ("greatest(n, m) >= 2", "n=2", Truth::Unknown),
    ("case when t then n else m end = 2", "t=yes n=2", Truth::True),
    ("case when t then n else m end = 2", "t=no n=2", Truth::Unknown),
    ("case when t then 1 else 2 end = 2", "", Truth::Unknown),
    ("case when t then true else u end", "t=no u=yes", Truth::True),
    ("case injury when 'death' then 36 when 'serious' then 24 else 0 end > 20", "injury=serious", Truth::True),
    ("case when n > 3 then d else e end > date '2020-01-01'", "n=4 d=2020-02-01", Truth::True),
    ("case when t then 'death' else injury end = 'death'", "t=no injury=death", Truth::True),
    ("grave", "injury=serious", Truth::True),
    ("grave and offender = 'dead'", "injury=light", Truth::False),
    ("loss > 0", "a=10 b=20", Truth::False),
    ("class = 'heavy'", "injury=death", Truth::True),
    ("class in ('heavy')", "", Truth::Unknown),
    ("t AND NOT t", "", Truth::Unknown),
];

#[test]
fn a_condition_says_of_facts_what_sql_says_and_unknown_where_our_rules_differ() {
    let schema = schema();
    let mut wrong = Vec::new();
    for (text, given, truth) in SAID {
        let expr = Expr::parse(text, &schema).unwrap_or_else(|mistake| panic!("{text}: {mistake}"));
        if expr.truth(&facts(given)) != *truth {
            wrong.push(format!("{text} of {given:?} gave {:?}", expr.truth(&facts(given))));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_value_of_another_type_or_past_the_limits_is_unknown() {
    let schema = schema();
    let rows = [
        ("n > 0", Facts::new().with("n", Value::Text("4".to_owned()))),
        ("n > 0", Facts::new().with("n", Value::Count(1_000_000_000))),
        ("a > 0", Facts::new().with("a", Value::Fen(Fen(10_000_000_000_000)))),
        ("a > 0", Facts::new().with("a", Value::Fen(Fen(i64::MIN)))),
        ("x > 0", Facts::new().with("x", Value::Decimal(Decimal::MAX))),
        ("x > 0", Facts::new().with("x", Value::Decimal(Decimal::new(1, 7)))),
        ("t", Facts::new().with("t", Value::Choice("yes".to_owned()))),
        ("d > e", Facts::new().with("d", Value::Count(1)).with("e", Value::Count(0))),
        ("injury = 'death'", Facts::new().with("injury", Value::Truth(true))),
        ("contains(groups, 'minor')", Facts::new().with("groups", Value::Choice("minor".to_owned()))),
    ];
    for (text, facts) in rows {
        assert_eq!(Expr::parse(text, &schema).expect(text).truth(&facts), Truth::Unknown, "{text}");
    }
}

#[test]
fn a_printed_expression_is_read_as_the_same_tree() {
    let rows = [
        ("t AND (u or not t)", "t and (u or not t)"),
        ("not (t and u)", "not (t and u)"),
        ("t and u and t", "t and u and t"),
        ("t and (u and t)", "t and (u and t)"),
        ("n-(m-1)>2*(n+1)", "n - (m - 1) > 2 * (n + 1)"),
        ("-n < -1", "-n < -1"),
        ("injury not in ('serious','death')", "injury not in ('serious', 'death')"),
        ("note = 'it''s'", "note = 'it''s'"),
        ("d NOT BETWEEN date '2020-01-01' and e", "d not between date '2020-01-01' and e"),
        ("n != 1.50", "n <> 1.50"),
        ("case injury when 'death' then 1 else 0 end = 1", "case when injury = 'death' then 1 else 0 end = 1"),
        ("contains(groups,'minor') = false", "not contains(groups, 'minor')"),
        ("loss / 3 > least(a, b) and grave", "loss / 3 > least(a, b) and grave"),
        ("n is not null or injury is null", "n is not null or injury is null"),
    ];
    let schema = schema();
    for (text, printed) in rows {
        let expr = Expr::parse(text, &schema).expect(text);
        assert_eq!(expr.to_string(), printed);
        assert_eq!(Expr::parse(printed, &schema), Ok(expr));
    }
}

#[test]
fn derived_facts_that_cannot_stand_are_refused_when_the_schema_is_loaded() {
    let rows = [
        (vec![("p", derived(TypeWord::Truth, &[], "q")), ("q", derived(TypeWord::Truth, &[], "not p"))], "circle"),
        (vec![("p", derived(TypeWord::Truth, &[], "p and t"))], "circle: p → p"),
        (vec![("p", derived(TypeWord::Fen, &[], "n"))], "this gives a number, and p is promised as fen"),
        (vec![("p", derived(TypeWord::Count, &[], "n / 2"))], "promised as count"),
        (vec![("p", derived(TypeWord::Choice, &["heavy"], "'light'"))], "no such choice: 'light'"),
        (vec![("p", derived(TypeWord::Choice, &["heavy"], "note"))], "free text cannot become a choice"),
        (vec![("p", derived(TypeWord::Truth, &[], "q"))], "no such fact: q"),
        (vec![("t", derived(TypeWord::Truth, &[], "true"))], "either stated or derived"),
    ];
    for (derivations, what) in rows {
        let fact = [("t", TypeWord::Truth), ("n", TypeWord::Count), ("note", TypeWord::Text)];
        let source = SchemaSource {
            fact: fact.into_iter().map(|(name, ty)| (name.into(), super::tests::fact(ty, &[]))).collect(),
            derived: derivations.into_iter().map(|(name, derived)| (name.into(), derived)).collect(),
        };
        let mistakes = FactSchema::load(source).expect_err(what);
        assert!(mistakes.iter().any(|mistake| mistake.to_string().contains(what)), "{what}: {mistakes:?}");
    }
}

mod in_part;
mod numbers;
mod properties;
