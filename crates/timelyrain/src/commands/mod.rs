//! The commands, one file each. Their words, options and JSON stay stable.

mod account;
mod calc;
mod demo;
mod import;
mod keep;
mod keys;
mod pack;
mod serve;
mod simulate;

use std::path::PathBuf;

use clap::{Args, Subcommand};

use crate::config::Config;
use crate::say::Failure;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Work a time limit, a criterion or an amount through.
    #[command(subcommand)]
    Calc(calc::Calc),
    /// Check the packs, run their examples, list facts.
    #[command(subcommand)]
    Pack(pack::Pack),
    /// Add people who may sign in.
    #[command(subcommand)]
    Account(account::Account),
    /// Make a county: people, agency files, the truth.
    Simulate(simulate::Simulate),
    /// Take agency files in.
    Import(import::Import),
    /// Link, screen and open leads.
    Screen(import::Screen),
    /// Prove the journal, the rows and the files.
    Verify(keep::Verify),
    /// Write a backup while the site runs.
    Backup(keep::Backup),
    /// Bring a backup back into an empty place.
    Restore(keep::Restore),
    /// Rotate the master keys.
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Serve the site.
    Serve(serve::Serve),
    /// Play stories and a simulated county, then serve.
    Demo(demo::Demo),
}

/// Where the site keeps its things.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Site {
    /// The configuration file.
    #[arg(long)]
    pub(crate) config: Option<PathBuf>,
    /// The data folder.
    #[arg(long)]
    pub(crate) data: Option<PathBuf>,
    /// The database: sqlite:PATH or postgres://…
    #[arg(long)]
    pub(crate) database: Option<String>,
}

impl Site {
    /// The configuration with what the words say over it.
    pub(crate) fn config(&self) -> Result<Config, Failure> {
        let mut config = Config::read(self.config.as_deref())?;
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        if self.database.is_some() {
            config.database.clone_from(&self.database);
        }
        Ok(config)
    }
}

impl Command {
    /// Does it.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        match self {
            Command::Calc(own) => own.run(),
            Command::Pack(own) => own.run(),
            Command::Simulate(own) => own.run().await,
            Command::Account(own) => own.run().await,
            Command::Import(own) => own.run().await,
            Command::Screen(own) => own.run().await,
            Command::Verify(own) => own.run().await,
            Command::Backup(own) => own.run().await,
            Command::Restore(own) => own.run().await,
            Command::Keys(own) => own.run().await,
            Command::Serve(own) => own.run().await,
            Command::Demo(own) => Box::pin(own.run()).await,
        }
    }
}
