//! How often what goes wrong in the agencies' files. One list: the struct, its defaults and the README's table.
//!
//! Never: measured at a real office; the rates are chosen so that a county is as hard as offices say lists are.
use std::fmt::Write as _;

/// One line of the table of error rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The name of the field in [`ErrorRates`].
    pub name: &'static str,
    /// How many of ten thousand.
    pub per_ten_thousand: u32,
    /// Of what, and what happens.
    pub what: &'static str,
}

macro_rules! rates {
    ($($name:ident = $default:literal, $what:literal;)+) => {
        /// Every rate, in ten-thousandths.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct ErrorRates {
            $(
                #[doc = $what]
                pub $name: u32,
            )+
        }

        impl Default for ErrorRates {
            fn default() -> Self {
                Self { $($name: $default,)+ }
            }
        }

        impl ErrorRates {
            /// Nothing goes wrong at all.
            #[must_use]
            pub fn none() -> Self {
                Self { $($name: 0,)+ }
            }

            /// The rates as a table.
            #[must_use]
            pub fn table(&self) -> Vec<Rate> {
                vec![$(Rate { name: stringify!($name), per_ten_thousand: self.$name, what: $what },)+]
            }
        }
    };
}

rates! {
    victim_id_missing = 550, "victims' rows: no ID number (empty, or `—`)";
    victim_id_masked = 300, "victims' rows: ID number with stars in it";
    victim_id_float = 400, "victims' rows: ID number turned into a number by the spreadsheet, 15 digits hold";
    victim_id_wrong_check = 150, "victims' rows: wrong check digit";
    victim_id_wrong_digit = 150, "victims' rows: one other digit wrong";
    victim_id_swapped = 100, "victims' rows: two neighbouring digits swapped";
    victim_id_truncated = 100, "victims' rows: one digit left out";
    victim_id_of_a_relative = 40, "victims' rows: the valid ID number of another member of the household";
    id_full_width = 300, "rows of all lists: full-width digits (readable)";
    id_spaced = 300, "rows of all lists: spaces within the ID number (readable)";
    id_apostrophe = 150, "rows of all lists: an apostrophe before the ID number (readable)";
    id_fifteen = 400, "rows of all lists: 15 digits, if born before 1985 (readable)";
    id_lower_x = 3_000, "ID numbers that end in X: written x (readable)";
    list_id_missing = 20, "rows of other lists: no ID number";
    list_id_masked = 40, "rows of other lists: ID number with stars in it";
    list_id_float = 50, "rows of other lists: ID number turned into a number by the spreadsheet";
    list_id_wrong = 50, "rows of other lists: wrong check digit, wrong digit or swapped digits";
    name_spaced = 300, "rows of all lists: spaces within the name (readable)";
    name_homophone = 70, "rows of all lists: a character of the name that sounds alike";
    name_look_alike = 40, "rows of all lists: a character of the name that looks alike";
    name_swapped = 30, "rows of all lists: two characters of the given name swapped";
    name_masked = 30, "rows of all lists: 某 for the given name";
    name_dot = 6_500, "names with a middle dot: another kind of dot (readable)";
    birth_empty = 350, "victims' rows: no birth date";
    birth_swapped = 60, "victims' rows with a day up to 12: day and month swapped";
    birth_first_january = 80, "victims' rows: 1 January for the birth date";
    birth_impossible = 40, "victims' rows: a birth date that does not exist";
    disposal_impossible = 40, "victims' rows: a day of disposal that does not exist";
    injury_empty = 20, "victims' rows: no grade of injury";
    death_flag_empty = 500, "victims' rows: nothing under 是否死亡";
    urgent_empty = 5_000, "victims' rows: nothing under 是否急需救治";
    paid_unknown = 20, "victims' rows: `—` for what was paid";
    insurance_unknown = 15, "victims' rows: `—` for what insurance paid";
    owed_unreadable = 20, "victims' rows: an amount owed that is none";
    ledger_case_missing = 50, "victims' rows of cases with one victim: no number of the case";
    row_carried_over = 250, "victims' rows: listed again in the next half-year";
    case_cells_merged = 1_000, "cases with several victims: number and cause merged over their rows";
    list_row_repeated = 100, "rows of other lists: repeated at the end";
    dead_still_listed = 1_500, "entries of people who died: not yet taken off the list";
    grant_case_spelled_otherwise = 300, "rows of grants: other brackets in the number of the original case";
    left_still_shown = 300, "households with a low income: as many others stand beside them that have left the list, with the month";
    grant_case_missing = 200, "rows of grants: no number of the original case";
    grant_id_missing = 100, "rows of grants: no ID number";
}

impl ErrorRates {
    /// Victims' rows from which no valid ID number can be read, per ten thousand.
    #[must_use]
    pub fn victims_without_valid_id(&self) -> u32 {
        [
            self.victim_id_missing,
            self.victim_id_masked,
            self.victim_id_float,
            self.victim_id_wrong_check,
            self.victim_id_wrong_digit,
            self.victim_id_swapped,
            self.victim_id_truncated,
        ]
        .into_iter()
        .fold(0, u32::saturating_add)
    }

    /// The table as the README shows it.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut text = String::from("| rate | per 10,000 | of what |\n| --- | ---: | --- |\n");
        for rate in self.table() {
            writeln!(text, "| `{}` | {} | {} |", rate.name, rate.per_ten_thousand, rate.what)
                .expect("text can be written into memory");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorRates;

    #[test]
    fn the_readme_states_the_rates_that_are_in_force() {
        let readme = include_str!("../README.md");
        let table = ErrorRates::default().markdown();
        assert!(readme.contains(&table), "crates/sim/README.md must hold this table:\n{table}");
    }

    #[test]
    fn at_least_fifteen_of_a_hundred_victims_rows_have_no_valid_id() {
        assert!(ErrorRates::default().victims_without_valid_id() >= 1_500);
    }
}
