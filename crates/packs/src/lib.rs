//! Packs: parses a tree of bytes into kinds of case, rules, calendars, figures, registers, screening and roles.
//!
//! Never: reads a disk, a database or a clock. What is wrong is told with file, line and hint; content that does not
//! hold together is not loaded at all.

mod access;
pub mod carry;
mod case_types;
mod citations;
mod doubtful;
pub mod entered;
pub mod examples;
pub mod facts;
mod law_packs;
pub mod library;
mod place;
pub mod registers;
pub mod screening;
mod tree;

pub use access::Organ;
pub use doubtful::{Doubtful, Stated};
pub use entered::Entered;
pub use facts::FactLine;
pub use library::{Library, PackInForce};
pub use registers::PackMistake;
pub use tree::Tree;
