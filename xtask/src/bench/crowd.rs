//! A site with a crowd of cases, written through the store by the simulator and proven, on either database.
//! Kept in the system's temporary folder, since writing a million cases takes longer than measuring them; delete it freely.
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::report::Row;
use crate::failure::Failure;
use crate::needs::postgres;
use crate::place::Place;
use crate::say;
use crate::server::Server;
use crate::shell::Task;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Database {
    Sqlite,
    Postgres,
}

impl Database {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// The crowd, with the server of its database where it needs one.
pub(super) struct Crowd {
    folder: PathBuf,
    pub(super) database: Option<postgres::Server>,
    written: Written,
}

/// How the crowd was written.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    cases: u64,
    acts: u64,
    seconds: u64,
    /// Nothing where somebody stopped the proof.
    proven_in: Option<u64>,
    /// The tables that it was written into; a crowd in other tables is written anew.
    tables: String,
}

/// What `timelyrain simulate --json` says.
#[derive(Debug, Deserialize)]
struct Simulated {
    cases: u64,
    acts: u64,
    seconds: u64,
}

impl Crowd {
    /// The crowd of `cases`, made when it is not there yet.
    pub(super) fn open(place: &Place, on: Database, cases: u32) -> Result<Self, Failure> {
        let name = format!("{}-{cases}", on.word().to_lowercase());
        let folder = std::env::temp_dir().join("timelyrain-bench").join(name);
        let told = folder.join("written.json");
        let tables = tables(place);
        let whole = fs::read_to_string(&told).is_ok_and(|text| text.contains(&tables));
        if folder.exists() && !whole {
            fs::remove_dir_all(&folder).map_err(Failure::io(folder.display()))?;
        }
        fs::create_dir_all(&folder).map_err(Failure::io(folder.display()))?;
        let database = match on {
            Database::Sqlite => None,
            Database::Postgres => Some(postgres::Server::keep(place, &folder.join("postgres"))?),
        };
        if !whole {
            let mut written = write(place, (&folder, cases), database.as_ref(), tables)?;
            // Kept before it is proven: who stops the proof, which takes longest, has the crowd.
            written.keep(&told)?;
            written.proven_in = Some(prove(place, &folder, database.as_ref())?);
            written.keep(&told)?;
        }
        say::step(&format!("the crowd stays in {}; delete it freely", folder.display()));
        let text = fs::read_to_string(&told).map_err(Failure::io(told.display()))?;
        let written = serde_json::from_str(&text)
            .map_err(|error| Failure::Wrong(format!("{}: {error}; delete its folder", told.display())))?;
        Ok(Self { folder, database, written })
    }

    /// The site, serving.
    pub(super) fn serve(&self, place: &Place) -> Result<Server, Failure> {
        let config = self.data().join("timelyrain.toml");
        let mut words = vec!["serve".to_owned(), "--config".to_owned(), config.display().to_string()];
        if let Some(database) = &self.database {
            // Another port than when it was written.
            words.extend(["--database".to_owned(), database.url()]);
        }
        Server::start(place, &words, &self.folder)
    }

    pub(super) fn accounts(&self) -> PathBuf {
        self.data().join("accounts.json")
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// How it was written, as a line of the table.
    pub(super) fn row(&self, on: Database) -> Row {
        let Written { cases, acts, seconds, proven_in, .. } = &self.written;
        let proven = proven_in.map_or_else(|| "not proven".to_owned(), |seconds| format!("{seconds} s to prove"));
        Row::told(
            format!("{cases} cases of {acts} acts written, {}", on.word()),
            format!("{seconds} s to write, {proven}"),
        )
    }
}

impl Written {
    fn keep(&self, told: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string(self).map_err(|error| Failure::Wrong(error.to_string()))?;
        fs::write(told, text).map_err(Failure::io(told.display()))
    }
}

/// What tells the tables that the checkout makes from those of another.
fn tables(place: &Place) -> String {
    let migrations = "crates/store/src/migrations";
    let entries = fs::read_dir(place.path(migrations)).into_iter().flatten().flatten();
    let mut files: Vec<String> =
        entries.map(|entry| format!("{migrations}/{}", entry.file_name().to_string_lossy())).collect();
    files.push("crates/store/src/schema.rs".to_owned());
    files.sort();
    let words: Vec<&str> = ["hash-object"].into_iter().chain(files.iter().map(String::as_str)).collect();
    let told = Task::new(place, "git").args(&words).read();
    told.map_or_else(|_| "unknown".to_owned(), |text| text.split_whitespace().collect())
}

fn write(
    place: &Place,
    (folder, cases): (&Path, u32),
    database: Option<&postgres::Server>,
    tables: String,
) -> Result<Written, Failure> {
    let data = folder.join("data");
    let mut simulate = Task::new(place, place.binary()).args(&["simulate", "--json", "--cases", &cases.to_string()]);
    if let Some(database) = database {
        simulate.command.arg("--database").arg(database.url());
    }
    simulate.command.arg(&data);
    say::step(&simulate.shown());
    let told = simulate.read()?;
    let told: Simulated = serde_json::from_str(told.trim())
        .map_err(|error| Failure::Wrong(format!("the simulator said {told}, which is not its answer: {error}")))?;
    let Simulated { cases, acts, seconds } = told;
    Ok(Written { cases, acts, seconds, proven_in: None, tables })
}

/// Lets the product fold every case anew and compare; the seconds that it takes.
fn prove(place: &Place, folder: &Path, database: Option<&postgres::Server>) -> Result<u64, Failure> {
    let mut verify = Task::new(place, place.binary()).args(&["verify", "--data"]);
    verify.command.arg(folder.join("data"));
    if let Some(database) = database {
        verify.command.arg("--database").arg(database.url());
    }
    say::step(&verify.shown());
    let begun = Instant::now();
    verify.read()?;
    Ok(begun.elapsed().as_secs())
}
