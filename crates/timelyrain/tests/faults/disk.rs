//! A full disk: the files of the running site may not grow any more. It says so, lives on, and works again with room.
//!
//! The limit is the system's own on the size of files (`prlimit`), which holds for every user and every file system;
//! the store's tests do the same with a limit of `SQLite`'s pages.
use crate::browser::LANGUAGES;
use crate::files::{LowIncome, hand_over, rows_of, wait_until_in};
use crate::house::{House, PAYEE, Stage, case, wait_for};

/// Nothing at all can be written.
const NOTHING: Option<u64> = Some(1);
#[test]
fn a_step_on_a_full_disk_is_not_taken_says_so_and_keeps_what_was_typed() {
    let house = House::new();
    let mut site = house.serve();
    let finance = site.signed_in("finance");
    let told = [
        ["存储空间满了", "这次提交没有保存。", "请告诉管理员腾出空间，然后再提交一次。"],
        ["The disk is full", "What you sent was not saved.", "Ask an administrator to make room, then send it again."],
    ];
    for (nth, (language, sentences)) in LANGUAGES.into_iter().zip(told).enumerate() {
        let number = case(Stage::Funds, u64::try_from(nth).expect("small"));
        let path = format!("/cases/{number}/steps/order-payment");
        let finance = finance.speaking(language);
        let form = finance.form(&path, &path).with(&PAYEE);
        site.limit_files(NOTHING);
        let full = finance.send(&form);
        for sentence in sentences {
            full.says(507, sentence);
        }
        full.keeps("6200000000000003");
        // Whoever reads, goes on reading; whoever wants to come in, is told.
        finance.get("/today").says(200, "<main");
        finance.get(&format!("/cases/{number}/overview")).says(200, "<main");
        site.browser().speaking(language).try_to_enter("officer", "rain-in-time").says(507, sentences[0]);
        assert!(site.lives());
        site.limit_files(None);
        let sent = finance.send(&full.form(&path).with(&PAYEE));
        assert_eq!(
            (sent.status, sent.leads_to()),
            (303, format!("/cases/{number}/overview").as_str()),
            "{}",
            sent.text()
        );
        assert_eq!(house.taken(number, "order-payment"), 1);
    }
    site.stop();
    house.sound();
}

#[test]
fn a_list_for_which_there_is_no_room_is_refused_and_can_be_handed_over_again() {
    let house = House::new();
    let mut site = house.serve();
    let analyst = site.signed_in("analyst");
    let list = LowIncome::of(300).csv();
    let before = house.sound();
    for (language, sentence) in LANGUAGES.into_iter().zip(["存储空间满了", "The disk is full"]) {
        let form = analyst.form("/registers/upload", "/registers/upload");
        let form = form.with(&[("sender_kind", "civil-affairs"), ("sender", "示范县民政局"), ("purpose", "比对")]);
        site.limit_files(NOTHING);
        let length = u64::try_from(list.len()).expect("a length");
        analyst.speaking(language).upload(&form, "低保.csv", &mut &*list, length).says(507, sentence);
        site.limit_files(None);
    }
    assert!(site.lives());
    assert_eq!(house.sound(), before);
    let preview = hand_over(&analyst, "低保.csv", &list).leads_to().to_owned();
    let batch = analyst.send(&analyst.form(&preview, &preview)).leads_to().to_owned();
    wait_until_in(&analyst, &batch);
    assert_eq!(rows_of(&house, &batch), 300);
    site.stop();
    house.sound();
}

#[test]
fn an_import_that_fills_the_disk_is_taken_back_whole_as_soon_as_there_is_room() {
    let house = House::new();
    let mut site = house.serve();
    let analyst = site.signed_in("analyst");
    let list = LowIncome::of(24_000).csv();
    let preview = hand_over(&analyst, "低保.csv", &list).leads_to().to_owned();
    let batch = analyst.send(&analyst.form(&preview, &preview)).leads_to().to_owned();
    // Room for the first portions of the import and not for the others.
    wait_for(|| (rows_of(&house, &batch) > 0).then_some(()));
    site.limit_files(NOTHING);
    for (language, sentence) in
        LANGUAGES.into_iter().zip(["存储空间满了，没有导入", "the disk is full and nothing was taken in"])
    {
        wait_for(|| {
            let page = analyst.speaking(language).get(&batch);
            page.body.contains(sentence).then_some(())
        });
    }
    assert!((1..24_000).contains(&rows_of(&house, &batch)), "it stopped between two portions");
    assert!(site.lives());
    site.limit_files(None);
    wait_for(|| analyst.get(&batch).body.contains("已撤回").then_some(()));
    assert_eq!(rows_of(&house, &batch), 0, "not half of it");
    let preview = hand_over(&analyst, "低保.csv", &list).leads_to().to_owned();
    let again = analyst.send(&analyst.form(&preview, &preview)).leads_to().to_owned();
    wait_until_in(&analyst, &again);
    assert_eq!(rows_of(&house, &again), 24_000);
    site.stop();
    house.sound();
}

#[test]
fn a_command_on_a_full_disk_says_so_and_leaves_the_journal_as_it_was() {
    let house = House::new();
    let before = house.sound();
    let list = tempfile::NamedTempFile::with_suffix(".csv").expect("room");
    std::fs::write(list.path(), LowIncome::of(300).csv()).expect("room");
    let refused = house.run_within(100, &["import", &list.path().display().to_string(), "--sender", "示范县民政局"]);
    assert_eq!(refused.status.code(), Some(1), "a sentence and not a signal");
    assert!(
        String::from_utf8_lossy(&refused.stderr).contains("the disk is full"),
        "{}",
        String::from_utf8_lossy(&refused.stderr)
    );
    let told = house.answer(&["import", &list.path().display().to_string(), "--sender", "示范县民政局", "--json"]);
    assert_eq!(told["files"][0]["kept"], 300);
    assert!(house.sound() > before);
}
