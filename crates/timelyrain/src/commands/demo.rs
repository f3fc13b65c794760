//! `demo`: stories played, a county simulated, its lists taken in, leads opened; then the site.
use std::collections::BTreeMap;
use std::fs::DirEntry;
use std::path::PathBuf;
use std::time::Instant;

use app::{App, Asker};
use clap::Args;
use domain::leads::Finding;
use intake::registers::Upload;
use jiff::civil::Date;
use kernel::Label;
use kernel::id::{BatchId, CaseTypeId};
use serde_json::json;
use sim::{County, OpenedLead, RowRef, Settings};
use stories::town::{self, Desk, Town};
use stories::{AT_WORK, SHIPPED, Story, StoryError};

use super::import::bar;
use super::{Site, serve};
use crate::config::Config;
use crate::opening::Hold;
use crate::say::{self, Failure};
use crate::{opening, packs_folder};

/// The file that says that a data folder holds a demonstration and may be thrown away.
const MARK: &str = "demonstration";
/// The kind of case that the stories and the county are about.
const CASE_TYPE: &str = "judicial-assistance";

/// Plays the demonstration.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// How many people the county has.
    #[arg(long, default_value_t = 20_000)]
    people: usize,
    /// The seed of the county.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The data folder; one that holds an earlier demonstration is emptied.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// The database; a file in the data folder when absent. Must be empty.
    #[arg(long)]
    database: Option<String>,
    /// Do everything but serve; the last line is the account as JSON.
    #[arg(long)]
    exit: bool,
    /// Write the accounts as JSON before serving.
    #[arg(long)]
    accounts: Option<PathBuf>,
}

/// What came in.
#[derive(Debug, Default)]
struct Taken {
    files: BTreeMap<BatchId, String>,
    rows: u64,
    bad_cells: u64,
}

impl Demo {
    /// Plays it.
    pub(crate) async fn run(self) -> Result<(), Failure> {
        let begun = Instant::now();
        serve::log();
        let config = self.config()?;
        let _held = make_room(&config)?;
        let app = opening::open(&config).await?;
        if !app.store().offices().await.map_err(app::Error::from)?.is_empty() {
            return Err(Failure::Told("the database is not empty: a demonstration needs one of its own".to_owned()));
        }
        let now = opening::now();
        let town = town::settle(&app, now).await.map_err(app::Error::from)?;
        Box::pin(play(&app, &town, &config)).await?;
        let today = app::asking::civil_day(now)?;
        Box::pin(fill_desks(&app, &town.county, &config, today)).await?;
        let settings = Settings::new(self.people, self.seed, today);
        // The truth and the lead rule draw the line of a heavy loss, a demonstration value, at the same amount.
        let rule = app.library().lead_rules.get(&CaseTypeId::from(CASE_TYPE));
        let line = rule.and_then(|rule| rule.values_on(today).get("heavy_loss").copied());
        let county = County::simulate(&Settings { heavy_loss: line.unwrap_or(settings.heavy_loss), ..settings });
        let taken = self.take_in(&app, &town.county, &county, &config).await?;
        let screened = app.intake().screen(today, now).await?;
        app.work(opening::now()).await?;
        tracing::info!(?screened, "screened");
        self.tell(&app, &county, (&taken, &screened), begun).await?;
        if self.exit {
            return Ok(());
        }
        self.hand_out(&town)?;
        let accounts = self.accounts_shown(&app, &town).await?;
        serve::serve(&config, app, serve::listen(&config).await?, accounts).await
    }

    /// The accounts that stand on the door, office by office.
    async fn accounts_shown(&self, app: &App, town: &Town) -> Result<Vec<web::DemoAccount>, Failure> {
        let offices = app.store().offices().await.map_err(app::Error::from)?;
        let shown = |desk: &Desk| {
            let office = offices.iter().find(|office| office.id == desk.office).map(|office| office.name.clone());
            let account = move |own: &town::Account| web::DemoAccount {
                role: own.label.clone(),
                office: office.clone().unwrap_or_else(|| Label::new("", "")),
                login: own.login.clone(),
                password: town::PASSWORD.to_owned(),
            };
            desk.accounts.iter().map(account).collect::<Vec<_>>()
        };
        Ok(town.desks().flat_map(shown).collect())
    }

    fn config(&self) -> Result<Config, Failure> {
        let site = Site { config: None, data: Some(self.data.clone()), database: self.database.clone() };
        let listen = format!("127.0.0.1:{}", self.port);
        Ok(Config { listen, demonstration: true, ..site.config()? })
    }

    async fn take_in(&self, app: &App, desk: &Desk, county: &County, config: &Config) -> Result<Taken, Failure> {
        let files =
            county.write_files(&config.data.join("agency-files")).map_err(|error| Failure::Fault(error.to_string()))?;
        county.truth().write(&config.data.join("truth.json")).map_err(|error| Failure::Fault(error.to_string()))?;
        let asker = player(app, desk, "analyst").await?;
        let bar = bar(files.len());
        let mut taken = Taken::default();
        for file in files {
            let name = file.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            bar.set_message(name.clone());
            let upload = Upload {
                name: name.clone(),
                path: file.path.clone(),
                sender: file.sender.to_owned(),
                sender_kind: "agency".to_owned(),
                purpose: file.purpose.to_owned(),
                keep_until: None,
            };
            let imported = app.intake().import_file(&asker, upload).await?;
            taken.rows = taken.rows.saturating_add(imported.counts.rows).saturating_add(imported.counts.same);
            taken.bad_cells = taken.bad_cells.saturating_add(imported.counts.bad_cells);
            taken.files.insert(imported.batch, name);
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(taken)
    }

    async fn tell(
        &self,
        app: &App,
        county: &County,
        (taken, screened): (&Taken, &intake::screening::Screened),
        begun: Instant,
    ) -> Result<(), Failure> {
        let (opened, asked) = opened(app, taken).await?;
        let score = county.truth().score(&opened, &asked);
        let text = serde_json::to_string_pretty(&score).map_err(|error| Failure::Fault(error.to_string()))?;
        std::fs::write(self.data.join("score.json"), text).map_err(|error| Failure::Told(error.to_string()))?;
        let clerk = super::import::clerk(app, None).await?;
        let account = app.intake().account(&clerk, None, None).await?;
        for line in &account.lines {
            say::text(&format!("{:16} {:>8}", line.category.word(), line.people))?;
            for (code, _, people) in &line.grounds {
                say::text(&format!("  {code:28} {people:>8}"))?;
            }
        }
        say::text(&format!(
            "{:16} {:>8}  {}",
            "everyone",
            account.of,
            if account.sums_agree { "nobody is left out" } else { "THE SUMS DO NOT AGREE" }
        ))?;
        say::json(&json!({
            "people": self.people,
            "rows": taken.rows,
            "bad_cells": taken.bad_cells,
            "links": screened.links,
            "entitled": score.entitled,
            "entitled_with_lead": score.entitled_with_lead,
            "entitled_asked": score.entitled_asked,
            "questions": score.questions,
            "leads": score.leads,
            "leads_right": score.leads_right,
            "seconds": begun.elapsed().as_secs(),
        }))
    }

    fn hand_out(&self, town: &Town) -> Result<(), Failure> {
        if let Some(path) = &self.accounts {
            let all: Vec<_> =
                town.desks().flat_map(|desk| desk.accounts.iter().map(|own| account(desk, own))).collect();
            let text = serde_json::to_string_pretty(&all).map_err(|error| Failure::Fault(error.to_string()))?;
            std::fs::write(path, text).map_err(|error| Failure::Told(format!("{}: {error}", path.display())))?;
        }
        say::text("")?;
        for own in town.desks().flat_map(|desk| &desk.accounts) {
            say::text(&format!("{:16} {}  {} / {}", own.login, town::PASSWORD, own.label.zh, own.label.en))?;
        }
        say::text("")
    }
}

/// Plays the stories, each in the office of its area.
async fn play(app: &App, town: &Town, config: &Config) -> Result<(), Failure> {
    for path in SHIPPED {
        for story in Story::read(&walks(config, path)?).map_err(|error| untold(&error))? {
            let desk = town.elsewhere.iter().find(|desk| desk.area == story.area).unwrap_or(&town.county);
            stories::play(app, &CaseTypeId::from(CASE_TYPE), &story, &desk.cast)
                .await
                .map_err(|error| untold(&error))?;
        }
    }
    Ok(())
}

/// Puts cases in every stage on the desks of the county's office, late and early ones as of today. A year for which no
/// wage is known yet stops a case where its amount is proposed, and only that case.
async fn fill_desks(app: &App, county: &Desk, config: &Config, today: Date) -> Result<(), Failure> {
    let text = walks(config, AT_WORK)?;
    for story in Story::read_as_of(&text, today, &app.library().calendars).map_err(|error| untold(&error))? {
        match stories::play(app, &CaseTypeId::from(CASE_TYPE), &story, &county.cast).await {
            Err(stopped @ StoryError::Otherwise { .. }) => tracing::warn!(%stopped, "a case stays where it is"),
            played => drop(played.map_err(|error| untold(&error))?),
        }
    }
    Ok(())
}

fn walks(config: &Config, path: &str) -> Result<String, Failure> {
    let tree = packs_folder::tree(config.packs.as_deref())?;
    let text = tree.text(path).map_err(|mistake| Failure::Packs(vec![mistake]))?;
    text.map(str::to_owned).ok_or_else(|| Failure::Fault(format!("the packs have no story {path}")))
}

fn untold(error: &StoryError) -> Failure {
    Failure::Fault(error.to_string())
}

/// The leads that were opened and the questions that are asked, as the truth wants to hear of them.
async fn opened(app: &App, taken: &Taken) -> Result<(Vec<OpenedLead>, Vec<OpenedLead>), Failure> {
    let leads = app.store().leads_known(&CaseTypeId::from(CASE_TYPE)).await.map_err(app::Error::from)?;
    let (asked, found): (Vec<_>, Vec<_>) =
        leads.into_values().partition(|lead| matches!(lead.found.finding, Finding::Question));
    let lead = |lead: domain::leads::Lead| OpenedLead {
        case_number: lead.found.harm_case.clone(),
        row: row_of(&lead.found.source, taken),
        ..OpenedLead::default()
    };
    Ok((found.into_iter().map(lead).collect(), asked.into_iter().map(lead).collect()))
}

/// The row behind a lead: `batch/sheet/row`.
fn row_of(source: &str, taken: &Taken) -> Option<RowRef> {
    let (place, row) = source.rsplit_once('/')?;
    let (batch, sheet) = place.split_once('/')?;
    let file = taken.files.get(&batch.parse().ok()?)?;
    Some(RowRef { file: file.clone(), sheet: sheet.to_owned(), row: row.parse().ok()? })
}

/// An account as the journeys read it; the county's come first.
fn account(desk: &Desk, own: &town::Account) -> serde_json::Value {
    json!({ "area": desk.area, "organ": desk.organ, "role": own.role, "user": own.login, "password": town::PASSWORD })
}

async fn player(app: &App, desk: &Desk, role: &str) -> Result<Asker, Failure> {
    let user = town::player(desk, role).ok_or_else(|| Failure::Fault(format!("nobody plays {role}")))?;
    Ok(app.asker(user, opening::now()).await?)
}

/// Holds a folder and empties it of an earlier demonstration; refuses one that holds anything else, or that is in use.
fn make_room(config: &Config) -> Result<Hold, Failure> {
    let data = &config.data;
    let told = |error: std::io::Error| Failure::Told(format!("{}: {error}", data.display()));
    std::fs::create_dir_all(data).map_err(told)?;
    let all = std::fs::read_dir(data).map_err(told)?.collect::<Result<Vec<_>, _>>().map_err(told)?;
    let old: Vec<PathBuf> = all.iter().filter(|own| own.file_name() != opening::LOCK).map(DirEntry::path).collect();
    if !old.is_empty() && !data.join(MARK).exists() {
        return Err(Failure::Told(format!(
            "{} holds something that is no demonstration: choose another folder with --data",
            data.display()
        )));
    }
    let held = opening::hold(config, "stop it, or choose another folder with --data")?;
    for path in old {
        let gone = if path.is_dir() { std::fs::remove_dir_all(&path) } else { std::fs::remove_file(&path) };
        gone.map_err(told)?;
    }
    std::fs::write(data.join(MARK), "made by timelyrain demo; may be deleted\n").map_err(told)?;
    Ok(held)
}
