//! Reads and checks the tables that amounts are read from: a row for every answer, in every version of the table.
//!
//! Never: stops at the first mistake.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::{Citation, Label};

use super::super::source::{RowSource, TableSource, TableUse, UpliftSource};
use super::super::{Range, Table, TableRows, Uplift, UpliftRows, Uplifts};
use super::{Loader, Noted};
use crate::expr::{Exact, Expr, Formula};
use crate::facts::{Choice, FactType, Value};
use crate::mistake::{LoadMistake, did_you_mean};

#[derive(Clone, Copy)]
enum Asked {
    Contains,
    Equals,
}

/// A table with every version that it had, the first first.
struct Rows {
    label: Label,
    versions: Vec<TableRows>,
}

/// One version of a table as it is written.
struct Written<'a> {
    from: Option<Date>,
    rows: &'a BTreeMap<String, RowSource>,
    source: &'a Citation,
    demonstration: bool,
    path: String,
}

impl Loader<'_> {
    pub(super) fn uplifts(&mut self, source: UpliftSource) -> Noted<Uplifts> {
        let UpliftSource { stack, demonstration, .. } = source;
        match source {
            UpliftSource { table: Some(name), by, rows, source: None, demonstration: false, .. } if rows.is_empty() => {
                let by = by.unwrap_or_else(|| name.clone());
                let (choices, asked) = match self.words.get(&by).map(|definition| &definition.ty) {
                    Some(FactType::Choices(choices)) => (choices, Asked::Contains),
                    Some(FactType::Choice(choices)) => (choices, Asked::Equals),
                    _ => return self.no_choice("uplifts.by", &by),
                };
                let table = self.rows("uplifts.table", &name, choices)?;
                let version = |rows: TableRows| self.uplift_rows(&by, choices, asked, rows);
                let versions = table.versions.into_iter().map(version).collect();
                Some(Uplifts { table: Some((name, by.as_str().into(), table.label)), versions, stack })
            }
            UpliftSource { table: None, by: None, rows, source: Some(source), .. } => {
                let mut uplifts = Vec::new();
                for (place, row) in rows.into_iter().enumerate() {
                    let add = self.range(&format!("uplifts.rows.{place}.add"), &row.add)?;
                    match Expr::parse(&row.when, self.words) {
                        Ok(when) => uplifts.push(Uplift { answer: None, label: row.label, when, add }),
                        Err(mistake) => {
                            let path = format!("{}.uplifts.rows.{place}.when", self.path);
                            self.mistakes.push(mistake.within(path));
                        }
                    }
                }
                let versions = vec![UpliftRows { from: None, rows: uplifts, source, demonstration }];
                Some(Uplifts { table: None, versions, stack })
            }
            UpliftSource { .. } => {
                self.note("uplifts", "uplifts are { table, by, stack } or { rows, source, stack }", None);
                None
            }
        }
    }

    fn uplift_rows(&mut self, by: &str, choices: &[Choice], asked: Asked, version: TableRows) -> UpliftRows {
        let TableRows { from, rows, source, demonstration } = version;
        let rows = choices.iter().filter_map(|choice| self.uplift(by, choice, asked, &rows)).collect();
        UpliftRows { from, rows, source, demonstration }
    }

    fn uplift(&mut self, by: &str, choice: &Choice, asked: Asked, rows: &BTreeMap<String, Range>) -> Noted<Uplift> {
        let add = rows.get(&choice.id).copied()?;
        let text = match asked {
            Asked::Contains => format!("contains({by}, '{}')", choice.id),
            Asked::Equals => format!("{by} = '{}'", choice.id),
        };
        match Expr::parse(&text, self.words) {
            Ok(when) => Some(Uplift { answer: Some(choice.id.clone()), label: choice.label.clone(), when, add }),
            Err(mistake) => {
                self.mistakes.push(mistake.within(format!("{}.uplifts.by", self.path)));
                None
            }
        }
    }

    fn no_choice<T>(&mut self, key: &str, by: &str) -> Noted<T> {
        let known = self.words.iter().chain(self.words.derived().map(|(definition, _)| definition));
        let choices = known.filter(|definition| !definition.ty.choices().is_empty());
        let hint = did_you_mean(by, choices.map(|definition| definition.name.as_str()));
        self.note(key, format!("a table is read by a choice, and {by} is none"), hint);
        None
    }

    pub(super) fn table(&mut self, key: &str, of: &TableUse) -> Noted<Table> {
        let by = of.by.as_deref().unwrap_or(&of.table);
        let Some(FactType::Choice(choices)) = self.words.get(by).map(|definition| &definition.ty) else {
            return self.no_choice(&format!("{key}.by"), by);
        };
        let Rows { label, versions } = self.rows(&format!("{key}.table"), &of.table, choices)?;
        match Formula::parse(by, self.words) {
            Ok(formula) => Some(Table { name: of.table.clone(), label, fact: by.into(), by: formula, versions }),
            Err(mistake) => {
                self.mistakes.push(mistake.within(format!("{}.{key}.by", self.path)));
                None
            }
        }
    }

    /// The table called `name` in all its versions: in each a row for each choice, and none besides.
    fn rows(&mut self, key: &str, name: &str, choices: &[Choice]) -> Noted<Rows> {
        let Some(table) = self.tables.get(name) else {
            let hint = did_you_mean(name, self.tables.keys().map(String::as_str));
            self.note(key, format!("no such table: {name}"), hint);
            return None;
        };
        let versions = written(name, table).into_iter().map(|own| self.version(own, choices)).collect();
        let mut rows = Rows { label: table.label.clone(), versions };
        for (place, later) in table.later.iter().enumerate() {
            if table.later.iter().take(place).any(|earlier| earlier.from == later.from) {
                let what = format!("two versions of the table begin on {}", later.from);
                self.mistakes.push(LoadMistake::at(format!("table.{name}.later.{place}.from"), what));
            }
        }
        rows.versions.sort_by_key(|version| version.from);
        Some(rows)
    }

    fn version(&mut self, own: Written<'_>, choices: &[Choice]) -> TableRows {
        let Written { path, .. } = own;
        let mut rows = BTreeMap::new();
        for (id, row) in own.rows {
            if !choices.iter().any(|choice| choice.id == *id) {
                let hint = did_you_mean(id, choices.iter().map(|choice| choice.id.as_str()));
                self.mistakes.push(LoadMistake {
                    hint,
                    ..LoadMistake::at(format!("{path}.rows.{id}"), format!("no such choice: '{id}'"))
                });
            }
            rows.extend(self.range_at(format!("{path}.rows.{id}"), row).map(|row| (id.clone(), row)));
        }
        for choice in choices.iter().filter(|choice| !own.rows.contains_key(&choice.id)) {
            let mistake = LoadMistake::at(format!("{path}.rows"), format!("there is no row for '{}'", choice.id));
            self.mistakes.push(mistake.hint("a row for every answer, even if it is 0"));
        }
        TableRows { from: own.from, rows, source: own.source.clone(), demonstration: own.demonstration }
    }

    fn range(&mut self, key: &str, row: &RowSource) -> Noted<Range> {
        self.range_at(format!("{}.{key}", self.path), row)
    }

    fn range_at(&mut self, path: String, row: &RowSource) -> Noted<Range> {
        let range = row.range();
        if range.is_none() {
            let what = "a row is a number of at most six places that is not below zero, or low and high in that order";
            self.mistakes.push(LoadMistake::at(path, what));
        }
        range
    }
}

impl RowSource {
    /// The numbers; nothing where they are no numbers of at most six places, lie below zero, or stand in the wrong order.
    #[must_use]
    pub fn range(&self) -> Option<Range> {
        let (low, high) = match self {
            RowSource::Single(number) => (number, number),
            RowSource::Pair([low, high]) => (low, high),
        };
        let fits = |number: &Exact| number.scale <= Value::DECIMAL_PLACES && number.mantissa >= 0;
        let read = |text: &crate::figures::AmountText| Exact::parse(&text.text()).filter(fits);
        let (low, high) = (read(low)?, read(high)?);
        low.compare(high).is_le().then_some(Range { low, high })
    }
}

/// Every version of a table as it is written: the first holds until the first of the later ones begins.
fn written<'a>(name: &str, table: &'a TableSource) -> Vec<Written<'a>> {
    let first = Written {
        from: None,
        rows: &table.rows,
        source: &table.source,
        demonstration: table.demonstration,
        path: format!("table.{name}"),
    };
    let later = table.later.iter().enumerate().map(|(place, own)| Written {
        from: Some(own.from),
        rows: &own.rows,
        source: &own.source,
        demonstration: own.demonstration,
        path: format!("table.{name}.later.{place}"),
    });
    std::iter::once(first).chain(later).collect()
}
