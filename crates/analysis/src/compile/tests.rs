//! One by one equals in bulk: expressions of every kind over random facts, unknowns included.
#![expect(clippy::arithmetic_side_effects, reason = "small numbers of the test's own")]
use std::collections::BTreeSet;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, AsArray, BooleanArray, Date32Array, Decimal128Array, RecordBatch, StringArray,
};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::prelude::SessionContext;
use jiff::civil::date;
use kernel::id::FactName;
use kernel::{Fen, Label};
use law::expr::{Expr, Truth};
use law::facts::{Choice, DataClass, FactDefinition, FactSchema, FactType, Facts, Value};
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{PRECISION, compile};
use crate::facts::column_type;
use crate::screen::truth;
use crate::write::days_since_1970;

fn schema() -> FactSchema {
    let choices = || ["a", "b", "c"].map(|id| Choice { id: id.to_owned(), label: Label::new(id, id) }).to_vec();
    let facts = [
        ("holds", FactType::Truth),
        ("stands", FactType::Truth),
        ("heads", FactType::Count),
        ("owed", FactType::Fen),
        ("paid", FactType::Fen),
        ("share", FactType::Decimal),
        ("born", FactType::Date),
        ("died", FactType::Date),
        ("grade", FactType::Choice(choices())),
        ("note", FactType::Text),
        ("groups", FactType::Choices(choices())),
        ("absent", FactType::Truth), // never a column: unknown of everyone
    ];
    let mut schema = FactSchema::new();
    for (name, ty) in facts {
        let (name, label) = (FactName::from(name), Label::new(name, name));
        schema.insert(FactDefinition::new(name, ty, DataClass::Office, label));
    }
    schema
}

fn pick(words: &[&str]) -> impl Strategy<Value = String> + Clone + use<> {
    proptest::sample::select(words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
}

/// Money, a plain number: as text.
fn number(leaves: &[&str], literals: &[&str]) -> impl Strategy<Value = String> + use<> {
    let divisors = pick(&["2", "3", "-7", "0.3", "1.25", "1000"]);
    let literals = pick(literals);
    pick(leaves).prop_recursive(2, 6, 2, move |inner| {
        prop_oneof![
            (inner.clone(), pick(&["+", "-"]), inner.clone()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")),
            (inner.clone(), pick(&["0.35", "2", "-1.5", "share"])).prop_map(|(a, b)| format!("({a} * {b})")),
            (inner.clone(), divisors.clone()).prop_map(|(a, by)| format!("({a} / {by})")),
            (pick(&["least", "greatest"]), inner.clone(), inner.clone()).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("case when holds then {a} else {b} end")),
            inner.clone().prop_map(|a| format!("(-{a})")),
            (inner, literals.clone()).prop_map(|(a, literal)| format!("greatest({a}, {literal})")),
        ]
    })
}

fn day() -> impl Strategy<Value = String> {
    pick(&["born", "died", "date '2000-02-29'"]).prop_recursive(1, 3, 2, |inner| {
        prop_oneof![
            (pick(&["least", "greatest"]), inner.clone(), inner.clone()).prop_map(|(f, a, b)| format!("{f}({a}, {b})")),
            (inner.clone(), inner).prop_map(|(a, b)| format!("case when stands then {a} else {b} end")),
        ]
    })
}

fn comparison() -> impl Strategy<Value = String> + Clone {
    pick(&["=", "<>", "<", "<=", ">", ">="])
}

fn simple() -> impl Strategy<Value = String> {
    let money = || number(&["owed", "paid", "paid"], &["0", "100", "-5"]);
    let plain = || number(&["heads", "share"], &["0", "2.5", "-1"]);
    let words = pick(&[
        "grade = 'a'",
        "grade <> 'b'",
        "grade in ('a', 'c')",
        "grade not in ('a')",
        "note = 'x'",
        "note in ('x', 'y')",
        "contains(groups, 'a')",
        "not contains(groups, 'b')",
        "case when grade = 'a' then 'b' else grade end = 'b'",
        "grade is null",
        "paid is not null",
        "absent is null",
        "absent",
        "holds",
        "stands = false",
        "true",
        "heads in (1, 2, 3)",
        "share in (0.5, 0.125)",
        "born in (date '2000-02-29')",
    ]);
    prop_oneof![
        3 => words,
        2 => (money(), comparison(), money()).prop_map(|(a, how, b)| format!("{a} {how} {b}")),
        2 => (plain(), comparison(), plain()).prop_map(|(a, how, b)| format!("{a} {how} {b}")),
        1 => (money(), pick(&["between", "not between"]), money()).prop_map(|(a, how, b)| format!("{a} {how} 0 and {b}")),
        1 => (day(), day(), comparison(), pick(&["0", "18", "-3", "heads"])).prop_map(|(a, b, how, n)| format!("years({a}, {b}) {how} {n}")),
        1 => (day(), comparison(), day()).prop_map(|(a, how, b)| format!("{a} {how} {b}")),
        1 => (day(), pick(&["between", "not between"])).prop_map(|(a, how)| format!("{a} {how} date '1990-01-01' and died")),
    ]
}

fn condition() -> impl Strategy<Value = String> {
    simple().prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            (inner.clone(), pick(&["and", "or"]), inner.clone()).prop_map(|(a, join, b)| format!("({a}) {join} ({b})")),
            inner.clone().prop_map(|a| format!("not ({a})")),
            (inner.clone(), inner.clone(), inner.clone())
                .prop_map(|(when, a, b)| format!("case when {when} then {a} when stands then holds else {b} end")),
        ]
    })
}

fn row() -> impl Strategy<Value = Facts> {
    let fen = || {
        let limit = Value::FEN_LIMIT - 1;
        prop_oneof![Just(0), Just(limit), Just(-limit), -500_i64..500, -limit..limit]
            .prop_map(|fen| Value::Fen(Fen(fen)))
    };
    let truth = || any::<bool>().prop_map(Value::Truth);
    let day =
        || (1900_i16..2100, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Value::Date(date(year, month, day)));
    let words = || proptest::sample::subsequence(vec!["a", "b", "c"], 0..3);
    let values = (
        (truth(), truth(), (-5_i64..5).prop_map(Value::Count), fen(), fen()),
        (-2_000_000_i64..2_000_000).prop_map(|millionths| Value::Decimal(Decimal::new(millionths, 6))),
        (day(), day()),
        pick(&["a", "b", "c"]).prop_map(Value::Choice),
        pick(&["x", "y", ""]).prop_map(Value::Text),
        words().prop_map(|words| Value::Choices(words.into_iter().map(str::to_owned).collect())),
        proptest::collection::vec(proptest::bool::weighted(0.75), 11),
    );
    values.prop_map(|((holds, stands, heads, owed, paid), share, (born, died), grade, note, groups, known)| {
        let names = ["holds", "stands", "heads", "owed", "paid", "share", "born", "died", "grade", "note", "groups"];
        let values = [holds, stands, heads, owed, paid, share, born, died, grade, note, groups];
        let all = names.into_iter().zip(values).zip(known).filter(|(_, known)| *known);
        all.fold(Facts::new(), |facts, ((name, value), _)| facts.with(name, value))
    })
}

fn column(ty: &FactType, name: &str, rows: &[Facts]) -> ArrayRef {
    let values = || rows.iter().map(|facts| facts.value(name));
    let decimals = |scale: i8, of: fn(&Value) -> i128| {
        let numbers: Decimal128Array = values().map(|value| value.map(of)).collect();
        let numbers: ArrayRef = Arc::new(numbers.with_precision_and_scale(PRECISION, scale).expect("it fits"));
        numbers
    };
    match ty {
        FactType::Truth => Arc::new(values().map(|v| v.map(|v| *v == Value::Truth(true))).collect::<BooleanArray>()),
        FactType::Count | FactType::Fen => decimals(0, |value| {
            let (Value::Count(whole) | Value::Fen(Fen(whole))) = value else { panic!("{value:?}") };
            i128::from(*whole)
        }),
        FactType::Decimal => decimals(6, |value| {
            let Value::Decimal(decimal) = value else { panic!("{value:?}") };
            decimal.mantissa() * 10_i128.pow(6 - decimal.scale())
        }),
        FactType::Date => Arc::new(
            values()
                .map(|value| value.map(|value| if let Value::Date(day) = value { days_since_1970(*day) } else { 0 }))
                .collect::<Date32Array>(),
        ),
        FactType::Text | FactType::Choice(_) | FactType::Choices(_) => Arc::new(
            values()
                .map(|value| match value? {
                    Value::Text(text) | Value::Choice(text) => Some(text.clone()),
                    Value::Choices(words) => {
                        Some(words.iter().fold("|".to_owned(), |bars, word| format!("{bars}{word}|")))
                    }
                    Value::Truth(_)
                    | Value::Count(_)
                    | Value::Fen(_)
                    | Value::Decimal(_)
                    | Value::Date(_)
                    | Value::AtLeast(_) => None,
                })
                .collect::<StringArray>(),
        ),
    }
}

fn in_bulk(expr: &Expr, rows: &[Facts]) -> Vec<Truth> {
    let schema = schema();
    let facts: Vec<&FactDefinition> = schema.iter().filter(|fact| fact.name.as_str() != "absent").collect();
    let columns: BTreeSet<FactName> = facts.iter().map(|fact| fact.name.clone()).collect();
    let fields: Vec<Field> =
        facts.iter().map(|fact| Field::new(fact.name.as_str(), column_type(&fact.ty), true)).collect();
    let arrays = facts.iter().map(|fact| column(&fact.ty, fact.name.as_str(), rows)).collect();
    let batch = RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).expect("columns fit");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(async {
        let context = SessionContext::new();
        let frame = context.read_batch(batch).expect("read").select(vec![compile(expr, &columns).alias("holds")]);
        frame.unwrap_or_else(|error| panic!("{expr}: {error}")).collect().await
    });
    let answer = answer.unwrap_or_else(|error| panic!("{expr}: {error}"));
    let truths = answer.iter().flat_map(|batch| {
        assert!(batch.column(0).as_boolean_opt().is_some(), "a truth comes out of {expr}");
        (0..batch.num_rows()).map(|row| truth(batch.column(0).as_ref(), row))
    });
    truths.collect()
}

#[test]
fn a_quotient_is_rounded_half_away_from_zero_in_bulk_too() {
    let rows: Vec<Facts> = [1, -1, 3, 5, 0].map(|fen| Facts::new().with("owed", Value::Fen(Fen(fen)))).to_vec();
    let schema = schema();
    for text in
        ["owed / 2000000 = 0.000001", "owed / 2000000 = -0.000001", "owed / 3 > 0.333333", "owed / 3 >= 0.333333"]
    {
        let expr = Expr::parse(text, &schema).expect(text);
        let alone: Vec<Truth> = rows.iter().map(|facts| expr.truth(facts)).collect();
        assert_eq!(in_bulk(&expr, &rows), alone, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_global_rejects: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn an_expression_means_the_same_for_one_and_for_many(
        expr in condition().prop_filter_map("too many digits", |text| Expr::parse(&text, &schema()).ok()),
        rows in proptest::collection::vec(row(), 1..40),
    ) {
        let alone: Vec<Truth> = rows.iter().map(|facts| expr.truth(facts)).collect();
        prop_assert_eq!(in_bulk(&expr, &rows), alone, "{}", expr);
    }
}
