//! The list of cases.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{CaseLine, CasesPage, Filter};
