//! What is left of an identity number that is masked, damaged by a spreadsheet, or mistyped.
//!
//! Never: a whole identity; it can only agree or disagree with one, as evidence among other evidence.
use std::fmt;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{CitizenId, birthday, clean, is_stored_number};
use crate::cell::words;

/// An identity number of which some characters are known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PartialId([Option<u8>; 18]);

/// A spreadsheet keeps so many digits; what it shows with a power of ten may be fewer.
const KEPT: usize = 15;

impl PartialId {
    /// What can be read of a number that [`CitizenId::parse`] refuses: masked digits are unknown, of a stored number
    /// the first 15 hold, or as many as were written before the power of ten, and of one that fails its check all are as written. Nothing when it does not have the shape
    /// of a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = clean(text);
        if is_stored_number(&text) {
            let whole = Decimal::from_scientific(&text).or_else(|_| text.parse()).ok()?.trunc().to_string();
            let written = text
                .split_once(['e', 'E'])
                .map_or(KEPT, |(mantissa, _)| mantissa.bytes().filter(u8::is_ascii_digit).count());
            let held = (whole.len() == 18).then(|| whole.get(..written.min(KEPT))).flatten();
            return held.and_then(|held| Self::of(held, ""));
        }
        let signs: Vec<char> = text.chars().collect();
        if signs.len() == 18 && signs.iter().all(|sign| is_character(*sign) || hides(*sign)) {
            let known = |sign: &char| u8::try_from(*sign).ok().filter(|sign| matches!(sign, b'0'..=b'9' | b'X'));
            let mut number = [None; 18];
            number.iter_mut().zip(&signs).for_each(|(place, sign)| *place = known(sign));
            // In the middle of a number an X hides a digit.
            number[..17].iter_mut().for_each(|place| *place = place.filter(u8::is_ascii_digit));
            return Some(Self(number)).filter(|partial| partial.known() > 0);
        }
        words::is_masked(&text).then(|| Self::around_a_mask(&text)).flatten()
    }

    /// How many characters are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// Whether no known character speaks against `id`.
    #[must_use]
    pub fn agrees_with(&self, id: &CitizenId) -> bool {
        self.0.iter().zip(id.unsealed().bytes()).all(|(known, digit)| known.is_none_or(|known| known == digit))
    }

    /// The day of birth, if all its digits are known and it is a day.
    #[must_use]
    pub fn birth(&self) -> Option<Date> {
        let mut number = [b'0'; 18];
        for (place, known) in number.iter_mut().zip(&self.0).take(14).skip(6) {
            *place = (*known)?;
        }
        birthday(&number)
    }

    /// The characters with `*` for each unknown one. Who calls this has been allowed to see them.
    #[must_use]
    pub fn unsealed(&self) -> String {
        self.0.iter().map(|known| char::from(known.unwrap_or(b'*'))).collect()
    }

    /// A mask of the wrong width: what stands before it is the start, what stands after it the end.
    fn around_a_mask(text: &str) -> Option<Self> {
        let start = text.find(|sign: char| !sign.is_ascii_digit())?;
        let end = text.rfind(hides)?;
        let after = text.get(end..)?.trim_start_matches(hides);
        let width = start.checked_add(after.len())?;
        (width < 18 && after.chars().all(is_character)).then(|| Self::of(text.get(..start)?, after)).flatten()
    }

    fn of(start: &str, end: &str) -> Option<Self> {
        let mut number = [None; 18];
        number.iter_mut().zip(start.bytes()).for_each(|(place, digit)| *place = Some(digit));
        number.iter_mut().rev().zip(end.bytes().rev()).for_each(|(place, digit)| *place = Some(digit));
        Some(Self(number)).filter(|partial| partial.known() > 0)
    }
}

/// Shows how much is known, not what.
impl fmt::Debug for PartialId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialId({} of 18)", self.known())
    }
}

fn is_character(sign: char) -> bool {
    sign.is_ascii_digit() || sign == 'X'
}

fn hides(sign: char) -> bool {
    words::is_star(sign) || matches!(sign, 'x' | 'X' | '×' | '#' | '?')
}
