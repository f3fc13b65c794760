//! Civil days as offices write them and spreadsheets store them.
//!
//! Never: a year of two digits, day before month, a year alone: each can be read in two ways.
use jiff::ToSpan;
use jiff::civil::Date;

use super::{CellMistake, Parsed, RawCell, number, value, whole};

/// Days outside these years are slips of the pen: nobody of a register was born before, nothing is due after.
const YEARS: std::ops::RangeInclusive<i16> = 1850..=2100;
/// 31 December 2100 as a spreadsheet counts days.
const LAST_SERIAL: i64 = 73_415;

/// A civil day; a month alone is its first day, a time of day is dropped.
pub fn date(cell: &RawCell) -> Parsed<Date> {
    match cell {
        RawCell::Date(date) => within(*date).into(),
        RawCell::Number { text } => match number::stored(text).and_then(|number| whole(number.trunc())) {
            Some(stored) => from_number(stored).into(),
            None => Parsed::Bad(CellMistake::NotADate),
        },
        RawCell::Truth(_) => Parsed::Bad(CellMistake::NotADate),
        RawCell::Empty | RawCell::Text(_) | RawCell::Error(_) => {
            cell.line().then(|line| value(&line)).then(|text| written(&text).into())
        }
    }
}

fn within(date: Date) -> Result<Date, CellMistake> {
    if YEARS.contains(&date.year()) { Ok(date) } else { Err(CellMistake::NoSuchDay) }
}

/// A number in a column of dates: `20240523`, `202405`, or a spreadsheet's count of days.
fn from_number(stored: i64) -> Result<Date, CellMistake> {
    match stored {
        // A year, or a day of the year 1905 to 1908: nobody can tell.
        1_850..=2_100 => Err(CellMistake::NotADate),
        0..=LAST_SERIAL => serial(stored),
        100_000.. => digits(&stored.to_string()),
        _ => Err(CellMistake::NoSuchDay),
    }
}

/// The spreadsheet's day 1 is 1 January 1900, and its day 60 is a 29 February that never was.
fn serial(stored: i64) -> Result<Date, CellMistake> {
    let day_before_first = if stored < 60 { Date::constant(1899, 12, 31) } else { Date::constant(1899, 12, 30) };
    if stored == 0 || stored == 60 {
        return Err(CellMistake::NoSuchDay);
    }
    let date = i32::try_from(stored).ok().and_then(|days| day_before_first.checked_add(days.days()).ok());
    date.ok_or(CellMistake::NoSuchDay).and_then(within)
}

fn written(text: &str) -> Result<Date, CellMistake> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits(text);
    }
    // `45306.0` or `45306.75`: days counted by a spreadsheet, with a time.
    if let Some((days, time)) = text.split_once('.')
        && days.len() == 5
        && days.bytes().chain(time.bytes()).all(|byte| byte.is_ascii_digit())
    {
        return digits(days);
    }
    parts(text).or_else(|| in_chinese(text)).unwrap_or(Err(CellMistake::NotADate))
}

/// Digits without separators, told apart by how many there are.
fn digits(text: &str) -> Result<Date, CellMistake> {
    let at = |from, to| text.get(from..to).unwrap_or_default();
    match text.len() {
        5 => serial(text.parse().map_err(|_| CellMistake::NotADate)?),
        6 => day(at(0, 4), at(4, 6), "1"),
        // 12 and 14: with the time, as databases export it.
        8 | 12 | 14 => day(at(0, 4), at(4, 6), at(6, 8)),
        _ => Err(CellMistake::NotADate),
    }
}

/// `2024-05-23`, `2024/5/23 0:00`, `2024.5`, `2024年5月23日`; nothing when it is built otherwise.
fn parts(text: &str) -> Option<Result<Date, CellMistake>> {
    let (year, rest) = number_of(text, 4..=4)?;
    let first = rest.chars().next().filter(|sign| matches!(sign, '-' | '/' | '.' | '年' | '\\'))?;
    let (month, rest) = number_of(rest.strip_prefix(first)?, 1..=2)?;
    if matches!(rest, "" | "月" | "月份") && (first == '年' || rest.is_empty()) {
        return Some(day(year, month, "1"));
    }
    let second = if first == '年' { '月' } else { first };
    let (of_month, rest) = number_of(rest.strip_prefix(second)?, 1..=2)?;
    let rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
    is_time(rest).then(|| day(year, month, of_month))
}

/// `二〇二四年五月二十三日`.
fn in_chinese(text: &str) -> Option<Result<Date, CellMistake>> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let of_month = rest.strip_suffix(['日', '号']).unwrap_or(rest);
    let year: Option<String> = year.chars().map(|sign| number::digit(sign).map(|digit| digit.to_string())).collect();
    let small = |text: &str| number::small(text.trim()).map(|size| size.to_string());
    let of_month = if of_month.is_empty() { "1".to_owned() } else { small(of_month)? };
    Some(day(&year.filter(|year| year.len() == 4)?, &small(month)?, &of_month))
}

fn day(year: &str, month: &str, of_month: &str) -> Result<Date, CellMistake> {
    let all = (year.parse(), month.parse(), of_month.parse());
    let (Ok(year), Ok(month), Ok(of_month)) = all else { return Err(CellMistake::NoSuchDay) };
    Date::new(year, month, of_month).map_err(|_| CellMistake::NoSuchDay).and_then(within)
}

/// The digits at the start and what follows them, blanks left out on either side.
fn number_of(text: &str, long: std::ops::RangeInclusive<usize>) -> Option<(&str, &str)> {
    let text = text.trim_start();
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at_checked(end)?;
    // A blank after the day begins the time and is kept.
    let rest = if rest.trim_start().starts_with(['年', '月', '日', '号', '-', '/', '.']) {
        rest.trim_start()
    } else {
        rest
    };
    long.contains(&end).then_some((number, rest))
}

fn is_time(rest: &str) -> bool {
    let begins = rest.is_empty() || rest.starts_with([' ', 'T', '(', '星', '周']) || rest.contains(['时', ':']);
    let signs =
        |sign: char| sign.is_ascii_digit() || " :.TZ+-()APMapm时分秒上下午星期周日天一二三四五六".contains(sign);
    begins && rest.chars().all(signs)
}
