//! A store for one test, on each database in turn.
use std::collections::BTreeSet;
use std::future::Future;
use std::path::PathBuf;

use domain::access::{Action, Actor, Allowed, Grant, Scope, Who, permit};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Label;
use kernel::id::{AreaCode, OfficeId, UserId};
use law::facts::DataClass;
use sqlx::Connection;
use store::{Config, KeyRing, NewOffice, Store, Tx};

pub(crate) use crate::place::fresh;

/// One database made for one test.
pub(crate) struct Site {
    pub(crate) config: Config,
    pub(crate) ring: KeyRing,
    pub(crate) store: Store,
    pub(crate) folder: PathBuf,
}

impl Site {
    /// The same database, opened anew as after a restart.
    pub(crate) async fn reopened(&self) -> Store {
        Store::open(&self.config, self.ring.clone(), now()).await.expect("it opens again")
    }

    /// A writer in the name of account 5.
    pub(crate) async fn begin(&self) -> Tx {
        self.store.begin(&officer(), now()).await.expect("a writer")
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

    pub(crate) async fn sqlite(&self) -> sqlx::SqliteConnection {
        sqlx::SqliteConnection::connect(&self.config.url).await.expect("the file")
    }

    pub(crate) async fn postgres(&self) -> sqlx::PgConnection {
        sqlx::PgConnection::connect(&self.config.url).await.expect("the database")
    }

    /// An office of its own, and an officer there who reaches as far as `scope` says.
    pub(crate) async fn office(&self, parent: Option<OfficeId>) -> OfficeId {
        let mut tx = self.begin().await;
        let name = Label::new("某县人民检察院", "Some county");
        let new = NewOffice {
            parent,
            area: AreaCode::from("990102"),
            name,
            mark: "某".to_owned(),
            organ: "procuratorate".into(),
        };
        let id = tx.add_office(new).await.expect("added");
        tx.commit().await.expect("committed");
        id
    }
}

/// Leave for account `user` of `office` to do `A` as far as `scope` says.
pub(crate) fn allowed<A: Action>(user: i64, (office, path): (OfficeId, &str), scope: Scope) -> Allowed<A> {
    let grant = Grant { act: A::ACT, scope, case_types: None, class: DataClass::Sealed };
    let who = Who::User(UserId(user));
    let actor = Actor { who, office, office_path: path.to_owned(), roles: BTreeSet::new(), grants: vec![grant] };
    permit(&actor).expect("granted")
}

/// Leave to do `A` everywhere.
pub(crate) fn everywhere<A: Action>() -> Allowed<A> {
    allowed(5, (OfficeId(1), "/1/"), Scope::All)
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a day")
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
            let store = Store::open(&place.config, place.ring.clone(), now()).await.expect("a new database opens");
            let (config, ring, folder) = (place.config.clone(), place.ring.clone(), place.folder.clone());
            body(Site { config, ring, store, folder }).await;
            place.gone().await;
        }
    });
}
