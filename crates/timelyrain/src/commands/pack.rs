//! `pack`: checks the packs, runs their examples, lists the facts of a kind of case.
use std::path::PathBuf;

use clap::{Args, Subcommand};
use kernel::id::CaseTypeId;
use serde_json::json;

use crate::packs_folder;
use crate::say::{self, Failure};

/// What to do with the packs.
#[derive(Debug, Subcommand)]
pub(crate) enum Pack {
    /// Read and check everything.
    Check(Which),
    /// Run every example.
    Test(Which),
    /// List the facts of a kind of case.
    Facts(Facts),
}

/// Which packs.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// The site's own packs, laid over the built-in ones.
    #[arg(long)]
    packs: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Which facts.
#[derive(Debug, Args)]
pub(crate) struct Facts {
    /// The kind of case.
    case_type: CaseTypeId,
    /// The site's own packs, laid over the built-in ones.
    #[arg(long)]
    packs: Option<PathBuf>,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

impl Pack {
    /// Does it.
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Pack::Check(own) => own.check(),
            Pack::Test(own) => own.test(),
            Pack::Facts(own) => own.list(),
        }
    }
}

impl Which {
    fn check(self) -> Result<(), Failure> {
        let library = packs_folder::library(self.packs.as_deref())?;
        let packs: Vec<_> = library.in_force.iter().map(|pack| json!({ "id": pack.id, "hash": pack.hash })).collect();
        if self.json {
            return say::json(&json!({ "packs": packs }));
        }
        say::text(&format!("{} packs hold together", packs.len()))
    }

    fn test(self) -> Result<(), Failure> {
        let tree = packs_folder::tree(self.packs.as_deref())?;
        let library = packs_folder::library(self.packs.as_deref())?;
        let report = packs::examples::run(&library, &tree).map_err(Failure::Packs)?;
        let failures = report.failures();
        let failed = failures.len().min(report.ran());
        let passed = report.ran().saturating_sub(failed);
        if self.json {
            say::json(&json!({ "passed": passed, "failed": failed, "failures": failures }))?;
        } else {
            say::text(&format!("{passed} passed, {failed} failed"))?;
        }
        if failures.is_empty() { Ok(()) } else { Err(Failure::Packs(failures)) }
    }
}

impl Facts {
    fn list(self) -> Result<(), Failure> {
        let library = packs_folder::library(self.packs.as_deref())?;
        let unknown = || Failure::Told(format!("there is no kind of case {}", self.case_type));
        let facts = library.facts(&self.case_type).ok_or_else(unknown)?;
        if self.json {
            return say::json(&facts);
        }
        let line = |fact: &packs::FactLine| {
            let unit = fact.unit.map(|unit| format!(" ({unit})")).unwrap_or_default();
            let choices: Vec<&str> = fact.choices.iter().map(|choice| choice.id.as_str()).collect();
            say::text(&format!(
                "{:28} {}{unit}  {} / {}  {}",
                fact.name.as_str(),
                fact.ty,
                fact.label.zh,
                fact.label.en,
                choices.join(" | ")
            ))
        };
        facts.iter().try_for_each(line)
    }
}
