//! A mapping as a person sees and corrects it: one register for each sheet, one word for each column.
//!
//! Never: a cell. A sheet that feeds several registers is shown by its main one; a column that is the same in several
//! of them is one choice.
use std::collections::BTreeSet;

use kernel::id::RegisterId;
use kernel::{Label, Mistake};
use law::facts::DataClass;
use packs::registers::{Column, ColumnMapping, Mapping, Register, Registers, SheetMapping, Sure, Target, read_as};

use crate::asking::Typed;

/// What a column can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    /// The value of the choice.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// How guarded its cells are.
    pub class: DataClass,
}

/// What became of a mapping that somebody corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Corrected {
    pub(crate) mapping: Mapping,
    /// A sheet was said to be another register: its columns were guessed anew and must be looked at.
    pub(crate) look_again: bool,
}

/// The name of the field that says what a sheet is.
pub(crate) fn sheet_field(place: usize) -> String {
    format!("sheets.{place}.register")
}

/// The name of the field that says what a column is.
pub(crate) fn column_field(place: usize, column: &ColumnMapping) -> String {
    format!("sheets.{place}.columns.{}", column.index)
}

/// The register that names the sheet: the one that brings the others with it; of several the one with most columns.
pub(crate) fn main_register<'a>(registers: &'a Registers, sheet: &SheetMapping) -> Option<&'a Register> {
    let fed: Vec<&Register> = sheet.registers.iter().filter_map(|id| registers.get(id.as_str())).collect();
    let brings = |one: &&&Register| fed.iter().filter(|other| one.with.contains(&other.id)).count();
    let filled = |one: &&&Register| {
        sheet.columns.iter().flat_map(|column| &column.targets).filter(|target| target.register == one.id).count()
    };
    fed.iter().max_by_key(|one| (brings(one), filled(one))).copied()
}

/// What the columns of a sheet can be: every column of the registers that it feeds, each word once.
pub(crate) fn choices(registers: &Registers, sheet: &SheetMapping) -> Vec<ColumnChoice> {
    let mut known = BTreeSet::new();
    let mut choices = vec![];
    for register in sheet.registers.iter().filter_map(|id| registers.get(id.as_str())) {
        let mut read: Vec<&[String]> = vec![];
        for column in &register.columns {
            // A column that reads another one's cells in its own way comes with it and is no choice of its own.
            if !read.contains(&column.headers.as_slice()) && known.insert(column.id.as_str()) {
                choices.push(ColumnChoice { id: column.id.clone(), label: column.label.clone(), class: column.class });
            }
            read.push(&column.headers);
        }
    }
    choices
}

/// What the column is now, as the value of a choice.
pub(crate) fn chosen(column: &ColumnMapping) -> Option<&str> {
    column.targets.first().map(|target| target.column.as_str())
}

/// The column of a register that `column` goes to, for its type and class.
pub(crate) fn column_of<'a>(registers: &'a Registers, column: &ColumnMapping) -> Option<&'a Column> {
    let target = column.targets.first()?;
    registers.get(target.register.as_str())?.column(&target.column)
}

/// The mapping as `typed` corrects it; fields that were not sent stay.
pub(crate) fn corrected(registers: &Registers, mapping: &Mapping, typed: &Typed) -> Result<Corrected, Vec<Mistake>> {
    let mut mistakes = vec![];
    let mut look_again = false;
    let mut sheets = Vec::with_capacity(mapping.sheets.len());
    for (place, sheet) in mapping.sheets.iter().enumerate() {
        let said = one(typed, &sheet_field(place));
        let now = main_register(registers, sheet).map_or("", |register| register.id.as_str());
        match said {
            Some(said) if said != now => match other_register(registers, sheet, said) {
                Some(other) => {
                    look_again |= !said.is_empty();
                    sheets.push(other);
                }
                None => mistakes.push(Mistake::at(sheet_field(place), "not-a-choice")),
            },
            Some(_) | None => sheets.push(columns(registers, (place, sheet), typed, &mut mistakes)),
        }
    }
    let mapping = Mapping { sheets };
    mistakes.extend(mapping.check(registers));
    if mistakes.is_empty() { Ok(Corrected { mapping, look_again }) } else { Err(mistakes) }
}

/// The sheet read as another register; left out when `said` is empty.
fn other_register(registers: &Registers, sheet: &SheetMapping, said: &str) -> Option<SheetMapping> {
    if !said.is_empty() {
        let register = registers.get(said)?;
        return Some(read_as(registers, sheet, &register.id));
    }
    let mut left_out = sheet.clone();
    left_out.registers.clear();
    left_out.constants.clear();
    left_out.columns.iter_mut().for_each(|column| column.targets.clear());
    Some(left_out)
}

fn columns(
    registers: &Registers,
    (place, sheet): (usize, &SheetMapping),
    typed: &Typed,
    mistakes: &mut Vec<Mistake>,
) -> SheetMapping {
    let mut sheet = sheet.clone();
    for column in &mut sheet.columns {
        let field = column_field(place, column);
        let Some(said) = one(typed, &field) else { continue };
        if said == chosen(column).unwrap_or_default() {
            continue;
        }
        column.targets = targets(registers, &sheet.registers, said);
        column.sure = Sure::Yes;
        if !said.is_empty() && column.targets.is_empty() {
            mistakes.push(Mistake::at(field, "not-a-choice"));
        }
    }
    sheet
}

/// Where a column goes that is `word`: the column of that id in each register, and those that read the same heads.
fn targets(registers: &Registers, fed: &BTreeSet<RegisterId>, word: &str) -> Vec<Target> {
    let mut targets = vec![];
    for register in fed.iter().filter_map(|id| registers.get(id.as_str())) {
        let Some(named) = register.column(word) else { continue };
        let same = register.columns.iter().filter(|other| other.id == named.id || other.headers == named.headers);
        targets.extend(same.map(|column| Target { register: register.id.clone(), column: column.id.clone() }));
    }
    targets
}

fn one<'a>(typed: &'a Typed, field: &str) -> Option<&'a str> {
    typed.get(field).and_then(|values| values.first()).map(|value| value.trim())
}
