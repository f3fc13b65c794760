//! The words that every other crate speaks: identifiers by kind, money, citations, reasons, personal text.
//!
//! Never: input or output, async, a clock, randomness, another crate of ours. The same input gives the same bytes.

pub mod cell;
pub mod citation;
pub mod citizen_id;
pub mod count;
pub mod fault;
pub mod id;
pub mod label;
pub mod money;
pub mod name;
pub mod sealed;

pub use citation::{Citation, Confidence};
pub use citizen_id::{CitizenId, CitizenIdMistake, HIDDEN, PartialId, Sex, ShortId};
pub use count::Count;
pub use fault::{Code, Mistake, Refusal};
pub use label::{Label, Language};
pub use money::Fen;
pub use sealed::Sealed;
