//! Telephone numbers: mobile and fixed, with or without the country's code.
//!
//! Never: keeps separators; the answer is digits only. Personal, so it is sealed.
use super::{CellMistake, Parsed, RawCell, Why, fold, value, words};
use crate::sealed::Sealed;

/// A telephone number as digits. Where several stand in one cell, the first that is one.
pub fn phone(cell: &RawCell) -> Parsed<Sealed<String>> {
    cell.line().then(|line| value(&line)).then(|text| {
        let several = text.split([',', ';', '、', '/', '或']).map(str::trim).filter(|part| !part.is_empty());
        let read: Vec<_> = several.map(one).collect();
        let first_known = read.iter().position(|part| matches!(part, Parsed::Known(_)));
        let first = read.into_iter().nth(first_known.unwrap_or(0));
        first.unwrap_or(Parsed::Unknown(Why::Dash))
    })
}

fn one(text: &str) -> Parsed<Sealed<String>> {
    if words::is_masked(text) {
        return Parsed::Unknown(Why::Masked);
    }
    let separators = |sign: char| matches!(sign, '-' | '(' | ')' | '.' | '+') || sign.is_whitespace();
    let digits: String = fold::no_blanks(text).chars().filter(|sign| !separators(*sign)).collect();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Parsed::Bad(CellMistake::NotAPhone);
    }
    let home = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() >= 10));
    let home = home.unwrap_or(&digits);
    if is_mobile(home) || is_fixed(home) {
        Parsed::Known(Sealed::new(home.to_owned()))
    } else if (7..=12).contains(&home.len()) && !home.starts_with('1') {
        Parsed::Bad(CellMistake::NotAPhone)
    } else {
        Parsed::Bad(CellMistake::WrongLength)
    }
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && !digits.starts_with("10") && !digits.starts_with("11")
}

/// Seven or eight digits, before them perhaps the area's code of three or four that begins with 0.
fn is_fixed(digits: &str) -> bool {
    match digits.len() {
        7 | 8 => digits.starts_with(['2', '3', '4', '5', '6', '7', '8', '9']),
        10..=12 => digits.starts_with('0') && !digits.starts_with("00"),
        _ => false,
    }
}
