//! From the start of the built program, with a crowd of cases, to its first page; and the memory it has taken by then.
//! The middle one of three starts counts; the files are in the machine's cache, since the disk is not what is measured.
use std::fs;
use std::time::Duration;

use super::crowd::{Crowd, Database};
use super::report::{Row, Verdict};
use crate::failure::Failure;
use crate::place::Place;
use crate::testing;

const LIMIT: Duration = Duration::from_secs(2);
const LIMIT_MIB: u64 = 200;

pub(super) fn run(place: &Place, cases: u32) -> Result<Vec<Row>, Failure> {
    testing::prepare(place)?;
    testing::build(place)?;
    let crowd = Crowd::open(place, Database::Sqlite, cases)?;
    let mut starts = Vec::new();
    for _ in 0..3 {
        let server = crowd.serve(place)?;
        starts.push((server.took, mebibytes(server.id())));
    }
    starts.sort();
    let (took, memory) = starts.get(1).copied().unwrap_or_default();
    Ok(vec![
        Row {
            work: format!("start to first page, {cases} cases"),
            ours: format!("{} ms", took.as_millis()),
            limit: format!("≤ {} ms", LIMIT.as_millis()),
            met: Verdict::of((took <= LIMIT).then_some(())),
        },
        Row {
            work: "memory by then".to_owned(),
            ours: memory.map_or_else(|| "not told by this machine".to_owned(), |mib| format!("{mib} MiB")),
            limit: format!("≤ {LIMIT_MIB} MiB"),
            met: Verdict::of(memory.filter(|mib| *mib <= LIMIT_MIB).map(drop)),
        },
    ])
}

/// The most memory that a process has held so far, on Linux.
fn mebibytes(process: u32) -> Option<u64> {
    peak(&fs::read_to_string(format!("/proc/{process}/status")).ok()?)
}

fn peak(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_div(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_of_memory_is_read_from_the_processs_status() {
        assert_eq!(peak("Name:\ttimelyrain\nVmHWM:\t  204800 kB\nVmRSS:\t 1 kB\n"), Some(200));
        assert_eq!(peak("Name:\ttimelyrain\n"), None);
    }
}
