//! Finding people, cases and documents.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{find, show};
pub use page::{FindPage, PersonLine};
