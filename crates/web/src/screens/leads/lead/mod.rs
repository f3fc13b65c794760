//! One lead: why it is one, what to find out, what is decided about it.

mod behind;
mod handler;
mod page;
mod verdict;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{judge, show, take, take_next};
pub use page::{LeadPage, Reason, SourceRow, Verdict};
