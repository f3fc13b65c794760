//! Finding people, cases and documents.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{FindPage, PersonLine};
