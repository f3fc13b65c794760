//! The files that agencies hand over, as they hand them over.
//!
//! Never: what is true; every file is made from it and gets it wrong at the rates of `rates`.
mod grants;
mod ledger;
mod lists;
mod low_income;
pub(crate) mod offices;
pub(crate) mod pen;
mod persons;
pub(crate) mod sheet;
mod slips;

use std::collections::BTreeMap;

use crate::county::World;
use crate::truth::row::ListedRow;

pub use sheet::FileFormat;
pub(crate) use sheet::{AgencyFile, Cell, Merge, Sheet};
pub(crate) use slips::serial;

/// All files, and whom each of their rows means.
pub(crate) struct Lists {
    pub(crate) files: Vec<AgencyFile>,
    /// The ledgers' rows by the place of the harm.
    pub(crate) victims: BTreeMap<usize, Vec<ListedRow>>,
    /// The rows of lists of hardship and of grants by person.
    pub(crate) people: BTreeMap<usize, Vec<ListedRow>>,
}

/// Everything the agencies of the county hand over today.
pub(crate) fn hand_over(world: &World<'_>) -> Lists {
    let mut lists = Lists { files: Vec::new(), victims: BTreeMap::new(), people: BTreeMap::new() };
    ledger::hand_over(world, &mut lists);
    low_income::hand_over(world, &mut lists);
    lists::disabled(world, &mut lists);
    lists::monitored(world, &mut lists);
    persons::veterans(world, &mut lists);
    persons::children(world, &mut lists);
    persons::women(world, &mut lists);
    grants::hand_over(world, &mut lists);
    lists
}
