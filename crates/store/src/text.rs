//! How days, moments and JSON rest: civil days as ISO text, moments as microseconds, JSON as text.
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};

/// Rows in one statement: 32 columns of 1,000 rows stay below `SQLite`'s 32,766 values and `PostgreSQL`'s 65,535.
pub(crate) const CHUNK: usize = 1_000;

/// The civil day of `now` in Asia/Shanghai.
pub(crate) fn civil_day(now: Timestamp) -> Result<Date> {
    let zone = TimeZone::get("Asia/Shanghai").map_err(|_| StoreError::broken("the table of time zones"))?;
    Ok(now.to_zoned(zone).date())
}

pub(crate) fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| StoreError::broken(format!("the day {text}")))
}

pub(crate) fn maybe_day(text: Option<&String>) -> Result<Option<Date>> {
    text.map(|text| day(text)).transpose()
}

pub(crate) fn moment(us: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(us).map_err(|_| StoreError::broken(format!("the moment {us}")))
}

pub(crate) fn maybe_moment(us: Option<i64>) -> Result<Option<Timestamp>> {
    us.map(moment).transpose()
}

pub(crate) fn to_json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}

/// A count as the database keeps it.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of the database as a count; what is below zero counts as zero.
pub(crate) fn counted(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
