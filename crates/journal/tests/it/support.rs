//! A journal for one test, on each database in turn.
use std::collections::BTreeSet;
use std::future::Future;
use std::path::PathBuf;

use domain::access::{Action, Actor, Allowed, Grant, Scope, Who, permit};
use jiff::Timestamp;
use journal::migrations::Alone;
use journal::{Config, Journal, KeyRing, Tx};
use kernel::id::{OfficeId, UserId};
use law::facts::DataClass;
use sqlx::Connection;

use crate::place::fresh;

/// One database made for one test.
pub(crate) struct Site {
    pub(crate) config: Config,
    pub(crate) ring: KeyRing,
    pub(crate) journal: Journal,
    pub(crate) folder: PathBuf,
}

impl Site {
    /// The same database, opened anew as after a restart.
    pub(crate) async fn reopened(&self) -> Journal {
        Journal::open::<Alone>(&self.config, self.ring.clone(), now()).await.expect("it opens again")
    }

    /// A writer in the name of account 5.
    pub(crate) async fn begin(&self) -> Tx {
        self.journal.begin(&officer(), now()).await.expect("a writer")
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        self.config.url.starts_with("sqlite:")
    }

    /// Runs a statement behind the store's back.
    pub(crate) async fn meddle(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        if self.is_sqlite() {
            sqlx::raw_sql(sql).execute(&mut self.sqlite().await).await.expect("the statement");
        } else {
            sqlx::raw_sql(sql).execute(&mut self.postgres().await).await.expect("the statement");
        }
    }

    async fn sqlite(&self) -> sqlx::SqliteConnection {
        sqlx::SqliteConnection::connect(&self.config.url).await.expect("the file")
    }

    async fn postgres(&self) -> sqlx::PgConnection {
        sqlx::PgConnection::connect(&self.config.url).await.expect("the database")
    }
}

/// Leave to do `A` everywhere.
pub(crate) fn everywhere<A: Action>() -> Allowed<A> {
    let grant = Grant { act: A::ACT, scope: Scope::All, case_types: None, class: DataClass::Sealed };
    let (who, office_path) = (officer(), "/1/".to_owned());
    permit(&Actor { who, office: OfficeId(1), office_path, roles: BTreeSet::new(), grants: vec![grant] })
        .expect("granted")
}

pub(crate) fn officer() -> Who {
    Who::User(UserId(5))
}

pub(crate) fn now() -> Timestamp {
    "2026-03-02T01:00:00Z".parse().expect("a moment")
}

/// `now` and some seconds.
pub(crate) fn after(seconds: i64) -> Timestamp {
    now().checked_add(jiff::SignedDuration::from_secs(seconds)).expect("a moment")
}

/// Runs `body` on a new database of each kind.
pub(crate) fn on_both<F: Future<Output = ()>>(body: impl Fn(Site) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        for kind in ["sqlite", "postgres"] {
            let place = fresh(kind).await;
            let journal =
                Journal::open::<Alone>(&place.config, place.ring.clone(), now()).await.expect("a new database opens");
            let (config, ring, folder) = (place.config.clone(), place.ring.clone(), place.folder.clone());
            body(Site { config, ring, journal, folder }).await;
            place.gone().await;
        }
    });
}
