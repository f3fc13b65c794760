//! Which rows of which registers speak of one person.
//!
//! Never: cases, law, a database, unseeded randomness; never joins two people because of a name. A valid ID number joins by itself;
//! everything weaker is a candidate that a person confirms.
//!
//! - [`exact`]: one person for each valid ID number, candidates for rows without one
//! - [`sound`](mod@sound): how a name is read aloud
//! - [`agreement`]: the one rule by which two rows may be one person, for a batch and for a single look-up

pub mod agreement;
pub mod exact;
pub mod record;
pub mod sound;

pub use agreement::{Why, agree};
pub use exact::{Candidate, Index, Linked, link};
pub use record::{Key, Record, keys};
pub use sound::sound;
