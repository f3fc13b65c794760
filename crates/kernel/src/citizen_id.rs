//! Identity numbers of 18 characters (GB 11643): read, checked, and shown only masked.
//!
//! Never: prints itself. Whether the area exists is not checked: no list of all former areas exists.
//! Permits of people from Hong Kong, Macao and Taiwan (81, 82, 83) and the foreigners' card of the new form (9…) follow
//! the same standard and are read as well.
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::cell::{fold, words};
use crate::id::AreaCode;

mod partial;
mod short;

pub use partial::PartialId;
pub use short::ShortId;

/// The sign that stands for what is hidden; the same in both languages.
pub const HIDDEN: char = '\u{2217}'; // ∗

/// A valid identity number: 17 digits, a check character, and a birthday that exists. Ordered as its text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CitizenId {
    number: [u8; 18],
    birth: Date,
}

/// Why a text is no identity number. Empty, absent and masked numbers are unknown; the others are mistakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum CitizenIdMistake {
    /// Nothing stands there.
    #[error("the identity number is empty")]
    Empty,
    /// A dash or a word such as 无 stands there.
    #[error("the identity number is said to be unknown")]
    Absent,
    /// Digits were hidden.
    #[error("the identity number is masked")]
    Masked,
    /// Neither 18 characters nor the 15 of the old form.
    #[error("an identity number has 18 characters")]
    WrongLength,
    /// Letters where digits are wanted: a passport, a travel permit, a card of the foreigners' old form.
    #[error("this is another kind of document")]
    OtherDocument,
    /// The birthday inside is no day.
    #[error("the birthday in the identity number is no day")]
    NoSuchDay,
    /// The last character does not fit the others.
    #[error("the check digit of the identity number does not fit")]
    CheckDigit,
    /// A spreadsheet kept 15 digits of the number.
    #[error("a spreadsheet lost the last digits of the identity number")]
    LostDigits,
}

/// The sex that the number states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sex {
    /// The 17th digit is even.
    Female,
    /// The 17th digit is odd.
    Male,
}

impl CitizenId {
    /// Reads a number: full-width digits, blanks inside, an apostrophe before it, a small x and the old form of
    /// 15 digits (born in 19xx) are understood.
    ///
    /// # Errors
    /// When it is no valid number; the mistake says whether it is bad or only unknown.
    ///
    /// ```
    /// use kernel::citizen_id::{CitizenId, CitizenIdMistake};
    ///
    /// let id = CitizenId::parse(" '９９０１０２ 19850417 001x ").map(|id| id.masked());
    /// assert_eq!(id, Err(CitizenIdMistake::CheckDigit));
    /// ```
    pub fn parse(text: &str) -> Result<Self, CitizenIdMistake> {
        let text = clean(text);
        match words::says_nothing(&text).or_else(|| words::has_none(&text)) {
            Some(crate::cell::Why::Empty) => return Err(CitizenIdMistake::Empty),
            Some(crate::cell::Why::Dash) => return Err(CitizenIdMistake::Absent),
            Some(crate::cell::Why::Masked) => return Err(CitizenIdMistake::Masked),
            None if words::is_masked(&text) => return Err(CitizenIdMistake::Masked),
            None => {}
        }
        if is_stored_number(&text) {
            return Err(CitizenIdMistake::LostDigits);
        }
        let number = in_18_characters(&text)?;
        let birth = birthday(&number).ok_or(CitizenIdMistake::NoSuchDay)?;
        if check_character(&number) == number[17] {
            return Ok(Self { number, birth });
        }
        // A spreadsheet fills what it lost with zeros.
        Err(if text.ends_with("000") { CitizenIdMistake::LostDigits } else { CitizenIdMistake::CheckDigit })
    }

    /// The number of 17 digits with its check character: for makers of demonstration data.
    #[must_use]
    pub fn from_17_digits(digits: &str) -> Option<Self> {
        let mut number = [b'0'; 18];
        let first: &[u8; 17] = digits.as_bytes().try_into().ok()?;
        number[..17].copy_from_slice(first);
        number[17] = check_character(&number);
        let birth = birthday(&number)?;
        first.iter().all(u8::is_ascii_digit).then_some(Self { number, birth })
    }

    /// The day of birth.
    #[must_use]
    pub fn birth(&self) -> Date {
        self.birth
    }

    /// The sex.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.number[16].is_multiple_of(2) { Sex::Female } else { Sex::Male }
    }

    /// The area in which its holder was first registered; of a permit or a foreigner's card, the first six digits.
    #[must_use]
    pub fn area(&self) -> AreaCode {
        AreaCode::from(self.unsealed().get(..6).unwrap_or_default())
    }

    /// What may be shown to everyone: the first three and the last four characters.
    #[must_use]
    pub fn masked(&self) -> String {
        let number = self.unsealed();
        let (first, last) = (number.get(..3).unwrap_or_default(), number.get(14..).unwrap_or_default());
        format!("{first}{}{last}", HIDDEN.to_string().repeat(11))
    }

    /// The 18 characters themselves. Who calls this has been allowed to see them.
    #[must_use]
    pub fn unsealed(&self) -> &str {
        std::str::from_utf8(&self.number).unwrap_or_default()
    }
}

/// Shows the masked number.
impl fmt::Debug for CitizenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CitizenId({})", self.masked())
    }
}

impl TryFrom<String> for CitizenId {
    type Error = CitizenIdMistake;

    fn try_from(text: String) -> Result<Self, CitizenIdMistake> {
        Self::parse(&text)
    }
}

impl From<CitizenId> for String {
    fn from(id: CitizenId) -> Self {
        id.unsealed().to_owned()
    }
}

/// One spelling: no blanks and hyphens, a capital X.
fn clean(text: &str) -> String {
    let text = fold::no_blanks(&fold::all(text));
    let hyphens = text.chars().filter(|sign| *sign == '-').count();
    let text = if hyphens <= 2 && text.len() > 15 { text.replace('-', "") } else { text };
    // What looks like an X at the end is one; in a row, crosses hide digits.
    match text.strip_suffix(['x', '×', 'Ⅹ', 'Х', 'х', 'χ', 'Χ']) {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => format!("{digits}X"),
        Some(_) | None => text,
    }
}

/// `9.90110196911051E+17`, `990110196911050820.0`: a spreadsheet or a program took the text for a number.
fn is_stored_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let power = text.split_once(['e', 'E']);
    let has_power = power.is_some_and(|(number, power)| {
        digits(&number.replacen('.', "", 1)) && digits(power.strip_prefix('+').unwrap_or(power))
    });
    has_power || text.split_once('.').is_some_and(|(whole, rest)| whole.len() > 15 && digits(whole) && digits(rest))
}

fn in_18_characters(text: &str) -> Result<[u8; 18], CitizenIdMistake> {
    // An old number that a program took for a number is whole.
    let text = text.strip_suffix(".0").unwrap_or(text);
    let digits = text.strip_suffix('X').unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CitizenIdMistake::OtherDocument);
    }
    if let Ok(number) = <[u8; 18]>::try_from(text.as_bytes()) {
        return Ok(number);
    }
    if digits.len() != 15 || text.len() != 15 {
        return Err(CitizenIdMistake::WrongLength);
    }
    let (area, rest) = text.split_at(6);
    let mut number = [b'0'; 18];
    number[..17].copy_from_slice(format!("{area}19{rest}").as_bytes());
    number[17] = check_character(&number);
    Ok(number)
}

/// The birthday of the characters 7 to 14, if it is a day on which somebody of today's registers can be born.
fn birthday(number: &[u8; 18]) -> Option<Date> {
    let text = std::str::from_utf8(number).ok()?;
    let (year, month, day) = (text.get(6..10)?, text.get(10..12)?, text.get(12..14)?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    (1850..=2100).contains(&date.year()).then_some(date)
}

/// The check character of ISO 7064 MOD 11-2 for the first 17 digits.
fn check_character(number: &[u8; 18]) -> u8 {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let weighted =
        number.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.saturating_sub(b'0')).saturating_mul(weight));
    match weighted.sum::<u32>() % 11 {
        0 => b'1',
        1 => b'0',
        2 => b'X',
        3 => b'9',
        4 => b'8',
        5 => b'7',
        6 => b'6',
        7 => b'5',
        8 => b'4',
        9 => b'3',
        _ => b'2',
    }
}

#[cfg(test)]
mod tests;
