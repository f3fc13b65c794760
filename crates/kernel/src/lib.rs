//! The words that every other crate speaks: identifiers by kind, money, citations, reasons, personal text.
//!
//! Never: input or output, async, a clock, randomness, another crate of ours. The same input gives the same bytes.

pub mod citation;
pub mod fault;
pub mod id;
pub mod label;
pub mod money;
pub mod sealed;

pub use citation::{Citation, Confidence};
pub use fault::{Code, Mistake, Refusal};
pub use label::Label;
pub use money::Fen;
pub use sealed::Sealed;
