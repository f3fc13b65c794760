//! The store on both databases: every body below runs on `SQLite` in a file and on `PostgreSQL`.
#![expect(missing_docs, reason = "a test's name is its documentation")]

#[path = "it/journal.rs"]
mod journal;
#[path = "it/keys.rs"]
mod keys;
#[path = "it/support.rs"]
mod support;
