//! Case and document numbers from their patterns.
/// `pattern` with `{office}`, `{year}` and `{seq}` filled in: full year, no leading zero.
pub(super) fn fill(pattern: &str, office: &str, year: i16, serial: u32) -> String {
    pattern.replace("{office}", office).replace("{year}", &year.to_string()).replace("{seq}", &serial.to_string())
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn a_number_has_the_full_year_and_no_leading_zero() {
        assert_eq!(fill("{office}检司救〔{year}〕{seq}号", "金牛", 2023, 7), "金牛检司救〔2023〕7号");
    }
}
