//! The worked examples of registers: a small sheet and what must be read of it. They are the tests of the packs.
//!
//! Never: another way to read; it guesses and reads as an import does.
use std::collections::BTreeMap;

use kernel::cell::RawCell;

use super::definition::{Example, Register, Registers};
use super::guess::{SheetPreview, guess};
use super::mistake::PackMistake;
use super::read::{Reader, RowKind};

impl Registers {
    /// Runs every example of every register: how many there are, and what did not come out.
    #[must_use]
    pub fn run_examples(&self) -> (usize, Vec<PackMistake>) {
        let all = self.iter().flat_map(|register| register.examples.iter().map(move |example| (register, example)));
        let runs: Vec<Vec<PackMistake>> = all.map(|(register, example)| self.run(register, example)).collect();
        (runs.len(), runs.into_iter().flatten().collect())
    }

    fn run(&self, register: &Register, example: &Example) -> Vec<PackMistake> {
        let numbered = (1_u32..).zip(&example.rows);
        let rows: Vec<(u32, Vec<RawCell>)> =
            numbered.map(|(number, cells)| (number, cells.iter().map(RawCell::text).collect())).collect();
        let mapping = guess(self, &example.file, &[SheetPreview { name: "Sheet1".to_owned(), rows: rows.clone() }]);
        let mut reader = Reader::new(self, &mapping);
        let mut read: BTreeMap<(u32, String), BTreeMap<String, String>> = BTreeMap::new();
        for (number, cells) in &rows {
            let out = reader.read_row("Sheet1", *number, cells);
            if out.kind == RowKind::Data {
                for (id, values) in out.registers {
                    let texts = values.into_iter().map(|(column, value)| (column, value.unsealed()));
                    read.insert((*number, id.to_string()), texts.collect());
                }
            }
        }
        let file = format!("registers/{}/register.toml", register.id);
        let missing = example.then.iter().flat_map(|wanted| compare(wanted, &read));
        missing.map(|what| PackMistake::of(&file, format!("example {:?}: {what}", example.name))).collect()
    }
}

fn compare(
    wanted: &BTreeMap<String, toml::Value>,
    read: &BTreeMap<(u32, String), BTreeMap<String, String>>,
) -> Vec<String> {
    let row = wanted.get("row").and_then(toml::Value::as_integer).and_then(|row| u32::try_from(row).ok());
    let register = wanted.get("register").and_then(toml::Value::as_str);
    let (Some(row), Some(register)) = (row, register) else {
        return vec!["`then` needs `row` and `register`".to_owned()];
    };
    let Some(values) = read.get(&(row, register.to_owned())) else {
        return vec![format!("row {row} says nothing to {register}")];
    };
    let columns = wanted.iter().filter(|(key, _)| *key != "row" && *key != "register");
    let differs = columns.filter_map(|(column, value)| {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let found = values.get(column).map_or("unknown", String::as_str);
        (found != value).then(|| format!("row {row}, {column}: {value} was wanted, {found} was read"))
    });
    differs.collect()
}
