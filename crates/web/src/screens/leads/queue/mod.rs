//! The queue of leads.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::show;
pub use page::QueuePage;
