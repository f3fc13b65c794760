//! Lists as spreadsheets.
//!
//! Never: the time of writing inside the file; the same list gives the same bytes.
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::agency::{AgencyFile, Cell, Merge, Sheet};

/// The bytes of a file that is a spreadsheet.
pub(super) fn bytes(file: &AgencyFile) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_author(file.sender).set_creation_datetime(&made));
    for sheet in &file.sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        fill(page, sheet)?;
    }
    if file.sheets.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let day = Format::new().set_num_format("yyyy/m/d");
    for merge in &sheet.merges {
        cover(page, *merge)?;
    }
    for (row, cells) in sheet.rows.iter().enumerate() {
        let row = u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (column, cell) in cells.iter().enumerate() {
            let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
            write(page, (row, column), cell, &day)?;
        }
    }
    Ok(())
}

/// The text of the merged cells is written with the other cells.
fn cover(page: &mut Worksheet, merge: Merge) -> Result<(), XlsxError> {
    let row = |row: usize| u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError);
    let column = |column: usize| u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError);
    let middle = Format::new().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let (top, bottom) = (row(merge.rows.0)?, row(merge.rows.1)?);
    let (left, right) = (column(merge.columns.0)?, column(merge.columns.1)?);
    page.merge_range(top, left, bottom, right, "", &middle)?;
    Ok(())
}

fn write(page: &mut Worksheet, at: (u32, u16), cell: &Cell, day: &Format) -> Result<(), XlsxError> {
    let (row, column) = at;
    match cell {
        Cell::Empty => {}
        Cell::Text(text) => {
            page.write_string(row, column, text)?;
        }
        Cell::Number(number) => {
            let number = i32::try_from(*number).map_err(|_| XlsxError::ParameterError(number.to_string()))?;
            page.write_number(row, column, number)?;
        }
        Cell::Lost(digits) => {
            let number: f64 = format!("{digits}000").parse().map_err(|_| XlsxError::ParameterError(digits.clone()))?;
            page.write_number(row, column, number)?;
        }
        Cell::Day(date) => {
            let serial =
                i32::try_from(crate::agency::serial(*date)).map_err(|_| XlsxError::ParameterError(date.to_string()))?;
            page.write_number_with_format(row, column, serial, day)?;
        }
    }
    Ok(())
}
