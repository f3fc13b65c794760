//! Facts as columns: what a pack's SQL gives, brought to the types that compiled expressions expect, and back to values.
//!
//! Never: a value past the limits of its type; such a value is unknown, as `law` has it.
//! Words of a fact with several choices stand between bars: `|a|b|`; a fact without any is `|`.
use std::collections::{BTreeMap, BTreeSet};

use datafusion::arrow::array::{Array, AsArray, RecordBatch};
use datafusion::arrow::datatypes::{DataType, Date32Type, Decimal128Type, Int64Type};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr as Plan, cast, ident, lit, when};
use datafusion::prelude::DataFrame;
use kernel::Fen;
use kernel::id::{BatchId, FactName, PersonId};
use law::facts::{FactSchema, FactType, Facts, Origin, Value};
use rust_decimal::Decimal;

use crate::compile::{PRECISION, unknown};
use crate::error::{AnalysisError, Result};
use crate::write::day_of;

const DECIMAL_SCALE: i8 = 6; // `Value::DECIMAL_PLACES`

/// The type of a fact's column.
#[must_use]
pub fn column_type(ty: &FactType) -> DataType {
    match ty {
        FactType::Truth => DataType::Boolean,
        FactType::Count | FactType::Fen => DataType::Decimal128(PRECISION, 0),
        FactType::Decimal => DataType::Decimal128(PRECISION, DECIMAL_SCALE),
        FactType::Date => DataType::Date32,
        FactType::Text | FactType::Choice(_) | FactType::Choices(_) => DataType::Utf8,
    }
}

/// The columns that tell which row of which register an answer is about; every pack's SQL gives them. None but the
/// case's number may be empty.
const KEYS: [(&str, DataType); 6] = [
    ("person", DataType::Int64),
    ("identified", DataType::Boolean),
    ("case_no", DataType::Utf8),
    ("batch", DataType::Int64),
    ("sheet", DataType::Int64),
    ("row", DataType::Int64),
];

/// A column that the SQL may give: how many candidates of the person stand in hardship.
pub(crate) const CANDIDATES: &str = "candidates";

/// A query whose columns are the keys and facts.
pub(crate) struct FactFrame {
    pub(crate) frame: DataFrame,
    /// The facts that are columns.
    pub(crate) columns: BTreeSet<FactName>,
}

/// Brings the columns of `frame` to the types of `schema`, and adds the `values` that are the same for everyone.
pub(crate) fn typed(frame: DataFrame, schema: &FactSchema, values: &BTreeMap<FactName, Fen>) -> Result<FactFrame> {
    let given: BTreeSet<String> = frame.schema().fields().iter().map(|field| field.name().clone()).collect();
    let mut plans = Vec::new();
    for (name, ty) in KEYS {
        if !given.contains(name) {
            return Err(AnalysisError::Column { column: name.to_owned(), wanted: "key" });
        }
        plans.push(cast(ident(name), ty).alias(name));
    }
    let hits = if given.contains(CANDIDATES) { cast(ident(CANDIDATES), DataType::Int64) } else { lit(0_i64) };
    plans.push(hits.alias(CANDIDATES));
    let mut columns = BTreeSet::new();
    for fact in schema.iter() {
        let name = fact.name.as_str();
        if let Some(Fen(fen)) = values.get(&fact.name) {
            plans.push(lit(ScalarValue::Decimal128(Some((*fen).into()), PRECISION, 0)).alias(name));
        } else if given.contains(name) {
            plans.push(limited(cast(ident(name), column_type(&fact.ty)), &fact.ty)?.alias(name));
        } else {
            continue;
        }
        columns.insert(fact.name.clone());
    }
    let is_known = |name: &String| {
        name == CANDIDATES || KEYS.iter().any(|(key, _)| key == name) || columns.contains(name.as_str())
    };
    if let Some(stranger) = given.iter().find(|name| !is_known(name)) {
        return Err(AnalysisError::Stranger(stranger.clone()));
    }
    Ok(FactFrame { frame: frame.select(plans)?, columns })
}

/// A number past its limit is unknown.
fn limited(plan: Plan, ty: &FactType) -> Result<Plan> {
    let (limit, scale) = match ty {
        FactType::Count => (Value::COUNT_LIMIT, 0),
        FactType::Fen => (Value::FEN_LIMIT, 0),
        FactType::Decimal => (Value::DECIMAL_LIMIT, DECIMAL_SCALE),
        FactType::Truth | FactType::Date | FactType::Text | FactType::Choice(_) | FactType::Choices(_) => {
            return Ok(plan);
        }
    };
    let places = u32::try_from(scale).unwrap_or_default();
    let limit = i128::from(limit).saturating_mul(10_i128.saturating_pow(places));
    let at = |mantissa: i128| lit(ScalarValue::Decimal128(Some(mantissa), PRECISION, scale));
    let inside = plan.clone().gt(at(limit.saturating_neg())).and(plan.clone().lt(at(limit)));
    Ok(when(inside, plan).otherwise(unknown(&column_type(ty)))?)
}

/// Which row of which register an answer is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    /// Whose it is.
    pub person: PersonId,
    /// The code rests on a valid ID number or a confirmed link.
    pub identified: bool,
    /// The case.
    pub case_no: Option<String>,
    /// The batch.
    pub batch: BatchId,
    /// The sheet's place in the file, from 0.
    pub sheet: u16,
    /// The row's number in the sheet, from 1.
    pub row: u32,
    /// How many candidates of the person stand in hardship.
    pub candidates: u32,
}

/// The keys and facts of every row of an answer.
pub(crate) fn read(batch: &RecordBatch, schema: &FactSchema) -> Result<Vec<(RowKey, Facts)>> {
    (0..batch.num_rows()).map(|row| Ok((key(batch, row)?, facts(batch, schema, row)))).collect()
}

fn key(batch: &RecordBatch, row: usize) -> Result<RowKey> {
    let whole = |name: &'static str| {
        let column = batch.column_by_name(name).and_then(|column| column.as_primitive_opt::<Int64Type>());
        let column = column.ok_or_else(|| AnalysisError::Column { column: name.to_owned(), wanted: "count" })?;
        column.is_valid(row).then(|| column.value(row)).ok_or(AnalysisError::Empty(name))
    };
    let identified = batch.column_by_name("identified").and_then(|column| column.as_boolean_opt());
    let case_no = batch.column_by_name("case_no").and_then(|column| column.as_string_opt::<i32>());
    Ok(RowKey {
        person: PersonId(whole("person")?),
        identified: identified.is_some_and(|column| column.is_valid(row) && column.value(row)),
        case_no: case_no.filter(|column| column.is_valid(row)).map(|column| column.value(row).to_owned()),
        batch: BatchId(whole("batch")?),
        sheet: u16::try_from(whole("sheet")?).unwrap_or(u16::MAX),
        row: u32::try_from(whole("row")?).unwrap_or(u32::MAX),
        candidates: u32::try_from(whole(CANDIDATES)?).unwrap_or(u32::MAX),
    })
}

fn facts(batch: &RecordBatch, schema: &FactSchema, row: usize) -> Facts {
    let mut facts = Facts::new();
    for fact in schema.iter() {
        let column = batch.column_by_name(fact.name.as_str());
        if let Some(value) = column.and_then(|column| value(column.as_ref(), &fact.ty, row)) {
            facts.state(fact.name.clone(), value, Origin::new("register", ""));
        }
    }
    facts
}

/// The value in one row of a fact's column; `None` is unknown.
pub(crate) fn value(column: &dyn Array, ty: &FactType, row: usize) -> Option<Value> {
    if column.is_null(row) {
        return None;
    }
    let number = || column.as_primitive_opt::<Decimal128Type>().map(|column| column.value(row));
    let text = || column.as_string_opt::<i32>().map(|column| column.value(row).to_owned());
    Some(match ty {
        FactType::Truth => Value::Truth(column.as_boolean_opt()?.value(row)),
        FactType::Count => Value::Count(i64::try_from(number()?).ok()?),
        FactType::Fen => Value::Fen(Fen(i64::try_from(number()?).ok()?)),
        FactType::Decimal => Value::Decimal(Decimal::try_from_i128_with_scale(number()?, Value::DECIMAL_PLACES).ok()?),
        FactType::Date => Value::Date(day_of(column.as_primitive_opt::<Date32Type>()?.value(row))?),
        FactType::Text => Value::Text(text()?),
        FactType::Choice(_) => Value::Choice(text()?),
        FactType::Choices(_) => {
            let bars = text()?;
            Value::Choices(bars.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect())
        }
    })
}
