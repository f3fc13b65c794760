//! Registers as tables: batches as Parquet with person codes, queries on `DataFusion`, lead rules and criteria over everyone.
//!
//! Never: identifiers (names, ID numbers, telephones are not written), a case, a decision, a clock. Data goes to Parquet
//! first, so that the same plans can run elsewhere. Truth of a condition: `law::expr`, of which [`compile`] is the other half.

pub mod compile;
pub mod error;
pub mod facts;
pub mod forecast;
mod quotient;
pub mod schema;
pub mod screen;
pub mod tables;
pub mod write;

pub use error::{AnalysisError, Result};
pub use forecast::{Forecast, GroundCount, PersonForecast, forecast};
pub use screen::{Outcome, screen};
pub use tables::{Limits, Live, Rows, Tables};
pub use write::{
    AnalysisRow, BatchWriter, Links, Written, clear_drafts, household_code, is_written, links_are_written,
    remove_batch, write_batch, write_links,
};
