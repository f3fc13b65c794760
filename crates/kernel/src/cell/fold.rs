//! One spelling for what looks the same: widths, blanks, invisible characters, the apostrophe that makes text of a number.
//!
//! Never: changes a Chinese character.

/// For text: full-width digits and Latin letters become usual ones, blanks single, the ends are trimmed.
pub(crate) fn letters(text: &str) -> String {
    tidy(text, |sign| match narrow(sign) {
        letter if letter.is_ascii_alphanumeric() => letter,
        _ => sign,
    })
}

/// For values: all of that, and full-width signs, dashes and full stops too.
pub(crate) fn all(text: &str) -> String {
    tidy(text, |sign| match sign {
        '\u{2010}'..='\u{2015}' | '−' | '﹣' => '-',
        '。' | '｡' => '.',
        '￥' => '¥',
        _ => narrow(sign),
    })
}

/// For comparing: of two texts that look the same, or differ in capitals and blanks only, the same.
#[must_use]
pub fn one_spelling(text: &str) -> String {
    no_blanks(&all(text)).chars().flat_map(char::to_lowercase).collect()
}

/// Every blank removed.
pub(crate) fn no_blanks(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

/// Brackets of one kind, no blanks, no zeros before a number.
pub(crate) fn case_number(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut in_number = false;
    let signs: Vec<char> = no_blanks(text).chars().collect();
    for (at, &sign) in signs.iter().enumerate() {
        let before_digit = signs.get(at.saturating_add(1)).is_some_and(char::is_ascii_digit);
        if sign == '0' && !in_number && before_digit {
            continue;
        }
        in_number = sign.is_ascii_digit();
        match sign {
            '第' if before_digit => {}
            '(' | '（' | '[' | '［' | '【' | '﹝' | '「' | '{' => plain.push('〔'),
            ')' | '）' | ']' | '］' | '】' | '﹞' | '」' | '}' => plain.push('〕'),
            _ => plain.push(sign),
        }
    }
    plain
}

fn tidy(text: &str, fold: impl Fn(char) -> char) -> String {
    let text = without_disguise(text.trim());
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for sign in text.chars().filter(|sign| !is_invisible(*sign)) {
        if sign.is_whitespace() {
            blank = true;
            continue;
        }
        if blank && !tidy.is_empty() {
            tidy.push(' ');
        }
        blank = false;
        tidy.push(fold(sign));
    }
    tidy
}

/// Without what a spreadsheet's user writes to keep a number as text: `'123`, `="123"`.
fn without_disguise(text: &str) -> &str {
    let quoted = text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let text = quoted.unwrap_or(text);
    text.strip_prefix(['\'', '‘', '’', '＇', '`']).unwrap_or(text)
}

fn narrow(sign: char) -> char {
    const WIDER_BY: u32 = 0xFEE0;
    match sign {
        '\u{FF01}'..='\u{FF5E}' => u32::from(sign).checked_sub(WIDER_BY).and_then(char::from_u32).unwrap_or(sign),
        _ => sign,
    }
}

fn is_invisible(sign: char) -> bool {
    let joins = matches!(sign, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
    joins || (sign.is_control() && !sign.is_whitespace())
}
