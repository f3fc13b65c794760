//! A day in TOML that may be absent: `#[serde(default, with = "…")]`, read and written like [`crate::calendar::day`].
//!
//! Never: a time of day.
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::calendar::day;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Day(#[serde(with = "day")] Date);

#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde gives the field by reference")]
pub(crate) fn serialize<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(Day).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    Ok(Option::<Day>::deserialize(deserializer)?.map(|day| day.0))
}
