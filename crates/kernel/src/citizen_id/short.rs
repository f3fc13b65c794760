//! An identity number that was written with one character too few.
//!
//! Never: a whole identity; which character is missing is not known.
use std::fmt;

use super::clean;

/// As many characters as a number has, less one.
const WRITTEN: usize = 17;

/// An identity number of 17 characters: one was left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ShortId([u8; WRITTEN]);

impl ShortId {
    /// The number as written; nothing when it is not one character short, or holds anything but digits before its end.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let written: [u8; WRITTEN] = clean(text).into_bytes().try_into().ok()?;
        let (last, digits) = written.split_last()?;
        let stands = digits.iter().all(u8::is_ascii_digit) && (last.is_ascii_digit() || *last == b'X');
        stands.then_some(Self(written))
    }

    /// How many characters of `number` (18, `*` for each unknown one) it repeats when one of them was left out; `None`
    /// when it is no such number, whichever was.
    #[must_use]
    pub fn repeats(&self, number: &str) -> Option<usize> {
        let number: [u8; 18] = number.as_bytes().try_into().ok()?;
        let without = |left_out: usize| {
            let rest = number.iter().enumerate().filter(move |(place, _)| *place != left_out).map(|(_, sign)| *sign);
            let pairs = rest.zip(self.0).filter(|(sign, _)| *sign != b'*');
            let mut same = 0_usize;
            for (sign, written) in pairs {
                if sign != written {
                    return None;
                }
                same = same.saturating_add(1);
            }
            Some(same)
        };
        (0..number.len()).filter_map(without).max()
    }

    /// The characters as written. Who calls this has been allowed to see them.
    #[must_use]
    pub fn unsealed(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

/// Shows nothing of it.
impl fmt::Debug for ShortId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ShortId(17 of 18)")
    }
}
