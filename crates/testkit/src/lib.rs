//! A whole house for one test, on each database in turn: store, packs, press, offices and people, and a clock of its own.
//!
//! Never: a normal dependency of anything; the real clock.
#![expect(clippy::missing_panics_doc, reason = "a test that cannot be set up fails with the sentence of its expect")]

use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};

use app::cases::{WindowCase, openable};
use app::{App, Asker, Data, Once, Parts};
use documents::press::Press;
use domain::leads::{Colour, Finding, Found, Lead, LeadEvent};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kernel::Sealed;
use kernel::id::{CaseId, CaseTypeId, UserId};
use packs::{Library, Tree};
use sqlx::Connection;
use store::{Config, Identity, KeyRing, NewPerson, Store};
use stories::Town;
use stories::town::{Desk, player, settle};

/// A house with its people.
pub struct House {
    /// The use cases.
    pub app: App,
    /// The offices and people.
    pub town: Town,
    /// Where it keeps its files.
    pub folder: PathBuf,
    /// How its database is reached.
    pub config: Config,
    /// The master keys.
    pub ring: KeyRing,
}

impl House {
    async fn open(config: Config, folder: PathBuf) -> Self {
        let ring = KeyRing::generate("first").expect("the system gives randomness");
        let store = Store::open(&config, ring.clone(), at("2020-01-02")).await.expect("an empty database opens");
        let app = app_over(store, &folder);
        let town = settle(&app, at("2020-01-02")).await.expect("an empty house can be settled");
        Self { app, town, folder, config, ring }
    }

    /// The same house as a program that starts anew finds it: with nothing in memory.
    #[must_use]
    pub fn started_anew(&self) -> App {
        app_over(self.app.store().clone(), &self.folder)
    }

    /// Somebody of the county's office who plays `role`, at ten in the morning of `day`.
    pub async fn asker(&self, role: &str, day: &str) -> Asker {
        self.of(&self.town.county, role, day).await
    }

    /// A case of somebody who came to the window of `asker`.
    pub async fn at_window(&self, asker: &Asker, once: &str) -> CaseId {
        let kind = CaseTypeId::from("judicial-assistance");
        let offered = openable(&self.app, asker).into_iter().find(|(id, _, _)| *id == kind);
        let (_, _, variants) = offered.expect("the office opens such cases");
        let window = WindowCase {
            case_type: kind,
            variant: variants[0].0.clone(),
            name: "王小明".to_owned(),
            citizen_id: String::new(),
            facts: BTreeMap::new(),
        };
        self.app.open_at_window(asker, &window, &Once(once.to_owned())).await.expect("opened")
    }

    /// Somebody of another office.
    pub async fn of(&self, desk: &Desk, role: &str, day: &str) -> Asker {
        let user: UserId = player(desk, role).expect("somebody plays the role");
        self.app.asker(user, at(day)).await.expect("the account is open")
    }
}

/// The use cases over `store`, with their files in `folder`.
#[must_use]
pub fn app_over(store: Store, folder: &Path) -> App {
    let press = Press::new(&[fonts()]).expect("the fonts are there: `cargo xtask ui` installs them");
    App::new(Parts::new(store, library(), press, folder.join("registers"), Data::Demonstration))
}

impl House {
    /// A lead about somebody new, at the office of `officer`, that nobody has yet.
    pub async fn lead(&self, officer: &Asker) -> Lead {
        let mut tx = self.app.store().begin(&officer.actor.who, officer.now).await.expect("a writer");
        let identity = Identity { name: Some(Sealed::new("王小明".to_owned())), ..Identity::default() };
        let person = NewPerson { identity, sex: None, area: None, provisional: true };
        let person = *tx.add_people(vec![person]).await.expect("added").first().expect("one");
        let found = Found {
            person,
            office: officer.office,
            case_type: CaseTypeId::from("judicial-assistance"),
            harm_case: "某检刑诉〔2024〕9号".to_owned(),
            source: "1/0/2".to_owned(),
            finding: Finding::Sure,
            ask: vec![],
            score: 60,
            parts: vec![],
            colour: Colour::Red,
            on: officer.today,
        };
        let id = *tx.add_leads(vec![found.clone()]).await.expect("opened").first().expect("one");
        tx.commit().await.expect("committed");
        Lead::fold(id, [LeadEvent::Opened(found)]).expect("a lead")
    }
}

/// Ten in the morning of `day` in Shanghai.
#[must_use]
pub fn at(day: &str) -> Timestamp {
    let day: Date = day.parse().expect("a day such as 2024-07-05");
    let zone = TimeZone::get("Asia/Shanghai").expect("the zone is built in");
    day.at(10, 0, 0, 0).to_zoned(zone).expect("a moment").timestamp()
}

/// The packs of the workspace.
#[must_use]
pub fn library() -> Library {
    match Library::load(&tree()) {
        Ok(library) => library,
        Err(mistakes) => {
            let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            panic!("the packs do not hold together:\n{}", told.join("\n"))
        }
    }
}

/// The files of the workspace's packs.
#[must_use]
pub fn tree() -> Tree {
    let mut files = vec![];
    read(&workspace().join("packs"), "", &mut files);
    files.into_iter().collect()
}

fn read(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("the packs are there") {
        let entry = entry.expect("an entry of the folder");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), files);
        } else {
            files.push((name, std::fs::read(entry.path()).expect("a file of the packs")));
        }
    }
}

fn fonts() -> PathBuf {
    workspace().join("fonts")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Runs `body` in a new house on each database.
pub fn on_both<F: Future<Output = ()>>(body: impl Fn(House) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let (house, _folder) = on_sqlite().await;
        body(house).await;
        let admin = admin_url();
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_owned();
        let name = database_name(&path);
        let mut db = sqlx::PgConnection::connect(&admin).await.expect("PostgreSQL answers");
        run(&mut db, format!("create database {name}")).await;
        let (server, _) = admin.rsplit_once('/').expect("a database in the address");
        let config = Config { max_connections: 4, ..Config::new(format!("{server}/{name}"), path.join("objects")) };
        body(House::open(config, path).await).await;
        run(&mut db, format!("drop database {name} with (force)")).await;
    });
}

/// A new house on `SQLite`; its folder goes when the second part is dropped.
pub async fn on_sqlite() -> (House, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    let config = Config::new(format!("sqlite:{}", path.join("rain.sqlite").display()), path.join("objects"));
    (House::open(config, path).await, folder)
}

fn database_name(folder: &Path) -> String {
    let name = folder.file_name().and_then(|name| name.to_str()).expect("a name");
    format!("h_{}", name.replace(['.', '-'], "").to_lowercase())
}

async fn run(db: &mut sqlx::PgConnection, sql: String) {
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(db).await.expect("the statement");
}

#[expect(clippy::disallowed_methods, reason = "where the tests' PostgreSQL listens is told by who starts it")]
fn admin_url() -> String {
    std::env::var("TIMELYRAIN_TEST_POSTGRES").expect(
        "these tests need PostgreSQL: run `cargo xtask test`, which starts one and sets TIMELYRAIN_TEST_POSTGRES",
    )
}
