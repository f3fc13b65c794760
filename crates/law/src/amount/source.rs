//! Amounts as a pack writes them (`amounts.toml`).
//!
//! Never: checked here; `load` does that.
//!
//! ```toml
//! [table.harm]
//! label  = { zh = "损害后果", en = "Consequence of harm" }
//! source = { act = "demo", article = "1", confidence = "I" }
//! demonstration = true                        # optional
//! rows   = { light = 3, serious = [12, 24], death = ["24.5", 36] }   # a number, or low and high; decimals in quotes
//! [[table.harm.later]]                        # optional: what takes their place from a day on, with its own source
//! from   = 2027-01-01
//! source = { act = "demo", article = "2", confidence = "I" }
//! rows   = { light = 4, serious = [12, 24], death = ["24.5", 36] }
//!
//! [[quantification]]
//! id        = "procuratorate-2021"
//! version   = "procuratorate-2021"            # of the rules
//! area      = "340000"                        # optional: only there, before one without an area
//! from      = 2022-01-01                      # optional, as is until
//! label     = { zh = "…", en = "…" }
//! source    = { … }
//! demonstration = true                        # optional
//! base      = { statistic = "average_annual_wage", area = "province", months = { table = "harm", by = "injury" } }
//!                                             # or: base = { table = "flat", by = "injury" }, rows in fen; with area if a figure is used
//! base_day  = "decision"                      # decision | application: the day whose figures apply
//! factors   = [{ table = "hardship", by = "hardship_grade" }, { expr = "1 - fault_share", label = { … } }]
//! uplifts   = { table = "groups", stack = "sum" }      # by = the table's name where absent; stack: sum | max | product
//!                                             # or: { stack = "sum", source = { … }, rows = [{ label = { … }, when = "…", add = "0.1" }] }
//! less      = "compensation_received + other_aid"
//! floor     = 300000                          # fen, an expression in quotes, or { dated = "NAME" }
//! ceiling   = { dated = "ceiling" }
//! exception_ceiling = "award_owed"            # optional: the limit that remains where an exception lifts the ceiling
//! exception = [{ id = "exceptionally-heavy-loss", label = { … }, source = { … } }]   # when = "…" optional
//! round     = "fen-half-up"
//! approval  = [{ below = 1000000, by = "deputy-chief" }, { from = 1000000, by = "chief-meeting" }]
//! ```
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::{AreaCode, FactName, RoleId};
use kernel::{Citation, Label};
use serde::{Deserialize, Serialize};

use crate::figures::{AmountText, AreaLevel, DatedSource};

/// An `amounts.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AmountSource {
    /// Values with their days.
    #[serde(default)]
    pub dated: BTreeMap<String, DatedSource>,
    /// Tables.
    #[serde(default)]
    pub table: BTreeMap<String, TableSource>,
    /// Ways of computing an amount.
    #[serde(default)]
    pub quantification: Vec<QuantificationSource>,
}

/// `[table.NAME]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSource {
    /// What a citizen reads.
    pub label: Label,
    /// One row for every answer of the choice that it is used by.
    pub rows: BTreeMap<String, RowSource>,
    /// Where it stands.
    pub source: Citation,
    /// Invented, for demonstration only.
    #[serde(default)]
    pub demonstration: bool,
    /// What took the place of its rows, each from a day on; the rows before it stay for the days before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<LaterRows>,
}

/// `[[table.NAME.later]]`: the rows of a table from a day on, until the next ones begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaterRows {
    /// The first day on which they hold.
    #[serde(with = "crate::calendar::day")]
    pub from: Date,
    /// One row for every answer.
    pub rows: BTreeMap<String, RowSource>,
    /// Where they stand.
    pub source: Citation,
    /// Invented, for demonstration only.
    #[serde(default)]
    pub demonstration: bool,
}

/// A row: a number, or low and high.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "a number such as 3 or \"0.35\", or two of them in brackets: low and high")]
pub enum RowSource {
    /// One number.
    Single(AmountText),
    /// Low and high.
    Pair([AmountText; 2]),
}

/// A table and the choice that it is read by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableUse {
    /// The table.
    pub table: String,
    /// The fact, stated or derived, of type choice; the table's name where absent.
    #[serde(default)]
    pub by: Option<String>,
}

/// What the amount starts from: a statistic and months, or a table of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaseSource {
    /// A statistic of the figures.
    #[serde(default)]
    pub statistic: Option<FactName>,
    /// The level of the area whose figures are used, also in floor and ceiling.
    #[serde(default)]
    pub area: Option<AreaLevel>,
    /// How many months of it.
    #[serde(default)]
    pub months: Option<TableUse>,
    /// Or a table of money, in fen.
    #[serde(default)]
    pub table: Option<String>,
    /// The fact that the table is read by; the table's name where absent.
    #[serde(default)]
    pub by: Option<String>,
}

/// A factor: a table or an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactorSource {
    /// A table.
    #[serde(default)]
    pub table: Option<String>,
    /// The fact that the table is read by; the table's name where absent.
    #[serde(default)]
    pub by: Option<String>,
    /// Or an expression that gives a number without unit.
    #[serde(default)]
    pub expr: Option<String>,
    /// What a citizen reads of the expression.
    #[serde(default)]
    pub label: Option<Label>,
    /// Where the expression stands.
    #[serde(default)]
    pub source: Option<Citation>,
}

/// Uplifts: a table by groups, or rows with conditions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpliftSource {
    /// How several that apply go together.
    pub stack: Stack,
    /// A table.
    #[serde(default)]
    pub table: Option<String>,
    /// The fact (choices or choice) that the table is read by; the table's name where absent.
    #[serde(default)]
    pub by: Option<String>,
    /// Or rows with conditions of their own.
    #[serde(default)]
    pub rows: Vec<UpliftRow>,
    /// Where the rows stand.
    #[serde(default)]
    pub source: Option<Citation>,
    /// The rows are invented, for demonstration only.
    #[serde(default)]
    pub demonstration: bool,
}

/// One uplift with its condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UpliftRow {
    /// What a citizen reads.
    pub label: Label,
    /// When it applies.
    pub when: String,
    /// What it adds: `"0.1"` is a tenth.
    pub add: RowSource,
}

/// How several uplifts go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stack {
    /// One plus all of them.
    Sum,
    /// One plus the largest.
    Max,
    /// One plus each, multiplied.
    Product,
}

/// A floor or ceiling: whole fen, an expression, or a dated value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, expecting = "whole fen, an expression in quotes, or { dated = \"NAME\" }")]
pub enum LimitSource {
    /// Whole fen or an expression.
    Amount(AmountText),
    /// A dated value.
    Dated {
        /// Its name.
        dated: String,
    },
}

/// The day of the case whose figures apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BaseDay {
    /// The day of the decision.
    Decision,
    /// The day of the application.
    Application,
}

/// How the result is rounded, once, at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// To whole fen, half up.
    FenHalfUp,
}

/// Who approves amounts of a band; fen, `from` included, `below` not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BandSource {
    /// The smallest amount; zero where absent.
    #[serde(default)]
    pub from: Option<i64>,
    /// The smallest amount above the band; none where absent.
    #[serde(default)]
    pub below: Option<i64>,
    /// The role.
    pub by: RoleId,
}

/// A ground on which the ceiling may be exceeded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExceptionSource {
    /// In `kebab-case`.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// For whom it is: what must be true; for everybody where absent.
    #[serde(default)]
    pub when: Option<String>,
    /// Where it stands.
    pub source: Citation,
}

/// `[[quantification]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuantificationSource {
    /// In `kebab-case`.
    pub id: String,
    /// The version of the rules that it belongs to.
    pub version: String,
    /// Only in this area and those inside it; everywhere where absent.
    #[serde(default)]
    pub area: Option<AreaCode>,
    /// The first day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub from: Option<Date>,
    /// The last day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "crate::figures::optional_day")]
    pub until: Option<Date>,
    /// What a citizen reads.
    pub label: Label,
    /// Where it stands.
    pub source: Citation,
    /// Its values are invented, for demonstration only.
    #[serde(default)]
    pub demonstration: bool,
    /// What it starts from.
    pub base: BaseSource,
    /// The day whose figures apply.
    pub base_day: BaseDay,
    /// What it is multiplied with.
    #[serde(default)]
    pub factors: Vec<FactorSource>,
    /// What is added for groups.
    #[serde(default)]
    pub uplifts: Option<UpliftSource>,
    /// What is deducted: an expression that gives money.
    #[serde(default)]
    pub less: Option<String>,
    /// At least this.
    #[serde(default)]
    pub floor: Option<LimitSource>,
    /// At most this.
    #[serde(default)]
    pub ceiling: Option<LimitSource>,
    /// At most this, where an exception lifts the ceiling.
    #[serde(default)]
    pub exception_ceiling: Option<LimitSource>,
    /// The grounds on which the ceiling may be exceeded.
    #[serde(default)]
    pub exception: Vec<ExceptionSource>,
    /// How the result is rounded.
    pub round: Rounding,
    /// Who approves.
    #[serde(default)]
    pub approval: Vec<BandSource>,
}
