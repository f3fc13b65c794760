//! Killed in the middle: of an import from the page, of one from the command line, of a payment.
use std::thread;

use serde_json::Value;

use crate::files::{LowIncome, hand_over, rows_of, wait_until_in};
use crate::house::{House, PAYEE, Stage, case, pause, wait_for};

/// Rows of the lists: a few portions of 2,000, so that a kill finds some written and some not.
const ROWS: u32 = 8_000;
const ALL: usize = 8_000;
#[test]
fn an_import_from_the_page_that_is_killed_is_there_whole_or_not_at_all_and_can_come_again() {
    let house = House::new();
    let mut site = house.serve();
    // Without a moment: as soon as a portion is there.
    for (nth, delay) in [Some(0), Some(60), None, Some(700)].into_iter().enumerate() {
        let list = LowIncome::of(ROWS).other(u32::try_from(nth).expect("small")).csv();
        let analyst = site.signed_in("analyst");
        let preview = hand_over(&analyst, "低保.csv", &list).leads_to().to_owned();
        let form = analyst.form(&preview, &preview);
        let batch = preview.replace("previews", "batches");
        let sender = thread::spawn(move || analyst.try_send(&form));
        match delay {
            Some(delay) => pause(delay),
            None => wait_for(|| (rows_of(&house, &batch) > 0).then_some(())),
        }
        site.kill();
        drop(sender.join().expect("answered or not"));
        site = house.serve();
        let analyst = site.signed_in("analyst");
        let kept = rows_of(&house, &batch);
        assert!(kept == 0 || kept == ALL, "{kept} rows of a batch that a kill cut off after {delay:?} ms");
        // Whatever became of it, the person is never stuck: the same file comes again, or is there.
        let again = hand_over(&analyst, "低保.csv", &list);
        let mut to = again.leads_to().to_owned();
        if to.contains("previews") {
            to = analyst.send(&analyst.form(&to, &to)).leads_to().to_owned();
        }
        wait_until_in(&analyst, &to);
        assert_eq!(rows_of(&house, &to), ALL);
    }
    site.stop();
    house.sound();
}

#[test]
fn an_import_on_the_command_line_that_is_killed_gives_exactly_the_same_when_it_comes_again() {
    let folder = tempfile::tempdir().expect("room");
    let file = folder.path().join("低保.csv");
    std::fs::write(&file, LowIncome::of(ROWS).csv()).expect("room");
    let file = file.display().to_string();
    let import = ["import", &file, "--sender", "示范县民政局", "--json"];
    let whole = House::new();
    let expected = counts(&whole.answer(&import));
    assert_eq!(expected["kept"], ROWS);
    let house = House::new();
    let before = batches(&house);
    for delay in [None, Some(100), Some(500), Some(900), Some(1_700)] {
        let mut killed = house.start(&import);
        match delay {
            Some(delay) => pause(delay),
            // On a quick machine the import may be over before it is seen half done.
            None => {
                while !half_written(&house, before) && killed.try_wait().expect("it was ours").is_none() {
                    pause(2);
                }
            }
        }
        killed.kill().expect("it was ours");
        killed.wait().expect("it ended");
    }
    assert_eq!(counts(&house.answer(&import)), expected);
    house.sound();
}

/// How many batches there ever were.
fn batches(house: &House) -> usize {
    house.journal().iter().filter(|(stream, kind)| stream.starts_with("batch:") && kind == "received").count()
}

/// Whether the newest of more than `before` batches is there in part.
fn half_written(house: &House, before: usize) -> bool {
    let newest = batches(house);
    newest > before && (1..ALL).contains(&rows_of(house, &format!("/{newest}")))
}

/// What a file came to, without what differs from one house to another.
fn counts(told: &Value) -> Value {
    let mut file = told["files"][0].clone();
    let fields = file.as_object_mut().expect("a file");
    fields.remove("batch");
    fields.remove("same");
    file
}

#[test]
fn a_payment_that_is_killed_was_ordered_once_or_not_at_all_and_the_same_form_gets_the_first_answer() {
    /// What such a case has by then, in order.
    const KINDS: [&str; 7] = [
        "receipt-list",
        "acceptance-notice",
        "home-visit-record",
        "review-report",
        "decision",
        "fund-request",
        "payment-form",
    ];
    let house = House::new();
    let delays = [0, 2, 4, 7, 11, 16, 24, 40, 80, 200];
    let mut site = house.serve();
    for (nth, delay) in delays.into_iter().enumerate() {
        let number = case(Stage::Funds, u64::try_from(nth).expect("small"));
        let path = format!("/cases/{number}/steps/order-payment");
        let finance = site.signed_in("finance");
        let form = finance.form(&path, &path).with(&PAYEE);
        let (sender, sent) = (finance.clone(), form.clone());
        let sending = thread::spawn(move || sender.try_send(&sent));
        pause(delay);
        site.kill();
        let answer = sending.join().expect("answered or not");
        site = house.serve();
        // The session outlives the kill, and so does the form.
        let finance = finance.at(&site.browser());
        let taken = house.taken(number, "order-payment");
        assert!(taken == 1 || (taken == 0 && answer.is_none()), "{taken} payments ordered, answered {answer:?}");
        let second = finance.send(&form);
        assert_eq!((second.status, second.leads_to()), (303, format!("/cases/{number}/overview").as_str()));
        assert_eq!(house.taken(number, "order-payment"), 1);
        finance.get(&format!("/cases/{number}/overview")).says(200, "发放中");
    }
    for nth in 0..u64::try_from(delays.len()).expect("small") {
        let printed =
            wait_for(|| Some(house.printed(case(Stage::Funds, nth))).filter(|kinds| kinds.len() >= KINDS.len()));
        assert_eq!(printed, KINDS, "each once");
    }
    site.stop();
    house.sound();
}
