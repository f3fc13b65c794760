//! A cell of a register, understood once: what it says, that it says nothing, or what is wrong with it.
//!
//! Never: guesses. A cell that can be read in two ways is bad, and a bad cell makes its field unknown, never false.
//! A mistake holds no text of the cell, so that it can be shown and logged; the caller knows row and column.
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::citizen_id::{CitizenId, CitizenIdMistake};
use crate::name::{self, NameMistake};
use crate::sealed::Sealed;

mod choice;
mod date;
pub(crate) mod fold;
mod money;
mod number;
mod phone;
pub(crate) mod words;

pub use choice::{AliasMistake, Aliases, yes_no};
pub use date::date;
pub use fold::one_spelling;
pub use money::{MoneyUnit, money};
pub use number::{count, decimal};
pub use phone::phone;

/// A cell as the file holds it, before anyone understood it.
#[derive(Clone, PartialEq, Eq)]
pub enum RawCell {
    /// Nothing stands there.
    Empty,
    /// Text, as stored.
    Text(String),
    /// A number; `text` is the shortest decimal spelling of what is stored, perhaps with an exponent.
    Number {
        /// The spelling, such as `226400` or `9.901101969110508e+17`.
        text: String,
    },
    /// A cell that the file itself marks as a date; a time of day is dropped.
    Date(Date),
    /// TRUE or FALSE.
    Truth(bool),
    /// An error of the spreadsheet, such as `#REF!`.
    Error(String),
}

/// What a cell says.
#[must_use]
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed<T> {
    /// It says this.
    Known(T),
    /// It says nothing.
    Unknown(Why),
    /// It says something that cannot be: reported by row and column, and unknown.
    Bad(CellMistake),
}

/// Why a cell says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// Nothing stands there.
    Empty,
    /// Digits or characters were hidden on purpose.
    Masked,
    /// A dash or a word such as 无记录 stands for "not known".
    Dash,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellMistake {
    /// A spreadsheet kept 15 digits of a longer number; the rest is gone.
    LostDigits,
    /// The last character of an identity number does not fit the others.
    CheckDigit,
    /// 30 February, a month 13, or a day outside 1850–2100.
    NoSuchDay,
    /// Too many or too few digits.
    WrongLength,
    /// A passport or another document stands where an identity number is wanted.
    OtherDocument,
    /// No date.
    NotADate,
    /// No exact amount of money: `约三十万`, `3-5万`.
    NotAnAmount,
    /// A trillion yuan or more, or a number past all use.
    TooLarge,
    /// Less than nothing.
    Negative,
    /// More than two decimals of yuan.
    TooPrecise,
    /// No whole number.
    NotACount,
    /// No number.
    NotANumber,
    /// A word that the register's table does not know, or that fits two of its entries.
    UnknownWord,
    /// No telephone number.
    NotAPhone,
    /// No name of one person.
    NotAName,
    /// The spreadsheet itself shows an error here.
    SheetError,
}

impl CellMistake {
    /// The stable code, such as `lost-digits`: the name of a message.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            CellMistake::LostDigits => "lost-digits",
            CellMistake::CheckDigit => "check-digit",
            CellMistake::NoSuchDay => "no-such-day",
            CellMistake::WrongLength => "wrong-length",
            CellMistake::OtherDocument => "other-document",
            CellMistake::NotADate => "not-a-date",
            CellMistake::NotAnAmount => "not-an-amount",
            CellMistake::TooLarge => "too-large",
            CellMistake::Negative => "negative",
            CellMistake::TooPrecise => "too-precise",
            CellMistake::NotACount => "not-a-count",
            CellMistake::NotANumber => "not-a-number",
            CellMistake::UnknownWord => "unknown-word",
            CellMistake::NotAPhone => "not-a-phone",
            CellMistake::NotAName => "not-a-name",
            CellMistake::SheetError => "sheet-error",
        }
    }
}

impl fmt::Display for CellMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl<T> Parsed<T> {
    /// What the cell says, if it says something.
    pub fn known(self) -> Option<T> {
        match self {
            Parsed::Known(value) => Some(value),
            Parsed::Unknown(_) | Parsed::Bad(_) => None,
        }
    }

    /// What is wrong with the cell, if something is.
    pub fn mistake(&self) -> Option<CellMistake> {
        match self {
            Parsed::Bad(mistake) => Some(*mistake),
            Parsed::Known(_) | Parsed::Unknown(_) => None,
        }
    }

    /// The same of another kind.
    pub fn map<U>(self, to: impl FnOnce(T) -> U) -> Parsed<U> {
        self.then(|value| Parsed::Known(to(value)))
    }

    /// What `next` makes of a known value.
    pub fn then<U>(self, next: impl FnOnce(T) -> Parsed<U>) -> Parsed<U> {
        match self {
            Parsed::Known(value) => next(value),
            Parsed::Unknown(why) => Parsed::Unknown(why),
            Parsed::Bad(mistake) => Parsed::Bad(mistake),
        }
    }
}

/// Known when all went well, bad otherwise.
impl<T> From<Result<T, CellMistake>> for Parsed<T> {
    fn from(read: Result<T, CellMistake>) -> Self {
        match read {
            Ok(value) => Parsed::Known(value),
            Err(mistake) => Parsed::Bad(mistake),
        }
    }
}

impl RawCell {
    /// A cell of a file that knows only text, such as CSV.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { RawCell::Empty } else { RawCell::Text(text) }
    }

    /// Whether nothing stands there, or only blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            RawCell::Empty => true,
            RawCell::Text(text) => fold::letters(text).is_empty(),
            RawCell::Number { .. } | RawCell::Date(_) | RawCell::Truth(_) | RawCell::Error(_) => false,
        }
    }

    /// The cell as one line of text: what a person sees, a number without exponent. A number past 15 digits lost some.
    fn line(&self) -> Parsed<String> {
        match self {
            RawCell::Empty => Parsed::Unknown(Why::Empty),
            RawCell::Text(text) => Parsed::Known(text.clone()),
            RawCell::Number { text } => plain(text).into(),
            RawCell::Date(date) => Parsed::Known(date.to_string()),
            RawCell::Truth(truth) => Parsed::Known(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
            RawCell::Error(_) => Parsed::Bad(CellMistake::SheetError),
        }
    }
}

/// Personal text may stand in any cell: only the kind is shown.
impl fmt::Debug for RawCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            RawCell::Empty => "Empty",
            RawCell::Text(_) => "Text(…)",
            RawCell::Number { .. } => "Number(…)",
            RawCell::Date(_) => "Date(…)",
            RawCell::Truth(_) => "Truth(…)",
            RawCell::Error(_) => "Error(…)",
        })
    }
}

/// Text: trimmed, blanks single, full-width digits and Latin letters as usual ones, nothing invisible.
pub fn text(cell: &RawCell) -> Parsed<String> {
    cell.line().then(|line| {
        let text = fold::letters(&line);
        match words::says_nothing(&text) {
            Some(why) => Parsed::Unknown(why),
            None => Parsed::Known(text),
        }
    })
}

/// The number of a case, so that two spellings of one number are equal: `(2024)某检刑诉 007号` is `〔2024〕某检刑诉7号`.
pub fn case_number(cell: &RawCell) -> Parsed<String> {
    text(cell).map(|text| fold::case_number(&text))
}

/// The name of a person, as [`name::parse`] understands it.
pub fn name(cell: &RawCell) -> Parsed<Sealed<String>> {
    cell.line().then(|line| match name::parse(&line) {
        Ok(name) => Parsed::Known(Sealed::new(name)),
        Err(NameMistake::Empty) => Parsed::Unknown(Why::Empty),
        Err(NameMistake::Absent) => Parsed::Unknown(Why::Dash),
        Err(NameMistake::Masked) => Parsed::Unknown(Why::Masked),
        Err(NameMistake::NotAName) => Parsed::Bad(CellMistake::NotAName),
    })
}

/// An identity number. One that a spreadsheet made a number of is lost past 15 digits; an old one of 15 is whole.
pub fn citizen_id(cell: &RawCell) -> Parsed<CitizenId> {
    cell.line().then(|line| match CitizenId::parse(&line) {
        Ok(id) => Parsed::Known(id),
        Err(CitizenIdMistake::Empty) => Parsed::Unknown(Why::Empty),
        Err(CitizenIdMistake::Absent) => Parsed::Unknown(Why::Dash),
        Err(CitizenIdMistake::Masked) => Parsed::Unknown(Why::Masked),
        Err(CitizenIdMistake::WrongLength) => Parsed::Bad(CellMistake::WrongLength),
        Err(CitizenIdMistake::OtherDocument) => Parsed::Bad(CellMistake::OtherDocument),
        Err(CitizenIdMistake::NoSuchDay) => Parsed::Bad(CellMistake::NoSuchDay),
        Err(CitizenIdMistake::CheckDigit) => Parsed::Bad(CellMistake::CheckDigit),
        Err(CitizenIdMistake::LostDigits) => Parsed::Bad(CellMistake::LostDigits),
    })
}

/// The stored number without exponent and without `.0`; a spreadsheet keeps 15 digits and no more.
fn plain(stored: &str) -> Result<String, CellMistake> {
    let number = number::stored(stored).ok_or(CellMistake::LostDigits)?.normalize();
    if number.trunc().mantissa().unsigned_abs() > MOST_EXACT {
        Err(CellMistake::LostDigits)
    } else {
        Ok(number.to_string())
    }
}

/// 15 nines.
const MOST_EXACT: u128 = 999_999_999_999_999;

/// What stands in a cell of a value (not of free text): folded, and nothing if it says nothing.
fn value(line: &str) -> Parsed<String> {
    let text = fold::all(line);
    match words::says_nothing(&text).or_else(|| words::has_none(&text)) {
        Some(why) => Parsed::Unknown(why),
        None if words::is_masked(&text) => Parsed::Unknown(Why::Masked),
        None => Parsed::Known(text),
    }
}

/// A number or text as a decimal number of whatever size is of use here.
fn whole(number: Decimal) -> Option<i64> {
    number.is_integer().then(|| i64::try_from(number.trunc().mantissa()).ok()).flatten()
}

#[cfg(test)]
mod tests;
