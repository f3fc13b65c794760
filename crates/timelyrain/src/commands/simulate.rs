//! `simulate`: a county from a seed, its agency files and the truth about them; or, for measuring, a crowd of cases.
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use indicatif::ProgressBar;
use jiff::civil::Date;
use kernel::id::CaseTypeId;
use serde_json::json;
use sim::{County, Population, Settings};
use stories::crowd::{self, Crowd, Somebody};
use stories::town;

use super::import::bar;
use crate::config::Config;
use crate::opening;
use crate::say::{self, Failure};

/// The kind of case that a crowd has.
const CASE_TYPE: &str = "judicial-assistance";
/// Who was born later is no applicant.
const LAST_YEAR_OF_BIRTH: i16 = 2003;

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
    /// For measuring: instead of agency files, a site with so many cases of a whole province.
    #[arg(long)]
    cases: Option<usize>,
    /// With --cases: the database; a file in the folder when absent. Must be empty.
    #[arg(long, requires = "cases")]
    database: Option<String>,
    /// The folder to write into.
    to: PathBuf,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Simulate {
    /// Makes it and writes it.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let today = match self.on {
            Some(day) => day,
            None => app::asking::civil_day(opening::now())?,
        };
        match self.cases {
            Some(cases) => self.site(cases, today).await,
            None => self.files(today),
        }
    }

    fn files(&self, today: Date) -> Result<(), Failure> {
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

    async fn site(&self, cases: usize, today: Date) -> Result<(), Failure> {
        let begun = Instant::now();
        std::fs::create_dir_all(&self.to).map_err(|error| told(&self.to, &error))?;
        let to = std::fs::canonicalize(&self.to).map_err(|error| told(&self.to, &error))?;
        let config =
            Config { data: to.clone(), database: self.database.clone(), demonstration: true, ..Config::read(None)? };
        let app = opening::open(&config).await?;
        if !app.store().offices().await.map_err(app::Error::from)?.is_empty() {
            return Err(Failure::Told("the database is not empty: a simulation needs one of its own".to_owned()));
        }
        let crowd = Crowd { case_type: CaseTypeId::from(CASE_TYPE), cases, today, seed: self.seed };
        let bar: ProgressBar = bar(cases);
        let people = people(cases, self.seed, today);
        let seen = |so_far: usize| bar.set_position(u64::try_from(so_far).unwrap_or(u64::MAX));
        let written = crowd::write(&app, &crowd, people, opening::now(), seen).await;
        bar.finish_and_clear();
        let written = written.map_err(|error| Failure::Fault(error.to_string()))?;
        app.store().clone().close().await.map_err(app::Error::from)?;
        hand_over(&config, &written)?;
        let seconds = begun.elapsed().as_secs();
        if self.json {
            return say::json(&json!({ "cases": written.cases, "acts": written.acts, "seconds": seconds }));
        }
        let file = to.join("timelyrain.toml");
        say::text(&format!("{} cases of {} acts in {seconds} s", written.cases, written.acts))?;
        say::text(&format!("timelyrain serve --config {}", file.display()))
    }
}

/// An adult for each case.
fn people(cases: usize, seed: u64, today: Date) -> crowd::People {
    // One in three is too young; a few more than that are settled.
    let population = Population::settle(cases.saturating_mul(2).saturating_add(100), seed, today);
    let adults = population.people.iter().enumerate().filter(|(_, person)| person.born.year() <= LAST_YEAR_OF_BIRTH);
    let adults: Vec<usize> = adults.map(|(place, _)| place).collect();
    Box::new(move |case| {
        let place = adults.get(case.checked_rem(adults.len()).unwrap_or(0)).copied().unwrap_or(0);
        let person = &population.people[place];
        Somebody {
            name: person.name.to_string(),
            citizen_id: person.citizen_id(),
            birth: person.born,
            sex: match person.sex {
                sim::Sex::Male => kernel::Sex::Male,
                sim::Sex::Female => kernel::Sex::Female,
            },
            phone: population.phone(place),
            address: population.home(place).address(),
        }
    })
}

/// Writes what the site is started and looked at with: its configuration, which says that nobody in it exists, and two
/// accounts.
fn hand_over(config: &Config, written: &crowd::Written) -> Result<(), Failure> {
    let quoted = |text: &str| serde_json::Value::from(text).to_string(); // TOML writes such a text as JSON does
    let data = format!("data = {}\n", quoted(&config.data.display().to_string()));
    let database = config.database.as_deref().map(|url| format!("database = {}\n", quoted(url))).unwrap_or_default();
    put(&config.data.join("timelyrain.toml"), &format!("demonstration = true\n{data}{database}"))?;
    let accounts: Vec<_> = written
        .accounts
        .iter()
        .map(|own| json!({ "role": own.role, "user": own.login, "password": town::PASSWORD }))
        .collect();
    let text = serde_json::to_string_pretty(&accounts).map_err(|error| Failure::Fault(error.to_string()))?;
    put(&config.data.join("accounts.json"), &text)
}

fn put(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|error| told(path, &error))
}

fn told(path: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::Told(format!("{}: {error}", path.display()))
}
