//! `import` and `screen`: lists in, leads out.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use app::{App, Asker};
use clap::Args;
use domain::access::action::SeeRegisters;
use domain::access::{Act, Actor, Who, permit};
use indicatif::{ProgressBar, ProgressStyle};
use intake::registers::Upload;
use jiff::civil::Date;
use kernel::Language;
use kernel::id::{BatchId, UserId};
use serde_json::{Value as Json, json};
use store::{Office, Outcome};

use super::Site;
use crate::opening;
use crate::say::{self, Failure};

/// Takes agency files in.
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[command(flatten)]
    site: Site,
    /// The files: CSV, XLSX or XLS.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The agency that hands them over.
    #[arg(long, default_value = "unnamed agency")]
    sender: String,
    /// What they may be used for.
    #[arg(long, default_value = "judicial assistance")]
    purpose: String,
    /// The last day on which they may be kept.
    #[arg(long)]
    keep_until: Option<Date>,
    /// The office that receives them, by its name or number; the first one when absent.
    #[arg(long)]
    office: Option<String>,
    /// Answer as JSON.
    #[arg(long)]
    json: bool,
}

/// Links, screens and opens leads.
#[derive(Debug, Args)]
pub(crate) struct Screen {
    #[command(flatten)]
    site: Site,
    /// The civil day; today when absent.
    #[arg(long)]
    on: Option<Date>,
    /// Answer as JSON, with what was found of each victim.
    #[arg(long)]
    json: bool,
}

impl Import {
    /// Takes the files in, one after the other.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let config = self.site.config()?;
        let held = opening::hold(&config, "stop the site first, or take the files in on its page Registers")?;
        let app = opening::open_held(&config, &held).await?;
        let asker = clerk(&app, self.office.as_deref()).await?;
        let bar = bar(self.files.len());
        let (mut all, mut refused) = (vec![], vec![]);
        for file in &self.files {
            bar.set_message(file.display().to_string());
            match self.take_in(&app, &asker, file).await {
                Ok(told) => all.push(told),
                Err(failure) => {
                    // A full disk, or a fault of ours, is the same for every other file.
                    let goes_on = !matches!(failure, Failure::Stopped(_) | Failure::Fault(_));
                    refused.push(failure);
                    if !goes_on {
                        break;
                    }
                }
            }
            bar.inc(1);
        }
        bar.finish_and_clear();
        self.tell(&all)?;
        // What stands in the files that were taken in has been told: what is wrong with the others comes last.
        let Some(last) = refused.pop() else { return Ok(()) };
        for failure in &refused {
            let _ends_with_the_last = say::failed(failure);
        }
        Err(last)
    }

    async fn take_in(&self, app: &App, asker: &Asker, file: &Path) -> Result<Json, Failure> {
        let imported = app.intake().import_file(asker, self.upload(file)).await.map_err(|error| named(file, error))?;
        if imported.counts == store::BatchCounts::default() {
            say::note(&format!("{}: headings and not one row: nobody is on the list", file.display()));
        }
        told(app, file, &imported).await
    }

    fn tell(&self, all: &[Json]) -> Result<(), Failure> {
        if self.json {
            return say::json(&json!({ "files": all }));
        }
        let line = |own: &Json| {
            let number = |key: &str| own.get(key).and_then(Json::as_u64).unwrap_or_default();
            let name = own.get("file").and_then(Json::as_str).unwrap_or_default();
            if own.get("same").and_then(Json::as_bool).unwrap_or_default() {
                return say::text(&format!("{name}: taken in before, as batch {}: nothing was added", number("batch")));
            }
            say::text(&format!(
                "{name}: {} read, {} repeated, {} kept, {} bad cells, {} waiting",
                number("read"),
                number("repeated"),
                number("kept"),
                number("bad_cells"),
                number("waiting")
            ))
        };
        all.iter().try_for_each(line)
    }

    fn upload(&self, file: &Path) -> Upload {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Upload {
            name,
            path: file.to_owned(),
            sender: self.sender.clone(),
            sender_kind: "agency".to_owned(),
            purpose: self.purpose.clone(),
            keep_until: self.keep_until,
        }
    }
}

/// What a file came to, with every bad cell by row and column.
async fn told(app: &App, file: &Path, imported: &intake::registers::Imported) -> Result<Json, Failure> {
    let counts = &imported.counts;
    Ok(json!({
        "file": file.file_name().map(|name| name.to_string_lossy().into_owned()),
        "batch": imported.batch,
        "same": imported.same,
        "read": counts.rows.saturating_add(counts.same),
        "repeated": counts.same,
        "kept": counts.rows,
        "waiting": counts.waiting,
        "bad_cells": counts.bad_cells,
        "bad": bad_cells(app, imported.batch).await?,
        "people_new": counts.people_new,
        "people_known": counts.people_known,
        "to_confirm": counts.to_confirm,
    }))
}

/// Each bad cell once, though it may have fed several registers.
async fn bad_cells(app: &App, batch: BatchId) -> Result<Vec<Json>, Failure> {
    let cells = app.intake().bad_cells_of(batch).await?.into_iter().map(|cell| {
        let told = json!({ "sheet": cell.sheet, "row": cell.row, "column": cell.column, "code": cell.code });
        ((cell.sheet, cell.row, cell.letters), told)
    });
    Ok(cells.collect::<BTreeMap<_, _>>().into_values().collect())
}

impl Screen {
    /// Screens every live batch.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let config = self.site.config()?;
        let held = opening::hold(&config, "stop the site first, or screen on its page Registers")?;
        let app = opening::open_held(&config, &held).await?;
        let now = match self.on {
            Some(day) => noon(day)?,
            None => opening::now(),
        };
        let screened = app.intake().screen(app::asking::civil_day(now)?, opening::now()).await?;
        if self.json {
            return say::json(&json!({ "screened": screened, "outcomes": outcomes(&app).await? }));
        }
        say::text(&format!(
            "{} harms: {} with a lead, {} to confirm, {} questions; {} opened, {} renewed, {} withdrawn",
            screened.victims,
            screened.leads,
            screened.to_confirm,
            screened.questions,
            screened.leads_opened,
            screened.renewed,
            screened.withdrawn
        ))
    }
}

/// What was found of each row about a harm: `lead`, `none` or `ask`, with the code of the reason.
async fn outcomes(app: &App) -> Result<Vec<Json>, Failure> {
    let asker = clerk(app, None).await?;
    let allowed = permit::<SeeRegisters>(&asker.actor).map_err(Failure::Refused)?;
    let mut all = vec![];
    for batch in app.store().live_batches().await.map_err(app::Error::from)?.into_keys() {
        let file = app.store().batch(&allowed, batch).await.map_err(app::Error::from)?.map(|batch| batch.file_name);
        for own in app.store().outcomes_of_batch(batch).await.map_err(app::Error::from)? {
            let reason = Some(own.reason.as_str()).filter(|reason| !reason.is_empty());
            all.push(json!({ "file": file, "sheet": own.sheet, "row": own.row, "result": word(own.result), "reason": reason, "lead": own.lead }));
        }
    }
    Ok(all)
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Lead => "lead",
        Outcome::None => "none",
        Outcome::Ask => "ask",
    }
}

fn noon(day: Date) -> Result<jiff::Timestamp, Failure> {
    let told = |error: jiff::Error| Failure::Told(error.to_string());
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").map_err(told)?;
    Ok(day.at(12, 0, 0, 0).to_zoned(zone).map_err(told)?.timestamp())
}

/// The command line's own actor in an office: whoever may start the program may take files in.
pub(crate) async fn clerk(app: &App, office: Option<&str>) -> Result<Asker, Failure> {
    let mut offices = app.store().offices().await.map_err(app::Error::from)?;
    if offices.is_empty() {
        super::serve::found(app).await?;
        offices = app.store().offices().await.map_err(app::Error::from)?;
    }
    let named = |own: &Office| {
        office.is_none_or(|word| [&own.id.to_string(), &own.name.zh, &own.name.en].iter().any(|name| *name == word))
    };
    let there: Vec<String> = offices.iter().map(|own| format!("{} {}", own.id, own.name.zh)).collect();
    let own = offices.into_iter().find(named).ok_or_else(|| {
        let office = office.unwrap_or_default();
        Failure::Told(format!("there is no office {office}; there are: {}", there.join(", ")))
    })?;
    let acts = [Act::ImportRegisters, Act::SeeRegisters, Act::SeePeople, Act::SeeLeads, Act::JudgeLeads];
    let actor = Actor { office_path: own.path.clone(), ..Actor::system("command-line", own.id, &acts) };
    let now = opening::now();
    let today = app::asking::civil_day(now)?;
    let name = Who::System("command-line".to_owned()).to_string();
    Ok(Asker {
        actor,
        user: UserId(0),
        name,
        office: own.id,
        office_name: own.name,
        organ: own.organ,
        language: Language::English,
        now,
        today,
    })
}

fn named(file: &Path, error: app::Error) -> Failure {
    if let app::Error::Mistaken(mistakes) = error {
        let place =
            |own: kernel::Mistake| kernel::Mistake { field: format!("{}: {}", file.display(), own.field), ..own };
        return Failure::Mistaken(mistakes.into_iter().map(place).collect());
    }
    Failure::from(error)
}

/// A bar of progress when a person is watching.
pub(crate) fn bar(steps: usize) -> ProgressBar {
    if !say::is_watched() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(u64::try_from(steps).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    bar
}
