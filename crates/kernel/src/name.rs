//! Names of people, in one spelling: blanks inside a Chinese name, kinds of middle dot and width make no difference.
//!
//! Never: corrects a name, guesses a hidden character, splits surname from given name.
use crate::cell::fold;
use crate::cell::words;

/// The middle dot between the parts of a name: U+00B7.
pub const MIDDLE_DOT: char = '·';

/// No known name of a person holds more characters.
const LONGEST: usize = 60;

/// Why a text is no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum NameMistake {
    /// Nothing stands there.
    #[error("the name is empty")]
    Empty,
    /// A dash or a word such as 不详 stands there.
    #[error("the name is said to be unknown")]
    Absent,
    /// Characters were hidden (`何*兰`, `何某`) or lost in a conversion (`何?兰`).
    #[error("the name is masked")]
    Masked,
    /// Figures, several names, or something else.
    #[error("this is no name of one person")]
    NotAName,
}

/// The name in its one spelling. A note in brackets after it (`何桂兰（已故）`) is no part of it.
///
/// # Errors
/// When it says nothing, hides something, or is not the name of one person.
///
/// ```
/// assert_eq!(kernel::name::parse("何 桂　兰").as_deref(), Ok("何桂兰"));
/// assert_eq!(kernel::name::parse("阿依古丽 • 买买提").as_deref(), Ok("阿依古丽·买买提"));
/// ```
pub fn parse(text: &str) -> Result<String, NameMistake> {
    let whole = fold::letters(text);
    match words::says_nothing(&whole).or_else(|| words::has_none(&whole)) {
        Some(crate::cell::Why::Empty) => return Err(NameMistake::Empty),
        Some(crate::cell::Why::Masked) => return Err(NameMistake::Masked),
        Some(crate::cell::Why::Dash) => return Err(NameMistake::Absent),
        None => {}
    }
    let name = fold(without_note(&whole));
    let length = name.chars().count();
    if name.chars().any(is_hidden) {
        Err(NameMistake::Masked)
    } else if length == 0 || length > LONGEST || !name.chars().all(may_stand_in_a_name) {
        Err(NameMistake::NotAName)
    } else {
        Ok(name)
    }
}

/// The text in the one spelling of names, whether it is a name or not: also for masked names that are compared.
#[must_use]
pub fn fold(text: &str) -> String {
    let signs: Vec<char> = fold::letters(text).chars().map(one_dot).collect();
    let mut name = String::with_capacity(text.len());
    for (at, &sign) in signs.iter().enumerate() {
        let after = signs.get(at.saturating_add(1)).copied();
        let before = name.chars().next_back();
        let latin_on_both_sides = [before, after].iter().all(|side| side.is_some_and(|sign| sign.is_ascii()));
        let dot = sign == MIDDLE_DOT || (sign == '.' && !before.is_some_and(|sign| sign.is_ascii()));
        match sign {
            ' ' if !latin_on_both_sides => {}
            _ if dot && (before == Some(MIDDLE_DOT) || before.is_none() || after.is_none()) => {}
            _ if dot => name.push(MIDDLE_DOT),
            _ => name.push(sign),
        }
    }
    name.truncate(name.trim_end_matches([MIDDLE_DOT, ' ']).len());
    name
}

/// Whether a character belongs to the Chinese script.
#[must_use]
pub fn is_han(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}

fn one_dot(sign: char) -> char {
    match sign {
        '•' | '・' | '‧' | '∙' | '⋅' | '･' | '．' | '﹒' | '˙' | '᛫' | '⸱' | 'ꞏ' | '●' | '。' | '◦' => {
            MIDDLE_DOT
        }
        _ => sign,
    }
}

fn without_note(name: &str) -> &str {
    match name.find(['(', '（', '[', '【', '〔']) {
        Some(at) if at > 0 && name.ends_with([')', '）', ']', '】', '〕']) => name.get(..at).unwrap_or(name),
        Some(_) | None => name,
    }
}

fn is_hidden(sign: char) -> bool {
    words::is_star(sign) || matches!(sign, '某' | '?' | '？' | '□' | '×' | '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')
}

fn may_stand_in_a_name(sign: char) -> bool {
    let latin = sign.is_alphabetic() && !is_han(sign);
    is_han(sign) || latin || matches!(sign, MIDDLE_DOT | ' ' | '.' | '\'' | '-' | '’')
}

#[cfg(test)]
mod tests {
    use super::{NameMistake, fold, parse};

    #[test]
    fn one_name_has_one_spelling() {
        let cases = [
            ("何桂兰", "何桂兰"),
            ("何 桂 兰", "何桂兰"),
            ("　赵　镕　", "赵镕"),
            ("谢\u{200b}翀", "谢翀"),
            ("谢\u{a0}翀", "谢翀"),
            ("何\n桂兰", "何桂兰"),
            ("阿依古丽•买买提", "阿依古丽·买买提"),
            ("阿依古丽・买买提", "阿依古丽·买买提"),
            ("阿依古丽 ‧ 买买提", "阿依古丽·买买提"),
            ("阿依古丽∙买买提", "阿依古丽·买买提"),
            ("阿依古丽.买买提", "阿依古丽·买买提"),
            ("阿依古丽．买买提", "阿依古丽·买买提"),
            ("阿依古丽··买买提·", "阿依古丽·买买提"),
            ("Ｊｏｈｎ　Ｓｍｉｔｈ", "John Smith"),
            ("John  A. Smith", "John A. Smith"),
            ("何桂兰（已故）", "何桂兰"),
            ("何桂兰(户主)", "何桂兰"),
            ("𬭎", "𬭎"),
        ];
        for (written, name) in cases {
            assert_eq!(parse(written).as_deref(), Ok(name), "{written}");
            assert_eq!(parse(name).as_deref(), Ok(name), "a spelling is its own");
        }
    }

    #[test]
    fn what_is_no_name_says_why() {
        let cases = [
            ("", NameMistake::Empty),
            (" 　\t", NameMistake::Empty),
            ("—", NameMistake::Absent),
            ("不详", NameMistake::Absent),
            ("无", NameMistake::Absent),
            ("何*兰", NameMistake::Masked),
            ("**", NameMistake::Masked),
            ("何某某", NameMistake::Masked),
            ("何?兰", NameMistake::Masked),
            ("何□兰", NameMistake::Masked),
            ("何桂兰等3人", NameMistake::NotAName),
            ("何桂兰、赵镕", NameMistake::NotAName),
            ("990116", NameMistake::NotAName),
            ("（已故）", NameMistake::NotAName),
        ];
        for (written, mistake) in cases {
            assert_eq!(parse(written), Err(mistake), "{written}");
        }
    }

    #[test]
    fn a_masked_name_can_still_be_compared() {
        assert_eq!(fold("何 ＊ 兰"), "何＊兰");
    }
}
