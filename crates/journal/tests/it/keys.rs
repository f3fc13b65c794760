//! What the journal keeps of keys, as sentences about behaviour, on both databases.
use journal::migrations::Alone;
use journal::{Expect, Journal, KeyFault, KeyRing, NewEntry, Opened, Secret, StoreError, Subject};
use kernel::id::{CaseId, EntryId, PersonId};
use serde_json::json;

use crate::support::{Site, everywhere, now, officer, on_both};

async fn told_of(site: &Site, subject: Subject, stream: &str) {
    let mut tx = site.begin().await;
    let secrets = vec![Secret { subject, json: json!("陈某，电话 138") }];
    let (kind, plain) = ("told".to_owned(), json!({}));
    tx.append(NewEntry { stream: stream.to_owned(), expect: Expect::Any, kind, plain, secrets })
        .await
        .expect("written");
    tx.commit().await.expect("committed");
}

#[test]
fn erasing_a_person_destroys_their_key_keeps_the_chain_and_leaves_a_tombstone() {
    on_both(async |site| {
        let (nine, ten) = (Subject::Person(PersonId(9)), Subject::Person(PersonId(10)));
        told_of(&site, nine.clone(), "case:1").await;
        told_of(&site, ten, "case:1").await;
        let mut tx = site.begin().await;
        tx.erase(&nine, "kept for 30 years").await.expect("erased");
        tx.commit().await.expect("committed");
        let read = site.journal.read_stream(&everywhere(), "case:1").await.expect("read");
        assert_eq!(read[0].secrets, [Opened::Erased { subject: "person:9".to_owned() }]);
        assert!(read[1].secrets[0].json().is_some());
        let stone = site.journal.read_stream(&everywhere(), "person:9").await.expect("read");
        assert_eq!((stone[0].kind.as_str(), &stone[0].plain), ("erased", &json!({ "why": "kept for 30 years" })));
        assert_eq!(site.journal.verify_chain(EntryId(0)).await.expect("checked").first_bad, None);

        let mut tx = site.begin().await;
        let again = tx.erase(&nine, "again").await;
        assert!(matches!(again, Err(StoreError::NotFound { .. })), "{again:?}");
        drop(tx);
        let mut tx = site.begin().await;
        let secrets = vec![Secret { subject: nine, json: json!("new") }];
        let stream = "case:1".to_owned();
        let new = NewEntry { stream, expect: Expect::Any, kind: "told".to_owned(), plain: json!({}), secrets };
        let refused = tx.append(new).await;
        assert!(matches!(refused, Err(StoreError::Keys(KeyFault::Destroyed { .. }))), "{refused:?}");
    });
}

#[test]
fn a_database_says_whether_it_was_sealed_before_any_ring_is_there() {
    on_both(async |site| {
        assert!(journal::is_sealed(&site.config).await.expect("it answers"));
        site.meddle("drop table data_key").await;
        assert!(!journal::is_sealed(&site.config).await.expect("it answers"), "a database without our tables is new");
    });
}

#[test]
fn rotation_wraps_every_key_anew_and_the_old_master_key_can_go() {
    on_both(async |site| {
        told_of(&site, Subject::Case(CaseId(1)), "case:1").await;
        let both = site.ring.clone().with_new("second").expect("randomness");
        let journal = Journal::open::<Alone>(&site.config, both.clone(), now()).await.expect("opens with both");
        assert_eq!(journal.rewrap_keys(&officer(), now()).await.expect("wrapped"), 2);
        assert_eq!(journal.rewrap_keys(&officer(), now()).await.expect("wrapped"), 0);
        let told = journal.read_stream(&everywhere(), "keys").await.expect("read");
        assert_eq!(told[0].plain, json!({ "master_key": "second", "keys": 2 }));
        let new = both.to_text().lines().last().map(KeyRing::from_text).expect("a line").expect("the new key alone");
        let journal = Journal::open::<Alone>(&site.config, new, now()).await.expect("opens with the new key");
        assert!(journal.read_stream(&everywhere(), "case:1").await.expect("read")[0].secrets[0].json().is_some());
        let old = Journal::open::<Alone>(&site.config, site.ring.clone(), now()).await.map(drop);
        assert!(matches!(old, Err(StoreError::Keys(KeyFault::Unknown { .. }))), "{old:?}");
    });
}

#[test]
fn nothing_personal_stands_in_the_open_in_the_journal() {
    on_both(async |site| {
        told_of(&site, Subject::Person(PersonId(9)), "case:1").await;
        if site.is_sqlite() {
            site.journal.clone().close().await.expect("closed");
            let bytes = std::fs::read(site.folder.join("rain.sqlite")).expect("the file");
            let open = "陈某".as_bytes();
            assert!(!bytes.windows(open.len()).any(|some| some == open));
        }
    });
}
