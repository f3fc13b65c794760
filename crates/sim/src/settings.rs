//! What one asks of a county: how many people, which seed, on which day, how dirty its files.
//!
//! Never: a clock; the day is given.
use jiff::ToSpan;
use jiff::civil::Date;
use kernel::Fen;

use crate::rates::ErrorRates;

/// What the county is made from. The same settings give the same bytes.
#[derive(Debug, Clone)]
pub struct Settings {
    /// How many people live in the county.
    pub people: usize,
    /// The seed of all chance.
    pub seed: u64,
    /// The civil day on which the agencies hand over their files.
    pub today: Date,
    /// How often what goes wrong in the files.
    pub rates: ErrorRates,
    /// From which loss of property on it counts as heavy (demonstration value; the lead rule's pack has its own).
    pub heavy_loss: Fen,
}

/// Victims in the ledgers, per hundred thousand people and year.
const VICTIMS_A_YEAR: usize = 680;
/// Victims in a hundred cases.
const VICTIMS_IN_A_HUNDRED_CASES: usize = 115;

impl Settings {
    /// A county with the error rates of the table in the README, and a heavy loss from 50,000 yuan on.
    #[must_use]
    pub fn new(people: usize, seed: u64, today: Date) -> Self {
        Self { people, seed, today, rates: ErrorRates::default(), heavy_loss: Fen(5_000_000) }
    }

    /// The days that the ledgers cover: from the half-year in which today was thirty months ago to the end of the
    /// month before this one.
    pub(crate) fn covered(&self) -> (Date, Date) {
        let last = self.today.first_of_month().yesterday().expect("a day of this age has a day before it");
        let ago = self.today.checked_sub(30.months()).expect("thirty months ago");
        let month = if ago.month() <= 6 { 1 } else { 7 };
        let first = jiff::civil::date(ago.year(), month, 1);
        (first, last)
    }

    /// How many cases with victims the ledgers hold.
    pub(crate) fn cases(&self) -> usize {
        let (first, last) = self.covered();
        let days = first.until(last).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or(0));
        // people × victims a year / 100,000 × days / 365, over victims in a case
        self.people
            .saturating_mul(VICTIMS_A_YEAR)
            .saturating_mul(days)
            .div_euclid(365 * 1_000)
            .div_euclid(VICTIMS_IN_A_HUNDRED_CASES)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Settings;

    #[test]
    fn the_ledgers_cover_half_years_up_to_last_month() {
        let covered = |day| Settings::new(1, 1, day).covered();
        assert_eq!(covered(date(2026, 11, 22)), (date(2024, 1, 1), date(2026, 10, 31)));
        assert_eq!(covered(date(2024, 1, 1)), (date(2021, 7, 1), date(2023, 12, 31)));
    }

    #[test]
    fn a_county_of_a_hundred_thousand_has_some_fifteen_hundred_cases() {
        let cases = Settings::new(100_000, 1, date(2026, 11, 22)).cases();
        assert!((1_300..1_900).contains(&cases), "{cases}");
    }
}
