//! What an area code (GB/T 2260) says by itself: its level, what lies above it, whether it can be a place at all.
//!
//! Never: the names or the list of places; those are data. A code that no list knows is not wrong: lists of abolished
//! counties are incomplete, and people keep the codes of the county in which they were registered.
use crate::id::AreaCode;

/// How large an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaLevel {
    /// The whole country: `000000`.
    Country,
    /// A province, region or municipality: `340000`.
    Province,
    /// A prefecture or city: `341600`.
    City,
    /// A county or district: `341622`.
    County,
}

/// The first two digits of every province, region, municipality and special region.
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
];

impl AreaCode {
    /// The level; nothing when this is no code of six digits.
    #[must_use]
    pub fn level(&self) -> Option<AreaLevel> {
        let code = self.as_str();
        let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| match (code.get(..2), code.get(2..4), code.get(4..)) {
            (Some("00"), Some("00"), Some("00")) => AreaLevel::Country,
            (_, Some("00"), Some("00")) => AreaLevel::Province,
            (_, _, Some("00")) => AreaLevel::City,
            (_, _, _) => AreaLevel::County,
        })
    }

    /// The area directly above: county → city → province → country → nothing.
    #[must_use]
    pub fn parent(&self) -> Option<AreaCode> {
        let kept = match self.level()? {
            AreaLevel::Country => return None,
            AreaLevel::Province => 0,
            AreaLevel::City => 2,
            AreaLevel::County => 4,
        };
        Some(AreaCode::new(format!("{:0<6}", self.as_str().get(..kept)?)))
    }

    /// The area itself and every area above it, the smallest first.
    pub fn with_parents(&self) -> impl Iterator<Item = AreaCode> {
        std::iter::successors(Some(self.clone()), AreaCode::parent)
    }

    /// Whether `other` is this area or lies in it.
    #[must_use]
    pub fn contains(&self, other: &AreaCode) -> bool {
        other.with_parents().any(|area| area == *self)
    }

    /// Whether the code begins as codes of a province do. Codes such as `990101`, of demonstration data, do not:
    /// a reason to warn, never to refuse.
    #[must_use]
    pub fn is_of_a_province(&self) -> bool {
        self.level().is_some() && self.as_str().get(..2).is_some_and(|province| PROVINCES.contains(&province))
    }
}

#[cfg(test)]
mod tests {
    use super::AreaLevel;
    use crate::id::AreaCode;

    #[test]
    fn an_area_knows_its_level_and_what_lies_above() {
        let levels =
            ["000000", "340000", "341600", "341622", "34162", "34162X"].map(|code| AreaCode::from(code).level());
        let expected = [
            Some(AreaLevel::Country),
            Some(AreaLevel::Province),
            Some(AreaLevel::City),
            Some(AreaLevel::County),
            None,
            None,
        ];
        assert_eq!(levels, expected);
        let above: Vec<_> = AreaCode::from("341622").with_parents().map(|area| area.to_string()).collect();
        assert_eq!(above, ["341622", "341600", "340000", "000000"]);
    }

    #[test]
    fn an_area_contains_itself_and_what_lies_in_it() {
        let contains = |outer: &str, inner: &str| AreaCode::from(outer).contains(&AreaCode::from(inner));
        assert!(contains("340000", "341622") && contains("341622", "341622") && contains("000000", "341622"));
        assert!(!contains("341622", "340000") && !contains("330000", "341622") && !contains("", "341622"));
    }

    #[test]
    fn a_code_of_demonstration_data_belongs_to_no_province() {
        let known =
            ["330103", "341622", "990101", "000000", "3416"].map(|code| AreaCode::from(code).is_of_a_province());
        assert_eq!(known, [true, true, false, false, false]);
    }
}
