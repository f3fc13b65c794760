//! What is so in the county: hardship, harm, help. Files and their errors are made from it elsewhere.
//!
//! Never: what an agency wrote down.
pub(crate) mod aid;
pub(crate) mod hardship;
pub(crate) mod harm;
pub(crate) mod offences;

use crate::agency::offices;
use crate::agency::{self, AgencyFile};
use crate::people::{Population, settle};
use crate::settings::Settings;
use crate::truth::Truth;
use crate::write::{self, WriteError, WrittenFile};
use aid::Grant;
use hardship::Hardship;
use harm::Happened;

/// A whole simulated county: people, what happened, the agencies' files, and the truth about both.
pub struct County {
    population: Population,
    files: Vec<AgencyFile>,
    truth: Truth,
}

/// Everything that is so, for those who write lists about it.
pub(crate) struct World<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) population: &'a Population,
    pub(crate) hardship: &'a Hardship,
    pub(crate) happened: &'a Happened,
    pub(crate) grants: &'a [Grant],
}

impl County {
    /// Makes the county in memory; the same settings give the same county.
    ///
    /// # Panics
    /// Never for a day within the calendar's ordinary years (1950 to 9990).
    #[must_use]
    pub fn simulate(settings: &Settings) -> Self {
        let population = settle(settings.people, settings.seed, settings.today);
        let mut hardship = Hardship::settle(&population, settings.seed, settings.today);
        let happened = harm::happen(&population, &mut hardship, settings);
        let grants = aid::grant(&population, &happened, settings);
        let world =
            World { settings, population: &population, hardship: &hardship, happened: &happened, grants: &grants };
        let lists = agency::hand_over(&world);
        let truth = Truth::of(&world, &lists);
        Self { population, files: lists.files, truth }
    }

    /// The people and their households.
    #[must_use]
    pub fn population(&self) -> &Population {
        &self.population
    }

    /// What is true of every victim, and where it stands.
    #[must_use]
    pub fn truth(&self) -> &Truth {
        &self.truth
    }

    /// Writes the agencies' files into `dir`, which is made when it is not there.
    ///
    /// # Errors
    /// When the folder or a file cannot be written.
    pub fn write_files(&self, dir: &std::path::Path) -> Result<Vec<WrittenFile>, WriteError> {
        write::files(&self.files, dir)
    }

    /// The offices of the county, all of them demonstration names.
    #[must_use]
    pub fn offices() -> &'static [offices::Office] {
        offices::OFFICES
    }
}

#[cfg(test)]
mod tests;
