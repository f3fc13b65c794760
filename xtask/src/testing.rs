//! `cargo xtask test [AREA]`: every test there is, on both databases and in a real browser.
//! Never skips: what a test needs is brought first, or the command stops and says which line brings it.
use std::fs;

use crate::e2e;
use crate::failure::Failure;
use crate::needs::{fonts, postgres};
use crate::place::{self, Place};
use crate::say;
use crate::shell::Task;
use crate::tally::Tally;
use crate::ui;

/// The part of the tests that was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Area {
    All,
    Journeys,
    Packs,
    Crate(String),
    Word(String),
}

/// What runs the tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Runner {
    Nextest,
    Cargo,
}

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let area = match words {
        [] => Area::All,
        [word] => area(place, word),
        _ => return Err(Failure::Usage("cargo xtask test takes one area, or none for everything".to_owned())),
    };
    prepare(place)?;
    close(tests(place, &area)?)
}

/// Everything, for `ci`.
pub(crate) fn everything(place: &Place) -> Result<Tally, Failure> {
    tests(place, &Area::All)
}

/// What the build and the tests need: style sheets, because the binary embeds them, and faces for documents.
pub(crate) fn prepare(place: &Place) -> Result<(), Failure> {
    ui::ensure(place)?;
    fonts::ensure(place)
}

/// `cargo xtask ui`.
pub(crate) fn ui(place: &Place, words: &[String]) -> Result<(), Failure> {
    if !words.is_empty() {
        return Err(Failure::Usage("cargo xtask ui takes nothing more".to_owned()));
    }
    prepare(place)
}

/// Builds the product's binary. The whole workspace, so that no feature ever differs from what the tests build.
pub(crate) fn build(place: &Place) -> Result<(), Failure> {
    Task::cargo(place, &["build", "--workspace", "--bins"]).run()
}

/// The same as an office would install it. Takes half an hour the first time.
pub(crate) fn release(place: &Place) -> Result<(), Failure> {
    Task::cargo(place, &["build", "--workspace", "--bins", "--release"]).run()
}

/// `pack check` and `pack test` through the binary, as a lawyer would run them.
pub(crate) fn packs(place: &Place) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    for verb in ["check", "test"] {
        tally.add(Tally::of(&Task::new(place, place.binary()).args(&["pack", verb]).hear()?));
    }
    Ok(tally)
}

/// Prints the closing line; refuses when something failed.
pub(crate) fn close(tally: Tally) -> Result<(), Failure> {
    say::line(&tally.line());
    if tally.failed == 0 { Ok(()) } else { Err(Failure::Told) }
}

fn area(place: &Place, word: &str) -> Area {
    match word {
        "e2e" => Area::Journeys,
        "packs" => Area::Packs,
        _ if word == "xtask" || fs::exists(place.path("crates").join(word)).unwrap_or(false) => {
            Area::Crate(word.to_owned())
        }
        _ => Area::Word(word.to_owned()),
    }
}

fn tests(place: &Place, area: &Area) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    match area {
        Area::All => {
            tally.add(program(place, area)?);
            build(place)?;
            tally.add(packs(place)?);
            tally.add(e2e::journeys(place, &e2e::Wish::default())?);
        }
        Area::Packs => {
            tally.add(program(place, &Area::Crate("packs".to_owned()))?);
            build(place)?;
            tally.add(packs(place)?);
        }
        Area::Journeys => {
            build(place)?;
            tally.add(e2e::journeys(place, &e2e::Wish::default())?);
        }
        Area::Crate(_) | Area::Word(_) => tally.add(program(place, area)?),
    }
    Ok(tally)
}

/// The tests written in Rust, with a PostgreSQL of their own beside SQLite.
fn program(place: &Place, area: &Area) -> Result<Tally, Failure> {
    let server = postgres::Server::start(place)?;
    let url = server.url();
    let mut tally = Tally::default();
    let unit = Task::cargo(place, &[]).args(&unit(area, runner())).env(postgres::VARIABLE, &url);
    tally.add(Tally::of(&unit.hear()?));
    let documentation = Task::cargo(place, &[]).args(&documentation(area)).env(postgres::VARIABLE, &url);
    // A crate may well have no example in its documentation.
    tally.add(Tally::counted(&documentation.hear()?));
    Ok(tally)
}

/// Whether cargo-nextest is here; without it `cargo test` runs the same tests, more slowly.
fn runner() -> Runner {
    let cargo_home =
        place::variable("CARGO_HOME").or_else(|| place::variable("HOME").map(|home| format!("{home}/.cargo")));
    let folders: Vec<_> = cargo_home.iter().map(|home| std::path::Path::new(home).join("bin")).collect();
    if place::program(&["cargo-nextest"], &folders).is_some() {
        return Runner::Nextest;
    }
    say::note("cargo-nextest is not installed; cargo test runs the same tests, more slowly");
    Runner::Cargo
}

fn unit(area: &Area, runner: Runner) -> Vec<String> {
    // The filter picks what runs; the whole workspace is still what is built, so that features never differ.
    let words: Vec<&str> = match (runner, area) {
        (Runner::Nextest, Area::Crate(name)) => return nextest(&format!("package(={name})")),
        (Runner::Nextest, Area::Word(word)) => return nextest(&format!("test({word}) | binary({word})")),
        (Runner::Nextest, Area::All | Area::Journeys | Area::Packs) => return nextest("all()"),
        (Runner::Cargo, Area::Crate(name)) => vec!["test", "--lib", "--bins", "--tests", "-p", name],
        (Runner::Cargo, Area::Word(word)) => vec!["test", "--workspace", "--lib", "--bins", "--tests", word],
        (Runner::Cargo, Area::All | Area::Journeys | Area::Packs) => {
            vec!["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]
        }
    };
    words.into_iter().map(str::to_owned).collect()
}

fn nextest(filter: &str) -> Vec<String> {
    ["nextest", "run", "--workspace", "-E", filter].map(str::to_owned).into()
}

fn documentation(area: &Area) -> Vec<String> {
    let mut words = ["test", "--workspace", "--doc", "--no-fail-fast"].map(str::to_owned).to_vec();
    match area {
        // A documentation test is named after its file.
        Area::Crate(name) => words.extend(["--".to_owned(), format!("crates/{name}/")]),
        Area::Word(word) => words.extend(["--".to_owned(), word.clone()]),
        Area::All | Area::Journeys | Area::Packs => {}
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_build_is_of_the_whole_workspace_and_the_filter_only_picks_what_runs() {
        let words = unit(&Area::Crate("law".to_owned()), Runner::Nextest);
        assert_eq!(words, ["nextest", "run", "--workspace", "-E", "package(=law)"]);
        assert_eq!(unit(&Area::All, Runner::Nextest), ["nextest", "run", "--workspace", "-E", "all()"]);
        assert!(documentation(&Area::Word("fen".to_owned())).ends_with(&["--".to_owned(), "fen".to_owned()]));
    }
}
