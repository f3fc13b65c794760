//! The form of a kind of case: sections of fields, and the papers to bring.
use kernel::id::FactName;
use kernel::{Citation, Label};
use law::expr::Expr;

/// The fact under which papers are ticked off, one by one; it is no fact of the case.
pub const PAPERS: &str = "papers";

/// The fact under which papers are ticked that the office obtained itself.
pub const OBTAINED: &str = "papers_obtained";

/// A part of the form.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its name in packs.
    pub id: String,
    /// Its heading.
    pub label: Label,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// A field: one fact, as a person is asked for it. Label, hint and class are the fact's.
#[derive(Debug, Clone)]
pub struct Field {
    /// The fact that it states.
    pub fact: FactName,
    /// How it is asked.
    pub kind: FieldKind,
    /// When it must be filled in; never when absent.
    pub required: Option<Expr>,
}

/// How a fact is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// One of the fact's choices.
    Choice,
    /// Any number of the fact's choices.
    Choices,
    /// Yes, no, or not known.
    YesNoUnknown,
    /// A civil date.
    Date,
    /// An amount of money, typed in yuan.
    Fen,
    /// A whole number from zero.
    Count,
    /// A person's name; masked on pages like every field that says who somebody is.
    Person,
    /// A number with decimals, such as a share.
    Decimal,
    /// A citizen ID number.
    CitizenId,
    /// A telephone number.
    Phone,
    /// A bank account number.
    BankAccount,
    /// A place, in words.
    Place,
    /// An agency or firm, in words.
    Organisation,
}

/// A paper that an applicant brings.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its name in packs; a choice of the fact `papers`.
    pub id: String,
    /// Its name on pages.
    pub label: Label,
    /// When it is needed; always when absent.
    pub needed: Option<Expr>,
    /// Where it is asked for in law.
    pub source: Citation,
}
