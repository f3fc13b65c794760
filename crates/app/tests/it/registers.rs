//! Lists of agencies come in, everyone in them is accounted for, and whatever is wrong changes nothing.

use std::collections::BTreeMap;

use crate::support::{DAY, Lists, bomb, code, list, typed, wide};
use app::{Asker, Error, Once};
use domain::access::action::{ImportRegisters, JudgeLeads};
use domain::access::permit;
use domain::leads::{Finding, Verdict};
use intake::registers::{Received, TakeIn, Upload};
use intake::screening::{AccountCategory, Screened};
use kernel::id::{BatchId, CaseTypeId};
use store::{BatchState, Lookup, Outcome};
use testkit::{House, on_both, on_sqlite};

/// What must come of each row of `victims.xlsx` when all four lists are in.
const OUTCOMES: [(u32, Outcome, &str); 8] = [
    (5, Outcome::Lead, ""),
    (6, Outcome::None, "made-good"),
    (7, Outcome::Ask, "identity"),
    (8, Outcome::Ask, "identity"),
    (9, Outcome::Ask, "injury"),
    (10, Outcome::None, "helped-for-this-case"),
    (11, Outcome::None, "no-sign-of-hardship"),
    (13, Outcome::Ask, "payment"),
];

async fn everything(house: &House) -> (Asker, Lists, Screened) {
    let asker = house.asker("analyst", DAY).await;
    let lists = Lists::take_in(house, &asker).await;
    let screened = house.app.intake().screen(asker.today, asker.now).await.expect("the registers can be screened");
    (asker, lists, screened)
}

async fn outcomes(house: &House, batch: BatchId) -> Vec<(u32, Outcome, String)> {
    let rows = house.app.store().outcomes_of_batch(batch).await.expect("outcomes");
    rows.into_iter().map(|row| (row.row, row.result, row.reason)).collect()
}

async fn leads(house: &House) -> BTreeMap<String, domain::leads::Lead> {
    let all = house.app.store().leads_known(&CaseTypeId::from("judicial-assistance")).await.expect("leads");
    all.into_iter().map(|((_, case), lead)| (case, lead)).collect()
}

#[test]
fn every_row_of_a_county_s_lists_comes_to_what_it_must() {
    on_both(async |house| {
        let (asker, lists, screened) = everything(&house).await;
        let counted = |name: &str| {
            let counts = lists.counts(name);
            (counts.rows, counts.same, counts.waiting, counts.bad_cells, counts.people_new, counts.people_known)
        };
        let page = house.app.intake().registers_page(&asker, None).await.expect("the registers");
        let of_each: u64 = page.registers.iter().map(|row| row.people).sum();
        assert_eq!((page.people, of_each > page.people), (10, true), "who is in several lists counts once");
        assert_eq!(counted("victims.xlsx"), (9, 0, 1, 3, 8, 0));
        assert_eq!(counted("low-income.csv"), (4, 1, 0, 0, 0, 4));
        assert_eq!(counted("disabled.xls"), (2, 0, 0, 0, 2, 0));
        assert_eq!(counted("grants.csv"), (1, 0, 0, 0, 0, 1));
        let bad = house.app.intake().bad_cells_of(lists.batch("victims.xlsx")).await.expect("bad cells");
        let bad: Vec<_> = bad.iter().map(|cell| (cell.row, cell.column.as_str(), cell.code.as_str())).collect();
        let expected =
            [(7, "证件号码", "lost-digits"), (13, "处理日期", "no-such-day"), (13, "应赔金额", "not-an-amount")];
        assert_eq!(bad, expected);
        let found = outcomes(&house, lists.batch("victims.xlsx")).await;
        assert_eq!(found, OUTCOMES.map(|(row, result, reason)| (row, result, reason.to_owned())));
        assert_eq!((screened.victims, screened.leads_opened, screened.links), (8, 5, 1));
        let again = house.app.intake().screen(asker.today, asker.now).await.expect("screened again");
        assert_eq!((again.leads_opened, again.renewed, again.withdrawn), (0, 0, 0), "nothing new the second time");
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn the_account_has_everyone_once_and_its_lines_sum_to_the_register() {
    let (house, _folder) = on_sqlite().await;
    let (asker, _, _) = everything(&house).await;
    let account = house.app.intake().account(&asker, None, None).await.expect("an account");
    assert!(account.sums_agree);
    let lines: BTreeMap<_, _> = account.lines.iter().map(|line| (line.category, line.people)).collect();
    let categories =
        [AccountCategory::Found, AccountCategory::Unknown, AccountCategory::Helped, AccountCategory::NotEligible];
    assert_eq!(categories.map(|category| lines[&category]), [1, 4, 1, 4]);
    assert_eq!((account.of, lines.values().sum::<u64>()), (10, 10));
    let low: Vec<_> = account.registers.iter().filter(|own| own.register.as_str() == "low_income").collect();
    assert_eq!(low[0].of, 4);
    let month = |month| house.app.intake().account(&asker, None, Some(month));
    assert_eq!(month("2024-07").await.expect("the month of the lists").of, 10);
    assert_eq!(month("2024-06").await.expect("the month before").of, 0);
    assert_eq!(code(&month("2024-13").await.expect_err("no month")), "month: not-a-date");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_twice_changes_nothing() {
    let (house, _folder) = on_sqlite().await;
    let (asker, lists, _) = everything(&house).await;
    let before = (house.app.store().count_people().await.expect("people"), leads(&house).await);
    let received = house.app.intake().preview(&asker, list("victims.xlsx")).await.expect("it can be read");
    assert_eq!(received, Received::Same(lists.batch("victims.xlsx")));
    let imported = house.app.intake().import_file(&asker, list("victims.xlsx")).await.expect("it is in already");
    assert!(imported.same);
    let batches = house.app.intake().batches(&asker, None, None).await.expect("batches");
    assert_eq!(batches.total, 4);
    assert_eq!((house.app.store().count_people().await.expect("people"), leads(&house).await), before);
}

#[test]
fn a_batch_taken_back_leaves_nothing_and_may_come_again() {
    on_both(async |house| {
        let (asker, lists, _) = everything(&house).await;
        let victims = lists.batch("victims.xlsx");
        let back = |reason, once: &str| {
            let (app, asker, once) = (house.app.clone(), asker.clone(), Once(once.to_owned()));
            async move { app.intake().take_back(&asker, victims, reason, &once).await }
        };
        assert_eq!(code(&back("x", "0").await.expect_err("no reason")), "reason: reason-too-short");
        back("sent by mistake", "1").await.expect("taken back");
        back("sent by mistake", "1").await.expect("the same form is the same act");
        assert_eq!(code(&back("again", "2").await.expect_err("it is not in")), "REG-003");
        house.app.work(asker.now).await.expect("its tables go, and it is screened");
        assert_eq!(outcomes(&house, victims).await, []);
        let settled = |lead: &domain::leads::Lead| matches!(lead.verdict, Some(Verdict::Withdrawn { .. }));
        assert!(leads(&house).await.values().all(settled), "nothing speaks for the leads any more");
        let tables = house.folder.join("registers/registers/crim_person").join(format!("{victims}.parquet"));
        assert!(!tables.exists());
        let again = house.app.intake().import_file(&asker, list("victims.xlsx")).await.expect("it may come again");
        let screened = house.app.intake().screen(asker.today, asker.now).await.expect("screened");
        assert_eq!((again.same, screened.renewed), (false, 3), "leads about people with a number come back");
        let found = outcomes(&house, again.batch).await;
        assert_eq!(found, OUTCOMES.map(|(row, result, reason)| (row, result, reason.to_owned())));
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_list_is_refused_with_a_code_and_nothing_is_kept() {
    let (house, folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    let wrong: [(&str, Vec<u8>, &str); 7] = [
        ("picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "file: SHEET-003"),
        ("nothing", vec![], "file: file-empty"),
        ("a password", b"PK\x05\x06".to_vec(), "file: SHEET-003"),
        ("UTF-16", b"\xFF\xFE\x01\x02".to_vec(), "file: SHEET-004"),
        ("no encoding at all", [&b"a,b\n"[..], &[0x81, 0xFF, 0xFF, 0x0A]].concat(), "file: SHEET-004"),
        ("a million columns", wide(1_000_000), "file: SHEET-005"),
        ("a bomb", bomb(), "file: SHEET-002"),
    ];
    for (what, bytes, expected) in wrong {
        let path = folder.path().join("wrong");
        std::fs::write(&path, bytes).expect("room for a file");
        let refused = house.app.intake().preview(&asker, Upload { path, ..list("low-income.csv") }).await;
        assert_eq!(code(&refused.expect_err(what)), expected, "{what}");
    }
    let nowhere = Upload { path: folder.path().join("nowhere"), ..list("low-income.csv") };
    assert_eq!(code(&house.app.intake().preview(&asker, nowhere).await.expect_err("no file")), "file: SHEET-007");
    let nameless = Upload { sender: " ".to_owned(), purpose: "p".repeat(201), ..list("low-income.csv") };
    assert_eq!(
        code(&house.app.intake().preview(&asker, nameless).await.expect_err("no sender")),
        "sender: required, purpose: too-long"
    );
    let store = house.app.store();
    assert_eq!(
        (store.live_batches().await.expect("batches").len(), store.count_people().await.expect("people")),
        (0, 0)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_nothing_that_is_known_waits_and_cannot_be_taken_in() {
    let (house, folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    let path = folder.path().join("other.csv");
    std::fs::write(&path, "apple,pear\n1,2\n").expect("room for a file");
    let batch = waiting(&house, &asker, Upload { path, ..list("low-income.csv") }).await;
    let page = house.app.intake().preview_page(&asker, batch).await.expect("a preview");
    assert_eq!(page.problems.iter().map(|own| own.code.as_str()).collect::<Vec<_>>(), ["no-register"]);
    let taken = house.app.intake().take_in(&asker, batch, &typed(&[]), &Once("1".to_owned())).await;
    assert_eq!(code(&taken.expect_err("there is nothing to take in")), "sheets: no-register");
}

async fn waiting(house: &House, asker: &Asker, upload: Upload) -> BatchId {
    match house.app.intake().preview(asker, upload).await.expect("it can be read") {
        Received::Preview(batch) => batch,
        Received::Same(batch) => panic!("it is in already as {batch}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_shows_what_columns_are_and_nobody_whole() {
    let (house, _folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    let batch = waiting(&house, &asker, list("victims.xlsx")).await;
    let page = house.app.intake().preview_page(&asker, batch).await.expect("a preview");
    let sheet = &page.sheets[0];
    assert_eq!(page.rows, 11, "titles and headings are not counted; what stands below them is");
    let feeds: Vec<_> = sheet.feeds.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(feeds, ["compensation", "crim_case", "crim_person"]);
    let columns: Vec<_> = sheet.columns.iter().map(|own| (own.letters.as_str(), own.chosen.as_deref())).collect();
    let expected = [
        ("A", None),
        ("B", Some("case_no")),
        ("C", Some("cause")),
        ("D", Some("name")),
        ("E", Some("citizen_id")),
        ("F", Some("birth")),
        ("G", Some("injury")),
        ("H", Some("outcome")),
        ("I", Some("decided_on")),
        ("J", Some("owed")),
        ("K", Some("paid")),
    ];
    assert_eq!(columns, expected);
    let shown: Vec<_> = sheet.columns[3..5].iter().map(|own| own.samples[0].text.as_str()).collect();
    assert_eq!(shown, ["何某某", "990∗∗∗∗∗∗∗∗∗∗∗002X"]);
    assert!(!format!("{page:?}").contains("桂英"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_says_a_column_is_holds_for_the_sender_s_next_file() {
    let (house, folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    let rows = "户编号,成员姓名,身份证号,救助类别,备用\nA1,王小明,990101200001010014,低保,536\n";
    let path = folder.path().join("odd.csv");
    std::fs::write(&path, rows).expect("room for a file");
    let odd = || Upload { path: path.clone(), ..list("low-income.csv") };
    let batch = waiting(&house, &asker, odd()).await;
    let twice = typed(&[("sheets.0.columns.4", "name")]);
    let refused = house.app.intake().take_in(&asker, batch, &twice, &Once("0".to_owned())).await;
    assert_eq!(code(&refused.expect_err("two columns cannot be the name")), "sheets.0.columns.4: column-twice");
    let other = house.app.intake().set_mapping(&asker, batch, &typed(&[("sheets.0.register", "no_such_list")])).await;
    assert_eq!(code(&other.expect_err("no such register")), "sheets.0.register: not-a-choice");
    let monthly = typed(&[("sheets.0.columns.4", "monthly")]);
    house.app.intake().set_mapping(&asker, batch, &monthly).await.expect("the column is the monthly amount");
    let begun = house.app.intake().take_in(&asker, batch, &monthly, &Once("1".to_owned())).await.expect("begun");
    assert_eq!(begun, TakeIn::Begun(batch));
    crate::support::wait_for(&house, &asker, batch).await;
    std::fs::write(&path, rows.replace("王小明", "王大明").replace("0014", "0022")).expect("room for a file");
    let next = waiting(&house, &asker, odd()).await;
    let page = house.app.intake().preview_page(&asker, next).await.expect("a preview");
    assert!(page.known_sender);
    assert_eq!(page.sheets[0].columns[4].chosen.as_deref(), Some("monthly"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_said_to_be_another_register_is_looked_at_again_first() {
    let (house, _folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    let batch = waiting(&house, &asker, list("disabled.xls")).await;
    let women = typed(&[("sheets.0.register", "women")]);
    let told = house.app.intake().take_in(&asker, batch, &women, &Once("1".to_owned())).await.expect("kept");
    assert_eq!(told, TakeIn::LookAgain);
    let page = house.app.intake().preview_page(&asker, batch).await.expect("a preview");
    assert_eq!(page.sheets[0].register.as_ref().map(kernel::id::RegisterId::as_str), Some("women"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_without_name_or_number_waits_until_a_person_says_whose_it_is() {
    let (house, _folder) = on_sqlite().await;
    let (asker, lists, _) = everything(&house).await;
    let victims = lists.batch("victims.xlsx");
    let page = house.app.intake().batch_page(&asker, victims, None).await.expect("the batch");
    assert_eq!(page.waiting.iter().map(|own| own.row).collect::<Vec<_>>(), [12]);
    let place = page.waiting[0].place.clone();
    let correct = |fields: &[(&str, &str)], once: &str| {
        let (app, asker, place) = (house.app.clone(), asker.clone(), place.clone());
        let (typed, once) = (typed(fields), Once(once.to_owned()));
        async move { app.intake().correct_row(&asker, (victims, &place), &typed, &once).await }
    };
    let wrong = correct(&[("name", "12"), ("citizen_id", "990101200001010015")], "0").await;
    assert_eq!(code(&wrong.expect_err("neither can be")), "name: not-a-name, citizen_id: bad-citizen-id");
    let fields = [("name", "周堃"), ("citizen_id", "99010919490302002X")];
    let corrected = correct(&fields, "1").await.expect("it is somebody");
    assert_eq!(corrected.waiting, 0);
    correct(&fields, "1").await.expect("the same form is the same act");
    house.started_anew().work(asker.now).await.expect("a program that starts anew does what the entry asks for");
    let found = outcomes(&house, victims).await;
    assert!(found.contains(&(12, Outcome::Lead, String::new())), "disabled, gravely hurt, not paid: {found:?}");
    let gone = correct(&fields, "2").await;
    assert!(matches!(gone, Err(Error::NotFound)), "the row waits no more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_number_makes_a_lead_to_confirm_and_no_two_people_one() {
    let (house, _folder) = on_sqlite().await;
    let (asker, _, _) = everything(&house).await;
    let importing = permit::<ImportRegisters>(&asker.actor).expect("the analyst's");
    let all = leads(&house).await;
    let Finding::ToConfirm { candidate } = all["某检刑诉〔2024〕2号"].found.finding else {
        panic!("the rounded number, the name and the birth date are a disabled person's")
    };
    let holder =
        house.app.store().find_people(&importing, &[Lookup::CitizenId("990103196911050019")]).await.expect("people");
    assert_eq!(holder, [vec![candidate]]);
    assert_ne!(all["某检刑诉〔2024〕2号"].found.person, candidate);
    assert_eq!(all["某检刑诉〔2024〕3号"].found.finding, Finding::Question, "a mask and a name are nobody's");
}

#[tokio::test(flavor = "multi_thread")]
async fn help_that_comes_to_light_withdraws_a_lead_and_help_taken_back_brings_it_again() {
    let (house, folder) = on_sqlite().await;
    let (asker, _, _) = everything(&house).await;
    let path = folder.path().join("more.csv");
    let rows = "原案号,受助人,证件号码,决定日期,救助金额（元）\n某检刑诉〔2024〕1号,何桂英,99010119520120002X,2024-06-01,8000\n";
    std::fs::write(&path, rows).expect("room for a file");
    let name = "已发放救助金.csv".to_owned();
    let more =
        house.app.intake().import_file(&asker, Upload { path, name, ..list("grants.csv") }).await.expect("taken in");
    house.app.intake().screen(asker.today, asker.now).await.expect("screened");
    let verdict = || async { leads(&house).await["某检刑诉〔2024〕1号"].verdict.clone() };
    assert_eq!(verdict().await, Some(Verdict::Withdrawn { ground: "helped-for-this-case".to_owned() }));
    house.app.intake().take_back(&asker, more.batch, "not ours", &Once("1".to_owned())).await.expect("taken back");
    house.app.work(asker.now).await.expect("screened by a job");
    assert_eq!(verdict().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_crash_left_half_way_is_taken_back_at_the_next_start() {
    let (house, _folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    let batch = waiting(&house, &asker, list("low-income.csv")).await;
    let mut tx = house.app.store().begin(&asker.actor.who, asker.now).await.expect("a writer");
    tx.start_import(batch).await.expect("it begins");
    tx.commit().await.expect("durable");
    let half = house.folder.join("registers/drafts/half");
    std::fs::create_dir_all(half.parent().expect("a folder")).expect("a folder");
    std::fs::write(&half, b"half").expect("half a file");
    let recovered = house.app.recover(asker.now).await.expect("put right");
    assert_eq!(recovered.taken_back, [batch]);
    assert!(!half.exists());
    let page = house.app.intake().batch_page(&asker, batch, None).await.expect("the batch");
    assert_eq!(page.row.state, BatchState::TakenBack);
    let again = house.app.intake().import_file(&asker, list("low-income.csv")).await.expect("it may come again");
    assert_eq!((again.same, again.counts.rows), (false, 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_take_lists_in_is_refused_and_another_office_sees_none() {
    let (house, _folder) = on_sqlite().await;
    let (_, lists, _) = everything(&house).await;
    let clerk = house.asker("finance-clerk", DAY).await;
    assert_eq!(
        code(&house.app.intake().preview(&clerk, list("grants.csv")).await.expect_err("not theirs to do")),
        "ACC-001"
    );
    assert_eq!(code(&house.app.intake().account(&clerk, None, None).await.expect_err("not theirs to see")), "ACC-001");
    let elsewhere = house.of(&house.town.elsewhere[0], "assistance-officer", DAY).await;
    let page = house.app.intake().batch_page(&elsewhere, lists.batch("grants.csv"), None).await;
    assert!(matches!(page, Err(Error::NotFound)));
    let registers = house.app.intake().registers_page(&elsewhere, None).await.expect("their own registers");
    assert_eq!(registers.batches.total, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_opened_from_a_lead_begins_with_what_the_registers_say() {
    let (house, _folder) = on_sqlite().await;
    everything(&house).await;
    let officer = house.asker("assistance-officer", DAY).await;
    let lead = leads(&house).await.remove("某检刑诉〔2024〕1号").expect("a lead");
    let judging = permit::<JudgeLeads>(&officer.actor).expect("the officer's");
    let facts = house.app.intake().register_facts(&judging, &lead).await.expect("facts");
    let known: BTreeMap<&str, String> =
        facts.iter().map(|(name, known)| (name.as_str(), format!("{:?}", known.value))).collect();
    let expected = [
        ("award_owed", "Fen(Fen(7220000))"),
        ("cause", "Text(\"故意伤害\")"),
        ("compensation_received", "Fen(Fen(0))"),
        ("harm_kind", "Choice(\"crime\")"),
        ("injury", "Choice(\"serious\")"),
        ("original_case_number", "Text(\"某检刑诉〔2024〕1号\")"),
    ];
    assert_eq!(known, expected.map(|(name, value)| (name, value.to_owned())).into());
    assert!(facts.values().all(|known| known.origin.note.ends_with("victims.xlsx · 台账 · 5")));
    let who = house.app.identity_facts(&officer, &judging, lead.found.person).await.expect("who");
    let names: Vec<_> = who.keys().map(kernel::id::FactName::as_str).collect();
    assert_eq!(names, ["birth_date", "citizen_id", "full_name"]);
}
