//! Backup and restore: one file that either database can be restored from, made while everybody works on.
//!
//! A zip with `manifest.json`, `tables/<name>.jsonl` (the column names, then one row a line, bytes in hexadecimal) and
//! `objects/<name>`. What is sealed stays sealed, and the master keys are not in it: keep the key ring apart.
mod backup;
mod restore;

use std::collections::BTreeMap;

use kernel::id::EntryId;
use sea_orm::{QueryResult, Value as Cell};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::error::{Result, StoreError};
use crate::schema::{Column, Kind};

pub use restore::restore;

const FORMAT: u32 = 1;
const MANIFEST: &str = "manifest.json";

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the archive.
    format: u32,
    /// When it was made.
    pub made_at: jiff::Timestamp,
    /// From which database.
    pub database: String,
    /// The last entry of the journal in it.
    pub head: EntryId,
    /// That entry's hash, hexadecimal.
    pub hash: String,
    /// The names of the master keys that are needed to open it.
    pub master_keys: Vec<String>,
    /// Each table: its rows, and the SHA-256 of its file.
    pub tables: BTreeMap<String, TablePart>,
    /// How many objects it holds.
    pub objects: u64,
    /// Objects that were named and not there: already lost before the backup.
    pub missing_objects: Vec<String>,
}

/// A table in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablePart {
    /// How many rows.
    pub rows: u64,
    /// SHA-256 of its file, hexadecimal.
    pub sha256: String,
}

/// A cell as JSON.
fn to_json(row: &QueryResult, column: &Column) -> Result<Json> {
    Ok(match column.kind {
        Kind::Int => row.try_get::<Option<i64>>("", column.name)?.map_or(Json::Null, Json::from),
        Kind::Text => row.try_get::<Option<String>>("", column.name)?.map_or(Json::Null, Json::from),
        Kind::Truth => row.try_get::<Option<bool>>("", column.name)?.map_or(Json::Null, Json::from),
        Kind::Bytes => {
            row.try_get::<Option<Vec<u8>>>("", column.name)?.map_or(Json::Null, |own| hex::encode(own).into())
        }
    })
}

/// A cell from JSON.
fn from_json(json: Json, column: &Column) -> Result<Cell> {
    let wrong = || StoreError::broken(format!("column {} of the backup", column.name));
    if json.is_null() && !column.null {
        return Err(wrong());
    }
    Ok(match (column.kind, json) {
        (Kind::Int, Json::Null) => Cell::BigInt(None),
        (Kind::Text, Json::Null) => Cell::String(None),
        (Kind::Truth, Json::Null) => Cell::Bool(None),
        (Kind::Bytes, Json::Null) => Cell::Bytes(None),
        (Kind::Int, json) => json.as_i64().ok_or_else(wrong)?.into(),
        (Kind::Text, Json::String(text)) => text.into(),
        (Kind::Truth, Json::Bool(truth)) => truth.into(),
        (Kind::Bytes, Json::String(text)) => hex::decode(text).map_err(|_| wrong())?.into(),
        (Kind::Text | Kind::Truth | Kind::Bytes, _) => return Err(wrong()),
    })
}
