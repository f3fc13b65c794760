//! Wages: the monthly wage and 36 months of it, which are exactly three annual wages.
//!
//! Truth: `wages.toml`, each figure with its source; the two columns are those of a pocket calculator.
use jiff::civil::date;
use kernel::Fen;
use law::amount::{AmountContext, AmountSource, Amounts};
use law::facts::{FactSchema, Facts, SchemaSource, Value};
use law::figures::Figures;

pub(crate) fn figures() -> Figures {
    let source = toml::from_str(include_str!("wages.toml")).expect("wages.toml can be read");
    Figures::join([Figures::load(source).expect("wages.toml is sound")]).expect("every statistic is declared")
}

fn schema() -> FactSchema {
    let choices = "choices = [{ id = 'one', label = { zh = '一', en = 'one' } }, { id = 'all', label = { zh = '全', en = 'all' } }]";
    let text = format!(
        "[fact.months]\ntype = 'choice'\nclass = 'office'\nlabel = {{ zh = '月数', en = 'Months' }}\n{choices}"
    );
    let source: SchemaSource = toml::from_str(&text).expect("the facts can be read");
    FactSchema::load(source).expect("the facts are sound")
}

fn amounts(statistic: &str, level: &str) -> Amounts {
    let text = format!(
        r#"
        [table.months]
        label = {{ zh = "月数", en = "Months" }}
        rows = {{ one = 1, all = 36 }}
        source = {{ act = "csc-2014-3", article = "amount", confidence = "S", rule = "JA-07-3" }}
        [[quantification]]
        id = "plain"
        version = "plain"
        label = {{ zh = "月平均工资", en = "Monthly wages" }}
        source = {{ act = "csc-2014-3", article = "amount", confidence = "S", rule = "JA-07-1" }}
        base = {{ statistic = "{statistic}", area = "{level}", months = {{ table = "months" }} }}
        base_day = "decision"
        ceiling = "3 * {statistic}"
        round = "fen-half-up"
        "#
    );
    let source: AmountSource = toml::from_str(&text).expect("the amounts can be read");
    Amounts::load(source, &schema(), &figures()).expect("the amounts are sound")
}

#[test]
fn a_month_is_a_twelfth_and_36_months_are_three_annual_wages_without_rounding_twice() {
    // area, level, statistic, monthly wage, 36 months: fen
    let rows = [
        ("340000", "province", "average_annual_wage", 864_067, 31_106_400), // Anhui 2023: 8,640.67  311,064
        ("340000", "province", "average_annual_wage_on_post", 889_742, 32_030_700), // on post:    8,897.42  320,307
        ("341600", "city", "average_annual_wage", 724_717, 26_089_800),     // Bozhou:     7,247.17  260,898
        ("110000", "province", "average_annual_wage", 1_819_267, 65_493_600), // Beijing:   18,192.67  654,936
        ("440000", "province", "average_annual_wage", 1_095_150, 39_425_400), // Guangdong: 10,951.50  394,254
        ("510000", "province", "average_annual_wage", 918_000, 33_048_000), // Sichuan:    9,180.00  330,480
        ("100000", "national", "average_annual_wage", 1_034_250, 37_233_000), // 2024:      10,342.50  372,330
    ];
    for (area, level, statistic, monthly, ceiling) in rows {
        let amounts = amounts(statistic, level);
        let standard = amounts.get("plain").expect("it is there");
        let of = |months: &str| {
            let facts = Facts::new().with("months", Value::Choice(months.to_owned()));
            standard.quantify(&facts, &figures(), &AmountContext::new(area.into(), date(2025, 6, 1)))
        };
        assert_eq!(of("one").low, Some(Fen(monthly)), "{area} {statistic}");
        assert_eq!(of("all").low, Some(Fen(ceiling)), "{area} {statistic}");
        assert_eq!(of("all").ceiling, Some(Fen(ceiling)), "{area} {statistic}");
        assert!(!of("all").demonstration && !of("all").above_ceiling);
    }
}

#[test]
fn the_latest_figure_in_force_on_the_day_is_used_and_never_one_of_another_area() {
    let figures = figures();
    let find = |area: &str, on| figures.find("average_annual_wage", &area.into(), on).map(|figure| figure.amount);
    let rows = [
        ("340000", date(2023, 5, 19), None),
        ("340000", date(2023, 5, 20), Some(9_864_900)),
        ("340000", date(2024, 5, 19), Some(9_864_900)),
        ("340000", date(2024, 5, 20), Some(10_368_800)),
        ("340000", date(2026, 11, 22), Some(10_368_800)),
        ("520000", date(2025, 6, 1), None), // Guizhou was not seen, and no neighbour stands in for it
        ("341500", date(2025, 6, 1), None),
        ("341600", date(2025, 6, 1), Some(8_696_600)),
        ("100000", date(2025, 5, 18), None),
    ];
    for (area, on, amount) in rows {
        assert_eq!(find(area, on), amount.map(Fen), "{area} on {on}");
    }
    assert_eq!(figures.find("average_annual_wages", &"340000".into(), date(2025, 6, 1)), None);
}
