//! Figures and dated values: levels of areas, closed rows, and what a pack is refused for.
use jiff::civil::date;
use kernel::Fen;

use super::{AreaLevel, DatedSource, DatedValue, FigureSource, Figures};
use crate::expr::tests::{facts, schema};

const FIGURES: &str = r#"
[statistic.wage]
label = { zh = "工资", en = "Wage" }
per = "year"
[[figure]]
statistic = "wage"
area = "340000"
level = "province"
year = 2023
effective_from = 2024-05-20
until = 2025-05-19
amount = 10368800
source = { act = "test", article = "1", confidence = "V" }
"#;

fn load(text: &str) -> Result<Figures, Vec<String>> {
    let source: FigureSource = toml::from_str(text).unwrap_or_else(|error| panic!("{error}"));
    let told = |all: Vec<crate::mistake::LoadMistake>| all.iter().map(ToString::to_string).collect();
    Figures::load(source).and_then(|figures| Figures::join([figures])).map_err(told)
}

#[test]
fn a_closed_figure_is_not_used_after_its_last_day() {
    let figures = load(FIGURES).expect("the figures are sound");
    let rows = [(date(2024, 5, 19), None), (date(2025, 5, 19), Some(Fen(10_368_800))), (date(2025, 5, 20), None)];
    for (on, amount) in rows {
        assert_eq!(figures.find("wage", &"340000".into(), on).map(|figure| figure.amount), amount, "{on}");
    }
}

#[test]
fn figures_that_cannot_stand_do_not_load() {
    let rows = [
        (
            "level = \"province\"",
            "level = \"city\"",
            "figure.0.level: area 340000 is not of level city; it is of level province",
        ),
        ("\"340000\"", "\"34\"", "figure.0.level: area 34 is not of level province"),
        ("10368800", "0", "figure.0.amount: a figure is whole fen above zero"),
        ("10368800", "-5", "figure.0.amount: a figure is whole fen above zero"),
        ("until = 2025-05-19", "until = 2024-05-19", "figure.0.until: it ends before it begins"),
        (
            "statistic = \"wage\"",
            "statistic = \"wages\"",
            "figure.0.statistic: no such statistic: wages (area 340000); did you mean wage?",
        ),
    ];
    for (before, after, said) in rows {
        let mistakes = load(&FIGURES.replacen(before, after, 1)).expect_err(said);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(said)), "{said}: {mistakes:#?}");
    }
    let twice =
        load(&format!("{FIGURES}{}", FIGURES.split_once("per = \"year\"").expect("two parts").1)).expect_err("twice");
    assert_eq!(twice, ["figure.1.effective_from: two figures of wage for 340000 begin on 2024-05-20"]);
    for (before, after) in
        [("amount = 10368800", "amount = 103688.00"), ("2024-05-20", "2024-02-30"), ("year = 2023", "yaer = 2023")]
    {
        assert!(toml::from_str::<FigureSource>(&FIGURES.replacen(before, after, 1)).is_err(), "{after}");
    }
}

#[test]
fn two_files_that_differ_on_a_statistic_or_share_a_figure_do_not_join() {
    let one = load(FIGURES).expect("the figures are sound");
    let other =
        load(&FIGURES.replace("\"year\"", "\"month\"").replace("2024-05-20", "2023-05-20")).expect("sound by itself");
    let said = |pair: [Figures; 2]| {
        Figures::join(pair).expect_err("a contradiction").iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(said([one.clone(), other]), ["statistic.wage: it is declared twice, differently"]);
    assert_eq!(
        said([one.clone(), one]),
        ["figure.0.effective_from: two figures of wage for 340000 begin on 2024-05-20"]
    );
}

#[test]
fn the_level_of_an_area_is_read_from_its_code_and_leads_to_the_areas_around_it() {
    use AreaLevel::{City, County, National, Province};
    let rows = [
        ("100000", Some(National), [Some("100000"), None, None, None]),
        ("340000", Some(Province), [Some("100000"), Some("340000"), None, None]),
        ("341600", Some(City), [Some("100000"), Some("340000"), Some("341600"), None]),
        ("341622", Some(County), [Some("100000"), Some("340000"), Some("341600"), Some("341622")]),
        ("34", None, [None; 4]),
        ("34162x", None, [None; 4]),
        ("安徽", None, [None; 4]),
    ];
    for (code, level, around) in rows {
        let area = code.into();
        assert_eq!(AreaLevel::of(&area), level, "{code}");
        let found = [National, Province, City, County].map(|level| level.around(&area).map(|area| area.to_string()));
        assert_eq!(found, around.map(|code| code.map(str::to_owned)), "{code}");
    }
}

#[test]
fn a_dated_value_is_the_one_in_force_and_two_at_once_do_not_load() {
    let text = |second: &str| {
        format!(
            "label = {{ zh = '上限', en = 'Ceiling' }}\nunit = 'fen'\n\
             [[value]]\nfrom = 2014-01-01\nuntil = 2020-12-31\namount = 5000000\nsource = {{ act = 'a', article = '1', confidence = 'M' }}\n\
             [[value]]\n{second}\nsource = {{ act = 'a', article = '2', confidence = 'V' }}\n"
        )
    };
    let load = |second: &str| {
        let source: DatedSource = toml::from_str(&text(second)).unwrap_or_else(|error| panic!("{error}"));
        DatedValue::load("dated.ceiling", source, &schema())
            .map_err(|all| all.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let value = load("from = 2021-01-01\namount = '3 * a'").expect("it is sound");
    let on = |day| value.on(day).and_then(|value| value.amount.fen(&facts("a=100")));
    let rows =
        [(date(2013, 12, 31), None), (date(2020, 12, 31), Some(Fen(5_000_000))), (date(2021, 1, 1), Some(Fen(300)))];
    for (day, fen) in rows {
        assert_eq!(on(day), fen, "{day}");
    }
    let rows = [
        (
            "from = 2020-12-31\namount = 1",
            "dated.ceiling.value.1.from: the values from 2014-01-01 and from 2020-12-31 are both in force",
        ),
        (
            "from = 2013-01-01\namount = 1",
            "dated.ceiling.value.1.from: the values from 2014-01-01 and from 2013-01-01 are both in force",
        ),
        ("from = 2021-01-01\nuntil = 2020-12-31\namount = 1", "dated.ceiling.value.1.until: it ends before it begins"),
        ("from = 2021-01-01\namount = 'n'", "dated.ceiling.value.1.amount: this is a number, not money"),
        ("from = 2021-01-01\namount = '3 * wag'", "dated.ceiling.value.1.amount: no such fact: wag (at 4)"),
    ];
    for (second, said) in rows {
        let mistakes = load(second).expect_err(said);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(said)), "{said}: {mistakes:#?}");
    }
}
