//! The words and signs by which offices say that they do not know, or that they hide something.
//!
//! Never: the meaning of a register's own words; those stand in the register's table of aliases.
use super::Why;

/// Said of anything: not known.
const NOT_KNOWN: &[&str] = &[
    "无记录",
    "无数据",
    "无信息",
    "无资料",
    "暂无",
    "不详",
    "未知",
    "未查明",
    "待查",
    "待核实",
    "待补充",
    "未登记",
    "未填写",
    "未填",
    "未提供",
    "空",
    "空白",
    "N/A",
    "NA",
    "NULL",
    "NONE",
    "NAN",
    "#N/A",
];

/// Said where a date, an amount, a name or a number is wanted: there is none, or it is not known.
const NONE: &[&str] = &["无", "没有", "不明", "未定", "不祥"];

/// Whether `text`, folded, says nothing at all.
pub(crate) fn says_nothing(text: &str) -> Option<Why> {
    if text.is_empty() {
        return Some(Why::Empty);
    }
    if text.chars().all(|sign| is_dash(sign) || sign == ' ') {
        return Some(Why::Dash);
    }
    if text.chars().all(is_star) {
        return Some(Why::Masked);
    }
    NOT_KNOWN.iter().any(|word| word.eq_ignore_ascii_case(text)).then_some(Why::Dash)
}

/// Whether `text`, folded, says "none" where a value is wanted.
pub(crate) fn has_none(text: &str) -> Option<Why> {
    NONE.contains(&text).then_some(Why::Dash)
}

/// Whether digits or characters were hidden: a star of any kind, or crosses in a row.
pub(crate) fn is_masked(text: &str) -> bool {
    let crosses = |two: &[char]| two.iter().all(|sign| matches!(sign, 'x' | 'X' | '×' | '#' | '?'));
    let signs: Vec<char> = text.chars().collect();
    signs.iter().copied().any(is_star) || signs.windows(2).any(crosses)
}

pub(crate) fn is_star(sign: char) -> bool {
    matches!(sign, '*' | '＊' | '✱' | '∗' | '﹡' | '●' | '■' | '█')
}

fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '－' | '−' | '/' | '／' | '\\' | '_' | '﹣' | '~' | '·' | '.' | '…' | '\u{2010}'..='\u{2015}')
}
