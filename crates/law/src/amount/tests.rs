//! Amounts: which standard applies, how uplifts stack, and what a pack is refused for.
use jiff::civil::date;
use kernel::Fen;

use super::{Amount, AmountContext, AmountSource, Amounts};
use crate::expr::tests::{facts, schema};
use crate::figures::{FigureSource, Figures};

const FIGURES: &str = r#"
[statistic.wage]
label = { zh = "年平均工资", en = "Annual wage" }
per = "year"
[statistic.subsistence]
label = { zh = "低保标准", en = "Subsistence level" }
per = "month"
[[figure]]
statistic = "wage"
area = "340000"
level = "province"
year = 2023
effective_from = 2024-05-20
amount = 1200000
source = { act = "test", article = "1", confidence = "V" }
[[figure]]
statistic = "subsistence"
area = "340100"
level = "city"
year = 2024
effective_from = 2024-05-20
amount = 70000
demonstration = true
source = { act = "test", article = "2", confidence = "I" }
"#;

const AMOUNTS: &str = r#"
[dated.floor]
label = { zh = "下限", en = "Floor" }
unit = "fen"
[[dated.floor.value]]
from = 2024-01-01
amount = 1000
source = { act = "test", article = "3", confidence = "M" }

[dated.rate]
label = { zh = "系数", en = "Rate" }
unit = "number"
[[dated.rate.value]]
from = 2024-01-01
amount = "0.5"
source = { act = "test", article = "4", confidence = "M" }

[table.harm]
label = { zh = "损害", en = "Harm" }
source = { act = "test", article = "5", confidence = "V" }
rows = { none = 0, light = 1, serious = [2, 3], severe-disability = 4, death = 6 }

[table.heavy]
label = { zh = "轻重", en = "Weight" }
source = { act = "test", article = "6", confidence = "V" }
rows = { heavy = 2, slight = 1 }

[table.groups]
label = { zh = "人群", en = "Groups" }
source = { act = "test", article = "7", confidence = "V" }
rows = { minor = "0.1", disabled = "0.2", veteran = 0 }

[[quantification]]
id = "national"
version = "v"
label = { zh = "全国", en = "National" }
source = { act = "test", article = "8", confidence = "V" }
base = { statistic = "wage", area = "province", months = { table = "harm", by = "injury" } }
base_day = "decision"
factors = [{ table = "heavy", by = "class" }]
uplifts = { table = "groups", stack = "sum" }
less = "a + b"
floor = { dated = "floor" }
ceiling = "3 * wage"
round = "fen-half-up"
approval = [{ below = 500000, by = "deputy-chief" }, { from = 500000, by = "chief-meeting" }]
"#;

fn figures() -> Figures {
    let source: FigureSource = toml::from_str(FIGURES).expect("the figures can be read");
    Figures::load(source).and_then(|figures| Figures::join([figures])).expect("the figures are sound")
}

fn load(text: &str) -> Result<Amounts, Vec<String>> {
    let source: AmountSource = toml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    Amounts::load(source, &schema(), &figures()).map_err(|all| all.iter().map(ToString::to_string).collect())
}

fn compute(text: &str, given: &str, area: &str) -> Amount {
    let amounts = load(text).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let standard = amounts.get("national").expect("it is there");
    standard.quantify(&facts(given), &figures(), &AmountContext::new(area.into(), date(2025, 6, 1)))
}

fn ends(amount: &Amount) -> Option<(i64, i64)> {
    Some((amount.low?.0, amount.high?.0))
}

#[test]
fn uplifts_stack_as_the_standard_says_and_an_uplift_of_nothing_need_not_be_known() {
    let rows = [
        // 1,000 yuan a month × 1 × 1
        ("sum", "groups=", Some(100_000)),
        ("sum", "groups=minor", Some(110_000)),
        ("sum", "groups=minor+disabled+veteran", Some(130_000)),
        ("max", "groups=minor+disabled", Some(120_000)),
        ("product", "groups=minor+disabled", Some(132_000)),
        ("product", "groups=", Some(100_000)),
        ("sum", "", None),
    ];
    for (stack, groups, fen) in rows {
        let text = AMOUNTS.replace("stack = \"sum\"", &format!("stack = \"{stack}\""));
        let amount = compute(&text, &format!("injury=light a=0 b=0 {groups}"), "340000");
        assert_eq!(ends(&amount), fen.map(|fen| (fen, fen)), "{stack} {groups}");
    }
    let rows = r#"uplifts = { stack = "sum", source = { act = "t", article = "9", confidence = "V" }, rows = [
        { label = { zh = "未成年人", en = "Minor" }, when = "n < 18", add = ["0.1", "0.5"] }, { label = { zh = "零", en = "Nothing" }, when = "u", add = 0 } ] }"#;
    let text = AMOUNTS.replace("uplifts = { table = \"groups\", stack = \"sum\" }", rows);
    assert_eq!(ends(&compute(&text, "injury=light a=0 b=0 n=17", "340000")), Some((110_000, 150_000)));
    assert_eq!(ends(&compute(&text, "injury=light a=0 b=0 n=18", "340000")), Some((100_000, 100_000)));
    assert_eq!(ends(&compute(&text, "injury=light a=0 b=0", "340000")), None);
}

#[test]
fn a_share_above_one_says_nothing_and_a_value_that_is_not_in_force_is_named() {
    let shares = AMOUNTS.replace("{ table = \"heavy\", by = \"class\" }", "{ expr = \"1 - x\" }");
    for (share, fen) in [("0", Some(100_000)), ("0.3", Some(70_000)), ("1", Some(1_000)), ("1.1", None), ("30", None)] {
        let amount = compute(&shares, &format!("injury=light a=0 b=0 groups= x={share}"), "340000");
        assert_eq!(ends(&amount), fen.map(|fen| (fen, fen)), "{share}");
        let open: Vec<&str> = amount.to_find_out.iter().map(kernel::id::FactName::as_str).collect();
        assert_eq!(open, if fen.is_some() { vec![] } else { vec!["x"] }, "{share}");
    }
    let early = AMOUNTS.replace("from = 2024-01-01\namount = 1000", "from = 2026-01-01\namount = 1000");
    let amount = compute(&early, "injury=light a=0 b=0 groups=", "340000");
    assert_eq!(ends(&amount), None);
    let [missing] = amount.missing_values.as_slice() else { panic!("one value: {:?}", amount.missing_values) };
    assert_eq!((missing.label.en.as_str(), missing.on), ("Floor", date(2025, 6, 1)));
    let lifted =
        AMOUNTS.replace("ceiling = \"3 * wage\"", "ceiling = \"3 * wage\"\nexception_ceiling = { dated = \"floor\" }");
    let amounts = load(&lifted).unwrap_or_else(|mistakes| panic!("{mistakes:#?}"));
    let standard = amounts.get("national").expect("it is there");
    let limit = |day| standard.exception_limit(&facts(""), day);
    assert_eq!(limit(date(2024, 1, 1)), Ok(Some(Fen(1000))));
    assert!(matches!(limit(date(2023, 12, 31)), Err(super::OpenLimit::Value(own)) if own.label.en == "Floor"));
}

#[test]
fn a_base_may_be_a_monthly_figure_of_the_city_or_a_table_of_money() {
    let monthly =
        AMOUNTS.replace("statistic = \"wage\", area = \"province\"", "statistic = \"subsistence\", area = \"city\"");
    let monthly = monthly.replace("3 * wage", "36 * subsistence");
    let amount = compute(&monthly, "injury=serious a=0 b=0 groups=", "340123");
    assert_eq!(ends(&amount), Some((280_000, 420_000)), "700 yuan × 2 to 3 months × 2 for a heavy class");
    assert_eq!(amount.ceiling, Some(Fen(2_520_000)));
    assert!(amount.demonstration, "the figure is a demonstration value");
    assert_eq!(
        compute(&monthly, "injury=serious a=0 b=0 groups=", "340000").missing_figures.len(),
        1,
        "no city is known"
    );

    let from = "base = { statistic = \"wage\", area = \"province\", months = { table = \"harm\", by = \"injury\" } }";
    let flat = AMOUNTS.replace(from, "base = { table = \"harm\", by = \"injury\", area = \"province\" }");
    let flat = flat.replacen("light = 1", "light = \"5000.5\"", 1);
    let amount = compute(&flat, "injury=light a=0 b=0 groups=", "340000");
    assert_eq!(ends(&amount), Some((5_001, 5_001)), "half a fen is rounded up, once, at the end");
    assert!(!amount.demonstration);
}

#[test]
fn a_stated_figure_never_takes_the_place_of_a_published_one() {
    let given = "injury=light a=0 b=0 groups=";
    let lied = facts(given).with("wage", crate::facts::Value::Fen(Fen(99_999_999)));
    let amounts = load(AMOUNTS).expect("it is sound");
    let standard = amounts.get("national").expect("it is there");
    let of = |area: &str| standard.quantify(&lied, &figures(), &AmountContext::new(area.into(), date(2025, 6, 1)));
    assert_eq!((of("340000").low, of("340000").ceiling), (Some(Fen(100_000)), Some(Fen(3_600_000))));
    assert_eq!((of("520000").low, of("520000").ceiling), (None, None));
}

#[test]
fn the_standard_of_the_smallest_area_around_the_case_applies() {
    let body = |id: &str, more: &str| {
        let quantification = AMOUNTS.split_once("[[quantification]]").expect("two parts").1;
        format!(
            "[[quantification]]{}",
            quantification.replacen("id = \"national\"", &format!("id = \"{id}\"\n{more}"), 1)
        )
    };
    let text = AMOUNTS.to_owned()
        + &body("anhui", "area = \"340000\"\nfrom = 2022-01-01\nuntil = 2024-12-31")
        + &body("anhui-2025", "area = \"340000\"\nfrom = 2025-01-01")
        + &body("hefei", "area = \"340100\"");
    let amounts = load(&text).expect("it is sound");
    let rows = [
        ("v", "110105", date(2025, 6, 1), Some("national")),
        ("v", "340000", date(2021, 6, 1), Some("national")),
        ("v", "341600", date(2024, 12, 31), Some("anhui")),
        ("v", "341622", date(2025, 1, 1), Some("anhui-2025")),
        ("v", "340123", date(2025, 1, 1), Some("hefei")),
        ("w", "340123", date(2025, 1, 1), None),
    ];
    for (version, area, on, id) in rows {
        assert_eq!(
            amounts.choose(version, &area.into(), on).map(super::Quantification::id),
            id,
            "{version} {area} {on}"
        );
    }
    let both = load(&(text.clone() + &body("again", "area = \"340100\""))).expect_err("two at once");
    assert!(both.iter().any(|mistake| mistake.contains("hefei and again both apply on some day")), "{both:#?}");
    let twice = Amounts::join([amounts.clone(), amounts]).expect_err("everything twice");
    assert!(twice.iter().any(|mistake| mistake.what.contains("stands in two packs")), "{twice:#?}");
}

/// What stands in the pack, what is put in its place, what is said then.
const REFUSED: &[(&str, &str, &str)] = &[
    (
        "statistic = \"wage\"",
        "statistic = \"wagee\"",
        "quantification.0.base.statistic: no such statistic: wagee; did you mean wage?",
    ),
    (
        "table = \"harm\", by",
        "table = \"hram\", by",
        "quantification.0.base.months.table: no such table: hram; did you mean harm?",
    ),
    (
        "by = \"injury\"",
        "by = \"injry\"",
        "quantification.0.base.months.by: a table is read by a choice, and injry is none; did you mean injury?",
    ),
    ("by = \"injury\"", "by = \"n\"", "quantification.0.base.months.by: a table is read by a choice, and n is none"),
    ("light = 1, ", "", "table.harm.rows: there is no row for 'light'"),
    ("light = 1, ", "light = 1, lihgt = 1, ", "table.harm.rows.lihgt: no such choice: 'lihgt'; did you mean light?"),
    ("light = 1, ", "light = -1, ", "table.harm.rows.light: a row is a number"),
    ("light = 1, ", "light = [3, 2], ", "table.harm.rows.light: a row is a number"),
    ("light = 1, ", "light = \"a\", ", "table.harm.rows.light: a row is a number"),
    (
        "{ table = \"heavy\", by = \"class\" }",
        "{ expr = \"a\" }",
        "quantification.0.factors.0.expr: a factor is a number without unit",
    ),
    (
        "{ table = \"heavy\", by = \"class\" }",
        "{ expr = \"1 - z\" }",
        "quantification.0.factors.0.expr: no such fact: z",
    ),
    ("{ table = \"heavy\", by = \"class\" }", "{ by = \"class\" }", "quantification.0.factors.0: a factor is"),
    (
        "{ table = \"groups\", stack",
        "{ table = \"groups\", by = \"t\", stack",
        "quantification.0.uplifts.by: a table is read by a choice, and t is none",
    ),
    ("{ table = \"groups\", stack", "{ stack", "quantification.0.uplifts: uplifts are"),
    ("less = \"a + b\"", "less = \"a + n\"", "quantification.0.less: money and a bare number do not go together"),
    (
        "{ dated = \"floor\" }",
        "{ dated = \"flor\" }",
        "quantification.0.floor: no such dated value: flor; did you mean floor?",
    ),
    ("{ dated = \"floor\" }", "{ dated = \"rate\" }", "quantification.0.floor: the dated value rate is no money"),
    ("3 * wage", "3 * wagee", "quantification.0.ceiling: no such fact: wagee (at 4); did you mean wage?"),
    ("below = 500000, ", "below = 400000, ", "quantification.0.approval.1: the band begins at 500000, and 400000 fen"),
    ("below = 500000, ", "", "quantification.0.approval.1: the band before it has no end"),
    (
        "{ from = 500000, by",
        "{ from = 500000, below = 600000, by",
        "quantification.0.approval: the last band needs no end",
    ),
    ("area = \"province\", months", "months", "quantification.0.base: a base is a statistic"),
    ("version = \"v\"", "version = \"v\"\narea = \"34\"", "quantification.0.area: an area is a code of six digits"),
    (
        "version = \"v\"",
        "version = \"v\"\nfrom = 2022-01-01\nuntil = 2021-01-01",
        "quantification.0.until: it ends before it begins",
    ),
    (
        "base = { statistic = \"wage\", area = \"province\", months = { table = \"harm\", by = \"injury\" } }",
        "base = { table = \"harm\", by = \"injury\" }",
        "quantification.0.base.area: of which area is wage?",
    ),
];

#[test]
fn amounts_that_cannot_stand_do_not_load() {
    for (before, after, said) in REFUSED {
        let text = AMOUNTS.replacen(before, after, 1);
        assert_ne!(text, AMOUNTS, "{before}");
        let mistakes = load(&text).expect_err(said);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(said)), "{said}: {mistakes:#?}");
    }
    for (before, after) in [
        ("light = 1,", "light = 0.5,"),
        ("floor = { dated", "floor = { daetd"),
        ("round = \"fen-half-up\"", "round = \"yuan\""),
    ] {
        assert!(toml::from_str::<AmountSource>(&AMOUNTS.replacen(before, after, 1)).is_err(), "{after}");
    }
}

#[test]
fn a_later_version_of_a_table_holds_from_its_day_on_and_the_earlier_one_before_it() {
    let later = "[[table.harm.later]]\nfrom = 2024-07-01\nsource = { act = 'test', article = '9', confidence = 'V' }\n\
                 rows = { none = 0, light = 5, serious = [2, 3], severe-disability = 4, death = 6 }\n";
    let (before, rest) = AMOUNTS.split_once("[table.heavy]").expect("the second table");
    let with = |later: &str| load(&format!("{before}{later}[table.heavy]{rest}"));
    let amounts = with(later).expect("it is sound");
    let standard = amounts.get("national").expect("the standard");
    let part = standard.parts().into_iter().find(|part| part.of == super::PartOf::Table("harm".to_owned()));
    let versions = part.expect("the table is a part").versions;
    let days: Vec<_> = versions.iter().map(|own| (own.from, own.until)).collect();
    assert_eq!(days, [(None, Some(date(2024, 6, 30))), (Some(date(2024, 7, 1)), None)]);
    let known = facts("injury=light a=0 b=0 groups=");
    let low = |on| standard.quantify(&known, &figures(), &AmountContext::new("340123".into(), on)).low;
    let months = [date(2024, 6, 30), date(2024, 7, 1)].map(low);
    assert_eq!(months, [Some(Fen(100_000)), Some(Fen(500_000))], "the rows of the day, on either side of it");
    let wrong = [
        (format!("{later}{later}"), "table.harm.later.1.from: two versions of the table begin on 2024-07-01"),
        (later.replace("light = 5, ", ""), "table.harm.later.0.rows: there is no row for 'light'"),
        (later.replace("light = 5", "light = [6, 5]"), "table.harm.later.0.rows.light: a row is a number"),
        (later.replace("light = 5", "light = 5, lihgt = 1"), "table.harm.later.0.rows.lihgt: no such choice: 'lihgt'"),
    ];
    for (later, said) in wrong {
        let mistakes = with(&later).expect_err(said);
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(said)), "{said}: {mistakes:?}");
    }
}
