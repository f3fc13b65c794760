//! What the journal keeps, as sentences about behaviour, on both databases.
use journal::{Claim, Expect, JournalFilter, NewEntry, Opened, Secret, StoreError, Subject};
use kernel::id::{EntryId, PersonId};
use serde_json::json;

use crate::support::{Site, after, everywhere, officer, on_both};

fn entry(stream: &str, expect: Expect, text: &str) -> NewEntry {
    let secret = Secret { subject: Subject::Person(PersonId(9)), json: json!({ "found": text }) };
    NewEntry {
        stream: stream.to_owned(),
        expect,
        kind: "visited".to_owned(),
        plain: json!({ "visit": 1 }),
        secrets: vec![secret],
    }
}

async fn write(site: &Site, entries: Vec<NewEntry>) -> Vec<EntryId> {
    let mut tx = site.begin().await;
    let ids = tx.append_all(entries).await.expect("written");
    tx.commit().await.expect("committed");
    ids
}

#[test]
fn entries_are_read_back_as_written_and_the_chain_holds() {
    on_both(async |site| {
        write(&site, vec![entry("case:1", Expect::New, "住院"), entry("case:2", Expect::New, "在家")]).await;
        write(&site, vec![entry("case:1", Expect::Version(1), "出院")]).await;
        let read = site.reopened().await.read_stream(&everywhere(), "case:1").await.expect("read");
        let told: Vec<_> = read.iter().map(|e| (e.id, e.version, e.actor.as_str(), e.kind.as_str())).collect();
        assert_eq!(told, [(EntryId(1), 1, "user:5", "visited"), (EntryId(3), 2, "user:5", "visited")]);
        assert_eq!(read[1].plain, json!({ "visit": 1 }));
        let open = Opened::Open { subject: "person:9".to_owned(), json: json!({ "found": "出院" }) };
        assert_eq!(read[1].secrets, [open]);
        let report = site.journal.verify_chain(EntryId(0)).await.expect("checked");
        assert_eq!((report.entries, report.head, report.first_bad), (3, EntryId(3), None));
    });
}

#[test]
fn two_officers_at_once_are_written_down_once_and_the_second_is_told() {
    on_both(async |site| {
        write(&site, vec![entry("case:1", Expect::New, "")]).await;
        let one = async {
            let mut tx = site.journal.begin(&officer(), after(1)).await?;
            tx.append(entry("case:1", Expect::Version(1), "一")).await?;
            tx.commit().await
        };
        let two = async {
            let mut tx = site.journal.begin(&officer(), after(1)).await?;
            tx.append(entry("case:1", Expect::Version(1), "二")).await?;
            tx.commit().await
        };
        let (one, two) = tokio::join!(one, two);
        let refused = [one, two].into_iter().filter_map(Result::err).collect::<Vec<_>>();
        assert!(
            matches!(&refused[..], [StoreError::Conflict { stream, expected: 1, found: 2 }] if stream == "case:1"),
            "{refused:?}"
        );
        assert_eq!(site.journal.read_stream(&everywhere(), "case:1").await.expect("read").len(), 2);
    });
}

#[test]
fn a_transaction_that_is_dropped_leaves_nothing() {
    on_both(async |site| {
        let mut tx = site.begin().await;
        tx.append(entry("case:1", Expect::New, "")).await.expect("written");
        drop(tx);
        assert_eq!(site.journal.read_stream(&everywhere(), "case:1").await.expect("read"), []);
        assert_eq!(write(&site, vec![entry("case:1", Expect::New, "")]).await, [EntryId(1)]);
    });
}

#[test]
fn the_same_request_twice_is_done_once_and_answered_alike() {
    on_both(async |site| {
        for turn in 0..2 {
            let mut tx = site.begin().await;
            match tx.claim("form-77").await.expect("asked") {
                Claim::Fresh => {
                    assert_eq!(turn, 0);
                    let id = tx.append(entry("case:1", Expect::Any, "")).await.expect("written");
                    tx.settle("form-77", &json!({ "entry": id })).await.expect("settled");
                    tx.commit().await.expect("committed");
                }
                Claim::Done(answer) => assert_eq!((turn, answer), (1, json!({ "entry": 1 }))),
            }
        }
        assert_eq!(site.journal.read_stream(&everywhere(), "case:1").await.expect("read").len(), 1);
    });
}

#[test]
fn a_changed_a_cut_and_a_missing_entry_are_all_found() {
    on_both(async |site| {
        write(&site, (1..=5).map(|n| entry(&format!("case:{n}"), Expect::New, "")).collect()).await;
        let bad = async || site.journal.verify_chain(EntryId(0)).await.expect("checked").first_bad.map(|(id, _)| id);
        site.meddle("update journal set plain = '{\"visit\": 2}' where id = 3").await;
        assert_eq!(bad().await, Some(EntryId(3)));
        site.meddle("update journal set plain = '{\"visit\":1}' where id = 3").await;
        assert_eq!(bad().await, None);
        site.meddle("delete from journal where id = 5").await;
        assert_eq!(bad().await, Some(EntryId(4)));
        site.meddle("delete from journal where id = 2").await;
        assert_eq!(bad().await, Some(EntryId(3)));
    });
}

#[test]
fn whether_a_kind_of_stream_got_an_entry_is_told_without_the_streams_of_other_kinds() {
    on_both(async |site| {
        let streams = ["batch:1", "case:1", "batcher:1"];
        write(&site, streams.iter().map(|stream| entry(stream, Expect::New, "")).collect()).await;
        let told = async |mark: i64, stream: &str, kind: &str| {
            site.journal.has_after(EntryId(mark), stream, &["other", kind]).await.expect("read")
        };
        assert!(told(0, "batch", "visited").await);
        assert!(!told(1, "batch", "visited").await, "it came before the mark");
        assert!(!told(0, "batch", "imported").await, "it is of another kind");
    });
}

#[test]
fn a_reader_gets_what_came_after_its_mark_in_order() {
    on_both(async |site| {
        write(&site, (1..=5).map(|n| entry(&format!("case:{n}"), Expect::New, "")).collect()).await;
        assert_eq!(site.journal.mark("jobs").await.expect("mark"), EntryId(0));
        for last in [2, 4] {
            let mark = site.journal.mark("jobs").await.expect("mark");
            let read = site.journal.read_after(mark, 2).await.expect("read");
            assert_eq!(read.last().map(|e| e.id), Some(EntryId(last)));
            site.journal.set_mark("jobs", EntryId(last)).await.expect("kept");
        }
        let filter = JournalFilter { before: Some(EntryId(4)), ..JournalFilter::default() };
        let back = site.journal.read_back(&everywhere(), &filter, 2).await.expect("read");
        assert_eq!(back.iter().map(|e| e.id.0).collect::<Vec<_>>(), [3, 2]);
    });
}

#[test]
fn thousands_of_entries_go_in_together() {
    on_both(async |site| {
        let many = (1..=2_500).map(|n| entry(&format!("case:{n}"), Expect::New, "")).collect();
        assert_eq!(write(&site, many).await.last(), Some(&EntryId(2_500)));
        let report = site.journal.verify_chain(EntryId(2_000)).await.expect("checked");
        assert_eq!((report.entries, report.first_bad), (500, None));
    });
}
