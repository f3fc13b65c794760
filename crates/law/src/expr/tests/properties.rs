//! What holds of every condition there may be.
use super::*;

fn condition_text() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "t",
        "u",
        "n > 3",
        "n <= m",
        "m in (1, 2)",
        "a - b > 50",
        "a * 0.5 <= b",
        "x / 3 < y",
        "d < e",
        "d between date '2020-01-01' and e",
        "n between m and 4",
        "injury = 'death'",
        "injury not in ('none', 'light')",
        "class = 'heavy'",
        "grave",
        "loss >= 10",
        "contains(groups, 'minor')",
        "least(n, m) = 2",
        "years(d, e) >= 1",
        "greatest(d, e) = e",
        "case when t then n else m end = 2",
        "case when n > 2 then u else t end",
        "true",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| format!("not ({part})")),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(") and ("))),
            prop::collection::vec(inner, 2..4).prop_map(|parts| format!("({})", parts.join(") or ("))),
        ]
    })
}

fn some_facts() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let of = |name: &'static str, values: &'static [&'static str]| {
        prop::option::of(prop::sample::select(values))
            .prop_map(move |value| value.map(|value| (name, value.to_owned())))
    };
    let few = ["0", "1", "2", "3", "4", "5"];
    let days = &["2019-12-31", "2020-01-01", "2020-06-30", "2021-01-01"];
    let few: &'static [&'static str] = Box::leak(Box::new(few));
    (
        (of("t", &["yes", "no"]), of("u", &["yes", "no"]), of("n", few), of("m", few)),
        (
            of("a", &["0", "50", "100", "101"]),
            of("b", &["0", "50", "51"]),
            of("x", &["0", "0.5", "1"]),
            of("y", &["0.166667", "1"]),
        ),
        (of("d", days), of("e", days), of("injury", INJURIES), of("groups", &["minor", "minor+veteran", "disabled"])),
    )
        .prop_map(|((t, u, n, m), (a, b, x, y), (d, e, injury, groups))| {
            [t, u, n, m, a, b, x, y, d, e, injury, groups].into_iter().flatten().collect()
        })
}

fn stated(pairs: &[(&str, String)]) -> Facts {
    facts(&pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join(" "))
}

proptest! {
    #[test]
    fn the_root_of_an_explanation_is_the_truth_and_asks_only_while_it_is_unknown(text in condition_text(), given in some_facts()) {
        let expr = Expr::parse(&text, &schema()).expect("it stands");
        let facts = stated(&given);
        let explanation = expr.explain(&facts);
        prop_assert_eq!(explanation.result, expr.truth(&facts));
        prop_assert_eq!(explanation.result == Truth::Unknown, !explanation.to_find_out.is_empty());
        prop_assert!(explanation.to_find_out.iter().all(|name| facts.get(name.as_str()).is_none()));
    }

    #[test]
    fn what_is_true_or_false_stays_so_whatever_else_becomes_known(text in condition_text(), all in some_facts(), hidden in prop::collection::vec(any::<bool>(), 12)) {
        let expr = Expr::parse(&text, &schema()).expect("it stands");
        let part: Vec<_> = all.iter().zip(hidden).filter(|(_, hidden)| !hidden).map(|(pair, _)| pair.clone()).collect();
        let early = expr.truth(&stated(&part));
        if early != Truth::Unknown {
            prop_assert_eq!(expr.truth(&stated(&all)), early);
        }
    }

    #[test]
    fn a_fact_that_is_not_asked_for_changes_nothing(text in condition_text(), given in some_facts(), more in some_facts()) {
        let expr = Expr::parse(&text, &schema()).expect("it stands");
        let facts = stated(&given);
        let asked = expr.explain(&facts).to_find_out;
        let unasked = more.iter().filter(|(name, _)| facts.get(name).is_none() && !asked.contains(*name));
        let completed: Vec<_> = given.iter().chain(unasked).cloned().collect();
        prop_assert_eq!(expr.truth(&stated(&completed)), expr.truth(&facts));
    }

    #[test]
    fn what_is_printed_and_read_again_says_the_same(text in condition_text()) {
        let schema = schema();
        let expr = Expr::parse(&text, &schema).expect("it stands");
        let again = Expr::parse(&expr.to_string(), &schema).expect("what is printed can be read");
        prop_assert_eq!(again, expr);
    }

    #[test]
    fn no_text_brings_the_reader_down(text in "[a-z0-9()'<>=,.* /+\\-重\n]{0,60}") {
        let _ = Expr::parse(&text, &schema());
    }
}
