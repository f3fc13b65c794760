//! Paper and spreadsheets: Typst templates to PDF and text, tables in and out.
//!
//! Never: the database, the network, the clock, the law; what is printed depends on the arguments and the fonts
//! alone. Form of official letters: [gbt-9704-2012].

pub mod press;
pub mod sheets;

pub use press::{Job, Press, PressError, Printed};
pub use sheets::{Flow, Limits, Row, SheetError};
