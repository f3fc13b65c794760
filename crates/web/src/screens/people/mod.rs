//! People: found by what one knows of them, never browsed; masked until a reason is given.

pub mod find;
pub mod person;
