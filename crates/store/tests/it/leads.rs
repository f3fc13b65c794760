//! What the store keeps of leads, as sentences about behaviour, on both databases.
use domain::access::Scope;
use domain::access::action::{JudgeLeads, SeeLeads, SeeRegisters};
use domain::leads::{Colour, Finding, Found, Lead, LeadEvent, Verdict};
use kernel::id::{BatchId, CaseTypeId, OfficeId, PersonId, RegisterId, UserId};
use store::{FindingKind, LeadCounts, LeadFilter, Outcome, OutcomeRow, StoreError, Tally};

use crate::support::{Site, allowed, day, everywhere, officer, on_both};

const KIND: &str = "judicial-assistance";

pub(crate) fn found(person: PersonId, office: OfficeId, harm_case: &str) -> Found {
    Found {
        person,
        office,
        case_type: CaseTypeId::from(KIND),
        harm_case: harm_case.to_owned(),
        source: "1/Sheet1/2".to_owned(),
        finding: Finding::Sure,
        ask: vec![],
        score: 40,
        parts: vec![],
        colour: Colour::Amber,
        on: day("2026-03-02"),
    }
}

async fn opened(site: &Site, all: Vec<Found>) -> Vec<Lead> {
    let mut tx = site.begin().await;
    let ids = tx.add_leads(all).await.expect("opened");
    tx.commit().await.expect("committed");
    let mut leads = vec![];
    for id in ids {
        leads.push(site.store.lead(&everywhere::<SeeLeads>(), id).await.expect("read").expect("there"));
    }
    leads
}

async fn judged(site: &Site, lead: &Lead, verdict: Verdict) -> Lead {
    let event =
        LeadEvent::Judged { verdict, by: "user:5".to_owned(), on: day("2026-03-03"), reason: "邻居说".to_owned() };
    let mut tx = site.begin().await;
    let after = tx.save_lead(lead, event).await.expect("saved");
    tx.commit().await.expect("committed");
    after
}

fn waiting() -> LeadFilter {
    LeadFilter { waiting: true, ..LeadFilter::default() }
}

#[test]
fn the_queue_is_paged_the_urgent_first_then_by_need_and_loses_nobody() {
    on_both(async |site| {
        let score = |n: i64| u32::try_from(n.rem_euclid(3)).expect("small");
        let colours = [Colour::Blue, Colour::Red, Colour::Amber, Colour::Red];
        let colour = |n: i64| colours[usize::try_from(n.rem_euclid(4)).expect("small")];
        let new = |n| Found { score: score(n), colour: colour(n), ..found(PersonId(n), OfficeId(1), "x") };
        let all = (1..=23).map(new).collect();
        opened(&site, all).await;
        let (mut seen, mut after) = (vec![], None);
        loop {
            let page = site.store.leads(&everywhere(), &waiting(), after.as_deref(), 10).await.expect("read");
            assert_eq!(page.total, 23);
            seen.extend(page.rows.iter().map(|row| (row.colour, row.score, row.id)));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        let mut sorted = seen.clone();
        let first = |colour: &Colour| [Colour::Red, Colour::Amber, Colour::Blue].iter().position(|own| own == colour);
        sorted.sort_by_key(|(colour, score, id)| (first(colour), std::cmp::Reverse(*score), *id));
        sorted.dedup();
        assert_eq!((seen.len(), seen), (23, sorted));
    });
}

#[test]
fn a_lead_is_saved_at_the_version_that_was_seen_and_its_reason_is_sealed() {
    on_both(async |site| {
        let lead = opened(&site, vec![found(PersonId(9), OfficeId(1), "x")]).await.remove(0);
        let after = judged(&site, &lead, Verdict::Lost).await;
        assert_eq!((after.version, &after.verdict), (2, &Some(Verdict::Lost)));
        let event = LeadEvent::Taken { by: UserId(6), on: day("2026-03-03") };
        let stale = site.begin().await.save_lead(&lead, event).await;
        assert!(matches!(stale, Err(StoreError::Conflict { expected: 1, found: 2, .. })), "{stale:?}");
        let told = site.store.read_stream(&everywhere(), &format!("lead:{}", lead.id)).await.expect("read");
        assert!(!told[1].plain.to_string().contains("邻居"), "{told:?}");
        assert_eq!(site.store.lead(&everywhere::<SeeLeads>(), lead.id).await.expect("read"), Some(after));
        assert_eq!(site.store.leads(&everywhere(), &waiting(), None, 10).await.expect("read").total, 0);
        let again = site.begin().await.add_leads(vec![found(PersonId(9), OfficeId(1), "x")]).await;
        assert!(matches!(again, Err(StoreError::Taken { .. })), "{again:?}");
    });
}

#[test]
fn findings_come_before_questions_ones_own_before_free_ones_and_others_never() {
    on_both(async |site| {
        let question = Found {
            finding: Finding::Question,
            score: 90,
            colour: Colour::Red,
            ..found(PersonId(1), OfficeId(1), "x")
        };
        let confirm = Finding::ToConfirm { candidate: PersonId(8) };
        let low = Found { score: 10, finding: confirm, colour: Colour::Blue, ..found(PersonId(2), OfficeId(1), "x") };
        let high = Found { score: 50, colour: Colour::Red, ..found(PersonId(3), OfficeId(2), "x") };
        let leads = opened(&site, vec![question, low, high]).await;
        let next = async |user: i64| {
            let allowed = allowed::<JudgeLeads>(user, (OfficeId(1), "/1/"), Scope::All);
            site.store.next_lead(&allowed, UserId(user)).await.expect("asked")
        };
        assert_eq!(next(5).await, Some(leads[2].id));
        let mut tx = site.begin().await;
        tx.save_lead(&leads[2], LeadEvent::Taken { by: UserId(6), on: day("2026-03-02") }).await.expect("taken");
        tx.commit().await.expect("committed");
        assert_eq!((next(5).await, next(6).await), (Some(leads[1].id), Some(leads[2].id)));
        let counts = site.store.lead_counts(&everywhere()).await.expect("counted");
        assert_eq!(counts, LeadCounts { red: 2, amber: 0, blue: 1 });
        let here = allowed::<SeeLeads>(5, (OfficeId(1), "/1/"), Scope::Office);
        assert_eq!(site.store.leads(&here, &waiting(), None, 10).await.expect("read").total, 2);
        assert_eq!(site.store.lead(&here, leads[2].id).await.expect("read"), None);
        let filter = LeadFilter { finding: Some(FindingKind::ToConfirm), ..waiting() };
        assert_eq!(site.store.leads(&here, &filter, None, 10).await.expect("read").rows[0].id, leads[1].id);
    });
}

#[test]
fn a_lead_that_rests_comes_back_on_its_day() {
    on_both(async |site| {
        let lead = opened(&site, vec![found(PersonId(9), OfficeId(1), "x")]).await.remove(0);
        judged(&site, &lead, Verdict::Suppressed { until: day("2026-04-01") }).await;
        for (today, back) in [("2026-03-31", 0), ("2026-04-01", 1)] {
            let mut tx = site.begin().await;
            assert_eq!(tx.wake_leads(day(today)).await.expect("woken"), back);
            tx.commit().await.expect("committed");
            assert_eq!(site.store.leads(&everywhere(), &waiting(), None, 10).await.expect("read").total, back);
        }
    });
}

#[test]
fn a_lead_that_woke_is_handed_out_and_stays_in_the_queue_when_it_is_taken_or_renewed() {
    on_both(async |site| {
        let lead = opened(&site, vec![found(PersonId(9), OfficeId(1), "x")]).await.remove(0);
        let rested = judged(&site, &lead, Verdict::Suppressed { until: day("2026-04-01") }).await;
        let then = "2026-04-01T01:00:00Z".parse().expect("a moment");
        let write = async || site.store.begin(&officer(), then).await.expect("a writer");
        let mut tx = write().await;
        tx.wake_leads(day("2026-04-01")).await.expect("woken");
        tx.commit().await.expect("committed");
        let judge = allowed::<JudgeLeads>(5, (OfficeId(1), "/1/"), Scope::All);
        let next = async || site.store.next_lead(&judge, UserId(5)).await.expect("asked");
        assert_eq!(next().await, Some(lead.id));
        let taken = LeadEvent::Taken { by: UserId(5), on: day("2026-04-01") };
        let renewed = LeadEvent::Renewed(Found { score: 41, ..lead.found.clone() });
        let mut woken = rested;
        for event in [taken, renewed] {
            let mut tx = write().await;
            woken = tx.save_lead(&woken, event).await.expect("saved");
            tx.commit().await.expect("committed");
            assert_eq!(site.store.leads(&everywhere(), &waiting(), None, 10).await.expect("read").total, 1);
        }
        assert_eq!(next().await, Some(lead.id), "their own comes first");
        let asleep = judged(&site, &woken, Verdict::Suppressed { until: day("2026-09-01") }).await;
        assert_eq!(next().await, None);
        assert_eq!((asleep.version, site.store.verify_leads().await.expect("compared").1), (5, vec![]));
    });
}

#[test]
fn everyone_stands_in_exactly_one_line_of_the_account() {
    on_both(async |site| {
        let leads = opened(&site, (1..=4).map(|n| found(PersonId(n), OfficeId(1), "x")).collect()).await;
        judged(&site, &leads[1], Verdict::HandedOn { to: "法院".to_owned() }).await;
        judged(&site, &leads[2], Verdict::NotEligible { ground: "made-good".to_owned() }).await;
        let row = |person: i64, result, reason: &str| OutcomeRow {
            person: PersonId(person),
            harm_case: "x".to_owned(),
            office: OfficeId(1),
            register: RegisterId::from("crim_person"),
            batch: BatchId(1),
            sheet: "Sheet1".to_owned(),
            row: u32::try_from(person).expect("small"),
            result,
            reason: reason.to_owned(),
            lead: leads.iter().find(|lead| lead.found.person == PersonId(person)).map(|lead| lead.id),
            on: day(if person == 4 { "2026-04-01" } else { "2026-03-31" }),
        };
        let mut rows: Vec<_> = (1..=4).map(|person| row(person, Outcome::Lead, "")).collect();
        rows.push(row(5, Outcome::None, "no-harm"));
        rows.push(row(6, Outcome::None, "helped-for-this-case"));
        rows.push(row(7, Outcome::Ask, "injury"));
        let mut tx = site.begin().await;
        tx.replace_outcomes(&CaseTypeId::from(KIND), rows.clone()).await.expect("kept");
        tx.replace_outcomes(&CaseTypeId::from(KIND), rows).await.expect("kept");
        tx.commit().await.expect("committed");
        let told = async |month: Option<&str>| {
            let all =
                site.store.account_of_everyone(&everywhere::<SeeRegisters>(), None, month).await.expect("counted");
            let line = |own: Tally| format!("{} {} {}", own.category, own.ground.unwrap_or_default(), own.people);
            all.into_iter().map(line).collect::<Vec<_>>()
        };
        let march = [
            "found  1",
            "handed-on 法院 1",
            "helped  1",
            "not-eligible made-good 1",
            "not-eligible no-harm 1",
            "unknown injury 1",
        ];
        assert_eq!(told(Some("2026-03")).await, march);
        assert_eq!(told(None).await[0], "found  2");
    });
}
