//! From a clone in an empty folder to a demo that ran, with nothing built before.
//! Uses the machine's npm and cargo downloads, since the network is not what is measured.
use std::time::Instant;

use super::report::{Row, Verdict};
use crate::failure::Failure;
use crate::place::Place;
use crate::shell::Task;
use crate::temporary;

const LIMIT_S: u64 = 12 * 60;

pub(super) fn run(place: &Place, _: u32) -> Result<Vec<Row>, Failure> {
    let folder = temporary::Folder::new("clone")?;
    let (clone, target) = (folder.path().join("timelyrain"), folder.path().join("target"));
    let words = ["clone".as_ref(), "--quiet".as_ref(), place.root.as_os_str(), clone.as_os_str()];
    let begun = Instant::now();
    Task::new(place, "git").args(&words).run()?;
    Task::cargo(place, &["xtask", "demo", "--exit"]).folder(&clone).env("CARGO_TARGET_DIR", target).run()?;
    let seconds = begun.elapsed().as_secs();
    Ok(vec![Row {
        work: "clone, build, simulate, play, import, link, screen".to_owned(),
        ours: format!("{seconds} s"),
        limit: format!("≤ {LIMIT_S} s"),
        met: Verdict::of((seconds <= LIMIT_S).then_some(())),
    }])
}
