//! How days, moments and JSON rest: civil days as ISO text, moments as microseconds, JSON as text.
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Result, StoreError};

/// Rows in one statement: 21 columns of 1,000 rows stay below `SQLite`'s 32,766 values and `PostgreSQL`'s 65,535.
pub const CHUNK: usize = 1_000;

/// The civil day of `now` in Asia/Shanghai.
///
/// # Errors
/// [`StoreError::Broken`] without the table of time zones.
pub fn civil_day(now: Timestamp) -> Result<Date> {
    let zone = TimeZone::get("Asia/Shanghai").map_err(|_| StoreError::broken("the table of time zones"))?;
    Ok(now.to_zoned(zone).date())
}

/// The civil day that a row says.
///
/// # Errors
/// [`StoreError::Broken`] when it is none.
pub fn day(text: &str) -> Result<Date> {
    text.parse().map_err(|_| StoreError::broken(format!("the day {text}")))
}

/// The same, of a column that may be empty.
///
/// # Errors
/// [`StoreError::Broken`] when it is none.
pub fn maybe_day(text: Option<&String>) -> Result<Option<Date>> {
    text.map(|text| day(text)).transpose()
}

/// The moment that a row says in microseconds.
///
/// # Errors
/// [`StoreError::Broken`] when it is none.
pub fn moment(us: i64) -> Result<Timestamp> {
    Timestamp::from_microsecond(us).map_err(|_| StoreError::broken(format!("the moment {us}")))
}

/// The same, of a column that may be empty.
///
/// # Errors
/// [`StoreError::Broken`] when it is none.
pub fn maybe_moment(us: Option<i64>) -> Result<Option<Timestamp>> {
    us.map(moment).transpose()
}

/// A value as a column keeps it.
///
/// # Errors
/// [`StoreError::Broken`] when it has no JSON.
pub fn to_json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string(value)?)
}

/// A value that [`to_json`] wrote.
///
/// # Errors
/// [`StoreError::Broken`] when it is another.
pub fn from_json<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}

/// A count as the database keeps it.
#[must_use]
pub fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A number of the database as a count; what is below zero counts as zero.
#[must_use]
pub fn counted(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
