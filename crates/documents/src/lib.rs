//! Paper and spreadsheets: Typst templates to PDF and text, tables in and out.
//!
//! Never: the database, the network, the clock, the law; what is printed depends on the arguments and the fonts
//! alone. Form of official letters: [gbt-9704-2012].

pub mod bundle;
pub mod press;
pub mod sheets;

pub use bundle::Bundle;
pub use press::{Job, Leaf, Mark, Press, PressError, Printed, pages};
pub use sheets::{Flow, Limits, Row, SheetError};
