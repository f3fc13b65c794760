//! `cargo xtask check`, before each commit, and `cargo xtask ci`, what the integration server runs.
//! Never changes a file.
use crate::failure::Failure;
use crate::needs::node;
use crate::place::Place;
use crate::say;
use crate::shell::Task;
use crate::tally::Tally;
use crate::testing;
use crate::tidy;
use crate::ui;

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    nothing_more(words, "check")?;
    let mut tally = form(place)?;
    ui::ensure(place)?;
    tally.add(clippy(place)?);
    testing::build(place)?;
    tally.add(testing::packs(place)?);
    testing::close(tally)
}

/// `check` and `test` in the order that a cold machine finishes soonest: the test build first, whose crates clippy's
/// own build scripts and macros then reuse; and everything is run even when something failed before.
pub(crate) fn ci(place: &Place, words: &[String]) -> Result<(), Failure> {
    nothing_more(words, "ci")?;
    node::node(place)?;
    let mut tally = form(place)?;
    testing::prepare(place)?;
    Task::cargo(place, &["test", "--workspace", "--no-run"]).run()?;
    tally.add(clippy(place)?);
    tally.add(testing::everything(place)?);
    testing::close(tally)
}

/// Spelling and the house rules: seconds, so they come first.
fn form(place: &Place) -> Result<Tally, Failure> {
    let mut tally = Tally::of(&Task::cargo(place, &["fmt", "--all", "--check"]).hear()?);
    let findings = tidy::findings(place)?;
    for finding in &findings {
        say::wrong(finding);
    }
    tally.add(if findings.is_empty() { Tally { passed: 1, failed: 0 } } else { Tally { passed: 0, failed: 1 } });
    Ok(tally)
}

fn clippy(place: &Place) -> Result<Tally, Failure> {
    let task = Task::cargo(place, &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    Ok(Tally::of(&task.hear()?))
}

fn nothing_more(words: &[String], verb: &str) -> Result<(), Failure> {
    if words.is_empty() { Ok(()) } else { Err(Failure::Usage(format!("cargo xtask {verb} takes nothing more"))) }
}
