//! Citizen ID numbers under an area prefix that belongs to no place, with a valid check digit.
//!
//! Never: a number that could be a living person's.
//! Law: GB 11643-1999, weights 2^(17-i) mod 11 and the map `10X98765432`.
use jiff::civil::Date;

use super::Sex;

/// The first area of the simulated county; no place in China has a code that begins with 99.
pub(crate) const FIRST_AREA: u32 = 990_101;
/// How many areas people of the county were registered in at birth.
pub(crate) const AREAS: usize = 30;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
const FIRST_YEAR: i16 = 1900;
const DAYS_A_YEAR: usize = 366;

/// The check digit of the first seventeen digits.
pub(crate) fn check_digit(body: &str) -> char {
    let sum = body
        .chars()
        .zip(WEIGHTS)
        .fold(0_u32, |sum, (digit, weight)| sum.saturating_add(digit.to_digit(10).unwrap_or(0).saturating_mul(weight)));
    let place = usize::try_from(sum.rem_euclid(11)).unwrap_or(0);
    CHECK[place]
}

/// The 18 characters for area number `area`, a birth date and a sequence number.
pub(crate) fn write(area: u16, born: Date, sequence: u16) -> String {
    let area = FIRST_AREA.saturating_add(u32::from(area));
    let mut number = format!("{area:06}{:04}{:02}{:02}{sequence:03}", born.year(), born.month(), born.day());
    number.push(check_digit(&number));
    number
}

/// The spelling of 15 digits that was in use before 1999; `None` for those born in another century.
pub(crate) fn fifteen(number: &str) -> Option<String> {
    let (area, rest) = number.split_at_checked(6)?;
    let year = rest.strip_prefix("19")?;
    let body = year.get(..9)?;
    Some(format!("{area}{body}"))
}

/// Hands out sequence numbers so that no two people have one ID number.
pub(crate) struct Sequences {
    given: Vec<u16>,
}

impl Sequences {
    /// Enough places for everyone born from 1900 to `last_year`.
    pub(crate) fn until(last_year: i16) -> Self {
        let years = usize::try_from(last_year.saturating_sub(FIRST_YEAR)).unwrap_or(0).saturating_add(1);
        Self { given: vec![0; years.saturating_mul(DAYS_A_YEAR).saturating_mul(AREAS)] }
    }

    /// The next number of three digits for this area, day and sex: odd for men, even for women.
    pub(crate) fn next(&mut self, area: u16, born: Date, sex: Sex) -> u16 {
        let year = usize::try_from(born.year().saturating_sub(FIRST_YEAR)).unwrap_or(0);
        let day = usize::try_from(born.day_of_year().saturating_sub(1)).unwrap_or(0);
        let place = year
            .saturating_mul(AREAS)
            .saturating_add(usize::from(area))
            .saturating_mul(DAYS_A_YEAR)
            .saturating_add(day);
        let taken = self.given.get_mut(place).expect("nobody is born before 1900 or after today");
        // 37 and 500 have no common divisor: 500 numbers before one comes again, and neighbours stand apart.
        let start = u16::try_from(place.rem_euclid(500)).unwrap_or(0);
        let turn = taken.saturating_mul(37).saturating_add(start).rem_euclid(500);
        *taken = taken.saturating_add(1);
        turn.saturating_mul(2).saturating_add(match sex {
            Sex::Male => 1,
            Sex::Female => 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{check_digit, fifteen};

    #[test]
    fn the_check_digit_is_that_of_the_standard() {
        let of = ["11010519491231002", "44052418800101001", "99011619520120007", "99010819750424121"];
        assert_eq!(of.map(check_digit), ['X', '4', '5', 'X']);
    }

    #[test]
    fn fifteen_digits_drop_the_century_and_the_check() {
        assert_eq!(fifteen("990125197401083681").as_deref(), Some("990125740108368"));
        assert_eq!(fifteen("990106200501313734"), None);
    }
}
