//! The screens, a folder each: page struct, template, example, handler.
//!
//! Never: rules. A handler takes the request apart, makes one call to `app`, and fills the page struct.

pub mod admin;
pub mod calculator;
pub mod cases;
pub mod door;
pub mod leads;
pub mod me;
pub mod people;
pub mod registers;
pub mod today;

#[cfg(test)]
mod preview;
