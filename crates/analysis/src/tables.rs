//! The registers as tables for SQL: one view each over every batch that was not taken back, with the links of now.
//!
//! Never: changes anything (statements that define or write are refused), runs longer or in more memory than it is allowed,
//! takes a table that is missing for an empty one.
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use datafusion::arrow::array::{Date32Array, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::datasource::MemTable;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{DataFrame, ParquetReadOptions, SessionConfig, SessionContext};
use futures::StreamExt;
use jiff::civil::Date;
use kernel::id::{BatchId, RegisterId};
use packs::registers::{Register, Registers};
use packs::screening::Step;
use tokio::time::Instant;

use crate::error::{AnalysisError, Result};
use crate::schema::table_schema;
use crate::write::{batch_path, candidate_schema, days_since_1970, is_written, links_path, same_schema};

/// How much a query may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Memory of joins, groups and sorts, in bytes; more is spilled.
    pub memory_bytes: usize,
    /// Room to spill, in bytes.
    pub spill_bytes: u64,
    /// Time of one query.
    pub timeout: Duration,
    /// Threads' worth of partitions.
    pub partitions: usize,
}

/// 1 GiB of memory, 8 GiB to spill, five minutes, two partitions: what a county's machine has to spare.
impl Default for Limits {
    fn default() -> Self {
        Self { memory_bytes: 1 << 30, spill_bytes: 8 << 30, timeout: Duration::from_mins(5), partitions: 2 }
    }
}

/// The batches that count, each with the registers that it feeds.
pub type Live = BTreeMap<BatchId, BTreeSet<RegisterId>>;

/// The registers, ready for queries, as of one day.
pub struct Tables {
    context: SessionContext,
    limits: Limits,
    today: Date,
}

impl Tables {
    /// Opens the tables under `dir`: the views named as the registers over the batches in `live`, `candidate_link`, and
    /// `screening_day` with the column `day`.
    ///
    /// # Errors
    /// [`AnalysisError::Missing`] when what a batch says to a register is not there; when a file cannot be read.
    pub async fn open(dir: &Path, registers: &Registers, live: &Live, today: Date, limits: Limits) -> Result<Self> {
        let tables = Self { context: context(dir, limits)?, limits, today };
        let linked = tables.register_file("person_link", &links_path(dir, "person_link"), same_schema()).await?;
        tables.register_file("candidate_link", &links_path(dir, "candidate_link"), candidate_schema()).await?;
        for register in registers.iter() {
            tables.add_register(dir, register, live, linked).await?;
        }
        let day = Field::new("day", DataType::Date32, false);
        let schema = Arc::new(Schema::new(vec![day]));
        let days = Arc::new(Date32Array::from(vec![days_since_1970(today)]));
        let batch = RecordBatch::try_new(Arc::clone(&schema), vec![days]).map_err(|error| failed(error.into()))?;
        tables.context.register_table("screening_day", Arc::new(MemTable::try_new(schema, vec![vec![batch]])?))?;
        Ok(tables)
    }

    /// The civil day that the tables are asked about.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// Runs a query that only reads.
    ///
    /// # Errors
    /// When it cannot be planned, or would change something.
    pub async fn sql(&self, sql: &str) -> Result<Rows> {
        self.run(self.plan(sql).await?).await
    }

    pub(crate) async fn plan(&self, sql: &str) -> Result<DataFrame> {
        let read_only = SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
        Ok(self.context.sql_with_options(sql, read_only).await?)
    }

    /// Runs the steps of a rule in their order, keeps each answer as a table, and plans the last.
    /// One rule at a time: steps of the same name take each other's place.
    pub(crate) async fn take(&self, steps: &[Step]) -> Result<DataFrame> {
        for step in steps {
            let frame = self.plan(&step.sql).await?;
            let schema = Arc::clone(frame.schema().inner());
            let batches = self.run(frame).await?.all().await?;
            self.context.deregister_table(step.name.as_str())?;
            self.context.register_table(step.name.as_str(), Arc::new(MemTable::try_new(schema, vec![batches])?))?;
        }
        match steps.last() {
            Some(last) => Ok(self.context.table(last.name.as_str()).await?),
            None => self.plan("select 1").await,
        }
    }

    pub(crate) async fn run(&self, frame: DataFrame) -> Result<Rows> {
        let (timeout, until) = (self.limits.timeout, Instant::now().checked_add(self.limits.timeout));
        let stream = frame.execute_stream().await?;
        Ok(Rows { stream, until, timeout })
    }

    async fn add_register(&self, dir: &Path, register: &Register, live: &Live, linked: Linked) -> Result<()> {
        let schema = table_schema(register);
        let feeding = live.iter().filter(|(_, feeds)| feeds.contains(&register.id)).map(|(batch, _)| *batch);
        let mut there: Vec<PathBuf> = vec![];
        for batch in feeding {
            if !is_written(dir, &register.id, batch) {
                return Err(AnalysisError::Missing { register: register.id.clone(), batch });
            }
            there.push(batch_path(dir, &register.id, batch));
        }
        let name = register.id.as_str();
        match linked {
            Linked::No => self.register_files(name, &there, &schema).await,
            Linked::Yes => {
                let raw = format!("{name}__raw");
                self.register_files(&raw, &there, &schema).await?;
                let view = self.plan(&with_links(&raw, &schema)).await?.into_view();
                self.context.register_table(name, view)?;
                Ok(())
            }
        }
    }

    async fn register_files(&self, name: &str, paths: &[PathBuf], schema: &SchemaRef) -> Result<()> {
        let table = if paths.is_empty() {
            Arc::new(MemTable::try_new(Arc::clone(schema), vec![vec![]])?)
        } else {
            let texts: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            let options = ParquetReadOptions::new().schema(schema);
            self.context.read_parquet(texts, options).await?.into_view()
        };
        self.context.register_table(name, table)?;
        Ok(())
    }

    async fn register_file(&self, name: &str, path: &Path, schema: SchemaRef) -> Result<Linked> {
        let there: Vec<PathBuf> = path.exists().then(|| path.to_owned()).into_iter().collect();
        self.register_files(name, &there, &schema).await?;
        Ok(if there.is_empty() { Linked::No } else { Linked::Yes })
    }
}

/// Whether links between codes were ever written; without them the views stay plain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Linked {
    No,
    Yes,
}

fn with_links(raw: &str, schema: &SchemaRef) -> String {
    let column = |name: &str| match name {
        "person" => "coalesce(person_link.now, raw.person) as person".to_owned(),
        "identified" => "raw.identified or coalesce(person_link.sure, false) as identified".to_owned(),
        other => format!("raw.\"{other}\""),
    };
    let columns: Vec<String> = schema.fields().iter().map(|field| column(field.name())).collect();
    format!("select {} from {raw} as raw left join person_link on person_link.old = raw.person", columns.join(", "))
}

fn context(dir: &Path, limits: Limits) -> Result<SessionContext> {
    let spill = dir.join("spill");
    std::fs::create_dir_all(&spill).map_err(|error| AnalysisError::file(&spill, error))?;
    let disk = DiskManagerBuilder::default()
        .with_mode(DiskManagerMode::Directories(vec![spill]))
        .with_max_temp_directory_size(limits.spill_bytes);
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(limits.memory_bytes)))
        .with_disk_manager_builder(disk)
        .build_arc()?;
    // Text stays plain UTF-8 from file to answer: one type of text in every plan.
    let config = SessionConfig::new()
        .with_target_partitions(limits.partitions.max(1))
        .set_bool("datafusion.execution.parquet.schema_force_view_types", false)
        .set_bool("datafusion.sql_parser.map_string_types_to_utf8view", false);
    Ok(SessionContext::new_with_config_rt(config, runtime))
}

fn failed(error: datafusion::error::DataFusionError) -> AnalysisError {
    error.into()
}

/// The answer to a query, chunk by chunk.
pub struct Rows {
    stream: SendableRecordBatchStream,
    until: Option<Instant>,
    timeout: Duration,
}

impl Rows {
    /// The next rows; `None` after the last.
    ///
    /// # Errors
    /// When the query fails or takes too long.
    pub async fn next(&mut self) -> Result<Option<RecordBatch>> {
        let next = self.stream.next();
        let batch = match self.until {
            Some(until) => {
                tokio::time::timeout_at(until, next).await.map_err(|_| AnalysisError::TooLong(self.timeout))?
            }
            None => next.await,
        };
        Ok(batch.transpose()?)
    }

    /// All rows at once; for answers that are known to be small.
    ///
    /// # Errors
    /// When the query fails or takes too long.
    pub async fn all(mut self) -> Result<Vec<RecordBatch>> {
        let mut all = Vec::new();
        while let Some(batch) = self.next().await? {
            all.push(batch);
        }
        Ok(all)
    }
}
