//! Numbers as offices write them: `12,000`, `3.2万`, `三十万`, `64人`, and as spreadsheets store them: `1.5e+5`.
//!
//! Never: binary floating point, an approximate number taken for an exact one.
use rust_decimal::Decimal;

use super::{CellMistake, Parsed, RawCell, value, whole};

/// Measure words that may follow a count.
const MEASURES: &[char] =
    &['人', '户', '次', '天', '个', '名', '件', '岁', '年', '月', '条', '起', '日', '口', '家', '宗', '份'];
/// Above this, a count is a mistake.
const MOST: i64 = 1_000_000_000_000;

/// A whole number, none below zero; one measure word may follow it.
pub fn count(cell: &RawCell) -> Parsed<i64> {
    number(cell, CellMistake::NotACount, |text| read(text).or_else(|| read(text.strip_suffix(MEASURES)?.trim_end())))
        .then(|number| match whole(number) {
            Some(count) if count < 0 => Parsed::Bad(CellMistake::Negative),
            Some(count) if count > MOST => Parsed::Bad(CellMistake::TooLarge),
            Some(count) => Parsed::Known(count),
            None if number.is_integer() => Parsed::Bad(CellMistake::TooLarge),
            None => Parsed::Bad(CellMistake::NotACount),
        })
}

/// A decimal number of either sign; `30%` is 0.3.
pub fn decimal(cell: &RawCell) -> Parsed<Decimal> {
    let hundredth = Decimal::new(1, 2);
    number(cell, CellMistake::NotANumber, |text| match text.strip_suffix('%') {
        Some(percent) => read(percent.trim_end())?.checked_mul(hundredth),
        None => read(text),
    })
    .map(|number| number.normalize())
}

fn number(cell: &RawCell, otherwise: CellMistake, read: impl Fn(&str) -> Option<Decimal>) -> Parsed<Decimal> {
    match cell {
        RawCell::Number { text } => stored(text).ok_or(CellMistake::TooLarge).into(),
        RawCell::Empty | RawCell::Text(_) | RawCell::Date(_) | RawCell::Truth(_) | RawCell::Error(_) => {
            let line =
                if matches!(cell, RawCell::Date(_) | RawCell::Truth(_)) { Parsed::Bad(otherwise) } else { cell.line() };
            line.then(|line| value(&line)).then(|text| match read(&text) {
                Some(number) => Parsed::Known(number),
                None if is_long(&text) => Parsed::Bad(CellMistake::TooLarge),
                None => Parsed::Bad(otherwise),
            })
        }
    }
}

/// The number that a spreadsheet stores; nothing when it is past all use.
pub(super) fn stored(spelling: &str) -> Option<Decimal> {
    if spelling.contains(['e', 'E']) { Decimal::from_scientific(spelling).ok() } else { spelling.parse().ok() }
}

/// Digits with or without separators and decimals, Chinese numerals, and `万` and `亿` after either.
pub(super) fn read(text: &str) -> Option<Decimal> {
    let (text, minus) = match text.strip_prefix(['-', '负']) {
        Some(rest) => (rest, true),
        None => (text.strip_prefix('+').unwrap_or(text), false),
    };
    let mut size = large(text)?;
    size.set_sign_negative(minus && !size.is_zero());
    Some(size)
}

/// Whether the text is a number too long to be read.
pub(super) fn is_long(text: &str) -> bool {
    text.len() > 20 && text.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ',' | '.'))
}

/// A number below 10 or of one unit such as 百, in Chinese: for months and days.
pub(super) fn small(text: &str) -> Option<Decimal> {
    section(text)
}

/// The value of a Chinese digit, also of the forms used on cheques.
pub(super) fn digit(sign: char) -> Option<u8> {
    Some(match sign {
        '零' | '〇' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Splits at 亿, then at 万; what follows must itself be unmistakable: `三万五` may be 30,005 or 35,000 and is refused.
fn large(text: &str) -> Option<Decimal> {
    const UNITS: [(&[char], i64); 2] = [(&['亿', '億'], 100_000_000), (&['万', '萬'], 10_000)];
    for (unit, size) in UNITS {
        if let Some((head, tail)) = text.split_once(unit) {
            let head = large(head.trim_end())?.checked_mul(Decimal::from(size))?;
            return match tail.trim_start() {
                "" => Some(head),
                tail if is_clear_tail(tail) => head.checked_add(large(tail)?),
                _ => None,
            };
        }
    }
    plain(text).or_else(|| section(text))
}

fn is_clear_tail(tail: &str) -> bool {
    let has_unit = tail.chars().any(|sign| power(sign).is_some() || matches!(sign, '万' | '萬'));
    has_unit || tail.starts_with(['零', '〇']) || (tail.len() >= 3 && tail.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `12000`, `12,000`, `12,000.50`; separators only where they belong.
fn plain(text: &str) -> Option<Decimal> {
    let (whole, decimals) = text.split_once('.').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| digits(first))?;
    let mut grouped = groups.clone().map(|group| digits(group) && group.len() == 3);
    let separated = groups.clone().next().is_some();
    let fits = grouped.all(|fits| fits) && (!separated || first.len() <= 3) && decimals.is_none_or(digits);
    fits.then(|| text.replace(',', "").parse().ok()).flatten()
}

/// Chinese numerals below 10,000, or plain digits before one unit (`5千`, `2.5千`).
fn section(text: &str) -> Option<Decimal> {
    if let Some(unit) = text.chars().next_back().and_then(power)
        && let Some(number) = plain(text.trim_end_matches(|sign| power(sign).is_some()))
    {
        return number.checked_mul(Decimal::from(unit));
    }
    let (mut sum, mut last_unit, mut open, mut after_zero) = (0_i64, 10_000_i64, None, false);
    for sign in text.chars() {
        if let Some(unit) = power(sign) {
            let factor = open.take().or((unit == 10 && sum == 0).then_some(1))?;
            (unit < last_unit && factor > 0).then_some(())?;
            sum = sum.checked_add(unit.checked_mul(factor)?)?;
            (last_unit, after_zero) = (unit, false);
        } else {
            let digit = i64::from(digit(sign)?);
            open.is_none().then_some(())?;
            after_zero = after_zero || digit == 0;
            open = (digit > 0 || (sum == 0 && text.chars().count() == 1)).then_some(digit);
        }
    }
    // 三千五 may be 3,005 or 3,500; 三千零五 and 三十五 are clear.
    (open.is_none() || last_unit == 10 || last_unit == 10_000 || after_zero).then_some(())?;
    (!text.is_empty()).then(|| sum.checked_add(open.unwrap_or(0)).map(Decimal::from)).flatten()
}

fn power(sign: char) -> Option<i64> {
    Some(match sign {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1_000,
        _ => return None,
    })
}
