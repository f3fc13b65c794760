//! How a name, a number, a day and an amount come out when they are written by hand, by ear, or by a spreadsheet.
//!
//! Never: how often; that is `pen`.
use jiff::civil::Date;
use kernel::Fen;

use super::Cell;
use crate::draw::Draw;
use crate::names::MIDDLE_DOT;
use crate::names::mistaken::{heard_as, seen_as};

/// Replaces one character by one that sounds alike; `None` when no character has such a one.
pub(super) fn misheard(name: &str, draw: &mut Draw) -> Option<String> {
    mistaken(name, heard_as, draw)
}

/// Replaces one character by one that looks alike; `None` when no character has such a one.
pub(super) fn misread(name: &str, draw: &mut Draw) -> Option<String> {
    mistaken(name, seen_as, draw)
}

fn mistaken(name: &str, group_of: fn(char) -> Option<&'static str>, draw: &mut Draw) -> Option<String> {
    let mut glyphs: Vec<char> = name.chars().collect();
    let known: Vec<(usize, &str)> =
        glyphs.iter().enumerate().filter_map(|(place, glyph)| Some((place, group_of(*glyph)?))).collect();
    if known.is_empty() {
        return None;
    }
    // The surname is the last thing that goes wrong: it is changed only when nothing else can be.
    let given: Vec<_> = known.iter().filter(|(place, _)| *place > 0).copied().collect();
    let (place, group) = *draw.pick(if given.is_empty() { &known } else { &given });
    let others: Vec<char> = group.chars().filter(|other| *other != glyphs[place]).collect();
    glyphs[place] = *draw.pick(&others);
    Some(glyphs.into_iter().collect())
}

/// The last two characters in the other order; `None` for a name of two characters, a dotted one, or two alike.
pub(super) fn transposed(name: &str) -> Option<String> {
    let mut glyphs: Vec<char> = name.chars().collect();
    let last = glyphs.len().checked_sub(1)?;
    let before = last.checked_sub(1)?;
    if last < 2 || name.contains(MIDDLE_DOT) || glyphs[last] == glyphs[before] {
        return None;
    }
    glyphs.swap(before, last);
    Some(glyphs.into_iter().collect())
}

/// The surname and 某 for each character of the given name.
pub(super) fn veiled(name: &str) -> String {
    name.chars().enumerate().map(|(place, glyph)| if place == 0 { glyph } else { '某' }).collect()
}

/// Spaces between the characters, narrow or wide.
pub(super) fn spaced(name: &str, draw: &mut Draw) -> String {
    let space = *draw.pick(&[" ", " ", "\u{3000}"]);
    let glyphs: Vec<String> = name.chars().map(String::from).collect();
    glyphs.join(space)
}

/// Digits as wide as characters.
pub(super) fn full_width(number: &str) -> String {
    number.chars().map(wide).collect()
}

fn wide(glyph: char) -> char {
    // U+FF01 to U+FF5E are U+0021 to U+007E, wide.
    u32::from(glyph).checked_add(0xFEE0).filter(|_| glyph.is_ascii_graphic()).and_then(char::from_u32).unwrap_or(glyph)
}

/// The ID number in three groups.
pub(super) fn grouped(number: &str, draw: &mut Draw) -> String {
    let groups = number.get(..6).zip(number.get(6..14)).zip(number.get(14..));
    let Some(((area, day), rest)) = groups else { return number.to_owned() };
    let before = *draw.pick(&["", " "]);
    format!("{before}{area} {day} {rest}")
}

/// The ID number with stars over the birth date or over more.
pub(super) fn masked(number: &str, draw: &mut Draw) -> String {
    let (from, to) = *draw.pick(&[(6, 14), (4, 14), (6, 18)]);
    number.chars().enumerate().map(|(place, glyph)| if (from..to).contains(&place) { '*' } else { glyph }).collect()
}

/// Another check digit.
pub(super) fn wrong_check(number: &str, draw: &mut Draw) -> String {
    let (body, check) = number.split_at_checked(17).unwrap_or((number, ""));
    let others: Vec<char> = "0123456789X".chars().filter(|other| !check.contains(*other)).collect();
    format!("{body}{}", draw.pick(&others))
}

/// One digit of the first seventeen wrong; the check digit then no longer fits.
pub(super) fn wrong_digit(number: &str, draw: &mut Draw) -> String {
    let mut glyphs: Vec<char> = number.chars().collect();
    let place = draw.place(11).saturating_add(6);
    let others: Vec<char> = ('0'..='9').filter(|other| *other != glyphs[place]).collect();
    glyphs[place] = *draw.pick(&others);
    glyphs.into_iter().collect()
}

/// Two neighbouring digits of the first seventeen that differ, swapped; the check digit then no longer fits.
pub(super) fn swapped(number: &str, draw: &mut Draw) -> String {
    let mut glyphs: Vec<char> = number.chars().collect();
    let places: Vec<usize> = (5_usize..16).filter(|place| glyphs[*place] != glyphs[place.saturating_add(1)]).collect();
    let place = if places.is_empty() { 0 } else { *draw.pick(&places) };
    glyphs.swap(place, place.saturating_add(1));
    glyphs.into_iter().collect()
}

/// One digit left out.
pub(super) fn truncated(number: &str, draw: &mut Draw) -> String {
    let left_out = draw.place(number.len());
    number.chars().enumerate().filter(|(place, _)| *place != left_out).map(|(_, glyph)| glyph).collect()
}

/// A day in one of the six spellings of text, as a serial number, or as a day of the spreadsheet.
pub(super) fn day(date: Date, draw: &mut Draw) -> Cell {
    let (y, m, d) = (date.year(), date.month(), date.day());
    match draw.between(0, 9) {
        0 => Cell::Number(serial(date)),
        1..=3 => Cell::Day(date),
        _ => spelled(y, m, d, draw),
    }
}

/// A day in one of the six spellings of text, whether it exists or not.
pub(super) fn spelled(y: i16, m: i8, d: i8, draw: &mut Draw) -> Cell {
    Cell::Text(match draw.between(0, 5) {
        0 => format!("{y:04}/{m:02}/{d:02}"),
        1 => format!("{y}.{m}.{d}"),
        2 => format!("{y}年{m}月{d}日"),
        3 => format!("{y:04}{m:02}{d:02}"),
        4 => format!("{y:04}-{m:02}-{d:02}"),
        _ => format!("{y}/{m}/{d}"),
    })
}

/// The number by which spreadsheets know a day: 1 January 1900 is 1, and they believe in 29 February 1900.
pub(crate) fn serial(date: Date) -> i64 {
    let zero = jiff::civil::date(1899, 12, 30);
    zero.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// An amount of whole hundreds of yuan in one of six spellings.
pub(super) fn amount(fen: Fen, draw: &mut Draw) -> Cell {
    let yuan = fen.0.div_euclid(100);
    let grouped = fen.to_string();
    let whole = grouped.strip_suffix(".00").unwrap_or(&grouped);
    match draw.between(0, 5) {
        0 => Cell::Number(yuan),
        1 if yuan >= 1_000 => Cell::Text(ten_thousands(yuan)),
        2 => Cell::Text(format!("¥{grouped}")),
        3 => Cell::Text(format!("{whole}元")),
        4 => Cell::Text(format!("{yuan}元")),
        _ => Cell::Text(yuan.to_string()),
    }
}

/// Whole hundreds of yuan in 万, without trailing noughts.
fn ten_thousands(yuan: i64) -> String {
    let (whole, rest) = (yuan.div_euclid(10_000), yuan.rem_euclid(10_000).div_euclid(100));
    let decimals = format!("{rest:02}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() { format!("{whole}万") } else { format!("{whole}.{decimals}万") }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{full_width, serial, ten_thousands, transposed, veiled};

    #[test]
    fn amounts_in_ten_thousands_lose_nothing() {
        assert_eq!([72_200, 91_000, 230_000, 100].map(ten_thousands), ["7.22万", "9.1万", "23万", "0.01万"]);
    }

    #[test]
    fn the_serial_number_of_a_day_is_the_spreadsheets() {
        assert_eq!(serial(date(2024, 1, 15)), 45_306);
        assert_eq!(serial(date(1952, 1, 20)), 19_013);
    }

    #[test]
    fn names_go_wrong_as_clerks_get_them_wrong() {
        assert_eq!(transposed("何桂兰").as_deref(), Some("何兰桂"));
        assert_eq!(transposed("何桂"), None);
        assert_eq!(veiled("何桂兰"), "何某某");
        assert_eq!(full_width("99X"), "９９Ｘ");
    }
}
