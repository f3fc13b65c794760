//! The columns of a register's table: who (a code), which row, and the columns of the pack that identify nobody.
//!
//! Never: a name, an ID number, a telephone number, or any column of the class `sealed`.
use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use law::facts::DataClass;
use packs::registers::{Column, ColumnType, Register};

/// The columns that every register's table begins with.
///
/// `person` is null where the row names nobody; `identified` is false where the person's code rests on no valid ID number.
pub(crate) const KEYS: [(&str, DataType); 7] = [
    ("person", DataType::Int64),
    ("identified", DataType::Boolean),
    ("batch", DataType::Int64),
    ("sheet", DataType::Int64),
    ("row", DataType::Int64),
    ("born", DataType::Date32),
    ("household", DataType::Int64),
];

/// The schema of a register's table.
#[must_use]
pub fn table_schema(register: &Register) -> SchemaRef {
    let keys = KEYS.into_iter().map(|(name, ty)| Field::new(name, ty, true));
    let columns = written(register).map(|column| Field::new(&column.id, data_type(column.ty), true));
    Arc::new(Schema::new(keys.chain(columns).collect::<Vec<_>>()))
}

/// The columns of the register that are written: those that identify nobody.
pub(crate) fn written(register: &Register) -> impl Iterator<Item = &Column> {
    register.columns.iter().filter(|column| {
        !column.ty.identifies() && column.ty != ColumnType::Household && column.class != DataClass::Sealed
    })
}

pub(crate) fn data_type(ty: ColumnType) -> DataType {
    match ty {
        ColumnType::Date | ColumnType::Month => DataType::Date32,
        ColumnType::Fen | ColumnType::Count => DataType::Int64,
        ColumnType::Text
        | ColumnType::Choice
        | ColumnType::CaseNumber
        | ColumnType::Household
        | ColumnType::Name
        | ColumnType::CitizenId
        | ColumnType::Certificate
        | ColumnType::Phone => DataType::Utf8,
    }
}
