//! A step of a case: its form, what it will do, what speaks against it.

mod handler;
mod page;
mod weigh;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{show, take};
pub use page::{Sending, StepPage, Warning};
