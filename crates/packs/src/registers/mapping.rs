//! A mapping: which head of a sheet is which column of which register. Guessed, confirmed by a person, kept for the sender.
//!
//! Never: a cell's content; it can be kept and shown without personal text.
use std::collections::{BTreeMap, BTreeSet};

use kernel::Mistake;
use kernel::id::RegisterId;
use serde::{Deserialize, Serialize};

use super::definition::Registers;
use super::words::{UnitId, Words};

/// Where a column of a sheet goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The register.
    pub register: RegisterId,
    /// The column of the register.
    pub column: String,
}

/// How sure the guess is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    /// No head of any register is like it: the column is not taken in.
    No,
    /// It is like a known head.
    Likely,
    /// It is a known head.
    Yes,
}

/// One column of a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// Its place, from 0.
    pub index: usize,
    /// Its own head, the lowest: what reports of bad cells name.
    pub header: String,
    /// Its head with the groups above it: `被害人信息/姓名`.
    pub path: String,
    /// Where it goes; nowhere when empty.
    pub targets: Vec<Target>,
    /// How sure the guess was.
    pub sure: Sure,
    /// The unit of its amounts, said in the head or above the table; yuan otherwise.
    pub unit: UnitId,
}

/// One sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetMapping {
    /// The sheet's name.
    pub sheet: String,
    /// What stands above the table.
    pub title: String,
    /// The rows of the head, by number.
    pub header_rows: Vec<u32>,
    /// The first row of data.
    pub first_row: u32,
    /// The registers that the sheet feeds; none when no table was found.
    pub registers: BTreeSet<RegisterId>,
    /// Its columns.
    pub columns: Vec<ColumnMapping>,
    /// What every row says although no column does: the role in a ledger of victims.
    pub constants: Vec<(Target, String)>,
}

impl SheetMapping {
    /// The heads, in one spelling: the same for the same kind of sheet.
    #[must_use]
    pub fn signature(&self) -> String {
        let heads: Vec<String> = self.columns.iter().map(|column| Words::fold(&column.path)).collect();
        heads.join("|")
    }
}

/// What the sheets of a file are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// One for each sheet, in the order of the file.
    pub sheets: Vec<SheetMapping>,
}

impl Mapping {
    /// What a sender's confirmed mapping is kept under: the heads of every kind of sheet in the file, each once.
    /// A new sheet of the same kind (a new year) does not change it.
    #[must_use]
    pub fn signature(&self) -> String {
        let kinds: BTreeSet<String> =
            self.sheets.iter().filter(|sheet| !sheet.columns.is_empty()).map(SheetMapping::signature).collect();
        kinds.into_iter().collect::<Vec<_>>().join("\n")
    }

    /// This confirmed mapping, laid over the sheets of a fresh guess; `None` unless the heads are the same.
    #[must_use]
    pub fn reuse(&self, fresh: &Mapping) -> Option<Mapping> {
        if self.signature() != fresh.signature() {
            return None;
        }
        let known: BTreeMap<String, &SheetMapping> =
            self.sheets.iter().map(|sheet| (sheet.signature(), sheet)).collect();
        let lay = |sheet: &SheetMapping| {
            let mut laid = sheet.clone();
            if let Some(confirmed) = known.get(&sheet.signature()) {
                laid.registers.clone_from(&confirmed.registers);
                laid.constants.clone_from(&confirmed.constants);
                for (column, before) in laid.columns.iter_mut().zip(&confirmed.columns) {
                    column.targets.clone_from(&before.targets);
                    column.sure = Sure::Yes;
                }
            }
            laid
        };
        Some(Mapping { sheets: fresh.sheets.iter().map(lay).collect() })
    }

    /// What is wrong with a mapping that a person corrected: unknown columns, one column filled twice.
    #[must_use]
    pub fn check(&self, registers: &Registers) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        for (place, sheet) in self.sheets.iter().enumerate() {
            let mut filled = BTreeSet::new();
            let all = sheet.columns.iter().flat_map(|column| column.targets.iter().map(move |target| (column, target)));
            for (column, target) in all {
                let field = format!("sheets.{place}.columns.{}", column.index);
                let known = registers.get(target.register.as_str()).and_then(|found| found.column(&target.column));
                match (known, filled.insert(target)) {
                    (None, _) => mistakes.push(Mistake::at(&field, "not-a-choice")),
                    (Some(_), false) => {
                        mistakes.push(Mistake::at(&field, "column-twice").with("column", &target.column));
                    }
                    (Some(_), true) => {}
                }
            }
        }
        mistakes
    }
}
