//! The packs that ship load, and every worked example of theirs comes out. Truth: the examples beside the rules.

use std::collections::{BTreeMap, BTreeSet};

use kernel::id::{CaseTypeId, RegisterId};
use law::facts::Value;
use packs::carry::CarriedRow;
use packs::registers::Parsed;
use toml::Table;

use super::support::{load, shipped};

#[test]
fn the_packs_that_ship_load() {
    let library = load(&shipped());
    assert!(library.case_types.contains_key(&CaseTypeId::from("judicial-assistance")));
}

#[test]
fn every_example_of_the_packs_that_ship_comes_out() {
    let tree = shipped();
    let report = packs::examples::run(&load(&tree), &tree).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let failures: Vec<String> = report.failures().iter().map(ToString::to_string).collect();
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), report.ran(), failures.join("\n"));
}

#[test]
fn every_criterion_exclusion_and_priority_group_holds_in_some_example() {
    let tree = shipped();
    let files = tree.toml_under("law/").expect("text");
    let named = |name: &str, key: &str| -> Vec<Table> {
        let of_name = files.iter().filter(|(path, _)| path.ends_with(name));
        let tables = of_name.filter_map(|(_, text)| toml::from_str::<Table>(text).expect("TOML").remove(key));
        let rows = tables.flat_map(|rows| rows.as_array().cloned().unwrap_or_default());
        rows.filter_map(|row| row.as_table().cloned()).collect()
    };
    let text = |table: &Table, key: &str| table.get(key).and_then(toml::Value::as_str).map(ToOwned::to_owned);
    let examples = named("examples.toml", "example");
    let mut idle = vec![];
    for (kind, wanted) in [("criterion", "by"), ("exclusion", "exclusions"), ("flag", "flags")] {
        for rule in named("rules.toml", kind) {
            let (id, version) = (text(&rule, "id").expect("an id"), text(&rule, "version"));
            let shows = |example: &Table| {
                let then = example["then"].as_table().expect("a table");
                let holding = then.get(wanted).and_then(toml::Value::as_array).cloned().unwrap_or_default();
                let of_version = version.is_none() || version == text(then, "version");
                of_version && holding.iter().any(|own| own.as_str() == Some(&id))
            };
            if !examples.iter().any(shows) {
                idle.push(format!("{kind} {id} of {}", version.as_deref().unwrap_or("every version")));
            }
        }
    }
    assert_eq!(idle, Vec::<String>::new());
}

#[test]
fn the_facts_are_listed_with_type_unit_and_label() {
    let library = load(&shipped());
    let facts = library.facts(&CaseTypeId::from("judicial-assistance")).expect("known");
    let line = |name: &str| {
        facts
            .iter()
            .find(|fact| fact.name.as_str() == name)
            .map(|fact| (fact.ty, fact.unit, fact.label.en.as_str(), fact.choices.len()))
    };
    assert_eq!(line("amount_to_grant"), Some(("fen", Some("fen"), "Amount proposed", 0)));
    assert_eq!(line("injury"), Some(("choice", None, "Injury", 6)));
    assert_eq!(line("papers"), Some(("choices", None, "Papers received", 8)));
    assert_eq!(line("overdue_decide"), Some(("truth", None, "Overdue: Decide on the application", 0)));
    assert_eq!(line("no_such_fact"), None);
    assert!(facts.iter().all(|fact| !fact.label.zh.is_empty() && !fact.label.en.is_empty()));
}

#[test]
fn the_vectors_of_the_ceiling_come_out_to_the_fen() {
    let library = load(&shipped());
    let wages = [("340000", 31_106_400), ("110000", 65_493_600), ("440000", 39_425_400), ("510000", 33_048_000)];
    let day = jiff::civil::date(2024, 7, 1);
    for (area, three_years) in wages {
        let figure = library.figures.find("average_annual_wage", &area.into(), day).expect("known");
        assert_eq!(figure.amount.0 * 3, three_years, "{area}");
        assert!(!figure.demonstration, "{area}");
    }
    let others = [("average_annual_wage_on_post", "340000", 32_030_700), ("average_annual_wage", "341600", 26_089_800)];
    for (statistic, area, three_years) in others {
        assert_eq!(
            library.figures.find(statistic, &area.into(), day).expect("known").amount.0 * 3,
            three_years,
            "{area}"
        );
    }
    let nation =
        library.figures.find("average_annual_wage", &"100000".into(), jiff::civil::date(2025, 5, 19)).expect("known");
    assert_eq!(nation.amount.0 * 3, 37_233_000);
}

#[test]
fn a_place_that_is_cited_by_words_has_them_in_both_languages() {
    let tree = shipped();
    let library = load(&tree);
    let quoted = |line: &str, key: &str| {
        let (_, rest) = line.split_once(&format!("{key} = \""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let english = |place: &String| place.starts_with(|first: char| first.is_ascii_alphabetic());
    let texts = ["law/", "case-types/", "screening/"].map(|folder| tree.toml_under(folder).expect("text"));
    let lines = texts.iter().flatten().flat_map(|(_, text)| text.lines());
    let cited = lines.filter_map(|line| Some((quoted(line, "act")?, quoted(line, "article")?)));
    // The items of the exclusions are numbers, which the pages say by themselves.
    let in_words = cited.filter(|(_, place)| english(place) && !place.starts_with("exclusions, item "));
    let missing: Vec<_> = in_words.filter(|(act, place)| !library.acts[act].places.contains_key(place)).collect();
    assert_eq!(missing, Vec::<(String, String)>::new());
}

#[test]
fn what_a_row_states_of_a_case_that_is_opened_from_it() {
    let library = load(&shipped());
    let carry = &library.carries["judicial-assistance"];
    let group = |id: &str| Some(Value::AtLeast([id.to_owned()].into()));
    let crime = || Some(Value::Choice("crime".to_owned()));
    let cases = [
        ("crim_case", "cause_class", "tort", "harm_kind", crime()), // a crime on the road is a crime
        ("crim_case", "cause_class", "body", "harm_kind", crime()),
        ("crim_person", "injury", "serious-2", "harm_kind", crime()),
        ("veteran", "kind", "veteran", "groups", group("veteran")),
        ("veteran", "kind", "disabled-soldier", "groups", group("veteran")),
        ("veteran", "kind", "family", "groups", group("service-family")),
        ("veteran", "kind", "martyr-family", "groups", group("service-family")),
        ("disabled", "grade", "1", "groups", group("disabled")),
        ("low_income", "kind", "allowance", "groups", None),
        ("low_income", "kind", "allowance", "harm_kind", None),
    ];
    for (register, column, choice, fact, expected) in cases {
        let values = BTreeMap::from([(column.to_owned(), Parsed::Choice(choice.to_owned()))]);
        let (register_id, columns) = (RegisterId::from(register), BTreeSet::new());
        let row = CarriedRow { register: &register_id, values: &values, columns: &columns };
        let stated = carry.facts(&[row]).remove(fact).map(|(value, _)| value);
        assert_eq!(stated, expected, "{register}.{column} = {choice}");
    }
}
