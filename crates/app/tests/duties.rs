//! What is due once a day is done once a day, and a duty that fails stops no other.
use std::path::{Path, PathBuf};

use app::Asker;
use app::duties::{Agenda, Duty};
use domain::leads::{Finding, Lead, LeadEvent, Verdict};
use intake::registers::Upload;
use jiff::Timestamp;
use kernel::id::CaseTypeId;
use store::Claim;
use testkit::{House, at, on_both, on_sqlite};

const DAY: &str = "2024-07-05";
const ALL: [Duty; 5] = Duty::ALL;

async fn take_in(house: &House, asker: &Asker, name: &str) {
    let upload = Upload {
        name: name.to_owned(),
        path: Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/registers").join(name),
        sender: "某县民政局".to_owned(),
        sender_kind: "agency".to_owned(),
        purpose: "司法救助".to_owned(),
        keep_until: None,
    };
    house.app.intake().import_file(asker, upload).await.expect("the list is taken in");
}

async fn leads(house: &House) -> Vec<Lead> {
    let all = house.app.store().leads_known(&CaseTypeId::from("judicial-assistance")).await.expect("leads");
    all.into_values().filter(|lead| !matches!(lead.found.finding, Finding::Question)).collect()
}

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_that_counts_is_the_one_in_shanghai() {
    let (house, _folder) = on_sqlite().await;
    let mut agenda = Agenda::default();
    let rows: [(&str, &[Duty]); 4] = [
        ("2024-07-05T02:00:00Z", &ALL),
        ("2024-07-05T15:59:59Z", &[]),
        ("2024-07-05T16:00:00Z", &ALL),
        ("2024-07-06T15:59:59Z", &[]),
    ];
    for (now, done) in rows {
        assert_eq!(house.app.daily(&mut agenda, moment(now)).await, done, "{now}");
    }
}

#[test]
fn a_rested_lead_wakes_an_old_key_is_forgotten_and_what_came_in_is_screened() {
    on_both(async |house| {
        let asker = house.asker("analyst", DAY).await;
        for name in ["victims.xlsx", "low-income.csv", "disabled.xls", "grants.csv"] {
            take_in(&house, &asker, name).await;
        }
        let mut agenda = Agenda::default();
        assert_eq!(leads(&house).await, []);
        assert_eq!(house.app.daily(&mut agenda, asker.now).await, ALL);
        let lead = leads(&house).await.remove(0);
        let verdict = Verdict::Suppressed { until: "2024-07-20".parse().expect("a day") };
        let judged =
            LeadEvent::Judged { verdict, by: "user:5".to_owned(), on: asker.today, reason: "住院".to_owned() };
        let mut tx = house.app.store().begin(&asker.actor.who, asker.now).await.expect("a writer");
        tx.save_lead(&lead, judged).await.expect("saved");
        tx.settle("form", &serde_json::Value::Null).await.expect("settled");
        tx.commit().await.expect("durable");
        let officer = house.asker("assistance-officer", DAY).await;
        let waiting = async || house.app.at_desk(officer.user, officer.now).await.expect("who one is").1.leads.0;
        let others = waiting().await;
        for (day, back, key) in [("2024-07-12", 0, false), ("2024-07-19", 0, true), ("2024-07-20", 1, true)] {
            assert_eq!(house.app.daily(&mut agenda, at(day)).await, ALL, "{day}");
            assert_eq!(waiting().await, others + back, "{day}");
            let tx = house.app.store().begin(&asker.actor.who, at(day)).await.expect("a writer");
            assert_eq!(tx.claim("form").await.expect("asked") == Claim::Fresh, key, "{day}");
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_duty_that_fails_stops_no_other_and_is_tried_again_after_an_hour() {
    let (house, _folder) = on_sqlite().await;
    let asker = house.asker("analyst", DAY).await;
    take_in(&house, &asker, "victims.xlsx").await;
    let table = first_file(&house.folder.join("registers/registers"));
    let whole = std::fs::read(&table).expect("a table");
    std::fs::write(&table, b"not a table").expect("room");
    let mut agenda = Agenda::default();
    let others = [Duty::WakeLeads, Duty::ForgetTokens, Duty::EndSessions, Duty::Recompute];
    assert_eq!(house.app.daily(&mut agenda, at(DAY)).await, others);
    std::fs::write(&table, whole).expect("room");
    let later = |minutes: i64| at(DAY).checked_add(jiff::Span::new().minutes(minutes)).expect("a moment");
    assert_eq!(house.app.daily(&mut agenda, later(59)).await, []);
    assert_eq!(house.app.daily(&mut agenda, later(60)).await, [Duty::Screen]);
    assert_eq!(house.app.daily(&mut agenda, later(120)).await, []);
}

/// Some table of the registers.
fn first_file(folder: &Path) -> PathBuf {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    let first = entries.first().expect("something in it").clone();
    if first.is_dir() { first_file(&first) } else { first }
}
