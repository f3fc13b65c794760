//! `keys rotate`: a new master key, and every data key wrapped anew under it.
//!
//! Never: takes the old key away; backups that were made under it still need it.
use clap::{Args, Subcommand};
use serde_json::json;
use store::{KeyRing, Store};

use super::Site;
use crate::opening;
use crate::say::{self, Failure};

/// What to do with the master keys.
#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Make a new master key and wrap every data key anew under it.
    Rotate(Rotate),
}

/// Makes a new master key and wraps every data key anew under it.
#[derive(Debug, Args)]
pub(crate) struct Rotate {
    #[command(flatten)]
    site: Site,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Keys {
    /// Does it.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        match self {
            Keys::Rotate(own) => own.run().await,
        }
    }
}

impl Rotate {
    async fn run(self) -> Result<(), Failure> {
        let config = self.site.config()?;
        let told = |what: &str, error: &dyn std::fmt::Display| Failure::Told(format!("{what}: {error}"));
        let _held = opening::hold(&config, "it knows the old key alone, stop it first")?;
        let (file, now) = (config.key_file(), opening::now());
        let name = now.strftime("%Y%m%d-%H%M%S").to_string();
        let ring = KeyRing::rotate(&file, &name).map_err(|error| told("keys", &error))?;
        let settings = store::Config::new(config.url(), config.data.join("objects"));
        let store = Store::open(&settings, ring, now).await.map_err(|error| told("database", &error))?;
        let who = domain::access::Who::System("keys".to_owned());
        let wrapped = store.rewrap_keys(&who, now).await.map_err(|error| told("keys", &error))?;
        if self.json {
            return say::json(&json!({ "key": name, "wrapped": wrapped, "keys": file }));
        }
        say::text(&format!("{wrapped} keys are wrapped under {name}; copy {} to its safe place", file.display()))?;
        say::text("the old lines may go when no backup that was made under them is left")
    }
}
