//! temporary
#[path = "it/cases.rs"]
mod cases;
#[path = "it/leads.rs"]
mod leads;
#[path = "it/people.rs"]
mod people;
#[path = "it/support.rs"]
mod support;
use domain::access::Scope;
use domain::access::action::*;
use kernel::id::*;
use std::time::Instant;
use store::*;
use support::*;
#[test]
fn scale() {
    let n: i64 = std::env::var("SCALE").unwrap().parse().unwrap();
    on_both(async |site| {
        let a = site.office(None).await;
        let b = site.office(Some(a)).await;
        let t = Instant::now();
        let past = |kind: &str, act| PastAct { kind: kind.to_owned(), act, who: officer(), at: now() };
        let mut done = 0;
        while done < n {
            let cases = (0..500)
                .map(|k| {
                    let id = done + k + 1;
                    let d = day("2015-01-01").checked_add(jiff::Span::new().days(id % 4000)).unwrap().to_string();
                    let mut acts = vec![
                        past("open", cases::opening(if id % 10 == 0 { a } else { b }, id, &d)),
                        past("accept", cases::accepted()),
                        past("decide", cases::awarded(id, 1)),
                    ];
                    for _ in 0..7 {
                        acts.push(past("note", domain::cases::Act { events: vec![] }));
                    }
                    acts
                })
                .collect();
            let mut tx = site.begin().await;
            tx.add_cases(&everywhere(), cases).await.unwrap();
            tx.commit().await.unwrap();
            done += 500;
        }
        println!("{} load {n}: {:?}", site.store.database_name(), t.elapsed());
        if !site.is_sqlite() {
            site.meddle("analyze").await;
        } else {
            drop(site.reopened().await);
        }
        let path = format!("/{a}/");
        let all = everywhere::<SeeCases>();
        let sub = allowed::<SeeCases>(5, (a, &path), Scope::Subtree);
        let off = allowed::<SeeCases>(5, (a, &path), Scope::Office);
        let own = allowed::<SeeCases>(5, (a, &path), Scope::Own);
        for (who, allow) in [("all", &all), ("sub", &sub), ("off", &off), ("own", &own)] {
            let f = CaseFilter::default();
            let g = CaseFilter { state: Some(StateId::from("review")), open: Some(true), ..CaseFilter::default() };
            let h = CaseFilter {
                number_prefix: Some("某检司救〔2026〕".into()),
                due_before: Some(day("2026-03-17")),
                ..CaseFilter::default()
            };
            let z = CaseFilter { number_prefix: Some("无".into()), ..CaseFilter::default() };
            for (name, f) in [("default", &f), ("state", &g), ("prefix", &h), ("none", &z)] {
                let t = Instant::now();
                let mut after = None;
                for _ in 0..3 {
                    let p = site.store.cases(allow, f, after.as_deref(), 25).await.unwrap();
                    after = p.next;
                    if after.is_none() {
                        break;
                    }
                }
                println!("  {who} {name}: {:?}/page", t.elapsed() / 3);
            }
            let t = Instant::now();
            let d =
                site.store.due(allow, &DueFilter { officer: None, until: day("2026-04-01"), limit: 30 }).await.unwrap();
            println!("  {who} due {}: {:?}", d.len(), t.elapsed());
            let t = Instant::now();
            site.store
                .in_states(
                    allow,
                    &[
                        (CaseTypeId::from("judicial-assistance"), StateId::from("review")),
                        (CaseTypeId::from("judicial-assistance"), StateId::from("applied")),
                    ],
                    30,
                )
                .await
                .unwrap();
            println!("  {who} in_states: {:?}", t.elapsed());
            let t = Instant::now();
            site.store.count_open(allow, Some(UserId(5))).await.unwrap();
            println!("  {who} count_open: {:?}", t.elapsed());
        }
        let t = Instant::now();
        for k in 0..50 {
            site.store.case(&all, CaseId(k * 7 + 1)).await.unwrap();
        }
        println!("  case: {:?}", t.elapsed() / 50);
        let t = Instant::now();
        let s = site.reopened().await;
        s.ping().await.unwrap();
        println!("  open: {:?}", t.elapsed());
        let t = Instant::now();
        if n > 50000 {
            return;
        }
        println!("  {:?}", site.store.verify_cases().await.unwrap().cases);
        println!("  verify_cases: {:?}", t.elapsed());
        let t = Instant::now();
        site.store.verify_chain(EntryId(0)).await.unwrap();
        println!("  verify_chain: {:?}", t.elapsed());
    });
}
