//! Erasing a person: what it means is told first.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{erase, show};
pub use page::ErasePage;
