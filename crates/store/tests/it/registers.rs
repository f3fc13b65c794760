//! What the store keeps of registers, as sentences about behaviour, on both databases.
use domain::access::Scope;
use domain::access::action::{ImportRegisters, SeePeople, SeeRegisters};
use kernel::id::{BatchId, OfficeId, PersonId, RegisterId};
use kernel::{Mistake, Sealed};
use serde_json::json;
use store::{
    BadCell, BatchCounts, BatchPart, BatchState, Lookup, NewBatch, NewRow, NewSender, RowFilter, SenderId, StoreError,
    TakenBack,
};

use crate::people::{anybody, leave, person};
use crate::support::{Site, allowed, everywhere, now, on_both};

const FILE: [u8; 32] = [7; 32];

async fn received(site: &Site, office: OfficeId) -> BatchId {
    let mut tx = site.begin().await;
    let new = NewSender { name: "某县民政局".to_owned(), kind: "civil-affairs".to_owned(), office };
    let sender = tx.add_sender(new.clone()).await.expect("added");
    assert_eq!(tx.add_sender(new).await.expect("known"), sender);
    let new = NewBatch {
        file_name: "低保名单.xlsx".to_owned(),
        sha256: FILE,
        sender,
        office,
        purpose: "司法救助线索".to_owned(),
        keep_until: None,
        detail: json!({ "sheets": 1 }),
    };
    let id = tx.add_batch(new).await.expect("added");
    tx.keep_batch_file(id, "姓名".as_bytes()).await.expect("kept");
    tx.commit().await.expect("committed");
    id
}

fn row(number: u32, person: Option<PersonId>) -> NewRow {
    NewRow {
        register: RegisterId::from("low_income"),
        sheet: "Sheet1".to_owned(),
        row: number,
        person,
        cells: json!({ "name": "王秀英" }),
        waiting: person.is_none(),
        to_confirm: false,
    }
}

/// Starts the import and writes one row of a new person and one that waits.
async fn begun(site: &Site, id: BatchId) -> PersonId {
    let mut tx = site.begin().await;
    tx.start_import(id).await.expect("started");
    let people = tx.add_people_of(Some(id), vec![person("王秀英", None, "1950-01-01")]).await.expect("added");
    tx.add_rows(id, vec![row(2, Some(people[0])), row(3, None)]).await.expect("added");
    let mistake = Mistake::at("entered_on", "not-a-date");
    let text = Some(Sealed::new("二月三十日".to_owned()));
    let (register, sheet) = (RegisterId::from("low_income"), "Sheet1".to_owned());
    let (letters, header) = ("C".to_owned(), "纳入日期".to_owned());
    tx.add_bad_cells(id, vec![BadCell { register, sheet, row: 2, letters, header, mistake, text }])
        .await
        .expect("added");
    tx.commit().await.expect("committed");
    people[0]
}

async fn finished(site: &Site, id: BatchId) {
    let counts = BatchCounts { rows: 2, waiting: 1, bad_cells: 1, people_new: 1, ..BatchCounts::default() };
    let parts = [BatchPart { register: RegisterId::from("low_income"), rows: 2, waiting: 1, bad_cells: 1 }];
    let mut tx = site.begin().await;
    tx.finish_import(id, &counts, &parts).await.expect("finished");
    tx.commit().await.expect("committed");
}

#[test]
fn a_batch_is_read_back_with_its_rows_and_its_bad_cells() {
    on_both(async |site| {
        let office = site.office(None).await;
        let id = received(&site, office).await;
        assert_eq!(site.store.batch_file(&leave(), id).await.expect("kept"), "姓名".as_bytes());
        let person = begun(&site, id).await;
        finished(&site, id).await;
        let read = site.store.batch(&everywhere(), id).await.expect("read").expect("there");
        assert_eq!((read.state, read.counts.rows, read.parts.len()), (BatchState::Imported, 2, 1));
        let rows = site
            .store
            .rows(&leave(), &RowFilter { batch: Some(id), ..RowFilter::default() }, None, 10)
            .await
            .expect("read");
        assert_eq!(rows.iter().map(|row| (row.row, row.person)).collect::<Vec<_>>(), [(2, Some(person)), (3, None)]);
        assert!(rows.iter().all(|row| row.cells == Some(json!({ "name": "王秀英" }))));
        let bad = site.store.bad_cells(&leave(), id, None, 10).await.expect("read");
        assert_eq!((bad.total, bad.rows[0].letters.as_str()), (1, "C"));
        assert_eq!(bad.rows[0].text.as_ref().map(|text| text.unseal().as_str()), Some("二月三十日"));
        let places = site.store.rows_of(&anybody(), person).await.expect("read");
        assert_eq!((places[0].1.sender.as_str(), places[0].1.row), ("某县民政局", 2));
        let standing = site.store.standings(&everywhere(), None).await.expect("read");
        assert_eq!(standing.into_values().flatten().collect::<Vec<_>>(), [person]);

        let there = site.office(None).await;
        let other = allowed::<SeeRegisters>(5, (there, &format!("/{there}/")), Scope::Office);
        assert_eq!(site.store.batch(&other, id).await.expect("read"), None);
        assert_eq!(site.store.rows(&other, &RowFilter::default(), None, 10).await.expect("read"), []);
        assert_eq!(site.store.bad_cells(&other, id, None, 10).await.expect("read").total, 0);
        let other = allowed::<SeePeople>(5, (there, &format!("/{there}/")), Scope::Office);
        assert_eq!(site.store.rows_of(&other, person).await.expect("read"), []);
        let other = allowed::<ImportRegisters>(5, (there, &format!("/{there}/")), Scope::Office);
        let file = site.store.batch_file(&other, id).await;
        assert!(matches!(file, Err(StoreError::NotFound { .. })), "{file:?}");
        let other = allowed::<SeeRegisters>(5, (there, &format!("/{there}/")), Scope::Office);
        assert_eq!(site.store.batches(&other, None, None, 10).await.expect("read").total, 0);
        assert_eq!(site.store.batches(&everywhere(), None, None, 10).await.expect("read").rows.len(), 1);
    });
}

#[test]
fn the_same_file_is_in_once_and_again_after_it_was_taken_back() {
    on_both(async |site| {
        let office = site.office(None).await;
        let (one, two) = (received(&site, office).await, received(&site, office).await);
        let person = begun(&site, one).await;
        finished(&site, one).await;
        assert_eq!(site.store.batch_with_file(&FILE).await.expect("asked"), Some(one));
        let mut tx = site.begin().await;
        let again = tx.start_import(two).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        drop(tx);
        let mut tx = site.begin().await;
        assert_eq!(tx.take_back(one, "wrong file").await.expect("taken back"), TakenBack { rows: 2, people: 1 });
        tx.commit().await.expect("committed");
        let file = site.store.batch_file(&leave(), one).await;
        assert!(matches!(file, Err(StoreError::NotFound { .. })), "{file:?}");
        assert_eq!(site.store.people(&anybody(), &[person]).await.expect("read")[0].identity, None);
        assert_eq!(site.store.find_people(&leave(), &[Lookup::Name("王秀英")]).await.expect("found"), [vec![]]);
        begun(&site, two).await;
        finished(&site, two).await;
        assert_eq!(site.store.batch_with_file(&FILE).await.expect("asked"), Some(two));
    });
}

#[test]
fn an_import_that_a_crash_cut_off_is_rolled_back_at_the_next_start() {
    on_both(async |site| {
        let id = received(&site, site.office(None).await).await;
        begun(&site, id).await;
        let store = site.reopened().await;
        assert_eq!(store.recover(now()).await.expect("recovered"), [id]);
        assert_eq!(store.recover(now()).await.expect("recovered"), []);
        let read = store.batch(&everywhere(), id).await.expect("read").expect("there");
        assert_eq!(read.state, BatchState::TakenBack);
        assert_eq!(store.rows(&leave(), &RowFilter::default(), None, 10).await.expect("read"), []);
    });
}

#[test]
fn a_waiting_row_is_given_its_person_once() {
    on_both(async |site| {
        let id = received(&site, site.office(None).await).await;
        let person = begun(&site, id).await;
        finished(&site, id).await;
        let waiting = RowFilter { waiting: Some(true), ..RowFilter::default() };
        let row = site.store.rows(&leave(), &waiting, None, 10).await.expect("read").remove(0).id;
        let mut tx = site.begin().await;
        tx.correct_row(row, person, &json!({ "name": "王秀英", "note": "补正" })).await.expect("corrected");
        let again = tx.correct_row(row, person, &json!({})).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.rows(&leave(), &waiting, None, 10).await.expect("read"), []);
        assert_eq!(site.store.batch(&everywhere(), id).await.expect("read").expect("there").counts.waiting, 0);
    });
}

#[test]
fn a_mapping_is_kept_for_its_sender_and_its_headers() {
    on_both(async |site| {
        let mut tx = site.begin().await;
        tx.confirm_mapping(SenderId(1), "abc", &json!({ "A": "name" })).await.expect("kept");
        tx.confirm_mapping(SenderId(1), "abc", &json!({ "B": "name" })).await.expect("kept");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.mapping(SenderId(1), "abc").await.expect("read"), Some(json!({ "B": "name" })));
        assert_eq!(site.store.mapping(SenderId(2), "abc").await.expect("read"), None);
    });
}
