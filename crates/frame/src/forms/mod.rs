//! Forms: what was typed, the fields as a page shows them, and mistakes in words.
//!
//! Never: understands a value; packs and `app` do that. Nothing typed is lost.

pub mod field;

pub use field::{Choice, ErrorLine, Field, Input, Section};
