//! One lead: why it is one, what to find out, what is decided about it.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{LeadPage, Reason, SourceRow, Verdict};
