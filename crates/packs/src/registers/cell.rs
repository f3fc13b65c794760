//! One cell of a register's column, read by the column's type.
//!
//! Never: reads in its own way; `kernel::cell` does, so that a date is a date in every register.
use jiff::civil::Date;
use kernel::cell::{self, Aliases, CellMistake, MoneyUnit, Parsed as Cell, RawCell};
use kernel::{CitizenId, Fen, Sealed};
use serde::{Deserialize, Serialize};

use super::definition::{Column, ColumnType};
use super::words::Words;

/// What a cell says, by the type of its column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", content = "value", rename_all = "kebab-case")]
pub enum Parsed {
    /// Free text.
    Text(String),
    /// A name.
    Name(Sealed<String>),
    /// A valid ID number.
    CitizenId(CitizenId),
    /// A day.
    Date(Date),
    /// The first day of a month.
    Month(Date),
    /// Money.
    Fen(Fen),
    /// A number of things.
    Count(i64),
    /// A telephone number.
    Phone(Sealed<String>),
    /// The id of a choice.
    Choice(String),
    /// A case number in its one spelling.
    CaseNumber(String),
    /// A household's number within its register.
    Household(String),
}

impl Parsed {
    /// One spelling of what it says. Who calls this has been allowed to see it.
    #[must_use]
    pub fn unsealed(&self) -> String {
        match self {
            Parsed::Text(text) | Parsed::Choice(text) | Parsed::CaseNumber(text) | Parsed::Household(text) => {
                text.clone()
            }
            Parsed::Name(text) | Parsed::Phone(text) => text.unseal().clone(),
            Parsed::CitizenId(id) => id.unsealed().to_owned(),
            Parsed::Date(date) | Parsed::Month(date) => date.to_string(),
            Parsed::Fen(Fen(fen)) => fen.to_string(),
            Parsed::Count(count) => count.to_string(),
        }
    }
}

/// How the cells of one column are read.
pub(super) struct CellReader {
    ty: ColumnType,
    unit: MoneyUnit,
    aliases: Option<Aliases<String>>,
    /// Only for choices that are looked for inside the cell: folded word and id, in the order of the pack.
    within: Vec<(String, String)>,
    open: bool,
}

impl CellReader {
    pub(super) fn new(column: &Column, unit: MoneyUnit) -> Self {
        let words = || column.choices.iter().flat_map(|choice| choice.words.iter().map(move |word| (word, &choice.id)));
        let within = if column.within {
            words().map(|(word, id)| (Words::fold(word), id.clone())).collect()
        } else {
            Vec::new()
        };
        // A word of two meanings is told when the register is loaded.
        let aliases = Aliases::new(words().map(|(word, id)| (word.as_str(), id.clone()))).ok();
        Self { ty: column.ty, unit, aliases: aliases.filter(|_| !column.within), within, open: column.open }
    }

    /// What the cell says.
    pub(super) fn read(&self, raw: &RawCell) -> Cell<Parsed> {
        match self.ty {
            ColumnType::Text | ColumnType::Certificate => cell::text(raw).map(Parsed::Text),
            ColumnType::Name => cell::name(raw).map(Parsed::Name),
            ColumnType::CitizenId => cell::citizen_id(raw).map(Parsed::CitizenId),
            ColumnType::Date => cell::date(raw).map(Parsed::Date),
            ColumnType::Month => cell::date(raw).map(|date| Parsed::Month(date.first_of_month())),
            ColumnType::Fen => cell::money(raw, self.unit).map(Parsed::Fen),
            ColumnType::Count => cell::count(raw).map(Parsed::Count),
            ColumnType::Phone => cell::phone(raw).map(Parsed::Phone),
            ColumnType::CaseNumber => cell::case_number(raw).map(Parsed::CaseNumber),
            ColumnType::Household => cell::text(raw).map(|text| Parsed::Household(Words::fold(&text).to_uppercase())),
            ColumnType::Choice => self.choose(raw).map(Parsed::Choice),
        }
    }

    fn choose(&self, raw: &RawCell) -> Cell<String> {
        let chosen = match &self.aliases {
            Some(aliases) => aliases.choose(raw),
            None => cell::text(raw).then(|text| {
                let folded = Words::fold(&text);
                let found = self.within.iter().find(|(word, _)| folded.contains(word.as_str()));
                found.map(|(_, id)| id.clone()).ok_or(CellMistake::UnknownWord).into()
            }),
        };
        match chosen {
            Cell::Bad(CellMistake::UnknownWord) if self.open => Cell::Unknown(cell::Why::Dash),
            said @ (Cell::Known(_) | Cell::Unknown(_) | Cell::Bad(_)) => said,
        }
    }
}

/// The cell as text, for heads and notes: never for values.
pub(super) fn text_of(raw: &RawCell) -> String {
    match raw {
        RawCell::Empty => String::new(),
        RawCell::Text(text) | RawCell::Number { text } | RawCell::Error(text) => text.clone(),
        RawCell::Date(date) => date.to_string(),
        RawCell::Truth(truth) => truth.to_string(),
    }
}
