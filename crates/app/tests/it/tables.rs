//! The tables follow the rows: after a restore, a loss, a correction, a batch taken back, a person erased, a kill.
use std::path::PathBuf;

use app::people::Erasing;
use app::{App, Asker, Once};
use domain::access::action::ImportRegisters;
use domain::access::permit;
use domain::leads::{Lead, Verdict};
use intake::registers::{Imported, Upload};
use intake::screening::Screened;
use kernel::id::CaseTypeId;
use store::{Config, Lookup, Row, RowFilter, restore};
use testkit::{House, app_over, on_both, on_sqlite};

use crate::support::{DAY, Lists, list, typed};

async fn leads(app: &App) -> Vec<Lead> {
    let all = app.store().leads_known(&CaseTypeId::from("judicial-assistance")).await.expect("leads");
    all.into_values().collect()
}

fn changed(screened: &Screened) -> [u64; 3] {
    [screened.leads_opened, screened.renewed, screened.withdrawn]
}

async fn screened(house: &House) -> (Asker, Lists, Screened) {
    let analyst = house.asker("analyst", DAY).await;
    let lists = Lists::take_in(house, &analyst).await;
    let screened = house.app.intake().screen(analyst.today, analyst.now).await.expect("screened");
    (analyst, lists, screened)
}

async fn rows(app: &App, asker: &Asker, filter: RowFilter) -> Vec<Row> {
    let leave = permit::<ImportRegisters>(&asker.actor).expect("the analyst's");
    app.store().rows(&leave, &filter, None, 1_000).await.expect("rows")
}

fn table(house: &House, register: &str, imported: &Imported) -> PathBuf {
    house.folder.join("registers/registers").join(register).join(format!("{}.parquet", imported.batch))
}

/// A list of victims with these lines of case, name, number, injury, owed and paid; taken in.
async fn victims(house: &House, asker: &Asker, name: &str, lines: &[String]) -> Imported {
    let path = house.folder.join(name);
    let head = "案号,案由,被害人姓名,身份证号,伤情等级,应赔金额,已赔金额";
    std::fs::write(&path, format!("{head}\n{}\n", lines.join("\n"))).expect("room for a file");
    let upload = Upload { path, name: format!("刑事案件被害人台账{name}"), ..list("low-income.csv") };
    house.app.intake().import_file(asker, upload).await.expect("taken in")
}

async fn low_income(house: &House, asker: &Asker, lines: &str) -> Imported {
    let path = house.folder.join("low.csv");
    std::fs::write(&path, format!("户号,姓名,身份证号,与户主关系,救助类别\n{lines}\n")).expect("room for a file");
    let upload = Upload { path, name: "低保名单.csv".to_owned(), ..list("low-income.csv") };
    house.app.intake().import_file(asker, upload).await.expect("taken in")
}

#[test]
fn a_backup_brought_back_is_screened_as_it_was_and_changes_nothing() {
    on_both(async |house| {
        let (analyst, _, before) = screened(&house).await;
        assert_ne!(before.leads_opened, 0);
        let file = house.folder.join("rain.backup");
        house.app.store().backup(&file, analyst.now).await.expect("written");
        let there = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", there.path().join("rain.sqlite").display());
        let config = Config::new(url, there.path().join("objects"));
        let (store, _) = restore(&file, &config, house.ring.clone(), analyst.now).await.expect("restored");
        let back = app_over(store, there.path());
        back.recover(analyst.now).await.expect("put right");
        let after = back.intake().screen(analyst.today, analyst.now).await.expect("screened");
        assert_eq!((changed(&after), after.victims, after.links), ([0; 3], before.victims, before.links));
        let account = house.app.intake().account(&analyst, None, None).await.expect("an account");
        assert_eq!(back.intake().account(&analyst, None, None).await.expect("an account"), account);
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn tables_that_are_lost_are_made_again_before_anybody_is_screened() {
    let (house, _folder) = on_sqlite().await;
    let (analyst, _, before) = screened(&house).await;
    std::fs::remove_dir_all(house.folder.join("registers")).expect("lost");
    let after = house.app.intake().screen(analyst.today, analyst.now).await.expect("screened");
    assert_eq!((changed(&after), after.victims), ([0; 3], before.victims));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_table_keeps_nobody_out_and_is_made_again_once_it_is_removed() {
    let (house, _folder) = on_sqlite().await;
    let (analyst, lists, before) = screened(&house).await;
    let path = house.folder.join("registers/registers/low_income");
    let path = path.join(format!("{}.parquet", lists.batch("low-income.csv")));
    std::fs::write(&path, b"PAR1").expect("damaged");
    victims(&house, &analyst, "more.csv", &[]).await;
    let anew = house.started_anew();
    anew.recover(analyst.now).await.expect("the site is there for everything else");
    assert!(anew.intake().screen(analyst.today, analyst.now).await.is_err());
    std::fs::remove_file(&path).expect("removed");
    let after = anew.intake().screen(analyst.today, analyst.now).await.expect("screened");
    assert_eq!((changed(&after), after.victims), ([0; 3], before.victims));
}

#[test]
fn an_erased_person_who_stood_alone_in_a_list_is_in_no_table_and_no_lead_comes_back() {
    on_both(async |house| {
        let analyst = house.asker("analyst", DAY).await;
        let line = "某检9号,故意伤害,周堃,99010919490302002X,重伤二级,10万,0".to_owned();
        let alone = victims(&house, &analyst, "alone.csv", &[line]).await;
        low_income(&house, &analyst, "D1,周堃,99010919490302002X,户主,特困").await;
        house.app.intake().screen(analyst.today, analyst.now).await.expect("screened");
        let lead = leads(&house.app).await.pop().expect("poor, gravely hurt, not paid");
        let deputy = house.asker("deputy-chief", DAY).await;
        let erasing = Erasing { read: true, reason: "本人要求".to_owned(), once: Once("1".to_owned()) };
        house.app.erase_person(&deputy, lead.found.person, &erasing).await.expect("erased");
        let whole = std::fs::metadata(table(&house, "crim_person", &alone)).expect("there").len();
        let anew = house.started_anew();
        anew.work(analyst.now).await.expect("the job that the entry asks for");
        let empty = std::fs::metadata(table(&house, "crim_person", &alone)).expect("there, and empty").len();
        assert!(empty < whole, "{empty} of {whole} bytes");
        let after = anew.intake().screen(analyst.today, analyst.now).await.expect("screened");
        assert_eq!((changed(&after), after.victims), ([0; 3], 0));
        let verdict = Verdict::Withdrawn { ground: "erased".to_owned() };
        assert_eq!(leads(&house.app).await[0].verdict, Some(verdict));
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_was_corrected_and_taken_back_at_once_leaves_no_table() {
    let (house, _folder) = on_sqlite().await;
    let (analyst, lists, _) = screened(&house).await;
    let batch = lists.batch("victims.xlsx");
    let place = house.app.intake().batch_page(&analyst, batch, None).await.expect("the batch").waiting.remove(0).place;
    let who = typed(&[("citizen_id", "99010919490302002X")]);
    let once = Once("1".to_owned());
    let (corrected, kept) = tokio::join!(
        house.app.intake().correct_row(&analyst, (batch, &place), &who, &once),
        house.app.intake().keep_tables(),
    );
    corrected.expect("corrected");
    kept.expect("kept");
    house.app.intake().take_back(&analyst, batch, "sent by mistake", &once).await.expect("taken back");
    house.started_anew().work(analyst.now).await.expect("done");
    let files = std::fs::read_dir(house.folder.join("registers/registers/crim_person")).expect("the folder").count();
    assert_eq!(files, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_is_named_in_two_portions_is_counted_once() {
    let (house, _folder) = on_sqlite().await;
    let analyst = house.asker("analyst", DAY).await;
    let line = |number: u32| format!("某检{number}号,故意伤害,周堃,99010919490302002X,重伤二级,10万,0");
    let first = victims(&house, &analyst, "first.csv", &(0..2_500).map(line).collect::<Vec<_>>()).await;
    let again = victims(&house, &analyst, "again.csv", &(3_000..5_500).map(line).collect::<Vec<_>>()).await;
    let counts = |own: &Imported| (own.counts.rows, own.counts.people_new, own.counts.people_known);
    assert_eq!([counts(&first), counts(&again)], [(2_500, 1, 0), (2_500, 0, 1)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_says_more_of_somebody_makes_their_record_fuller() {
    let (house, _folder) = on_sqlite().await;
    let analyst = house.asker("analyst", DAY).await;
    let nameless = "某检9号,故意伤害,,99010919490302002X,重伤二级,10万,0".to_owned();
    victims(&house, &analyst, "nameless.csv", &[nameless]).await;
    let named = "某检10号,故意伤害,周堃,99010919490302002X,重伤二级,10万,0".to_owned();
    victims(&house, &analyst, "named.csv", &[named]).await;
    let leave = permit::<ImportRegisters>(&analyst.actor).expect("the analyst's");
    let found = house.app.store().find_people(&leave, &[Lookup::Name("周堃")]).await.expect("found").concat();
    let people = house.app.store().people(&leave, &found).await.expect("read");
    let name = people[0].identity.as_ref().and_then(|own| own.name.as_ref());
    assert_eq!(name.map(|name| name.unseal().as_str()), Some("周堃"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_row_gives_its_person_their_household() {
    let (house, _folder) = on_sqlite().await;
    let analyst = house.asker("analyst", DAY).await;
    let lines = "D77,何桂英,99010119520120002X,户主,低保\nD77,,,配偶,低保";
    let batch = low_income(&house, &analyst, lines).await.batch;
    let place = house.app.intake().batch_page(&analyst, batch, None).await.expect("the batch").waiting.remove(0).place;
    let who = typed(&[("name", "周堃"), ("citizen_id", "99010919490302002X")]);
    house.app.intake().correct_row(&analyst, (batch, &place), &who, &Once("1".to_owned())).await.expect("corrected");
    let person = |row: &Row| row.person.expect("somebody's");
    let all = rows(&house.app, &analyst, RowFilter { batch: Some(batch), ..RowFilter::default() }).await;
    let leave = permit::<ImportRegisters>(&analyst.actor).expect("the analyst's");
    let members = house.app.store().household_of(&leave, person(&all[0])).await.expect("read");
    let told: Vec<_> = members.iter().map(|own| (own.person, own.relation.as_str())).collect();
    assert_eq!(told, [(person(&all[1]), "spouse")]);
}
