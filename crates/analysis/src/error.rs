//! What can go wrong between a file and an answer.
//!
//! Never: a person's data in a message.
use std::io;
use std::path::PathBuf;
use std::time::Duration;

use datafusion::error::DataFusionError;
use datafusion::parquet::errors::ParquetError;
use kernel::id::{BatchId, RegisterId};

/// The result of every call here.
pub type Result<T> = std::result::Result<T, AnalysisError>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum AnalysisError {
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A Parquet file cannot be written.
    #[error("{path}: {source}")]
    Parquet {
        /// Which.
        path: PathBuf,
        /// Why.
        source: ParquetError,
    },
    /// What a batch said to a register is not there: read without it, everybody in it would be taken for nobody.
    #[error("the table of batch {batch} in the register {register} is missing")]
    Missing {
        /// The register.
        register: RegisterId,
        /// The batch.
        batch: BatchId,
    },
    /// The query cannot be planned or run: a mistake in a pack's SQL, no memory and no room to spill.
    #[error("query: {0}")]
    Query(#[from] Box<DataFusionError>),
    /// The query took too long.
    #[error("the query took longer than {0:?}")]
    TooLong(Duration),
    /// A column that the pack's SQL must give is missing or of another kind.
    #[error("the query gives no column {column} of type {wanted}")]
    Column {
        /// The column.
        column: String,
        /// What it must be.
        wanted: &'static str,
    },
    /// A row of the pack's SQL does not say whom or what it is about.
    #[error("the query gives a row without {0}")]
    Empty(&'static str),
    /// A column of the pack's SQL is neither a key nor a fact.
    #[error("the query gives a column {0}, which is no fact of the rule")]
    Stranger(String),
}

impl AnalysisError {
    pub(crate) fn file(path: impl Into<PathBuf>, source: io::Error) -> Self {
        Self::File { path: path.into(), source }
    }

    pub(crate) fn parquet(path: impl Into<PathBuf>, source: ParquetError) -> Self {
        Self::Parquet { path: path.into(), source }
    }
}

impl From<DataFusionError> for AnalysisError {
    fn from(error: DataFusionError) -> Self {
        Self::Query(Box::new(error))
    }
}
