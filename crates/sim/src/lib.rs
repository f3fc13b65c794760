//! A county from a seed: people and households, harm, hardship and help, the files that agencies hand over about
//! them with the errors that such files have, and the truth.
//!
//! Never: real data, a clock, chance from outside; the same settings give the same bytes. Nobody in it exists: the
//! ID numbers stand under area codes 9901xx, which belong to no place. How often what goes wrong is one table:
//! [`ErrorRates`], shown in the README of this crate.
//!
//! ```
//! use jiff::civil::date;
//! use sim::{County, OpenedLead, Settings};
//!
//! let county = County::simulate(&Settings::new(2_000, 7, date(2026, 11, 22)));
//! let all: Vec<OpenedLead> = county
//!     .truth()
//!     .events
//!     .iter()
//!     .map(|event| OpenedLead { case_number: event.case_number.clone(), row: None,
//!         citizen_id: Some(event.person.citizen_id.clone()), name: None })
//!     .collect();
//! let score = county.truth().score(&all, &[]);
//! assert_eq!(score.entitled_with_lead, score.entitled);
//! ```
mod agency;
mod county;
mod draw;
mod names;
mod people;
mod rates;
mod settings;
mod truth;
mod write;

pub use agency::FileFormat;
pub use agency::offices::{OFFICES, Office};
pub use county::County;
pub use county::hardship::Sign;
pub use county::offences::Injury;
pub use people::{Household, Person, Population, Relation, Sex, Shape};
pub use rates::{ErrorRates, Rate};
pub use settings::Settings;
pub use truth::row::{ListedRow, RowRef, Slip};
pub use truth::{Counts, Missed, OpenedLead, Reason, Role, Score, TrueEvent, TruePerson, Truth, WrongLead};
pub use write::{WriteError, WrittenFile};
