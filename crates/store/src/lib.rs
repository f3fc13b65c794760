//! Where everything rests: one schema on `SQLite` and on `PostgreSQL`, the journal, keys, accounts, people, registers,
//! cases, leads, jobs, files; and the proof that rows and journal agree.
//!
//! Never: a decision of the business, the clock, another crate of this floor.

mod error;
pub mod journal;
pub mod keys;
mod migrations;
mod numbers;
pub mod objects;
pub mod people;
mod rows;
mod schema;
mod store;
mod text;
mod tx;

pub use error::{Result, StoreError};
pub use journal::{Claim, Entry, Expect, NewEntry, Opened, Secret};
pub use keys::{KeyFault, KeyRing, Subject};
pub use store::{Config, Store};
pub use tx::Tx;
