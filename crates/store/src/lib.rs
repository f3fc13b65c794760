//! What the journal is about, as rows: accounts, people, registers, cases, leads, funds, jobs, on one schema of `SQLite` and of
//! `PostgreSQL`; backups; and the proof that rows and journal agree. Whoever holds a [`Store`] holds the journal too.
//!
//! Never: a decision of the business, the clock, another crate of this floor.

pub mod accounts;
mod archive;
pub mod cases;
pub mod columns;
mod confirmations;
mod entered;
pub mod fund;
pub mod jobs;
pub mod journal {
    //! The journal, by the names that the areas here and whoever reads it call it.
    pub use ::journal::{ChainReport, JournalFilter};
    pub(crate) use ::journal::{Entry, EntryHead, Expect, NewEntry, Opened, Secret, Stamp, open_all, parts, verify};
}
pub mod leads;
mod migrations;
mod paging;
pub mod people;
pub mod registers;
mod rows;
mod store;
mod tx;
mod verify;

use ::journal::{error, keys, numbers, schema, text};

pub use ::journal::{Claim, Entry, EntryHead, Expect, NewEntry, Opened, Secret};
pub use accounts::{
    Account, AccountChange, Attempt, Clock, NewAccount, NewOffice, Office, PasswordBy, Sessions, SignIn, SignInLimits,
    hash_password,
};
pub use archive::{Manifest, restore};
pub use cases::{
    AlikeAs, CaseCount, CaseFilter, CaseRow, Days, DeskState, DocumentFile, Due, DueDesk, DueFilter, DuePart, DueTo,
    DueWhat, NewFile, OnDesk, PastAct, RowReport,
};
pub use confirmations::Confirmation;
pub use entered::{EnteredState, EnteredValue, NewEntered};
pub use error::{Result, StoreError};
pub use fund::{FundReport, OfFunds, OrderedPayment, fingerprint};
pub use jobs::{FailingJob, Job};
pub use keys::{KeyFault, KeyRing, Subject};
pub use leads::{FindingKind, LeadCounts, LeadFilter, LeadRow, OfLeads, Outcome, OutcomeLine, OutcomeRow, Tally};
pub use paging::{COUNT_LIMIT, Page};
pub use people::{
    Collision, Erasure, HouseholdMember, Identity, LinkVerdict, Look, Lookup, MeetsPeople, NewLink, NewPerson, Pair,
    Person, PersonLink, ShowsPeople,
};
pub use registers::{
    BadCell, Batch, BatchCounts, BatchPart, BatchState, NewBatch, NewRow, NewSender, OfRegisters, Row, RowFilter,
    RowPlace, Sender, SenderId, TakenBack,
};
pub use store::{Config, Store, is_sealed};
pub use tx::Tx;
pub use verify::Verification;
