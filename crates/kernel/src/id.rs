//! Identifiers by kind, so that a case's number can never stand where a person's is wanted.
//!
//! Never: made here; the database gives numbers, packs give words.
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The text is not an identifier of the kind asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {kind}")]
pub struct IdMistake {
    /// The kind of identifier that was wanted.
    pub kind: &'static str,
    /// What stood there instead.
    pub text: String,
}

macro_rules! numbered {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = IdMistake;

            fn from_str(text: &str) -> Result<Self, IdMistake> {
                text.parse().map(Self).map_err(|_| IdMistake { kind: stringify!($name), text: text.to_owned() })
            }
        }
    )+};
}

numbered! {
    /// One person, whatever number of register rows speak of them. Also the integer code in Parquet.
    PersonId,
    /// One case, of whatever kind.
    CaseId,
    /// One office in the tree of offices.
    OfficeId,
    /// One account of a member of staff.
    UserId,
    /// One lead: a person who may qualify and never asked.
    LeadId,
    /// One file that an agency handed over, as imported.
    BatchId,
    /// One entry of the journal.
    EntryId,
    /// One document made for a case.
    DocumentId,
}

macro_rules! named {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// The identifier spelled `text`.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The spelling.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

named! {
    /// A kind of case: the folder name under `packs/case-types`, e.g. `judicial-assistance`.
    CaseTypeId,
    /// An organ whose offices work with the platform, e.g. `procuratorate`.
    OrganId,
    /// A variant of a kind of case, e.g. `procuratorate`.
    VariantId,
    /// A state of a kind of case, e.g. `review`.
    StateId,
    /// A step of a kind of case, e.g. `accept`.
    StepId,
    /// A clock of a kind of case, e.g. `decide`.
    ClockId,
    /// A document of a kind of case, e.g. `acceptance-notice`.
    DocumentKind,
    /// A fact, in `snake_case`, e.g. `direct_loss`.
    FactName,
    /// A role, e.g. `assistance-officer`.
    RoleId,
    /// A register, e.g. `low_income`.
    RegisterId,
    /// An area code of six digits, e.g. `340000`.
    AreaCode,
}

impl AreaCode {
    /// The code that `text` is: six digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| Self::from(text))
    }
}
