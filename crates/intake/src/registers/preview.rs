//! Looking at a file before it is taken in: its sheets, what each column was taken for, the first rows masked.
//!
//! Never: a cell unmasked; who looks at a file has given no reason for any one person in it.
use domain::access::action::ImportRegisters;
use domain::access::permit;
use domain::case_types::FieldKind;
use domain::masks;
use jiff::civil::Date;
use kernel::cell::RawCell;
use kernel::id::{BatchId, RegisterId};
use kernel::{Label, Mistake, Refusal};
use law::facts::DataClass;
use packs::registers::{Column, ColumnMapping, ColumnType, SheetMapping, SheetPreview, Sure};
use store::BatchState;

use super::mapping::{self, ColumnChoice, column_field, column_of, corrected, main_register, sheet_field};
use super::reading::shown;
use super::receive::{mistake, top_of};
use super::{Detail, letters};
use crate::Intake;
use crate::asking::{Answer, Asker, Error, Shown, Typed};

/// Samples of a column.
const SAMPLES: usize = 3;
/// Rows that are shown of a sheet.
const FIRST_ROWS: usize = 8;

/// A file that waits to be taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct PreviewPage {
    /// The batch.
    pub batch: BatchId,
    /// The file's name as received.
    pub file_name: String,
    /// From whom.
    pub sender: String,
    /// What it may be used for.
    pub purpose: String,
    /// The last day on which it may be kept.
    pub keep_until: Option<Date>,
    /// Rows that say something.
    pub rows: u64,
    /// The sender confirmed these heads before: nothing need be looked at again.
    pub known_sender: bool,
    /// The sheets, in the order of the file.
    pub sheets: Vec<SheetPart>,
    /// What a sheet can be.
    pub registers: Vec<(RegisterId, Label)>,
    /// What stands in the way: a sheet that nothing was found in, a column that is two things.
    pub problems: Vec<Mistake>,
}

/// A sheet of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPart {
    /// The name of the field that says what it is.
    pub field: String,
    /// Its name; empty for CSV.
    pub sheet: String,
    /// What stands above the table.
    pub title: String,
    /// The rows of the head.
    pub header_rows: Vec<u32>,
    /// The register that it is; none when it is left out.
    pub register: Option<RegisterId>,
    /// Every register that it feeds.
    pub feeds: Vec<(RegisterId, Label)>,
    /// Its columns.
    pub columns: Vec<PreviewColumn>,
    /// What its columns can be.
    pub choices: Vec<ColumnChoice>,
    /// Its first rows of data, masked, each with its number.
    pub first_rows: Vec<(u32, Vec<Shown>)>,
}

/// A column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewColumn {
    /// The name of the field that says what it is.
    pub field: String,
    /// Its letters.
    pub letters: String,
    /// Its head, with the groups above it.
    pub heading: String,
    /// What it was taken for: the id of a choice.
    pub chosen: Option<String>,
    /// How sure that is.
    pub sure: Sure,
    /// Its first cells, masked.
    pub samples: Vec<Shown>,
}

impl Intake {
    /// The preview of a file that waits.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a batch out of reach; refuses one that does not wait any more.
    pub async fn preview_page(&self, asker: &Asker, id: BatchId) -> Answer<PreviewPage> {
        permit::<ImportRegisters>(&asker.actor)?;
        let (batch, _) = self.batch_in_reach(asker, id).await?;
        if batch.state != BatchState::Previewed {
            return Err(Refusal::new("REG-001").with("state", batch.state.word()).into());
        }
        let detail = Detail::of(&batch)?;
        let file = self.unsealed_file(id).await?;
        let top = tokio::task::spawn_blocking(move || top_of(file.path()));
        let top = top.await.map_err(Error::fault)?.map_err(|error| Error::Mistaken(vec![mistake(&error)]))?;
        let sheets = detail.mapping.sheets.iter().enumerate();
        let sheets: Vec<SheetPart> = sheets.map(|(place, sheet)| self.sheet_part(place, sheet, &top)).collect();
        let mut problems = detail.mapping.check(&self.library.registers);
        if sheets.iter().all(|sheet| sheet.register.is_none()) {
            problems.push(Mistake::at("sheets", "no-register"));
        } else if sheets.iter().all(|sheet| sheet.first_rows.is_empty()) {
            problems.push(Mistake::at("sheets", "only-heads"));
        }
        let registers = self.library.registers.iter();
        Ok(PreviewPage {
            batch: id,
            sender: self.sender_name(batch.sender).await?,
            file_name: batch.file_name,
            purpose: batch.purpose,
            keep_until: batch.keep_until,
            rows: detail.below,
            known_sender: detail.known_sender,
            sheets,
            registers: registers.map(|register| (register.id.clone(), register.label.clone())).collect(),
            problems,
        })
    }

    /// Keeps what a person says the sheets and columns are; nothing is taken in yet.
    ///
    /// # Errors
    /// Mistakes at the fields that cannot be so.
    pub async fn set_mapping(&self, asker: &Asker, id: BatchId, typed: &Typed) -> Answer<()> {
        permit::<ImportRegisters>(&asker.actor)?;
        let (batch, _) = self.batch_in_reach(asker, id).await?;
        if batch.state != BatchState::Previewed {
            return Err(Refusal::new("REG-001").with("state", batch.state.word()).into());
        }
        let mut detail = Detail::of(&batch)?;
        let corrected = corrected(&self.library.registers, &detail.mapping, typed).map_err(Error::Mistaken)?;
        detail.mapping = corrected.mapping;
        let mut tx = self.store.begin(&asker.actor.who, asker.now).await?;
        tx.set_batch_detail(id, &detail.json()?).await?;
        Ok(tx.commit().await?)
    }

    /// The name of a sender.
    pub(crate) async fn sender_name(&self, id: store::SenderId) -> Answer<String> {
        let senders = self.store.senders().await?;
        Ok(senders.into_iter().find(|sender| sender.id == id).map(|sender| sender.name).unwrap_or_default())
    }

    fn sheet_part(&self, place: usize, sheet: &SheetMapping, top: &[SheetPreview]) -> SheetPart {
        let registers = &self.library.registers;
        let rows = top.iter().find(|own| own.name == sheet.sheet).map_or(&[][..], |own| own.rows.as_slice());
        let data: Vec<_> = rows.iter().filter(|(number, _)| *number >= sheet.first_row).take(FIRST_ROWS).collect();
        let cell = |column: &ColumnMapping, cells: &[RawCell]| {
            let text = cells.get(column.index).map(shown).unwrap_or_default();
            masked(column_of(registers, column), &text)
        };
        let column = |column: &ColumnMapping| PreviewColumn {
            field: column_field(place, column),
            letters: letters(column.index),
            heading: column.path.clone(),
            chosen: mapping::chosen(column).map(ToOwned::to_owned),
            sure: column.sure,
            samples: data.iter().map(|(_, cells)| cell(column, cells)).take(SAMPLES).collect(),
        };
        let row = |(number, cells): &&(u32, Vec<RawCell>)| {
            (*number, sheet.columns.iter().map(|column| cell(column, cells)).collect())
        };
        SheetPart {
            field: sheet_field(place),
            sheet: sheet.sheet.clone(),
            title: sheet.title.clone(),
            header_rows: sheet.header_rows.clone(),
            register: main_register(registers, sheet).map(|register| register.id.clone()),
            feeds: sheet.registers.iter().map(|id| (id.clone(), self.library.register_label(id))).collect(),
            columns: sheet.columns.iter().map(column).collect(),
            choices: mapping::choices(registers, sheet),
            first_rows: data.iter().map(row).collect(),
        }
    }
}

/// A cell as somebody sees it whose grant shows `class`: what is nothing yet may be personal.
pub(crate) fn cell(column: Option<&Column>, text: &str, class: DataClass) -> Shown {
    if !text.is_empty() && column.map_or(DataClass::Personal, |column| column.class) > class {
        return masks::withheld();
    }
    masked(column, text)
}

/// A cell as it may be shown before anybody gave a reason: by the type of its column; of a column that is nothing yet,
/// the first sign alone.
#[must_use]
pub fn masked(column: Option<&Column>, text: &str) -> Shown {
    if text.is_empty() {
        return Shown::default();
    }
    if column.is_some_and(|column| column.id == masks::BIRTH_COLUMN) {
        return year(text);
    }
    let kind = match column.map(|column| (column.ty, column.class)) {
        Some((ColumnType::Name, _)) => FieldKind::Person,
        Some((ColumnType::CitizenId, _)) => FieldKind::CitizenId,
        Some((ColumnType::Phone, _)) => FieldKind::Phone,
        // Free text of a personal class may be an address.
        Some((ColumnType::Text, DataClass::Personal | DataClass::Sealed) | (ColumnType::Certificate, _)) | None => {
            return first_sign(text);
        }
        Some((
            ColumnType::Text
            | ColumnType::Date
            | ColumnType::Month
            | ColumnType::Fen
            | ColumnType::Count
            | ColumnType::Choice
            | ColumnType::CaseNumber
            | ColumnType::Household,
            _,
        )) => return Shown::plain(text),
    };
    masks::field(kind, text, masks::Seen::Masked)
}

/// Of a day of birth the year, where it comes first; else nothing of it.
fn year(text: &str) -> Shown {
    let year: String = text.chars().take_while(char::is_ascii_digit).collect();
    if year.len() == 4 { Shown { text: year, masked: true } } else { masks::withheld() }
}

/// The sign that stands for what is hidden.
const HIDDEN: &str = "\u{2217}"; // ∗

fn first_sign(text: &str) -> Shown {
    let hidden = text.chars().count().saturating_sub(1).min(7);
    let first: String = text.chars().take(1).collect();
    Shown { text: first + &HIDDEN.repeat(hidden), masked: true }
}
