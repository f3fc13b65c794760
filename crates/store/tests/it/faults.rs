//! What the store keeps of faults, as sentences about behaviour, on both databases.
use store::{Config, Expect, NewEntry, Store, StoreError};

use crate::cases::{opened, opening};
use crate::support::{Site, fresh, now, officer, on_both};
use kernel::id::{EntryId, OfficeId};

/// `PostgreSQL` has no limit of pages: its full disk is one of the fault runs of the whole program.
#[test]
fn a_full_disk_refuses_what_does_not_fit_and_loses_nothing_that_was_accepted() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let site = fresh("sqlite").await;
        let config = Config { max_pages: Some(400), ..site.config.clone() };
        let store = Store::open(&config, site.ring.clone(), now()).await.expect("opened");
        let mut accepted: u64 = 0;
        let refused = loop {
            match big(&store).await {
                Ok(()) => accepted += 1,
                Err(refused) => break refused,
            }
        };
        assert!(matches!(refused, StoreError::Full), "{refused:?}");
        assert!(accepted > 5, "{accepted}");
        let report = store.verify_chain(EntryId(0)).await.expect("checked");
        assert_eq!((report.entries, report.first_bad), (accepted, None));
        store.close().await.expect("closed");
        let roomy = Store::open(&site.config, site.ring.clone(), now()).await.expect("opened with room");
        big(&roomy).await.expect("there is room again");
    });
}

async fn big(store: &Store) -> Result<(), StoreError> {
    let mut tx = store.begin(&officer(), now()).await?;
    let plain = serde_json::json!({ "text": "x".repeat(40_000) });
    let entry =
        NewEntry { stream: "case:1".to_owned(), expect: Expect::Any, kind: "told".to_owned(), plain, secrets: vec![] };
    tx.append(entry).await?;
    tx.commit().await
}

#[test]
fn many_officers_at_once_all_get_through_while_others_read() {
    on_both(async |site: Site| {
        let site = std::sync::Arc::new(site);
        let mut at_once = tokio::task::JoinSet::new();
        for n in 0..24 {
            let site = std::sync::Arc::clone(&site);
            at_once.spawn(async move {
                opened(&site, &opening(OfficeId(1), n, "2026-03-02")).await;
                site.store
                    .case_counts(&crate::support::everywhere(), &[store::CaseCount::Open(None)])
                    .await
                    .expect("read");
            });
        }
        while let Some(done) = at_once.join_next().await {
            done.expect("nobody is turned away");
        }
        assert_eq!(site.store.verify_chain(EntryId(0)).await.expect("checked").entries, 24);
    });
}

#[test]
fn a_database_that_is_not_there_is_said_to_be_away() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let site = fresh("sqlite").await;
        let config = Config::new("postgres://nobody@127.0.0.1:9/nothing", site.folder.join("objects"));
        let told = Store::open(&config, site.ring.clone(), now()).await.map(drop);
        assert!(matches!(told, Err(StoreError::Gone)), "{told:?}");
    });
}
