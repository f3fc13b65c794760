//! A step of a case: its form, what it will do, what speaks against it.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{show, take};
pub use page::{StepPage, Warning};
