//! An act as it is written down and as it is read.
use jiff::Timestamp;
use kernel::id::EntryId;
use serde_json::Value;

use crate::keys::Subject;

/// An act to be written down.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// What it is about, e.g. `case:12`.
    pub stream: String,
    /// What the writer knows of the stream.
    pub expect: Expect,
    /// What was done, e.g. `step-taken`.
    pub kind: String,
    /// What anybody with the file may read.
    pub plain: Value,
    /// What is sealed, and for whom.
    pub secrets: Vec<Secret>,
}

impl NewEntry {
    /// An entry without sealed parts, wherever its stream stands.
    #[must_use]
    pub fn plain(stream: String, kind: &str, plain: Value) -> Self {
        Self { stream, expect: Expect::Any, kind: kind.to_owned(), plain, secrets: vec![] }
    }
}

/// What the writer knows of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expect {
    /// It has no entry yet.
    New,
    /// It has this many entries; 0 is a new one.
    Version(i64),
    /// It does not matter.
    Any,
}

/// A sealed part to be.
#[derive(Debug, Clone, PartialEq)]
pub struct Secret {
    /// Whose key seals it.
    pub subject: Subject,
    /// What it says.
    pub json: Value,
}

/// An entry as read.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number in the chain.
    pub id: EntryId,
    /// What it is about.
    pub stream: String,
    /// Its number in the stream, from 1.
    pub version: i64,
    /// When it was accepted.
    pub at: Timestamp,
    /// Who did it: `user:5`, `system:screening`.
    pub actor: String,
    /// What was done.
    pub kind: String,
    /// What anybody with the file may read.
    pub plain: Value,
    /// The sealed parts, in their order.
    pub secrets: Vec<Opened>,
    /// Its hash, hexadecimal, the algorithm's byte first.
    pub hash: String,
}

/// Who did what, and when, without what the entry says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryHead {
    /// Its number in the chain.
    pub id: EntryId,
    /// When it was accepted.
    pub at: Timestamp,
    /// Who did it: `user:5`, `system:screening`.
    pub actor: String,
    /// What was done.
    pub kind: String,
    /// Its hash, hexadecimal, the algorithm's byte first.
    pub hash: String,
}

/// A sealed part as read.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// What it says.
    Open {
        /// Whose key sealed it, e.g. `person:9`.
        subject: String,
        /// What it says.
        json: Value,
    },
    /// Its key was destroyed.
    Erased {
        /// Whose key it was.
        subject: String,
    },
    /// Not opened: the leave of who reads does not go so far.
    Closed,
}

impl Opened {
    /// What it says, unless it was erased or not opened.
    #[must_use]
    pub fn json(&self) -> Option<&Value> {
        match self {
            Opened::Open { json, .. } => Some(json),
            Opened::Erased { .. } | Opened::Closed => None,
        }
    }
}

/// Where the `place`-th sealed part of an entry rests.
pub(crate) fn part_place(stream: &str, version: i64, place: usize) -> String {
    format!("journal/{stream}/{version}/{place}")
}
