//! Money in whole fen (1 yuan = 100 fen); checked arithmetic only.
//!
//! Never: floating point, silent overflow.
use std::fmt;
use std::iter;

use serde::{Deserialize, Serialize};

/// An amount of money in fen; may be negative in a difference, never in an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fen(pub i64);

impl Fen {
    /// Nothing.
    pub const ZERO: Fen = Fen(0);

    /// `yuan` whole yuan; `None` past ±92 quadrillion.
    #[must_use]
    pub fn from_yuan(yuan: i64) -> Option<Fen> {
        yuan.checked_mul(100).map(Fen)
    }

    /// The sum, or `None` on overflow.
    #[must_use]
    pub fn plus(self, other: Fen) -> Option<Fen> {
        self.0.checked_add(other.0).map(Fen)
    }

    /// The difference, or `None` on overflow.
    #[must_use]
    pub fn minus(self, other: Fen) -> Option<Fen> {
        self.0.checked_sub(other.0).map(Fen)
    }

    /// The sum of many, or `None` on overflow.
    pub fn sum(all: impl IntoIterator<Item = Fen>) -> Option<Fen> {
        iter::once(Fen::ZERO).chain(all).try_fold(Fen::ZERO, Fen::plus)
    }
}

/// Yuan with two decimals and thousands separators: `1,234.50`, without a currency sign.
impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        let yuan = fen.div_euclid(100).to_string();
        let mut grouped = String::with_capacity(yuan.len().saturating_mul(2));
        for (place, digit) in yuan.chars().enumerate() {
            if place > 0 && yuan.len().saturating_sub(place).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        write!(f, "{sign}{grouped}.{:02}", fen.rem_euclid(100))
    }
}

#[cfg(test)]
mod tests {
    use super::Fen;

    #[test]
    fn money_is_written_with_separators_and_two_decimals() {
        let written = [0, 5, 100, 123_456, 31_106_400, -250].map(|fen| Fen(fen).to_string());
        assert_eq!(written, ["0.00", "0.05", "1.00", "1,234.56", "311,064.00", "-2.50"]);
    }

    #[test]
    fn a_sum_too_large_is_refused_and_not_wrapped() {
        assert_eq!(Fen(i64::MAX).plus(Fen(1)), None);
        assert_eq!(Fen::sum([Fen(1), Fen(2), Fen(3)]), Some(Fen(6)));
        assert_eq!(Fen::sum([Fen(i64::MAX), Fen(1)]), None);
    }
}
