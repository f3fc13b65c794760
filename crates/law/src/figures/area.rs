//! Levels of areas, by their code of six digits (GB/T 2260): two for the province, two for the city, two for the county.
//!
//! Never: whether an area of that code exists.
use kernel::id::AreaCode;
use serde::{Deserialize, Serialize};

/// The code of the whole country.
const NATIONAL: &str = "100000";

/// The level of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AreaLevel {
    /// The whole country.
    National,
    /// A province, autonomous region or municipality.
    Province,
    /// A city at prefecture level.
    City,
    /// A county or district.
    County,
}

impl AreaLevel {
    /// The word that packs use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            AreaLevel::National => "national",
            AreaLevel::Province => "province",
            AreaLevel::City => "city",
            AreaLevel::County => "county",
        }
    }

    /// The level of `area`; nothing if it is no code of six digits.
    #[must_use]
    pub fn of(area: &AreaCode) -> Option<Self> {
        let area = AreaCode::parse(area.as_str())?;
        let code = area.as_str();
        Some(match (code.get(2..4)?, code.get(4..6)?) {
            _ if code == NATIONAL => AreaLevel::National,
            ("00", "00") => AreaLevel::Province,
            (_, "00") => AreaLevel::City,
            _ => AreaLevel::County,
        })
    }

    /// The area of this level in which `area` lies; nothing if `area` is larger than that.
    ///
    /// ```
    /// # use law::figures::AreaLevel;
    /// let county = "340123".into();
    /// assert_eq!(AreaLevel::Province.around(&county), Some("340000".into()));
    /// assert_eq!(AreaLevel::County.around(&"340000".into()), None);
    /// ```
    #[must_use]
    pub fn around(self, area: &AreaCode) -> Option<AreaCode> {
        let code = area.as_str();
        if AreaLevel::of(area)? < self {
            return None;
        }
        match self {
            AreaLevel::National => Some(AreaCode::from(NATIONAL)),
            AreaLevel::Province => Some(AreaCode::new(format!("{}0000", code.get(..2)?))),
            AreaLevel::City => Some(AreaCode::new(format!("{}00", code.get(..4)?))),
            AreaLevel::County => Some(area.clone()),
        }
    }
}
