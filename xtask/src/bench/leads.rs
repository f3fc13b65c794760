//! Of the truly entitled people of a simulated county, how many have a lead, and how many leads are
//! right. Where a cell that the rule reads is empty, the answer is a question: what it asks stands in no file.
//! Reads the last line of `timelyrain demo --exit`; the truth is the simulator's.
use serde::Deserialize;

use super::report::{Row, Verdict};
use crate::failure::Failure;
use crate::place::Place;
use crate::say;
use crate::shell::Task;
use crate::temporary;
use crate::testing;

/// The first was looked at while the rules were tuned; the other three were not.
const SEEDS: [&str; 4] = ["1", "20", "300", "4000"];
/// In thousandths.
const FOUND: u64 = 970;
const RIGHT: u64 = 900;

/// The last line of the demo.
#[derive(Debug, Deserialize)]
struct Account {
    rows: u64,
    bad_cells: u64,
    entitled: u64,
    entitled_with_lead: u64,
    entitled_asked: u64,
    questions: u64,
    leads: u64,
    leads_right: u64,
    seconds: serde_json::Number,
}

pub(super) fn run(place: &Place, people: u32) -> Result<Vec<Row>, Failure> {
    testing::prepare(place)?;
    testing::build(place)?;
    let mut rows = Vec::new();
    for seed in SEEDS {
        let folder = temporary::Folder::new("county")?;
        let mut task =
            Task::new(place, place.binary()).args(&["demo", "--exit", "--people", &people.to_string(), "--seed", seed]);
        task.command.arg("--data").arg(folder.path().join("data"));
        say::step(&task.shown());
        let told = task.read()?;
        let account = account(&told)?;
        let county = format!("county of {people}, seed {seed}");
        let work = format!("{county}: {} rows, {} bad cells", account.rows, account.bad_cells);
        rows.push(Row::told(work, format!("{} s", account.seconds)));
        rows.push(share(
            &format!("{county}: entitled who have a lead"),
            account.entitled_with_lead,
            account.entitled,
            FOUND,
        ));
        let asked = format!("{} of {} questions", account.entitled_asked, account.questions);
        rows.push(Row::told(format!("{county}: entitled who are asked about instead"), asked));
        rows.push(share(&format!("{county}: leads that are right"), account.leads_right, account.leads, RIGHT));
    }
    Ok(rows)
}

fn account(told: &str) -> Result<Account, Failure> {
    let last = told.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str(last)
        .map_err(|error| Failure::Wrong(format!("the demo's last line is not its account: {error}")))
}

fn share(work: &str, part: u64, whole: u64, limit: u64) -> Row {
    let per_mille = part.saturating_mul(1000).checked_div(whole);
    Row {
        work: work.to_owned(),
        ours: format!("{part} of {whole} ({})", per_mille.map_or_else(|| "none".to_owned(), percent)),
        limit: format!("≥ {}", percent(limit)),
        met: Verdict::of(per_mille.filter(|share| *share >= limit).map(drop)),
    }
}

fn percent(per_mille: u64) -> String {
    let (whole, tenth) = (per_mille.checked_div(10).unwrap_or(0), per_mille.checked_rem(10).unwrap_or(0));
    format!("{whole}.{tenth} %")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_of_the_demo_is_its_account() {
        let told = "someone was found\n{\"people\":9,\"rows\":8,\"bad_cells\":1,\"links\":7,\"entitled\":4,\
            \"entitled_with_lead\":3,\"entitled_asked\":1,\"questions\":2,\"leads\":5,\"leads_right\":5,\"seconds\":1.5}\n\n";
        let account = account(told).expect("an account");
        assert_eq!((account.entitled, account.entitled_with_lead, account.entitled_asked), (4, 3, 1));
        assert!(super::account("done").is_err());
    }

    #[test]
    fn a_share_below_its_limit_is_missed_and_nobody_entitled_is_not_a_success() {
        assert_eq!(share("x", 97, 100, FOUND).met, Verdict::Met);
        assert_eq!(share("x", 969, 1000, FOUND).met, Verdict::Missed);
        assert_eq!(share("x", 969, 1000, FOUND).ours, "969 of 1000 (96.9 %)");
        assert_eq!(share("x", 0, 0, FOUND).met, Verdict::Missed);
    }
}
