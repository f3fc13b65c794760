use jiff::civil::date as day;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::{MoneyUnit, Parsed, RawCell, Why};
use super::{case_number, citizen_id, count, date, decimal, money, name, phone, text, yes_no};

fn words(text: &str) -> RawCell {
    RawCell::text(text)
}

fn number(text: &str) -> RawCell {
    RawCell::Number { text: text.to_owned() }
}

/// What a cell says, in one word: the value, `? why`, or `! code`.
fn said<T>(parsed: Parsed<T>, show: impl Fn(T) -> String) -> String {
    match parsed {
        Parsed::Known(value) => show(value),
        Parsed::Unknown(Why::Empty) => "? empty".to_owned(),
        Parsed::Unknown(Why::Masked) => "? masked".to_owned(),
        Parsed::Unknown(Why::Dash) => "? dash".to_owned(),
        Parsed::Bad(mistake) => format!("! {mistake}"),
    }
}

fn dates_are(cases: &[(RawCell, &str)]) {
    for (cell, expected) in cases {
        let what = cell.line().known().unwrap_or_default();
        assert_eq!(said(date(cell), |date| date.to_string()), *expected, "{what}");
    }
}

fn amounts_are(cases: &[(RawCell, &str)]) {
    for (cell, expected) in cases {
        let what = cell.line().known().unwrap_or_default();
        assert_eq!(said(money(cell, MoneyUnit::Yuan), |fen| fen.to_string()), *expected, "{what}");
    }
}

#[test]
fn a_date_is_read_in_every_spelling_that_has_one_meaning() {
    let cases = [
        (words("2023-03-08"), "2023-03-08"),
        (words("2023/3/8"), "2023-03-08"),
        (words("2023.3.8"), "2023-03-08"),
        (words("２０２３．３．８"), "2023-03-08"),
        (words("2023。3。8"), "2023-03-08"),
        (words("20230308"), "2023-03-08"),
        (words("2023年3月8日"), "2023-03-08"),
        (words("2023年03月08号"), "2023-03-08"),
        (words(" 2023 年 3 月 8 日 "), "2023-03-08"),
        (words("二〇二三年三月八日"), "2023-03-08"),
        (words("二〇二三年十二月二十八日"), "2023-12-28"),
        (words("2023-03-08 00:00:00"), "2023-03-08"),
        (words("2023/3/8 9:30"), "2023-03-08"),
        (words("2023-03-08T09:30:00+08:00"), "2023-03-08"),
        (words("2023年3月8日10时30分"), "2023-03-08"),
        (words("2023年3月8日 星期三"), "2023-03-08"),
        (words("20230308093000"), "2023-03-08"),
        (words("2023年3月"), "2023-03-01"),
        (words("2023年3月份"), "2023-03-01"),
        (words("202303"), "2023-03-01"),
        (words("2023-03"), "2023-03-01"),
        (words("2023.10"), "2023-10-01"),
        (words("'2023-03-08"), "2023-03-08"),
        (words("44993"), "2023-03-08"),
        (words("44993.0"), "2023-03-08"),
        (number("44993"), "2023-03-08"),
        (number("44993.75"), "2023-03-08"),
        (number("4.4993e4"), "2023-03-08"),
        (number("20230308"), "2023-03-08"),
        (number("202303"), "2023-03-01"),
        (number("1"), "1900-01-01"),
        (number("59"), "1900-02-28"),
        (number("61"), "1900-03-01"),
        (number("22001"), "1960-03-26"),
        (RawCell::Date(day(2023, 3, 8)), "2023-03-08"),
        (words("2024-02-29"), "2024-02-29"),
    ];
    dates_are(&cases);
}

#[test]
fn what_is_no_date_or_may_be_two_says_so() {
    let cases = [
        (words("2023-02-29"), "! no-such-day"),
        (words("2024年2月30日"), "! no-such-day"),
        (words("2023-13-01"), "! no-such-day"),
        (words("20230631"), "! no-such-day"),
        (words("2203-03-08"), "! no-such-day"),
        (words("9999-12-31"), "! no-such-day"),
        (RawCell::Date(day(9999, 12, 31)), "! no-such-day"),
        (number("60"), "! no-such-day"),
        (number("99999"), "! no-such-day"),
        (number("-5"), "! no-such-day"),
        (words("23.3.8"), "! not-a-date"),
        (words("08/03/2023"), "! not-a-date"),
        (words("2023"), "! not-a-date"),
        (words("2023年"), "! not-a-date"),
        (number("2023"), "! not-a-date"),
        (number("2023.1"), "! not-a-date"),
        (words("2023.3.8-2023.4.8"), "! not-a-date"),
        (words("三月初八"), "! not-a-date"),
        (words("长期"), "! not-a-date"),
        (RawCell::Truth(true), "! not-a-date"),
        (RawCell::Error("#REF!".to_owned()), "! sheet-error"),
        (words("1952-**-**"), "? masked"),
        (words("—"), "? dash"),
        (words("不详"), "? dash"),
        (words("　"), "? empty"),
        (RawCell::Empty, "? empty"),
    ];
    dates_are(&cases);
}

#[test]
fn an_amount_is_read_exactly() {
    let cases = [
        (words("48,000元"), "48,000.00"),
        (words("¥4,830.50"), "4,830.50"),
        (words("￥４，８３０．５０"), "4,830.50"),
        (words("人民币48000元整"), "48,000.00"),
        (words("4.83万"), "48,300.00"),
        (words("4.83万元"), "48,300.00"),
        (words(" 4.83 万元 "), "48,300.00"),
        (words("0万"), "0.00"),
        (words("0元"), "0.00"),
        (words("¥0.00"), "0.00"),
        (words("1.2亿元"), "120,000,000.00"),
        (words("3万5千元"), "35,000.00"),
        (words("1亿2000万元"), "120,000,000.00"),
        (words("四十万元"), "400,000.00"),
        (words("肆拾万元整"), "400,000.00"),
        (words("十二万三千四百五十六元七角八分"), "123,456.78"),
        (words("三百零五元"), "305.00"),
        (words("12元5角"), "12.50"),
        (words("48000.00"), "48,000.00"),
        (words("1.230"), "1.23"),
        (words("'48000"), "48,000.00"),
        (number("192300"), "192,300.00"),
        (number("0"), "0.00"),
        (number("1.923e+5"), "192,300.00"),
        (number("0.30000000000000004"), "0.30"),
        (number("1234.5600000000002"), "1,234.56"),
    ];
    amounts_are(&cases);
}

#[test]
fn what_is_no_exact_amount_says_so() {
    let cases = [
        (words("约四十万"), "! not-an-amount"),
        (words("四十余万元"), "! not-an-amount"),
        (words("几十万"), "! not-an-amount"),
        (words("4-5万"), "! not-an-amount"),
        (words("三万五"), "! not-an-amount"),
        (words("三千五"), "! not-an-amount"),
        (words("50000左右"), "! not-an-amount"),
        (words("4,83万"), "! not-an-amount"),
        (words("1,2000"), "! not-an-amount"),
        (words("元"), "! not-an-amount"),
        (words("已全部赔偿"), "! not-an-amount"),
        (RawCell::Date(day(2023, 3, 8)), "! not-an-amount"),
        (words("-500"), "! negative"),
        (words("－500元"), "! negative"),
        (words("¥-500.00"), "! negative"),
        (words("（500）"), "! negative"),
        (number("-500"), "! negative"),
        (words("1.234元"), "! too-precise"),
        (number("1.234"), "! too-precise"),
        (words("0.0000001万"), "! too-precise"),
        (words("1000000000000000"), "! too-large"),
        (number("1e+15"), "! too-large"),
        (number("1e+300"), "! too-large"),
        (words("99999999999999999999999999999999999999"), "! too-large"),
        (RawCell::Error("#VALUE!".to_owned()), "! sheet-error"),
        (words("—"), "? dash"),
        (words("-"), "? dash"),
        (words("－"), "? dash"),
        (words("——"), "? dash"),
        (words("/"), "? dash"),
        (words("无记录"), "? dash"),
        (words("无"), "? dash"),
        (words("***"), "? masked"),
        (RawCell::Empty, "? empty"),
    ];
    amounts_are(&cases);
}

#[test]
fn the_unit_of_the_header_is_that_of_a_bare_number_only() {
    let cases = [
        (number("4.83"), "48,300.00"),
        (words("4.83"), "48,300.00"),
        (words("4.83万"), "48,300.00"),
        (words("48,300元"), "48,300.00"),
        (number("0"), "0.00"),
    ];
    for (cell, expected) in cases {
        assert_eq!(said(money(&cell, MoneyUnit::TenThousandYuan), |fen| fen.to_string()), expected);
    }
    let declared = [
        ("应赔金额（元）", Some(MoneyUnit::Yuan)),
        ("应赔金额(万元)", Some(MoneyUnit::TenThousandYuan)),
        ("单位：元", Some(MoneyUnit::Yuan)),
        ("（金额单位：万元）", Some(MoneyUnit::TenThousandYuan)),
        ("月金额（人民币元）", Some(MoneyUnit::Yuan)),
        ("应赔金额", None),
        ("元旦慰问（人次）", None),
    ];
    for (header, unit) in declared {
        assert_eq!(MoneyUnit::declared(header), unit, "{header}");
    }
}

#[test]
fn an_identity_number_that_became_a_number_is_lost_unless_it_is_an_old_one() {
    let cases = [
        (words("990102198504170016"), "990∗∗∗∗∗∗∗∗∗∗∗0016"),
        (words("’９９０１０２ 19850417 0016"), "990∗∗∗∗∗∗∗∗∗∗∗0016"),
        (words("990102850417001"), "990∗∗∗∗∗∗∗∗∗∗∗0016"),
        (number("990102850417001"), "990∗∗∗∗∗∗∗∗∗∗∗0016"),
        (number("9.90102850417001e14"), "990∗∗∗∗∗∗∗∗∗∗∗0016"),
        (number("9.901021985041700e+17"), "! lost-digits"),
        (number("990102198504170000"), "! lost-digits"),
        (number("990102198504170016"), "! lost-digits"),
        (words("9.90102E+17"), "! lost-digits"),
        (words("990102198504170017"), "! check-digit"),
        (words("990103195802290019"), "! no-such-day"),
        (words("99010219850417001"), "! wrong-length"),
        (number("12345"), "! wrong-length"),
        (words("G12345678"), "! other-document"),
        (RawCell::Error("#N/A".to_owned()), "! sheet-error"),
        (words("990102********0016"), "? masked"),
        (words("未提供"), "? dash"),
        (RawCell::Empty, "? empty"),
    ];
    for (cell, expected) in cases {
        let what = format!("{expected} from {}", cell.line().known().unwrap_or_default());
        assert_eq!(said(citizen_id(&cell), |id| id.masked()), expected, "{what}");
    }
}

#[test]
fn text_and_names_are_folded_and_case_numbers_compare() {
    let cases = [
        (words("  某某县　城关镇\u{200b}\n１２号 "), "某某县 城关镇 12号"),
        (words("ＡＢｃ（１）"), "ABc（1）"),
        (words("'00123"), "00123"),
        (words("=\"00123\""), "00123"),
        (number("123.0"), "123"),
        (number("1.5e3"), "1500"),
        (number("6.2e18"), "! lost-digits"),
        (RawCell::Date(day(2023, 3, 8)), "2023-03-08"),
        (words("无"), "无"),
        (words("－－"), "? dash"),
        (words(" \u{feff} "), "? empty"),
    ];
    for (cell, expected) in cases {
        assert_eq!(said(text(&cell), |text| text), expected);
    }
    let same = ["〔2024〕某检刑诉7号", "（2024）某检刑诉007号", "[2024] 某检刑诉 第7号", "【２０２４】某检刑诉７号"];
    for spelling in same {
        assert_eq!(said(case_number(&words(spelling)), |text| text), "〔2024〕某检刑诉7号", "{spelling}");
    }
    let other = said(case_number(&words("〔2024〕某检刑诉70号")), |text| text);
    assert_eq!(other, "〔2024〕某检刑诉70号");
    let names = [
        (words("何 桂 兰"), "何桂兰"),
        (words("何*兰"), "? masked"),
        (words("不详"), "? dash"),
        (words(""), "? empty"),
        (words("3人"), "! not-a-name"),
        (number("12"), "! not-a-name"),
    ];
    for (cell, expected) in names {
        assert_eq!(said(name(&cell), crate::Sealed::into_unsealed), expected);
    }
}

#[test]
fn counts_and_decimals_are_whole_or_exact() {
    let counts = [
        (words("64人"), "64"),
        (words("６４"), "64"),
        (words("1,200"), "1200"),
        (words("三"), "3"),
        (words("十二次"), "12"),
        (number("3.0"), "3"),
        (number("1.2e3"), "1200"),
        (words("3.5"), "! not-a-count"),
        (words("若干"), "! not-a-count"),
        (words("-3"), "! negative"),
        (number("1e20"), "! too-large"),
        (RawCell::Truth(false), "! not-a-count"),
        (words("—"), "? dash"),
    ];
    for (cell, expected) in counts {
        assert_eq!(said(count(&cell), |count| count.to_string()), expected);
    }
    let decimals = [
        (words("12.50"), "12.5"),
        (words("-3"), "-3"),
        (words("30%"), "0.3"),
        (words("三成"), "! not-a-number"),
        (number("0.25"), "0.25"),
        (words("/"), "? dash"),
    ];
    for (cell, expected) in decimals {
        assert_eq!(said(decimal(&cell), |number: Decimal| number.to_string()), expected);
    }
}

#[test]
fn telephone_numbers_are_digits() {
    let cases = [
        (words("13800000000"), "13800000000"),
        (number("13800000000"), "13800000000"),
        (number("1.38e10"), "13800000000"),
        (words("+86 138-0000-0000"), "13800000000"),
        (words("008613800000000"), "13800000000"),
        (words("１３８００００００００"), "13800000000"),
        (words("（0558）7600000"), "05587600000"),
        (words("0558-7600000"), "05587600000"),
        (words("7600000"), "7600000"),
        (words("13800000000、13900000000"), "13800000000"),
        (words("同上/13900000000"), "13900000000"),
        (words("138****0000"), "? masked"),
        (words("无"), "? dash"),
        (words("1380000000"), "! wrong-length"),
        (words("138000000001"), "! wrong-length"),
        (words("找村长"), "! not-a-phone"),
    ];
    for (cell, expected) in cases {
        let what = format!("{expected} from {}", cell.line().known().unwrap_or_default());
        assert_eq!(said(phone(&cell), crate::Sealed::into_unsealed), expected, "{what}");
    }
}

#[test]
fn a_cell_shows_its_kind_and_not_its_text() {
    assert_eq!(format!("{:?}", [words("何桂兰"), number("1"), RawCell::Empty]), "[Text(…), Number(…), Empty]");
    assert!(words(" \u{3000}").is_blank() && !words("—").is_blank() && !number("0").is_blank());
}

mod choices;
mod properties;
mod truths;
