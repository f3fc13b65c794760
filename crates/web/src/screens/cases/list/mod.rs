//! The list of cases.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{FILTERS, case_state, filter, show};
pub use page::{CaseLine, CasesPage, Filter};
