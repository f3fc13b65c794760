//! A civil day in a file: TOML's own date or a string such as `2024-02-10`; written as a string.
//!
//! Never: a time of day, a zone. For `#[serde(with = "law::calendar::day")]`.
use std::fmt;

use jiff::civil::Date;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserializer, Serialize, Serializer};

/// Reads a day.
///
/// # Errors
/// When it is no date, or a date with a time.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    from.deserialize_any(Day)
}

/// Writes a day as `2024-02-10`.
///
/// # Errors
/// Those of the format.
pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
    date.serialize(to)
}

struct Day;

impl<'de> Visitor<'de> for Day {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a day such as 2024-02-10")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
        // jiff would read the day out of a moment too; a calendar must not say more than it means.
        if text.len() > "2024-02-10".len() {
            return Err(E::custom(format_args!("{text:?} is more than a day such as 2024-02-10")));
        }
        text.parse().map_err(E::custom)
    }

    /// A reader of TOML hands its own dates over as a map with one string in it.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Date, A::Error> {
        let entry = map.next_entry::<String, String>()?;
        let (_, text) = entry.ok_or_else(|| A::Error::custom("an empty table is not a day"))?;
        self.visit_str(&text)
    }
}

/// The same for a list of days.
pub mod list {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct One(#[serde(with = "super")] Date);

    /// Reads the days.
    ///
    /// # Errors
    /// When one of them is no date.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Date>, D::Error> {
        Ok(Vec::<One>::deserialize(from)?.into_iter().map(|day| day.0).collect())
    }

    /// Writes the days.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(days: &[Date], to: S) -> Result<S::Ok, S::Error> {
        days.serialize(to)
    }
}
