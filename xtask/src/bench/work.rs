//! What the program computes, beside a peer on the same machine: one case with its explanation, and many decisions as PDF.
//! Both are small examples built for release without the rest of the workspace; a peer comes from `PyPI` into an environment of
//! its own, and where that cannot be had its figure as given elsewhere is told as such.
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::report::{Row, Verdict};
use crate::failure::Failure;
use crate::place::Place;
use crate::say;
use crate::shell::Task;

/// At most, for one case with everything that can be explained of it.
const ONE_CASE: u64 = 100_000; // ns
const ONE_CASE_STRETCH: &str = "≤ 0.100 ms (stretch 0.020 ms)";
/// The size at which the limit on decisions stands, and the limit.
const DECISIONS: (u32, u64) = (587, 30_000); // ms
const DECISIONS_STRETCH: &str = "≤ 30.0 CPU s (stretch 6.0 s)";

pub(super) fn one_case(place: &Place, times: u32) -> Result<Vec<Row>, Failure> {
    let ours = example(place, ("packs", "explain"), &[times.to_string()])?;
    let spent = number(&ours, "nanoseconds");
    let work = format!(
        "one case: every ground and exclusion with why, the amount with its working ({} lines), release",
        number(&ours, "lines")
    );
    let met = Verdict::of((spent <= ONE_CASE).then_some(()));
    let row = Row {
        work,
        ours: format!("{} ms", thousandths(spent.checked_div(1000).unwrap_or(0))),
        limit: ONE_CASE_STRETCH.to_owned(),
        met,
    };
    let script = place.path("xtask/src/bench/peers/openfisca.py");
    let peer = peer(place, "openfisca-core", &[script.display().to_string(), "1000".to_owned()]);
    let told = match &peer {
        Some(peer) => format!(
            "{} ms, {} lines of trace",
            thousandths(number(peer, "nanoseconds").checked_div(1000).unwrap_or(0)),
            number(peer, "lines")
        ),
        None => "0.750 ms (as given with OpenFisca 46; PyPI was not to be had here)".to_owned(),
    };
    Ok(vec![
        row,
        Row::told(
            "peer: OpenFisca of PyPI, one ground of eight conditions, the exclusions, an amount, with its trace",
            told,
        ),
    ])
}

pub(super) fn decisions(place: &Place, many: u32) -> Result<Vec<Row>, Failure> {
    let folder = place.target.join("bench-decisions");
    let ours = example(place, ("documents", "decisions"), &[many.to_string(), folder.display().to_string()])?;
    let spent = number(&ours, "milliseconds");
    let work = format!(
        "{many} decisions as PDF/A-2b and PDF/UA-1 with their text, {} pages, {} MB, release",
        number(&ours, "pages"),
        number(&ours, "bytes").checked_div(1_000_000).unwrap_or(0)
    );
    let limit = if many == DECISIONS.0 { DECISIONS_STRETCH.to_owned() } else { String::new() };
    let kept = Verdict::of((spent <= DECISIONS.1).then_some(()));
    let met = if many == DECISIONS.0 { kept } else { Verdict::Told };
    let row = Row { work, ours: format!("{} CPU s", thousandths(spent)), limit, met };
    let script = place.path("xtask/src/bench/peers/typst.py");
    let words = [
        script.display().to_string(),
        folder.display().to_string(),
        place.path("fonts").display().to_string(),
        many.to_string(),
    ];
    let told = peer(place, "typst", &words).map_or_else(
        || "not to be had here".to_owned(),
        |peer| format!("{} CPU s", thousandths(number(&peer, "milliseconds"))),
    );
    Ok(vec![
        row,
        Row::told(
            format!("peer: typst of PyPI, the same {many} decisions and fonts, PDF/A-2b, without the text beside"),
            told,
        ),
    ])
}

/// Builds an example of one light crate for release and runs it; the JSON that it prints.
fn example(place: &Place, (package, name): (&str, &str), words: &[String]) -> Result<Value, Failure> {
    let build = ["run", "--release", "--quiet", "-p", package, "--example", name, "--"];
    let said = Task::cargo(place, &build).args(words).read()?;
    read(&said).ok_or_else(|| Failure::Wrong(format!("{name} said no figure: {said}")))
}

/// What a peer of `PyPI` says; nothing where it cannot be installed or does not run.
fn peer(place: &Place, package: &str, words: &[String]) -> Option<Value> {
    let folder = place.target.join("bench-peers").join(package);
    let python = folder.join("bin/python");
    if !has(&python, package, place) {
        fs::create_dir_all(&folder).ok()?;
        say::step(&format!("{package} from PyPI into {}", folder.display()));
        Task::new(place, "python3").args(&["-m", "venv", &folder.display().to_string()]).read().ok()?;
        Task::new(place, &python).args(&["-m", "pip", "install", "--quiet", package]).read().ok()?;
    }
    read(&Task::new(place, &python).args(words).read().ok()?)
}

fn has(python: &Path, package: &str, place: &Place) -> bool {
    let python: PathBuf = python.to_path_buf();
    python.exists() && Task::new(place, &python).args(&["-m", "pip", "show", "--quiet", package]).read().is_ok()
}

fn read(said: &str) -> Option<Value> {
    serde_json::from_str(said.lines().rfind(|line| line.starts_with('{'))?).ok()
}

fn number(said: &Value, key: &str) -> u64 {
    said.get(key).and_then(Value::as_u64).unwrap_or(0)
}

/// Thousandths with three places: `1234` is 1.234.
fn thousandths(count: u64) -> String {
    let (whole, rest) = (count.checked_div(1000).unwrap_or(0), count.checked_rem(1000).unwrap_or(0));
    format!("{whole}.{rest:03}")
}
