//! `verify`, `backup`, `restore`: what keeps the house from losing anything.
use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::Site;
use crate::opening;
use crate::say::{self, Failure};

/// Proves the journal, the rows and the files.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    site: Site,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Verify {
    /// Proves; fails when something does not fit.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let app = opening::open_without_press(&self.site.config()?).await?;
        let proof = app.verify().await?;
        let failing = app.store().failing_jobs().await.map_err(app::Error::from)?;
        let broken = proof.broken.as_ref().map(|(entry, why)| format!("entry {entry}: {why}"));
        if self.json {
            say::json(&json!({
                "sound": proof.is_sound(),
                "entries": proof.entries,
                "broken": broken,
                "cases": proof.cases,
                "different": proof.different,
                "overpaid": proof.overpaid,
                "leads": proof.leads,
                "different_leads": proof.different_leads,
                "funds": proof.funds,
                "different_funds": proof.different_funds,
                "damaged_files": proof.damaged_files,
                "broken_looks": proof.broken_looks,
                "failing_jobs": failing.len(),
            }))?;
        } else {
            say::text(&format!(
                "{} entries, {} cases, {} leads and {} funds compared",
                proof.entries, proof.cases, proof.leads, proof.funds
            ))?;
        }
        for store::FailingJob { job, error, .. } in &failing {
            say::note(&format!("job {} of entry {} failed {} times: {error}", job.kind, job.entry, job.attempts));
        }
        if proof.is_sound() {
            return Ok(());
        }
        let chain = broken.unwrap_or_else(|| "whole".to_owned());
        let looks = proof.broken_looks.map_or_else(|| "whole".to_owned(), |batch| format!("broken at batch {batch}"));
        Err(Failure::Told(format!(
            "not sound: chain {chain}, log of looks {looks}, {} cases and {} leads differ from their rows, {} overpaid, \
             {} differences in funds, {} files damaged",
            proof.different, proof.different_leads, proof.overpaid, proof.different_funds, proof.damaged_files
        )))
    }
}

/// Writes a backup while the site runs.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[command(flatten)]
    site: Site,
    /// The archive to write; there must be no such file yet.
    to: PathBuf,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Backup {
    /// Writes it. The master keys are not in it: keep them apart.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let config = self.site.config()?;
        if self.to.exists() {
            return Err(Failure::Told(format!("{} is there already: choose another name", self.to.display())));
        }
        let app = opening::open_without_press(&config).await?;
        let written = app.back_up(&self.to, opening::now()).await?;
        let (keys, missing) = (config.key_file(), &written.missing_objects);
        if self.json {
            say::json(&json!({
                "file": self.to, "rows": rows(&written), "objects": written.objects, "missing": missing, "keys": keys,
            }))?;
        } else {
            say::text(&format!("{} rows and {} files in {}", rows(&written), written.objects, self.to.display()))?;
            say::text(&format!("the master keys are not in it: keep {} apart", keys.display()))?;
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(Failure::Told(format!(
            "{} files that the rows name are not there and not in it: {}. The rest is whole; keep an earlier backup that \
             holds them",
            missing.len(),
            missing.join(", ")
        )))
    }
}

/// Brings a backup back.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[command(flatten)]
    site: Site,
    /// The archive to read.
    from: PathBuf,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Restore {
    /// Brings it back into an empty place; refuses one that holds something.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let config = self.site.config()?;
        let _held = opening::hold(&config, "stop it first")?;
        let told = |error: &dyn std::fmt::Display| Failure::Told(error.to_string());
        let ring = store::KeyRing::open(&config.key_file()).map_err(|error| Failure::Told(format!("keys: {error}")))?;
        let settings = store::Config::new(config.url(), config.data.join("objects"));
        let (_, back) = store::restore(&self.from, &settings, ring, opening::now()).await.map_err(|error| {
            if let store::StoreError::Keys(fault) = &error {
                told(&format!("keys: {fault}"))
            } else {
                Failure::from(app::Error::from(error))
            }
        })?;
        // Tables of an earlier database would be taken for this one's; they are made anew from the rows.
        match std::fs::remove_dir_all(opening::registers(&config)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(told(&error)),
            Ok(()) | Err(_) => {}
        }
        if self.json {
            return say::json(&json!({ "rows": rows(&back), "objects": back.objects }));
        }
        say::text(&format!("{} rows and {} files are back", rows(&back), back.objects))
    }
}

/// Rows in all tables of an archive.
fn rows(manifest: &store::Manifest) -> u64 {
    manifest.tables.values().fold(0, |sum, table| sum.saturating_add(table.rows))
}
