//! Registers: the lists that agencies hand over; which columns each has, how their heads are spelled, how a sheet is read.
//!
//! Never: reads a file or a disk (rows come as cells), decides who a person is, drops a row in silence.
//! Its truth comes from `packs/registers/<id>/register.toml` and `packs/registers/words.toml`.
mod cell;
mod definition;
mod examples;
mod guess;
mod head;
mod mapping;
mod mistake;
mod read;
mod source;
mod words;

pub use cell::Parsed;
pub use definition::{AwardColumns, Choice, Column, ColumnType, Example, Kind, Register, Registers};
pub use guess::{SheetPreview, guess, read_as};
pub use mapping::{ColumnMapping, Mapping, SheetMapping, Sure, Target};
pub use mistake::PackMistake;
pub use read::{BadCell, Reader, RowIdentity, RowKind, RowOut};
pub use words::{UnitId, Words};

#[cfg(test)]
mod tests;
