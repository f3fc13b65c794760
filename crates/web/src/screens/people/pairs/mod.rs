//! The desk of uncertain people: pairs of records of whom a person is still to say whether they are one.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{PATH, again, show};
pub use page::PairsPage;
