//! The list of cases.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{case_state, show};
pub use page::{CaseLine, CasesPage, Filter};
