//! A step of a case: its form, what it will do, what speaks against it.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{StepPage, Warning};
