//! Where a person stands in a file, and what went wrong there.
//!
//! Never: what the row says; only which row means whom.
use serde::{Deserialize, Serialize};

/// A row of a file as a person counts them: the first row is 1, titles and headers included.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowRef {
    /// The file's name without its folder.
    pub file: String,
    /// The sheet's name; empty for text files.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
}

/// What went wrong in a row. What is written unusually but can be read is no slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Slip {
    /// No ID number.
    IdMissing,
    /// Stars in the ID number.
    IdMasked,
    /// The last digits lost in the spreadsheet.
    IdFloat,
    /// A wrong check digit.
    IdWrongCheck,
    /// One other digit wrong.
    IdWrongDigit,
    /// Two digits swapped.
    IdSwapped,
    /// A digit left out.
    IdTruncated,
    /// A relative's number.
    IdOfRelative,
    /// A character that sounds alike.
    NameHomophone,
    /// A character that looks alike.
    NameLookAlike,
    /// Two characters swapped.
    NameSwapped,
    /// 某 instead of the given name.
    NameMasked,
    /// No birth date.
    BirthEmpty,
    /// Day and month swapped.
    BirthSwapped,
    /// 1 January.
    BirthFirstJanuary,
    /// A birth date that does not exist.
    BirthImpossible,
    /// A day of disposal that does not exist.
    DisposalImpossible,
    /// No grade of injury.
    InjuryEmpty,
    /// Nothing says whether somebody died.
    DeathFlagEmpty,
    /// Nothing says whether treatment is urgent.
    UrgentEmpty,
    /// Nobody found out what was paid.
    PaidUnknown,
    /// Nobody found out what insurance paid.
    InsuranceUnknown,
    /// No number of the case.
    CaseMissing,
    /// What is owed is no amount.
    AmountUnreadable,
    /// The row stood in the ledger before already.
    CarriedOver,
    /// The number of the case stands in the row above.
    CaseMerged,
    /// The original case in other brackets.
    CaseSpelledOtherwise,
    /// The row is a repetition.
    Repeated,
}

impl Slip {
    /// Whether no valid ID number of the person can be read.
    #[must_use]
    pub fn hides_id(self) -> bool {
        match self {
            Self::IdMissing
            | Self::IdMasked
            | Self::IdFloat
            | Self::IdWrongCheck
            | Self::IdWrongDigit
            | Self::IdSwapped
            | Self::IdTruncated => true,
            Self::IdOfRelative
            | Self::NameHomophone
            | Self::NameLookAlike
            | Self::NameSwapped
            | Self::NameMasked
            | Self::BirthEmpty
            | Self::BirthSwapped
            | Self::BirthFirstJanuary
            | Self::BirthImpossible
            | Self::DisposalImpossible
            | Self::InjuryEmpty
            | Self::DeathFlagEmpty
            | Self::UrgentEmpty
            | Self::PaidUnknown
            | Self::InsuranceUnknown
            | Self::CaseMissing
            | Self::AmountUnreadable
            | Self::CarriedOver
            | Self::CaseMerged
            | Self::CaseSpelledOtherwise
            | Self::Repeated => false,
        }
    }
}

/// A row that means a person of the truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedRow {
    /// Where.
    #[serde(flatten)]
    pub at: RowRef,
    /// What went wrong in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slips: Vec<Slip>,
}
