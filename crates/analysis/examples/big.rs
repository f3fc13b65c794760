#![allow(warnings)]
#[path = "../tests/support/mod.rs"]
mod support;
use analysis::*;
use kernel::Fen;
use kernel::id::*;
use packs::registers::Parsed;
use std::collections::*;
fn rss() -> String {
    std::fs::read_to_string("/proc/self/status")
        .unwrap()
        .lines()
        .filter(|l| l.starts_with("VmHWM") || l.starts_with("VmRSS"))
        .collect::<Vec<_>>()
        .join(" ")
}
#[tokio::main]
async fn main() {
    let regs = support::registers();
    let rule = support::rule();
    let dir = tempfile::tempdir().unwrap();
    let t = std::time::Instant::now();
    let c = |s: &str| Parsed::Choice(s.into());
    let put = |id: &str, n: u32, f: &dyn Fn(u32) -> (i64, Vec<(&'static str, Parsed)>)| {
        let mut w = write_batch(dir.path(), regs.get(id).unwrap(), BatchId(1)).unwrap();
        for i in 0..n {
            let (p, v) = f(i);
            w.push(&AnalysisRow {
                person: Some(PersonId(p)),
                identified: i % 7 != 0,
                sheet: 0,
                row: i + 1,
                born: Some(jiff::civil::date(1950 + (i % 60) as i16, 1, 1)),
                household: Some((i / 3) as i64),
                values: v.into_iter().map(|(a, b)| (a.to_string(), b)).collect(),
            })
            .unwrap();
        }
        w.finish().unwrap();
    };
    put("low_income", 1_000_000, &|i| (i as i64 * 3, vec![("kind", c("allowance"))]));
    println!("1M written {:?} {}", t.elapsed(), rss());
    put("disabled", 300_000, &|i| (i as i64 * 5, vec![("grade", c("2"))]));
    put("monitor", 200_000, &|i| (i as i64 * 11, vec![("kind", c("sudden"))]));
    put("crim_person", 22_000, &|i| {
        (
            i as i64 * 13,
            vec![("case_no", Parsed::CaseNumber(format!("c{i}"))), ("injury", c("serious-1")), ("role", c("victim"))],
        )
    });
    put("crim_case", 22_000, &|i| {
        (i as i64 * 13, vec![("case_no", Parsed::CaseNumber(format!("c{i}"))), ("cause_class", c("body"))])
    });
    put("compensation", 22_000, &|i| {
        (
            i as i64 * 13,
            vec![
                ("case_no", Parsed::CaseNumber(format!("c{i}"))),
                ("owed", Parsed::Fen(Fen(100))),
                ("paid", Parsed::Fen(Fen(0))),
            ],
        )
    });
    println!("written {:?} {}", t.elapsed(), rss());
    let tables = Tables::open(
        dir.path(),
        &regs,
        &BTreeSet::from([BatchId(1)]),
        jiff::civil::date(2024, 7, 5),
        Limits {
            memory_bytes: (std::env::args().nth(1).unwrap().parse::<usize>().unwrap()) << 20,
            ..Limits::default()
        },
    )
    .await
    .unwrap();
    println!("open {:?} {}", t.elapsed(), rss());
    let all = screen(&tables, &rule).await.unwrap().all().await.unwrap();
    println!("screened {} {:?} {}", all.len(), t.elapsed(), rss());
    let mut m = BTreeMap::new();
    for o in &all {
        *m.entry(format!("{:?}", o.weighed.finding)).or_insert(0) += 1;
    }
    println!("{m:?}");
}
