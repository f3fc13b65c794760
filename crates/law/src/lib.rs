//! The law as data and arithmetic: facts, conditions and their explanation, criteria, figures, amounts, calendars, periods.
//!
//! Never: people, cases, input or output, a clock, an SQL engine, floating point. It sees only [`facts::Facts`], and a fact
//! that nobody stated is unknown, not false. Its truth comes from rule packs, each value with its citation.

pub mod amount;
pub mod calendar;
pub mod criteria;
pub mod deadline;
pub mod explain;
pub mod expr;
pub mod facts;
pub mod figures;
pub mod mistake;
