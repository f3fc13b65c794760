//! What a standard is made of that an office can enter for itself: its tables, and the dated amounts that limit it.
//!
//! Never: changes anything. A formula is no such part: it is text of the pack.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::FactName;
use kernel::{Citation, Label};

use super::{Factor, Limit, Operation, Quantification, Range, Start, Table};
use crate::expr::Exact;
use crate::figures::DatedValue;

/// A table or a dated amount of a standard, with every version that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is and its name in the pack.
    pub of: PartOf,
    /// What it does in the working.
    pub operation: Operation,
    /// What a citizen reads.
    pub label: Label,
    /// The choice whose answers are the rows of the table; nothing for a dated amount.
    pub by: Option<FactName>,
    /// Its versions in order of their first day.
    pub versions: Vec<PartVersion>,
}

/// Which part of a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartOf {
    /// `[table.NAME]`
    Table(String),
    /// `[dated.NAME]`, of money.
    Dated(String),
}

/// The values of a part from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartVersion {
    /// The first day; from always where absent.
    pub from: Option<Date>,
    /// The last day, where it is closed.
    pub until: Option<Date>,
    /// The rows of a table, by answer; of a dated amount that is a plain number one row without answer.
    pub rows: BTreeMap<String, Range>,
    /// The expression of a dated amount.
    pub expression: Option<String>,
    /// Where it stands.
    pub source: Citation,
    /// Invented, for demonstration.
    pub demonstration: bool,
}

impl Quantification {
    /// Its tables and dated amounts, in the order of the working.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut all = vec![match &self.start {
            Start::Months { months, .. } => of_table(months, Operation::Months),
            Start::Table(table) => of_table(table, Operation::Start),
        }];
        for factor in &self.factors {
            if let Factor::Table(table) = factor {
                all.push(of_table(table, Operation::Factor));
            }
        }
        all.extend(self.uplift_part());
        let limits = [
            (&self.floor, Operation::Floor),
            (&self.ceiling, Operation::Ceiling),
            (&self.exception_ceiling, Operation::ExceptionCeiling),
        ];
        for (limit, operation) in limits {
            if let Some(Limit::Dated(name, dated)) = limit {
                all.push(of_dated(name, dated, operation));
            }
        }
        all
    }

    fn uplift_part(&self) -> Option<Part> {
        let uplifts = self.uplifts.as_ref()?;
        let (name, by, label) = uplifts.table.clone()?;
        let version = |place: usize| {
            let own = uplifts.versions.get(place)?;
            let rows = own.rows.iter().filter_map(|row| Some((row.answer.clone()?, row.add))).collect();
            let until = until(uplifts.versions.get(place.saturating_add(1)).and_then(|next| next.from));
            let (source, demonstration) = (own.source.clone(), own.demonstration);
            Some(PartVersion { from: own.from, until, rows, expression: None, source, demonstration })
        };
        let versions = (0..uplifts.versions.len()).filter_map(version).collect();
        Some(Part { of: PartOf::Table(name), operation: Operation::Uplift, label, by: Some(by), versions })
    }
}

fn of_table(table: &Table, operation: Operation) -> Part {
    let version = |place: usize| {
        let own = table.versions.get(place)?;
        let until = until(table.versions.get(place.saturating_add(1)).and_then(|next| next.from));
        let (source, demonstration) = (own.source.clone(), own.demonstration);
        Some(PartVersion { from: own.from, until, rows: own.rows.clone(), expression: None, source, demonstration })
    };
    Part {
        of: PartOf::Table(table.name.clone()),
        operation,
        label: table.label.clone(),
        by: Some(table.fact.clone()),
        versions: (0..table.versions.len()).filter_map(version).collect(),
    }
}

fn of_dated(name: &str, dated: &DatedValue, operation: Operation) -> Part {
    let version = |own: &crate::figures::DatedAmount| {
        let text = own.amount.to_string();
        let plain = Exact::parse(&text).map(|number| (String::new(), Range::single(number)));
        PartVersion {
            from: Some(own.from),
            until: own.until,
            rows: plain.into_iter().collect(),
            expression: Some(text),
            source: own.source.clone(),
            demonstration: own.demonstration,
        }
    };
    Part {
        of: PartOf::Dated(name.to_owned()),
        operation,
        label: dated.label.clone(),
        by: None,
        versions: dated.values.iter().map(version).collect(),
    }
}

/// The last day before `next`.
fn until(next: Option<Date>) -> Option<Date> {
    next.and_then(|next| next.yesterday().ok())
}
