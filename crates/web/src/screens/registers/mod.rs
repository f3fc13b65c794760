//! Registers: lists that agencies hand over, taken in, looked at, taken back; and the account of everyone in them.

pub mod account;
pub mod batch;
pub mod check;
pub mod list;

pub mod upload;
