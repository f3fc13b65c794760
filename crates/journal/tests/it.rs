//! The journal on both databases: every body below runs on `SQLite` in a file and on `PostgreSQL`.

#[path = "it/journal.rs"]
mod journal_it;
#[path = "it/keys.rs"]
mod keys;
#[path = "it/place.rs"]
mod place;
#[path = "it/support.rs"]
mod support;
