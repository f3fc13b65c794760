//! The truth, and what it rests on: the journal (every act once, in one chain, personal parts sealed each under its own
//! key; also the outbox), the keys and what they seal, the files, the transaction in which rows and entries commit
//! together, and how a table is said. What the rows are about is the store's.
//!
//! Never: an entry changed or the chain shortened; an erasure destroys a key and leaves its own entry. Never: the clock
//! (every moment is given), configuration (the binary reads it), a decision of the business.

mod append;
mod entry;
pub mod error;
pub mod keys;
pub mod migrations;
pub mod numbers;
pub mod objects;
mod open;
pub mod parts;
mod read;
#[expect(missing_docs, reason = "the migration says what each column is")]
pub mod rows;
pub mod schema;
pub mod text;
mod token;
pub mod tx;
pub mod verify;

pub use append::{Stamp, append_stamped};
pub use entry::{Entry, EntryHead, Expect, NewEntry, Opened, Secret};
pub use error::{Result, StoreError};
pub use keys::{KeyFault, KeyRing, Subject};
pub use open::{Bare, Config, Journal, is_sealed, prepare};
pub use read::{JournalFilter, open_all};
pub use token::Claim;
pub use tx::{BareTx, Tx};
pub use verify::ChainReport;
