//! `simulate`: a county from a seed, its agency files and the truth about them.
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;
use serde_json::json;
use sim::{County, Settings};

use crate::opening;
use crate::say::{self, Failure};

/// Makes a county.
#[derive(Debug, Args)]
pub(crate) struct Simulate {
    /// How many people.
    #[arg(long, default_value_t = 20_000)]
    people: usize,
    /// The seed: the same seed makes the same county.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day up to which it lived; today when absent.
    #[arg(long)]
    on: Option<Date>,
    /// The folder to write into.
    to: PathBuf,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Simulate {
    /// Makes it and writes it.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let today = match self.on {
            Some(day) => day,
            None => app::asking::civil_day(opening::now())?,
        };
        let county = County::simulate(&Settings::new(self.people, self.seed, today));
        let files = county.write_files(&self.to.join("files")).map_err(|error| Failure::Told(error.to_string()))?;
        county.truth().write(&self.to.join("truth.json")).map_err(|error| Failure::Told(error.to_string()))?;
        if self.json {
            let files: Vec<_> = files
                .iter()
                .map(|file| json!({ "path": file.path, "sender": file.sender, "purpose": file.purpose }))
                .collect();
            return say::json(
                &json!({ "people": self.people, "seed": self.seed, "files": files, "truth": self.to.join("truth.json") }),
            );
        }
        say::text(&format!("{} files in {}, the truth in truth.json", files.len(), self.to.join("files").display()))
    }
}
