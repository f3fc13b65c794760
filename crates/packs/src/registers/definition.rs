//! What a register is: its kind, its columns, their types and classes, and the heads under which agencies send them.
//!
//! Never: a row. Its truth comes from `register.toml`.
use std::collections::BTreeMap;

use kernel::Label;
use kernel::id::RegisterId;
use law::facts::DataClass;
use serde::{Deserialize, Serialize};

use super::words::Words;

/// What a register says of the people in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// They were harmed.
    Harm,
    /// They live in hardship.
    Hardship,
    /// They were helped.
    Help,
    /// Neither.
    Neither,
}

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnType {
    /// Free text.
    Text,
    /// A person's name.
    Name,
    /// A citizen's ID number.
    CitizenId,
    /// The number of a certificate that begins with its holder's ID number: a disability certificate.
    Certificate,
    /// A civil date.
    Date,
    /// A month, kept as its first day.
    Month,
    /// Money, kept in fen.
    Fen,
    /// How many.
    Count,
    /// A telephone number.
    Phone,
    /// One of the column's choices.
    Choice,
    /// The number of a case, brackets and digits unified.
    CaseNumber,
    /// The number of a household within its register.
    Household,
}

impl ColumnType {
    /// Whether cells of this type say by themselves who somebody is; such columns never reach the analysts' tables.
    #[must_use]
    pub fn identifies(self) -> bool {
        match self {
            ColumnType::Name | ColumnType::CitizenId | ColumnType::Certificate | ColumnType::Phone => true,
            ColumnType::Text
            | ColumnType::Date
            | ColumnType::Month
            | ColumnType::Fen
            | ColumnType::Count
            | ColumnType::Choice
            | ColumnType::CaseNumber
            | ColumnType::Household => false,
        }
    }
}

/// One answer of a choice, with the words that sheets use for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The answer's id, in `kebab-case`.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// The words in sheets that mean it.
    pub words: Vec<String>,
}

/// One column of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The column's id, in `snake_case`.
    pub id: String,
    /// How its cells are read.
    pub ty: ColumnType,
    /// Who may see it.
    pub class: DataClass,
    /// What a citizen reads.
    pub label: Label,
    /// The heads under which it is sent.
    pub headers: Vec<String>,
    /// The answers of a choice.
    pub choices: Vec<Choice>,
    /// A word outside the choices is unknown, and no mistake of the sender.
    pub open: bool,
    /// A choice's words are looked for inside the cell; the first choice that has one holds.
    pub within: bool,
    /// What every row says when the sheet has no such column and its title does not say otherwise.
    pub default: Option<String>,
}

impl Column {
    /// The choice that the folded text `word` means.
    #[must_use]
    pub fn choice(&self, word: &str) -> Option<&Choice> {
        let means = |choice: &&Choice| {
            let mut words = choice.words.iter().map(|alias| Words::fold(alias));
            if self.within { words.any(|alias| word.contains(&alias)) } else { words.any(|alias| word == alias) }
        };
        self.choices.iter().find(means)
    }
}

/// A worked example: a small sheet, and what must come out of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows, as a sentence.
    pub name: String,
    /// The name of the file.
    pub file: String,
    /// Its cells, as text.
    pub rows: Vec<Vec<String>>,
    /// What must be read: `row`, `register`, and the values of columns.
    pub then: Vec<BTreeMap<String, toml::Value>>,
}

/// Which columns of a register of help say what was granted, so that nobody is helped twice for one harm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AwardColumns {
    /// The number of the aid case: our own cases are not somebody else's.
    pub number: Option<String>,
    /// The harm's own case.
    pub harm_case: String,
    /// How much.
    pub amount: String,
    /// When it was decided.
    pub on: String,
    /// Which organ granted it.
    pub organ: Option<String>,
}

/// A list that an agency hands over.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Register {
    /// The register's id: its folder.
    pub id: RegisterId,
    /// What a citizen reads.
    pub label: Label,
    /// What a row is, in a few words.
    pub hint: Option<Label>,
    /// What it says of the people in it.
    pub kind: Kind,
    /// It holds each person once: two rows are two people.
    pub once: bool,
    /// The columns that tell one row from another.
    pub key: Vec<String>,
    /// Words of titles, sheet names and file names that speak for it.
    pub titles: Vec<String>,
    /// The registers that the same sheet may feed too.
    pub with: Vec<RegisterId>,
    /// What its rows say of earlier awards; every register of help says it.
    pub award: Option<AwardColumns>,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// Its worked examples.
    #[serde(skip)]
    pub examples: Vec<Example>,
}

impl Register {
    /// The column of this id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The first column of this type.
    #[must_use]
    pub fn column_of(&self, ty: ColumnType) -> Option<&Column> {
        self.columns.iter().find(|column| column.ty == ty)
    }
}

/// Every register that the packs know, and the words that all sheets share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Registers {
    pub(crate) all: BTreeMap<RegisterId, Register>,
    pub(crate) words: Words,
}

impl Registers {
    /// The register of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Register> {
        self.all.get(id)
    }

    /// Every register, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Register> {
        self.all.values()
    }
}
