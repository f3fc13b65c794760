//! The busiest pages under a steady load, with a crowd of cases.
//! Of the release, which is what many people would ask of; the load maker is another process, and its processor time is
//! not counted.
use serde::Deserialize;

use super::crowd::{Crowd, Database};
use super::report::{Row, Verdict};
use crate::failure::Failure;
use crate::needs::node;
use crate::place::Place;
use crate::shell::Task;
use crate::testing;

const RATE: &str = "200";
const LIMIT_MS: &str = "50.0";

/// What the load maker says of one page.
#[derive(Debug, Deserialize)]
struct Load {
    what: String,
    requests: u64,
    wrong: u64,
    p50_ms: serde_json::Number,
    p99_ms: serde_json::Number,
    max_ms: serde_json::Number,
    site_cpu_s: Option<serde_json::Number>,
    database_cpu_s: Option<serde_json::Number>,
}

pub(super) fn on_sqlite(place: &Place, cases: u32) -> Result<Vec<Row>, Failure> {
    run(place, Database::Sqlite, cases)
}

pub(super) fn on_postgres(place: &Place, cases: u32) -> Result<Vec<Row>, Failure> {
    run(place, Database::Postgres, cases)
}

fn run(place: &Place, on: Database, cases: u32) -> Result<Vec<Row>, Failure> {
    node::node(place)?;
    testing::prepare(place)?;
    let place = &place.released();
    testing::release(place)?;
    let crowd = Crowd::open(place, on, cases)?;
    let site = crowd.serve(place)?;
    let mut task = Task::new(place, "node").args(&["e2e/load.mjs", "--base", &site.base, "--rate", RATE]);
    task.command.arg("--accounts").arg(crowd.accounts()).arg("--pid").arg(site.id().to_string());
    if let Some(database) = &crowd.database {
        task.command.arg("--database-pid").arg(database.id().to_string());
    }
    let told = task.read()?;
    let mut rows = vec![crowd.row(on)];
    for line in told.lines() {
        rows.push(row(line, on)?);
    }
    Ok(rows)
}

fn row(line: &str, on: Database) -> Result<Row, Failure> {
    let load: Load = serde_json::from_str(line)
        .map_err(|error| Failure::Wrong(format!("the load maker said {line}, which is not its answer: {error}")))?;
    let cpu = |who: &str, seconds: Option<serde_json::Number>| {
        seconds.map_or_else(String::new, |seconds| format!(", {who} {seconds} CPU s"))
    };
    let (site, database) = (cpu("site", load.site_cpu_s), cpu("database", load.database_cpu_s));
    Ok(Row {
        work: format!("{}, {RATE} requests/s, {}, release", load.what, on.word()),
        ours: format!(
            "p50 {} ms, p99 {} ms, longest {} ms, {} of {} wrong{site}{database}",
            load.p50_ms, load.p99_ms, load.max_ms, load.wrong, load.requests
        ),
        limit: format!("p99 ≤ {LIMIT_MS} ms"),
        met: Verdict::of((load.wrong == 0 && thousandths(&load.p99_ms) <= 50_000).then_some(())),
    })
}

/// A number of milliseconds in microseconds, without floating point.
fn thousandths(number: &serde_json::Number) -> u64 {
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = format!("{part:0<3}");
    let digits = [whole, part.get(..3).unwrap_or("000")].concat();
    digits.parse().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_page_and_a_wrong_answer_both_miss_the_limit() {
        let line = |p99: &str, wrong: &str| {
            format!(
                "{{\"what\":\"worklist\",\"requests\":4000,\"wrong\":{wrong},\"p50_ms\":3.1,\"p99_ms\":{p99},\
                 \"max_ms\":80,\"site_cpu_s\":1.5}}"
            )
        };
        let met = |p99, wrong| row(&line(p99, wrong), Database::Sqlite).expect("an answer").met;
        assert_eq!(met("50.0", "0"), Verdict::Met);
        assert_eq!(met("50.1", "0"), Verdict::Missed);
        assert_eq!(met("7", "0"), Verdict::Met);
        assert_eq!(met("7", "1"), Verdict::Missed);
        assert!(row("no", Database::Sqlite).is_err());
    }
}
