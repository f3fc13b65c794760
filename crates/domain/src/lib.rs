//! What the office does: kinds of case as checked tables, cases as folded events, leads, access.
//!
//! Never: input or output, async, a clock, the web, SQL. `decide(case, command) -> events or refusal`,
//! `apply(case, event) -> case`; `today` is always given.

pub mod access;
pub mod case_types;
pub mod cases;
pub mod forms;
pub mod fund;
pub mod leads;
pub mod masks;
pub mod refusals;
