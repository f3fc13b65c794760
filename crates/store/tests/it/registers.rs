//! What the store keeps of registers, as sentences about behaviour, on both databases.
use domain::access::Scope;
use domain::access::action::{ImportRegisters, SeePeople, SeeRegisters};
use kernel::id::{BatchId, OfficeId, PersonId, RegisterId};
use kernel::{Mistake, Sealed};
use serde_json::json;
use store::{
    BadCell, BatchCounts, BatchPart, BatchState, HouseholdMember, Identity, LinkVerdict, Lookup, NewBatch, NewLink,
    NewRow, NewSender, RowFilter, SenderId, StoreError, TakenBack,
};

use crate::people::{anybody, leave, person};
use crate::support::{Site, allowed, everywhere, now, on_both};

const FILE: [u8; 32] = [7; 32];

async fn received(site: &Site, office: OfficeId) -> BatchId {
    received_as(site, office, FILE).await
}

async fn received_as(site: &Site, office: OfficeId, sha256: [u8; 32]) -> BatchId {
    let mut tx = site.begin().await;
    let new = NewSender { name: "某县民政局".to_owned(), kind: "civil-affairs".to_owned(), office };
    let sender = tx.add_sender(new.clone()).await.expect("added");
    assert_eq!(tx.add_sender(new).await.expect("known"), sender);
    let new = NewBatch {
        file_name: "低保名单.xlsx".to_owned(),
        sha256,
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
        assert_eq!((bad.total.counted, bad.rows[0].letters.as_str()), (1, "C"));
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
        let cells = json!({ "name": "王秀英", "note": "补正" });
        tx.correct_rows(person, &[(row, cells)]).await.expect("corrected");
        let again = tx.correct_rows(person, &[(row, json!({}))]).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
        tx.commit().await.expect("committed");
        assert_eq!(site.store.rows(&leave(), &waiting, None, 10).await.expect("read"), []);
        let batch = site.store.batch(&everywhere(), id).await.expect("read").expect("there");
        assert_eq!((batch.counts.waiting, batch.parts[0].waiting), (0, 0), "of the file and of the register");
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

/// Another list in which `people` have a row each.
async fn another(site: &Site, file: u8, people: &[PersonId]) -> BatchId {
    let id = received_as(site, OfficeId(1), [file; 32]).await;
    let mut tx = site.begin().await;
    tx.start_import(id).await.expect("started");
    tx.add_rows(id, (2..).zip(people).map(|(number, person)| row(number, Some(*person))).collect())
        .await
        .expect("added");
    tx.commit().await.expect("committed");
    finished(site, id).await;
    id
}

async fn taken_back(site: &Site, id: BatchId) -> u64 {
    let mut tx = site.begin().await;
    let back = tx.take_back(id, "wrong file").await.expect("taken back");
    tx.commit().await.expect("committed");
    back.people
}

async fn is_known(site: &Site, person: PersonId) -> bool {
    let people = site.store.people(&anybody(), &[person]).await.expect("read");
    let found = site.store.find_people(&leave(), &[Lookup::Name("王秀英")]).await.expect("found");
    people[0].identity.is_some() && !found[0].is_empty()
}

#[test]
fn a_batch_taken_back_forgets_nobody_of_whom_another_record_still_speaks() {
    on_both(async |site| {
        let office = site.office(None).await;
        let one = received(&site, office).await;
        let kept = begun(&site, one).await;
        finished(&site, one).await;
        let mut tx = site.begin().await;
        let gone = tx.add_people_of(Some(one), vec![person("王秀英", None, "1950-01-01")]).await.expect("added")[0];
        tx.merge_people(kept, gone, "same card").await.expect("joined");
        tx.commit().await.expect("committed");
        let other = another(&site, 8, &[gone]).await;
        assert_eq!(taken_back(&site, one).await, 0, "the other record has a row");
        assert!(is_known(&site, kept).await);
        assert_eq!(taken_back(&site, other).await, 2, "both records, and nothing speaks of either");
        assert!(!is_known(&site, kept).await);
    });
}

#[test]
fn whom_a_lead_may_be_about_is_not_forgotten() {
    on_both(async |site| {
        let office = site.office(None).await;
        let id = received(&site, office).await;
        let candidate = begun(&site, id).await;
        finished(&site, id).await;
        let who = crate::people::add(&site, vec![person("李喆", None, "1950-01-01")]).await[0];
        let finding = domain::leads::Finding::ToConfirm { candidate };
        let mut tx = site.begin().await;
        tx.add_leads(vec![domain::leads::Found { finding, ..crate::leads::found(who, office, "x") }])
            .await
            .expect("opened");
        tx.commit().await.expect("committed");
        assert_eq!(taken_back(&site, id).await, 0);
        assert!(is_known(&site, candidate).await);
    });
}

#[test]
fn the_last_list_that_names_somebody_takes_everything_known_of_them_along() {
    on_both(async |site| {
        let office = site.office(None).await;
        let first = received(&site, office).await;
        let who = begun(&site, first).await;
        finished(&site, first).await;
        let other = crate::people::add(&site, vec![person("李喆", None, "1950-01-01")]).await[0];
        let mut tx = site.begin().await;
        let (kind, why) = ("name-birth".to_owned(), json!({}));
        tx.propose_links(vec![NewLink { one: who, other, kind, weight: 9_500, why }]).await.expect("proposed");
        tx.commit().await.expect("committed");
        let second = another(&site, 8, &[who]).await;
        assert_eq!((taken_back(&site, first).await, is_known(&site, who).await), (0, true));
        assert_eq!((taken_back(&site, second).await, is_known(&site, who).await), (1, false));
        let left = &site.store.people(&anybody(), &[who]).await.expect("read")[0];
        assert_eq!((left.sex, left.birth_year, left.area.as_ref()), (None, None, None));
        let open = site.store.links(LinkVerdict::Open, None, 10).await.expect("read");
        assert_eq!(open, [], "nobody is asked whether they are somebody else");
    });
}

#[test]
fn a_household_stands_as_long_as_one_list_says_so() {
    on_both(async |site| {
        let people =
            crate::people::add(&site, ["王秀英", "李喆"].map(|name| person(name, None, "1950-01-01")).to_vec()).await;
        let (one, other) = (another(&site, 8, &people).await, another(&site, 9, &people).await);
        let said = |batch, relation: &str| {
            let member = |person: &PersonId| HouseholdMember {
                household: "D1".to_owned(),
                person: *person,
                register: RegisterId::from("low_income"),
                relation: relation.to_owned(),
                batch,
            };
            people.iter().chain(&people).map(member).collect::<Vec<_>>()
        };
        let mut tx = site.begin().await;
        tx.add_household_members(said(one, "本人")).await.expect("written");
        tx.add_household_members(said(other, "配偶")).await.expect("written");
        tx.commit().await.expect("committed");
        let lives_with = async || {
            let members = site.store.household_of(&anybody(), people[0]).await.expect("read");
            members.into_iter().map(|own| (own.person, own.relation)).collect::<Vec<_>>()
        };
        assert_eq!(lives_with().await, [(people[1], "配偶".to_owned())], "the newest list counts");
        taken_back(&site, other).await;
        assert_eq!(lives_with().await, [(people[1], "本人".to_owned())]);
    });
}

#[test]
fn what_a_later_list_says_of_somebody_is_added_and_they_stay_found_as_before() {
    on_both(async |site| {
        let who = crate::people::add(&site, vec![person("王秀英", Some("990102195001010020"), "1950-01-01")]).await[0];
        let mut tx = site.begin().await;
        tx.add_lookups(&[(who, Lookup::Other("name-case", "王秀英/1号"))]).await.expect("added");
        tx.commit().await.expect("committed");
        let known = site.store.people(&anybody(), &[who]).await.expect("read").remove(0).identity.expect("known");
        let phone = Some(Sealed::new("13900000000".to_owned()));
        let mut tx = site.begin().await;
        tx.fill_in_people([(who, Identity { phone, ..known })].into()).await.expect("filled in");
        tx.commit().await.expect("committed");
        let asked = [Lookup::Phone("13900000000"), Lookup::Name("王秀英"), Lookup::Other("name-case", "王秀英/1号")];
        assert_eq!(site.store.find_people(&leave(), &asked).await.expect("found"), [vec![who], vec![who], vec![who]]);
    });
}
