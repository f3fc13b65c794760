//! Exact decimals: an `i128` and a scale, as a column of `Decimal128(38, scale)` holds them.
//!
//! Never: floating point, rounding that is not asked for, silent overflow.
use std::cmp::Ordering;
use std::fmt;

use kernel::Fen;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// `mantissa` × 10^−`scale`. Equality is of value: 1.50 equals 1.5.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Exact {
    /// The digits.
    pub mantissa: i128,
    /// How many of them stand after the point.
    pub scale: u32,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Exact = Exact { mantissa: 0, scale: 0 };
    /// One.
    pub const ONE: Exact = Exact { mantissa: 1, scale: 0 };

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self { mantissa: i128::from(number), scale: 0 }
    }

    /// The same value at another scale; `None` if digits would be lost or do not fit.
    #[must_use]
    pub fn rescale(self, scale: u32) -> Option<Self> {
        let mantissa = if scale >= self.scale {
            self.mantissa.checked_mul(power(scale.checked_sub(self.scale)?)?)?
        } else {
            let power = power(self.scale.checked_sub(scale)?)?;
            (self.mantissa.checked_rem(power)? == 0).then(|| self.mantissa.checked_div(power))??
        };
        Some(Self { mantissa, scale })
    }

    /// The same value without zeros at its end.
    #[must_use]
    pub fn normalize(self) -> Self {
        let mut shortest = self;
        while let Some(shorter) = shortest.scale.checked_sub(1).and_then(|scale| shortest.rescale(scale)) {
            shortest = shorter;
        }
        shortest
    }

    /// The sum, exactly.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Some(Self { mantissa: left.checked_add(right)?, scale })
    }

    /// The difference, exactly.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Some(Self { mantissa: left.checked_sub(right)?, scale })
    }

    /// The product, exactly.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        let mantissa = self.mantissa.checked_mul(other.mantissa)?;
        Some(Self { mantissa, scale: self.scale.checked_add(other.scale)? })
    }

    /// The quotient to `places` after the point, half away from zero; `None` for a division by zero.
    ///
    /// ```
    /// # use law::expr::Exact;
    /// let third = Exact::whole(2).over(Exact::whole(3), 6);
    /// assert_eq!(third.unwrap().to_string(), "0.666667");
    /// ```
    #[must_use]
    pub fn over(self, divisor: Self, places: u32) -> Option<Self> {
        let up = places.checked_add(divisor.scale)?;
        let (numerator, denominator) = if up >= self.scale {
            (self.mantissa.checked_mul(power(up.checked_sub(self.scale)?)?)?, divisor.mantissa)
        } else {
            (self.mantissa, divisor.mantissa.checked_mul(power(self.scale.checked_sub(up)?)?)?)
        };
        let quotient = numerator.checked_div(denominator)?;
        let rest = numerator.checked_rem(denominator)?;
        let half = rest.unsigned_abs() >= denominator.unsigned_abs().checked_sub(rest.unsigned_abs())?;
        let away = if (numerator < 0) == (denominator < 0) { 1 } else { -1 };
        let mantissa = if half { quotient.checked_add(away)? } else { quotient };
        Some(Self { mantissa, scale: places })
    }

    /// Rounded to `places` after the point, half away from zero.
    #[must_use]
    pub fn round(self, places: u32) -> Option<Self> {
        if self.scale <= places { Some(self) } else { self.over(Self::ONE, places) }
    }

    /// Whole fen, half away from zero; `None` if it does not fit.
    #[must_use]
    pub fn to_fen(self) -> Option<Fen> {
        self.over(Self::ONE, 0).and_then(|whole| i64::try_from(whole.mantissa).ok()).map(Fen)
    }

    /// Which is larger.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match self.aligned(other) {
            Some((left, right, _)) => left.cmp(&right),
            // One of them does not fit at the other's scale: it is the larger by size.
            None if self.scale < other.scale => self.mantissa.cmp(&0),
            None => 0.cmp(&other.mantissa),
        }
    }

    /// Reads `12`, `-0.35`; nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        let point_without_digits = digits.contains('.') && places.is_empty();
        if whole.is_empty() || point_without_digits || !all_digits(whole) || !all_digits(places) {
            return None;
        }
        let mantissa: i128 = format!("{whole}{places}").parse().ok()?;
        Some(Self { mantissa: mantissa.checked_mul(sign)?, scale: u32::try_from(places.len()).ok()? })
    }

    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let scale = self.scale.max(other.scale);
        Some((self.rescale(scale)?.mantissa, other.rescale(scale)?.mantissa, scale))
    }
}

/// 10^`exponent`.
fn power(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.compare(*other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl From<Fen> for Exact {
    fn from(fen: Fen) -> Self {
        Self::whole(fen.0)
    }
}

impl From<Decimal> for Exact {
    fn from(decimal: Decimal) -> Self {
        Self { mantissa: decimal.mantissa(), scale: decimal.scale() }
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let places = usize::try_from(self.scale).unwrap_or(usize::MAX);
        let digits = format!("{:0>width$}", self.mantissa.unsigned_abs(), width = places.saturating_add(1));
        let (whole, fraction) = digits.split_at(digits.len().saturating_sub(places));
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

impl From<Exact> for String {
    fn from(exact: Exact) -> Self {
        exact.to_string()
    }
}

impl TryFrom<String> for Exact {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is not a decimal number such as 0.35"))
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::Exact;

    fn exact(text: &str) -> Exact {
        Exact::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn division_rounds_half_away_from_zero_at_the_places_asked_for() {
        let rows = [
            ("1", "3", 6, "0.333333"),
            ("2", "3", 6, "0.666667"),
            ("-2", "3", 6, "-0.666667"),
            ("0.000001", "2", 6, "0.000001"),
            ("-0.000001", "2", 6, "-0.000001"),
            ("0.000001", "3", 6, "0.000000"),
            ("10", "-4", 0, "-3"),
            ("7", "0.5", 0, "14"),
            ("12.3456789", "1", 2, "12.35"),
        ];
        for (left, right, places, quotient) in rows {
            assert_eq!(exact(left).over(exact(right), places).unwrap().to_string(), quotient, "{left} / {right}");
        }
        assert!(exact("1").over(Exact::ZERO, 6).is_none());
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_else_is_a_number() {
        for text in ["0", "12", "-0.35", "0.000001", "99999999999999999999999999999999999999"] {
            assert_eq!(exact(text).to_string(), text);
        }
        for text in ["", ".", "1.", ".5", "1e3", "+1", "0x10", "1_000", "１"] {
            assert!(Exact::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn numbers_are_compared_by_value_even_where_one_does_not_fit_the_others_scale() {
        let huge = exact("99999999999999999999999999999999999999");
        let rows = [
            (exact("1.50"), exact("1.5"), Ordering::Equal),
            (exact("-1"), exact("0.001"), Ordering::Less),
            (huge, exact("0.000001"), Ordering::Greater),
            (exact("0.000001"), huge, Ordering::Less),
        ];
        for (left, right, order) in rows {
            assert_eq!(left.compare(right), order, "{left} {right}");
        }
        assert_eq!(exact("1.500").normalize().to_string(), "1.5");
    }
}
