//! The queue of leads.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::QueuePage;
