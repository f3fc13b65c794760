//! An empty place for a database of each kind, with its keys and its folder; the store's tests take it from here.
use std::path::PathBuf;

use journal::{Config, KeyRing};
use sqlx::Connection;

/// A place for a database that nobody has opened yet.
pub(crate) struct Fresh {
    pub(crate) config: Config,
    pub(crate) ring: KeyRing,
    pub(crate) folder: PathBuf,
    name: Option<String>,
    _folder: tempfile::TempDir,
}

impl Fresh {
    /// Removes it; of a test that failed it stays, to be looked at.
    pub(crate) async fn gone(self) {
        if let Some(name) = self.name {
            let mut db = sqlx::PgConnection::connect(&admin_url()).await.expect("PostgreSQL answers");
            run(&mut db, format!("drop database {name} with (force)")).await;
        }
    }
}

/// A new, empty place for a database: `sqlite` or `postgres`.
pub(crate) async fn fresh(kind: &str) -> Fresh {
    let temporary = tempfile::tempdir().expect("a folder");
    let folder = temporary.path().to_owned();
    let objects = folder.join("objects");
    let ring = KeyRing::generate("first").expect("randomness");
    if kind == "sqlite" {
        let config = Config::new(format!("sqlite:{}", folder.join("rain.sqlite").display()), objects);
        return Fresh { config, ring, folder, name: None, _folder: temporary };
    }
    let last = folder.file_name().and_then(|name| name.to_str()).expect("a name");
    let name = format!("t_{}_{}", std::process::id(), last.replace('.', "").to_lowercase());
    let admin = admin_url();
    let mut db = sqlx::PgConnection::connect(&admin).await.expect("PostgreSQL answers");
    run(&mut db, format!("create database {name}")).await;
    let (server, _) = admin.rsplit_once('/').expect("a database in the address");
    let config = Config { max_connections: 4, ..Config::new(format!("{server}/{name}"), objects) };
    Fresh { config, ring, folder, name: Some(name), _folder: temporary }
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
