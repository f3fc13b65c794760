//! The screens, a folder each: page struct, template, example, handler.
//!
//! Never: rules. A handler takes the request apart, makes one call to `app`, and fills the page struct.

pub mod cases;
pub mod door;
pub mod today;

#[cfg(test)]
mod preview;
