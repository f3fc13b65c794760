//! What the kernel reads in the ledgers is the truth, but for the slips that the truth tells of.
use jiff::civil::date;
use kernel::cell::{self, MoneyUnit, Parsed, RawCell};

use super::County;
use crate::agency::Cell;
use crate::settings::Settings;
use crate::truth::TrueEvent;
use crate::truth::row::{ListedRow, Slip};

fn raw(cell: &Cell) -> RawCell {
    match cell {
        Cell::Empty => RawCell::Empty,
        Cell::Text(text) => RawCell::text(text.clone()),
        Cell::Number(number) => RawCell::Number { text: number.to_string() },
        Cell::Lost(digits) => RawCell::Number { text: format!("{digits}000") },
        Cell::Day(day) => RawCell::Date(*day),
    }
}

fn cells<'a>(county: &'a County, row: &ListedRow) -> &'a [Cell] {
    let file = county.files.iter().find(|file| file.name == row.at.file).expect("the file is there");
    let sheet = file.sheets.iter().find(|sheet| sheet.name == row.at.sheet).expect("the sheet is there");
    let above = row.at.row.checked_sub(1).expect("rows are counted from 1");
    &sheet.rows[usize::try_from(above).expect("small")]
}

fn check(event: &TrueEvent, row: &ListedRow, cells: &[Cell]) {
    let cell = |place: usize| raw(&cells[place]);
    let has = |slip: Slip| row.slips.contains(&slip);
    let id = cell::citizen_id(&cell(5)).known().map(|id| id.unsealed().to_owned());
    if row.slips.iter().any(|slip| slip.hides_id()) {
        assert_eq!(id, None, "{row:?} {:?}", cells[5]);
    } else if has(Slip::IdOfRelative) {
        assert_ne!(id.as_deref(), Some(event.person.citizen_id.as_str()));
    } else {
        assert_eq!(id.as_deref(), Some(event.person.citizen_id.as_str()), "{row:?} {:?}", cells[5]);
    }
    let birth = cell::date(&cell(7));
    if has(Slip::BirthImpossible) {
        assert!(matches!(birth, Parsed::Bad(_)), "{:?}", cells[7]);
    } else if has(Slip::BirthEmpty) {
        assert_eq!(birth.known(), None);
    } else if !has(Slip::BirthSwapped) && !has(Slip::BirthFirstJanuary) {
        assert_eq!(birth.known(), Some(event.person.born), "{:?}", cells[7]);
    }
    let yuan = |place| cell::money(&cell(place), MoneyUnit::Yuan).known();
    assert_eq!(yuan(12), Some(event.loss), "{:?}", cells[12]);
    assert_eq!(yuan(15), Some(event.owed).filter(|_| !has(Slip::AmountUnreadable)), "{:?}", cells[15]);
    let (paid, insurance) = (yuan(16), yuan(17));
    assert_eq!(
        (paid.is_none(), insurance.is_none()),
        (has(Slip::PaidUnknown), has(Slip::InsuranceUnknown)),
        "{cells:?}"
    );
    if let Some((paid, insurance)) = paid.zip(insurance) {
        assert_eq!(paid.0.checked_add(insurance.0), Some(event.paid.0), "{cells:?}");
    }
    if has(Slip::CaseMissing) {
        assert_eq!(cells[1], Cell::Empty);
    } else if !has(Slip::CaseMerged) {
        assert!(cell::case_number(&cell(1)).known().is_some(), "{:?}", cells[1]);
    }
}

#[test]
fn what_the_kernel_reads_in_a_ledger_is_the_truth_but_for_the_slips() {
    let county = County::simulate(&Settings::new(40_000, 99, date(2026, 11, 22)));
    let mut rows = 0_usize;
    for event in &county.truth().events {
        for row in &event.rows {
            check(event, row, cells(&county, row));
            rows += 1;
        }
    }
    assert!(rows > 500, "only {rows} rows");
}

#[test]
fn what_the_kernel_reads_in_the_other_lists_is_the_persons_number_but_for_the_slips() {
    let county = County::simulate(&Settings::new(40_000, 98, date(2026, 11, 22)));
    for event in &county.truth().events {
        for row in &event.elsewhere {
            let cells = cells(&county, row);
            let read = cells.iter().filter_map(|cell| cell::citizen_id(&raw(cell)).known());
            let found = read.into_iter().any(|id| id.unsealed() == event.person.citizen_id);
            assert_ne!(found, row.slips.iter().any(|slip| slip.hides_id()), "{row:?} {cells:?}");
        }
    }
}
