//! Amounts worked out by hand, over the published wages of Anhui in 2023 (103,688 yuan a year).
use jiff::civil::date;
use kernel::Fen;
use law::amount::{Amount, AmountContext, AmountSource, Amounts, Operation, Quantification};
use law::facts::{FactSchema, Origin, SchemaSource, parse_file};

use crate::wages::figures;

#[derive(serde::Deserialize)]
struct Pack {
    facts: SchemaSource,
    #[serde(flatten)]
    amounts: AmountSource,
}

fn standard() -> (Quantification, FactSchema) {
    let pack: Pack = toml::from_str(include_str!("amounts.toml")).expect("amounts.toml can be read");
    let schema = FactSchema::load(pack.facts).expect("the facts are sound");
    let amounts = Amounts::load(pack.amounts, &schema, &figures()).expect("the amounts are sound");
    (amounts.get("local").expect("it is there").clone(), schema)
}

fn compute(facts: &str, area: &str, exception: Option<&str>) -> Amount {
    let (standard, schema) = standard();
    let facts =
        parse_file(facts, &schema, &Origin::new("given", "")).unwrap_or_else(|wrong| panic!("{facts}: {wrong:?}"));
    let context =
        AmountContext { exception: exception.map(str::to_owned), ..AmountContext::new(area.into(), date(2025, 6, 1)) };
    standard.quantify(&facts, &figures(), &context)
}

const PLAIN: &str =
    "injury = 'light'\nhardship = 'very'\nfault_share = 0\ngroups = []\ncompensation_received = 0\nother_aid = 0\n";

/// Facts that differ from [`PLAIN`]: name and value, without a value unknown.
type Changes<'a> = &'a [(&'a str, &'a str)];

fn with(changes: Changes<'_>) -> String {
    let lines = PLAIN.lines().filter(|line| !changes.iter().any(|(name, _)| line.starts_with(name)));
    let kept = lines.map(str::to_owned);
    let stated = changes.iter().filter(|(_, value)| !value.is_empty());
    kept.chain(stated.map(|(name, value)| format!("{name} = {value}"))).collect::<Vec<_>>().join("\n")
}

#[test]
fn amounts_come_out_as_worked_by_hand() {
    // what differs from a light injury in great hardship without fault, low and high in fen
    let rows: &[(Changes<'_>, i64, i64)] = &[
        // 103,688 / 12 × 3 = 25,922.00
        (&[], 2_592_200, 2_592_200),
        // × 0.8 = 20,737.60
        (&[("hardship", "'ordinary'")], 2_073_760, 2_073_760),
        // × 1 to × 1.2 = 31,106.40
        (&[("hardship", "'extreme'")], 2_592_200, 3_110_640),
        // × (1 − 0.3) = 18,145.40
        (&[("fault_share", "'0.3'")], 1_814_540, 1_814_540),
        // × (1 − 0.333333) = 17,281.34199…: rounded once, at the end
        (&[("fault_share", "'0.333333'")], 1_728_134, 1_728_134),
        // minor: × 1.1 to × 1.2; minor and disabled: × 1.2 to × 1.3
        (&[("groups", "['minor']")], 2_851_420, 3_110_640),
        (&[("groups", "['minor', 'disabled', 'elderly']")], 3_110_640, 3_369_860),
        // less 5,000 and 922 = 20,000.00
        (&[("compensation_received", "500000"), ("other_aid", "92200")], 2_000_000, 2_000_000),
        // more received than due: nothing remains, and the floor of 3,000 applies as it is written
        (&[("compensation_received", "9000000")], 300_000, 300_000),
        // 24 months: 207,376; 12 months: 103,688
        (&[("injury", "'serious'")], 10_368_800, 20_737_600),
        // 24.5 months: 211,696.333…; 40 months would be 345,626.67, and the ceiling is 311,064
        (&[("injury", "'death'")], 21_169_633, 31_106_400),
        // wholly at fault: nothing remains, and the floor applies
        (&[("fault_share", "'1'")], 300_000, 300_000),
    ];
    for (changes, low, high) in rows {
        let amount = compute(&with(changes), "340000", None);
        assert_eq!(
            (amount.low, amount.high),
            (Some(Fen(*low)), Some(Fen(*high))),
            "{changes:?}: {:#?}",
            amount.working
        );
        assert_eq!(amount.ceiling, Some(Fen(31_106_400)));
        assert!(amount.demonstration && amount.to_find_out.is_empty() && amount.missing_figures.is_empty());
    }
}

#[test]
fn an_unknown_addend_leaves_the_amount_open_and_names_what_to_find_out() {
    let rows: &[(Changes<'_>, &[&str])] = &[
        (&[("other_aid", "")], &["other_aid"]),
        (&[("compensation_received", ""), ("other_aid", "")], &["compensation_received", "other_aid"]),
        (&[("injury", "")], &["injury"]),
        (&[("hardship", ""), ("fault_share", "")], &["fault_share", "hardship"]),
        (&[("groups", "")], &["groups"]),
        // no share lies above one: it is to be found out what was meant
        (&[("fault_share", "'1.5'")], &["fault_share"]),
    ];
    for (changes, missing) in rows {
        let amount = compute(&with(changes), "340000", None);
        assert_eq!((amount.low, amount.high, amount.approval), (None, None, None), "{changes:?}");
        let asked: Vec<&str> = amount.to_find_out.iter().map(kernel::id::FactName::as_str).collect();
        assert_eq!(asked, *missing);
        assert_eq!(amount.ceiling, Some(Fen(31_106_400)), "the ceiling does not hang on them");
    }
}

#[test]
fn a_missing_figure_leaves_the_amount_open_and_is_named_with_its_area() {
    let rows = [("520000", Some("520000")), ("520123", Some("520000")), ("100000", None), ("not-an-area", None)];
    for (area, wanted) in rows {
        let amount = compute(PLAIN, area, None);
        assert_eq!((amount.low, amount.high, amount.ceiling), (None, None, None), "{area}");
        let missing: Vec<_> = amount
            .missing_figures
            .iter()
            .map(|missing| missing.area.as_ref().map(kernel::id::AreaCode::as_str))
            .collect();
        assert_eq!(missing, [wanted], "{area}");
        assert!(amount.to_find_out.is_empty(), "a figure is no fact of the case: {:?}", amount.to_find_out);
    }
    assert_eq!(compute(PLAIN, "340123", None).low, Some(Fen(2_592_200)), "a county uses its province's figure");
}

#[test]
fn the_ceiling_is_exceeded_only_on_a_ground_of_the_rules_and_never_above_what_is_owed() {
    let death = |award: &str| with(&[("injury", "'death'"), ("award_owed", award)]);
    // award owed, ground, high, above the ceiling
    let rows = [
        ("", None, Some(31_106_400), false),
        ("", Some("some-other-ground"), Some(31_106_400), false),
        ("40000000", Some("exceptionally-heavy-loss"), Some(34_562_667), true),
        ("33000000", Some("exceptionally-heavy-loss"), Some(33_000_000), true),
        ("25000000", Some("exceptionally-heavy-loss"), Some(25_000_000), false),
        ("", Some("exceptionally-heavy-loss"), None, false),
    ];
    for (award, ground, high, above) in rows {
        let amount = compute(&death(award), "340000", ground);
        assert_eq!(
            (amount.high, amount.above_ceiling),
            (high.map(Fen), above),
            "{award} {ground:?}: {:#?}",
            amount.working
        );
        assert_eq!(amount.exception.is_some(), ground == Some("exceptionally-heavy-loss"));
    }
    // Below the ceiling an exception asks for nothing.
    assert_eq!(compute(PLAIN, "340000", Some("exceptionally-heavy-loss")).low, Some(Fen(2_592_200)));
}

#[test]
fn the_band_of_each_end_says_who_approves() {
    let (standard, _) = standard();
    let by = |fen| standard.approval_for(Fen(fen)).map(|role| role.as_str().to_owned());
    assert_eq!(by(999_999).as_deref(), Some("deputy-chief"));
    assert_eq!(by(1_000_000).as_deref(), Some("chief-meeting"), "10,000 yuan or more (以上) includes 10,000");
    let amount = compute(&with(&[("compensation_received", "2000000")]), "340000", None);
    let approval = amount.approval.expect("592,200 fen has a band");
    assert_eq!((approval.low.as_str(), approval.high.as_str()), ("deputy-chief", "deputy-chief"));
}

#[test]
fn the_working_shows_every_step_with_its_value_its_running_total_and_its_source() {
    let amount = compute(&with(&[("groups", "['minor']"), ("other_aid", "92200")]), "340000", None);
    let shown: Vec<(Operation, String, String)> = amount
        .working
        .iter()
        .map(|line| {
            let value = line.value.map(|value| value.high.to_string()).unwrap_or_default();
            (line.operation, value, line.high.map(|high| high.to_string()).unwrap_or_default())
        })
        .collect();
    let rows = [
        (Operation::Start, "10368800", "10368800"),
        (Operation::Months, "3", "2592200"),
        (Operation::Factor, "1", "2592200"),
        (Operation::Factor, "1.000000", "2592200"),
        (Operation::Uplift, "1.2", "3110640"),
        (Operation::Less, "92200", "3018440"),
        (Operation::Floor, "300000", "3018440"),
        (Operation::Ceiling, "31106400", "3018440"),
        (Operation::Round, "", "3018440"),
    ];
    assert_eq!(shown, rows.map(|(operation, value, total)| (operation, value.to_owned(), total.to_owned())));
    let start = amount.working.first().expect("a first line");
    assert_eq!((start.year, start.demonstration), (Some(2023), false));
    assert_eq!(start.source.as_ref().map(|source| source.act.as_str()), Some("anhui-statistics"));
    let months = amount.working.get(1).expect("a second line");
    assert_eq!(months.expression.as_deref(), Some("injury = 'light'"));
    assert!(months.demonstration);
    assert_eq!(
        amount.working.iter().map(|line| line.changed).collect::<Vec<_>>(),
        [true, true, false, false, true, true, false, false, false]
    );
    let kept = serde_json::to_string(&amount).expect("it can be written");
    assert_eq!(serde_json::from_str::<Amount>(&kept).expect("it can be read"), amount);
}
