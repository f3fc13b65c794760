//! What an office enters is laid over the packs by the same loader: what fits holds from its day on, what does not is told and
//! left out.
use std::collections::BTreeMap;

use jiff::civil::date;
use kernel::Fen;
use law::amount::RowSource;
use law::figures::AmountText;
use packs::Entered;
use packs::entered::{Given, Subject};

use super::support::{load, shipped};

fn entered(id: i64, subject: &str, given: Given) -> Entered {
    let subject = Subject::parse(subject).expect("a subject");
    let (act, article, document) = ("省院量化标准".to_owned(), "7".to_owned(), "文号".to_owned());
    Entered { id, subject, from: date(2024, 7, 1), given, act, article, document }
}

fn rows(all: &[(&str, &str)]) -> Given {
    let row =
        |(id, number): &(&str, &str)| ((*id).to_owned(), RowSource::Single(AmountText::Text((*number).to_owned())));
    Given::Rows(all.iter().map(row).collect::<BTreeMap<_, _>>())
}

const HARDSHIP: &str = "table:provinces/340000/anhui_hardship";
const WHOLE: [(&str, &str); 4] = [("none", "0.5"), ("ordinary", "0.8"), ("very", "1.2"), ("extreme", "1.5")];

#[test]
fn a_figure_takes_the_place_of_a_shipped_one_of_its_day_and_a_floor_closes_the_one_before_it() {
    let library = load(&shipped());
    let wage = |on| library.figures.find("average_annual_wage", &"340000".into(), on).map(|own| own.effective_from);
    let from = wage(date(2024, 7, 1)).expect("a shipped figure");
    let figure =
        Entered { from, ..entered(1, "figure:average_annual_wage/340000", Given::Figure(2023, Fen(12_000_000))) };
    let floor = entered(2, "dated:provinces/340000/anhui_floor", Given::Amount(Fen(500_000)));
    let over = library.laid_over(&[figure, floor]).expect("both fit");
    let now = over.figures.find("average_annual_wage", &"340000".into(), date(2024, 7, 1)).expect("the entered one");
    assert_eq!((now.amount, now.effective_from, now.source.act.as_str()), (Fen(12_000_000), from, "entered-1"));
    assert_eq!(over.acts.get("entered-1").map(|own| own.name.zh.as_str()), Some("省院量化标准"));
    let parts = over.standards().into_iter().flat_map(|own| own.parts);
    let mut floors = parts.filter(|own| own.subject.to_string() == "dated:provinces/340000/anhui_floor");
    let days: Vec<_> =
        floors.next().expect("the floor").part.versions.iter().map(|own| (own.from, own.until)).collect();
    let shipped = (Some(date(2014, 1, 1)), Some(date(2024, 6, 30)));
    assert_eq!(days, [shipped, (Some(date(2024, 7, 1)), None)]);
    assert!(over.in_force.iter().any(|own| own.id == "entered"), "it is named among what is in force");
}

#[test]
fn values_that_do_not_fit_are_told_as_those_of_a_pack_are_and_the_others_count() {
    let library = load(&shipped());
    let missing = entered(1, HARDSHIP, rows(&WHOLE[..3]));
    let said = library.laid_over(std::slice::from_ref(&missing)).expect_err("a row is missing");
    assert!(said.iter().any(|own| own.what.contains("there is no row for 'extreme'")), "{said:?}");
    let gone = entered(2, "table:provinces/340000/no_such_table", rows(&WHOLE));
    let said = library.laid_over(std::slice::from_ref(&gone)).expect_err("no such table");
    assert!(said.iter().any(|own| own.what.contains("no table:provinces/340000/no_such_table any more")), "{said:?}");
    let sound = entered(3, HARDSHIP, rows(&WHOLE));
    let (over, unfit) = library.with_entered(&[missing, sound, gone]).expect("the site starts all the same");
    assert_eq!(unfit.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [1, 2]);
    assert!(over.acts.contains_key("entered-3") && !over.acts.contains_key("entered-1"));
}

#[test]
fn text_of_the_law_and_formulas_are_not_entered() {
    let all = load(&shipped()).standards();
    let of = |id: &str| {
        let own = all.iter().find(|own| own.id == id).expect("the standard");
        own.parts.iter().filter(|part| part.enterable).map(|part| part.subject.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("national-envelope-2021"), Vec::<String>::new());
    let anhui = of("anhui-procuratorates");
    let names = ["months", "hardship", "groups"].map(|name| format!("table:provinces/340000/anhui_{name}"));
    assert_eq!(anhui, [&names[..], &["dated:provinces/340000/anhui_floor".to_owned()]].concat());
}

#[test]
fn a_subject_reads_as_it_is_written() {
    for text in [HARDSHIP, "dated:national/x/ceiling", "figure:average_annual_wage/340000"] {
        assert_eq!(Subject::parse(text).expect("a subject").to_string(), text);
    }
    for text in ["", "table", "table:x", "figure:wage/34", "other:a/b"] {
        assert_eq!(Subject::parse(text), None, "{text}");
    }
}
