//! Facts files, schemas and values: what is taken, what is refused, and how it is told.
use jiff::civil::date;
use kernel::Fen;
use rust_decimal::Decimal;

use super::{FactSchema, FactType, Facts, Origin, SchemaSource, Value, parse_file};
use crate::expr::tests::schema;

fn parse(text: &str) -> Result<Facts, Vec<String>> {
    let parsed = parse_file(text, &schema(), &Origin::new("file", "facts.toml"));
    parsed.map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

#[test]
fn a_facts_file_states_every_type() {
    let text = r#"
        t = true
        n = 3
        a = 1_250_000
        x = "0.3"
        y = 1
        d = 2020-03-14
        e = "2020-03-15"
        note = "被害人急需手术"
        injury = "serious"
        groups = ["minor", "disabled"]
    "#;
    let facts = parse(text).expect("it can be read");
    assert_eq!(facts.len(), 10);
    let rows = [
        ("t", Value::Truth(true)),
        ("n", Value::Count(3)),
        ("a", Value::Fen(Fen(1_250_000))),
        ("x", Value::Decimal(Decimal::new(3, 1))),
        ("y", Value::Decimal(Decimal::ONE)),
        ("d", Value::Date(jiff::civil::date(2020, 3, 14))),
        ("e", Value::Date(jiff::civil::date(2020, 3, 15))),
        ("note", Value::Text("被害人急需手术".to_owned())),
        ("injury", Value::Choice("serious".to_owned())),
        ("groups", Value::Choices(["disabled".to_owned(), "minor".to_owned()].into())),
    ];
    for (name, value) in rows {
        assert_eq!(facts.value(name), Some(&value), "{name}");
    }
    assert_eq!(facts.get("t").map(|known| known.origin.kind.as_str()), Some("file"));
}

#[test]
fn a_facts_file_says_line_by_line_what_it_cannot_take() {
    let rows = [
        ("injry = 'serious'", "line 1: no such fact: injry; did you mean injury?"),
        ("\n\ninjury = 'serius'", "line 3: injury has no choice \"serius\"; did you mean serious?"),
        ("groups = ['minor', 'vetern']", "line 1: groups has no choice \"vetern\"; did you mean veteran?"),
        ("groups = 'minor'", "line 1: choices is wanted here; write ids in brackets: [\"minor\", \"disabled\"]"),
        ("t = 'yes'", "line 1: truth is wanted here; write true or false; leave the line out when it is unknown"),
        ("t = 'unknown'", "line 1: truth is wanted here; write true or false; leave the line out when it is unknown"),
        ("n = 1.5", "line 1: count is wanted here; write a whole number"),
        ("n = -1", "line 1: n is out of range; it cannot be below zero"),
        ("a = -1", "line 1: a is out of range; it cannot be below zero"),
        ("a = 12.50", "line 1: fen is wanted here; write whole fen: 12,500 yuan is 1250000"),
        ("a = 1000000000000000", "line 1: a is out of range; money stays below 10^13 fen"),
        ("x = 0.3", "line 1: decimal is wanted here; write it in quotes: \"0.3\""),
        ("x = '0.1234567'", "line 1: x is out of range"),
        ("x = 'half'", "line 1: decimal is wanted here"),
        ("d = 2020-02-30", "line 1: "),
        ("d = '2020-02-30'", "line 1: date is wanted here; write 2020-03-14"),
        ("d = 2020-03-14T10:00:00", "line 1: date is wanted here"),
        ("d = 20200314", "line 1: date is wanted here"),
        ("note = 5", "line 1: text is wanted here"),
        (
            "grave = true",
            "line 1: grave follows from other facts and cannot be stated; state the facts it follows from",
        ),
        ("t = true\nt = false", "line 2: duplicate key"),
        ("t = ", "line 1: "),
    ];
    for (text, said) in rows {
        let mistakes = parse(text).expect_err(text);
        assert!(mistakes.first().is_some_and(|mistake| mistake.starts_with(said)), "{text}: {mistakes:?}");
    }
    let all = parse("n = 'x'\ninjury = 'y'\nfoo = 1").expect_err("three mistakes");
    assert_eq!(all.len(), 3, "{all:?}");
}

#[test]
fn a_schema_is_refused_for_names_and_choices_that_cannot_be_used() {
    let rows = [
        ("[fact.Loss]\ntype='fen'", "fact.Loss: \"Loss\" is not in snake_case"),
        ("[fact.direct-loss]\ntype='fen'", "fact.direct-loss: \"direct-loss\" is not in snake_case"),
        ("[fact.null]\ntype='truth'", "fact.null: null is a word of SQL"),
        ("[fact.a]\ntype='choice'", "fact.a.choices: a choice needs its choices"),
        ("[fact.a]\ntype='fen'\nmost=3", "fact.a.most: only count and decimal have a most"),
        ("[fact.a]\ntype='text'\npast=true", "fact.a.past: only a date lies in the past"),
        (
            "[fact.a]\ntype='fen'\nchoices=[{id='b',label={zh='',en=''}}]",
            "fact.a.choices: only choice and choices have",
        ),
        (
            "[fact.a]\ntype='choice'\nchoices=[{id='b',label={zh='',en=''}},{id='b',label={zh='',en=''}}]",
            "fact.a.choices.1.id: b stands twice",
        ),
        (
            "[fact.a]\ntype='choice'\nchoices=[{id='B_c',label={zh='',en=''}}]",
            "fact.a.choices.0.id: \"B_c\" is not in kebab-case",
        ),
    ];
    for (text, said) in rows {
        let text = format!("{text}\nclass='office'\nlabel={{zh='标签',en='label'}}\n");
        let source: SchemaSource = toml::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let mistakes = FactSchema::load(source).expect_err(&text);
        assert!(mistakes.iter().any(|mistake| mistake.to_string().starts_with(said)), "{said}: {mistakes:?}");
    }
}

#[test]
fn a_key_or_a_type_that_does_not_exist_is_refused_by_the_reader() {
    let rows = ["type='money'", "type='fen'\nlabl={zh='',en=''}", "type='fen'\nclass='secret'"];
    for text in rows {
        let text = format!("[fact.a]\n{text}\nlabel={{zh='标签',en='label'}}\n");
        assert!(toml::from_str::<SchemaSource>(&text).is_err(), "{text}");
    }
}

#[test]
fn a_fact_takes_no_value_beyond_what_its_pack_allows() {
    let source = "[fact.share]\ntype='decimal'\nmost=1\nclass='office'\nlabel={zh='比例',en='share'}\n\
                  [fact.people]\ntype='count'\nclass='office'\nlabel={zh='人数',en='people'}\n\
                  [fact.loss]\ntype='fen'\nclass='office'\nlabel={zh='损失',en='loss'}\n\
                  [fact.born]\ntype='date'\npast=true\nclass='office'\nlabel={zh='出生',en='born'}\n\
                  [fact.hearing]\ntype='date'\nclass='office'\nlabel={zh='开庭',en='hearing'}\n";
    let schema = FactSchema::load(toml::from_str(source).expect("read")).expect("loaded");
    let today = date(2026, 3, 2);
    let rows = [
        ("share", Value::Decimal(Decimal::ONE), None),
        ("share", Value::Decimal(Decimal::from(30)), Some("number-out-of-range")),
        ("share", Value::Decimal(Decimal::new(-5, 1)), Some("number-out-of-range")),
        ("people", Value::Count(-1), Some("number-out-of-range")),
        ("people", Value::Count(2_000), None),
        ("loss", Value::Fen(Fen(-1)), Some("amount-negative")),
        ("share", Value::Count(1), Some("wrong-kind")),
        ("born", Value::Date(today), None),
        ("born", Value::Date(date(2026, 3, 3)), Some("date-in-future")),
        ("hearing", Value::Date(date(2026, 3, 3)), None),
    ];
    for (name, value, code) in rows {
        let told = schema.get(name).expect("a fact").check(&value, today).err();
        assert_eq!(told.as_ref().map(|mistake| mistake.code.as_str()), code, "{name} = {value:?}");
    }
    let told = parse_file("share = '30'", &schema, &Origin::new("file", "f")).expect_err("too much");
    assert_eq!(told[0].to_string(), "line 1: share is out of range; it cannot be below zero, or above 1");
}

#[test]
fn a_value_is_of_its_type_only_inside_the_limits() {
    let rows = [
        (Value::Fen(Fen(9_999_999_999_999)), FactType::Fen, true),
        (Value::Fen(Fen(10_000_000_000_000)), FactType::Fen, false),
        (Value::Fen(Fen(i64::MIN)), FactType::Fen, false),
        (Value::Count(999_999_999), FactType::Count, true),
        (Value::Count(1_000_000_000), FactType::Count, false),
        (Value::Decimal(Decimal::new(1_000_000, 7)), FactType::Decimal, true),
        (Value::Decimal(Decimal::new(1, 7)), FactType::Decimal, false),
        (Value::Decimal(Decimal::new(1_000_000, 0)), FactType::Decimal, false),
        (Value::Count(3), FactType::Fen, false),
        (Value::Text(String::new()), FactType::Text, true),
    ];
    for (value, ty, fits) in rows {
        assert_eq!(value.is_of(&ty), fits, "{value:?} as {}", ty.word());
    }
}

#[test]
fn facts_are_kept_and_read_again_unchanged() {
    let facts = parse("x = '0.3'\nd = 2020-03-14\ngroups = []\na = 5\nt = false").expect("it can be read");
    let kept = serde_json::to_string(&facts).expect("it can be written");
    assert!(kept.contains(r#""a":{"value":{"fen":5}"#), "{kept}");
    assert_eq!(serde_json::from_str::<Facts>(&kept).expect("it can be read"), facts);
}

#[test]
fn a_definition_is_told_with_its_type_and_choices() {
    let schema = schema();
    let told = |name: &str| serde_json::to_value(schema.get(name)).expect("it can be written");
    assert_eq!(told("a")["type"], "fen");
    assert_eq!(told("offender")["choices"][0]["id"], "dead");
    assert_eq!(schema.derivation("loss"), Some("greatest(a - b, 0)"));
}
