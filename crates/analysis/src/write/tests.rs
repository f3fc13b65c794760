//! Files of batches: what stands in them, and what does not.
use std::collections::BTreeMap;

use datafusion::arrow::datatypes::DataType;
use datafusion::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use jiff::civil::date;
use kernel::id::{BatchId, PersonId, RegisterId};
use kernel::{Fen, Label, Sealed};
use law::facts::DataClass;
use packs::registers::{Column, ColumnType, Kind, Parsed, Register};

use super::{
    AnalysisRow, clear_drafts, day_of, days_since_1970, household_code, is_written, remove_batch, write_batch,
};
use crate::schema::table_schema;

fn register() -> Register {
    let column = |id: &str, ty: ColumnType, class: DataClass| Column {
        id: id.to_owned(),
        ty,
        class,
        label: Label::new(id, id),
        headers: vec![id.to_owned()],
        choices: Vec::new(),
        open: false,
        within: false,
        default: None,
    };
    Register {
        id: RegisterId::from("disabled"),
        label: Label::new("残疾人", "Disabled"),
        hint: None,
        kind: Kind::Hardship,
        once: true,
        key: Vec::new(),
        titles: Vec::new(),
        award: None,
        with: Vec::new(),
        columns: vec![
            column("name", ColumnType::Name, DataClass::Personal),
            column("citizen_id", ColumnType::CitizenId, DataClass::Personal),
            column("phone", ColumnType::Phone, DataClass::Personal),
            column("certificate", ColumnType::Text, DataClass::Sealed),
            column("house", ColumnType::Household, DataClass::Office),
            column("monthly", ColumnType::Fen, DataClass::Personal),
            column("since", ColumnType::Month, DataClass::Personal),
        ],
        examples: Vec::new(),
    }
}

fn row(number: u32) -> AnalysisRow {
    let values = [
        ("name", Parsed::Name(Sealed::new("王小明".to_owned()))),
        ("certificate", Parsed::Text("99010119740121017623".to_owned())),
        ("monthly", Parsed::Fen(Fen(53_600))),
        ("since", Parsed::Month(date(2023, 1, 1))),
    ];
    AnalysisRow {
        person: Some(PersonId(7)),
        identified: true,
        sheet: 0,
        row: number,
        born: Some(date(1974, 1, 21)),
        household: None,
        values: values.into_iter().map(|(id, value)| (id.to_owned(), value)).collect::<BTreeMap<_, _>>(),
    }
}

#[test]
fn no_identifier_and_nothing_sealed_is_a_column() {
    let schema = table_schema(&register());
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    assert_eq!(names, ["person", "identified", "batch", "sheet", "row", "born", "household", "monthly", "since"]);
    assert_eq!(schema.field(8).data_type(), &DataType::Date32);
}

#[test]
fn no_identifier_stands_in_the_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut writer = write_batch(dir.path(), &register(), BatchId(1)).expect("a file");
    for number in 1..=20_000 {
        writer.push(&row(number)).expect("written");
    }
    let written = writer.finish().expect("finished");
    assert_eq!(written.rows, 20_000);
    let bytes = std::fs::read(written.path).expect("readable");
    for secret in ["王小明", "99010119740121017623"] {
        assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
    }
}

#[test]
fn a_batch_is_there_when_it_is_whole_and_gone_when_it_is_taken_back() {
    let dir = tempfile::tempdir().expect("a folder");
    let there = || is_written(dir.path(), &register().id, BatchId(1));
    let drafts = || std::fs::read_dir(dir.path().join("drafts")).map_or(0, Iterator::count);
    let mut writer = write_batch(dir.path(), &register(), BatchId(1)).expect("a file");
    writer.push(&row(1)).expect("written");
    assert_eq!((there(), drafts()), (false, 1));
    writer.finish().expect("finished");
    assert_eq!((there(), drafts()), (true, 0));
    remove_batch(dir.path(), [&register()].into_iter(), BatchId(1)).expect("removed");
    remove_batch(dir.path(), [&register()].into_iter(), BatchId(1)).expect("nothing is missed");
    assert!(!there());
    std::fs::write(dir.path().join("drafts/half"), b"half").expect("what a crash leaves");
    clear_drafts(dir.path()).expect("removed");
    clear_drafts(dir.path()).expect("nothing is missed");
    assert_eq!(drafts(), 0);
}

#[test]
fn two_who_write_one_batch_at_once_each_leave_a_whole_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let begin = || write_batch(dir.path(), &register(), BatchId(1)).expect("a file");
    let (mut one, mut other) = (begin(), begin());
    for number in 1..=20_000 {
        one.push(&row(number)).expect("written");
        if number % 2 == 0 {
            other.push(&row(number)).expect("written");
        }
    }
    for (writer, rows) in [(other, 10_000), (one, 20_000)] {
        let written = writer.finish().expect("finished");
        let file = std::fs::File::open(&written.path).expect("in its place");
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).expect("whole");
        assert_eq!(reader.metadata().file_metadata().num_rows(), rows);
    }
}

#[test]
fn a_batch_without_a_row_takes_the_place_of_what_was_written_before() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut writer = write_batch(dir.path(), &register(), BatchId(2)).expect("a file");
    writer.push(&row(1)).expect("written");
    writer.finish().expect("finished");
    let written = write_batch(dir.path(), &register(), BatchId(2)).expect("a file").finish().expect("finished");
    assert_eq!(written.rows, 0);
    let reader = ParquetRecordBatchReaderBuilder::try_new(std::fs::File::open(&written.path).expect("there"));
    assert_eq!(reader.expect("whole").metadata().file_metadata().num_rows(), 0);
}

#[test]
fn a_long_household_number_means_the_same_in_every_register_and_a_short_one_does_not() {
    let code = |register: &str, number: &str| household_code(b"key", &RegisterId::from(register), number);
    assert_eq!(code("low_income", "DB00012"), code("monitor", "DB00012"));
    assert_ne!(code("low_income", "12"), code("monitor", "12"));
    assert_eq!(code("low_income", "12"), code("low_income", "12"));
    assert_ne!(code("low_income", "12"), household_code(b"another key", &RegisterId::from("low_income"), "12"));
}

#[test]
fn days_are_counted_there_and_back() {
    for day in [date(1969, 12, 31), date(1970, 1, 1), date(2000, 2, 29), date(1850, 6, 1), date(2100, 12, 31)] {
        assert_eq!(day_of(days_since_1970(day)), Some(day));
    }
}
