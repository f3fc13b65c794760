//! `cargo xtask bless`: rewrites what is generated from the program, so that one reads the difference.
//! Never decides that a difference is right: that is what the commit's reader does.
use std::fs;

use crate::e2e::{self, Wish};
use crate::failure::Failure;
use crate::law_index;
use crate::needs::postgres;
use crate::place::Place;
use crate::say;
use crate::shell::Task;
use crate::testing;

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => {
            write_law_index(place)?;
            snapshots(place)
        }
        ["law-index"] => write_law_index(place),
        ["pictures"] => {
            testing::prepare(place)?;
            testing::build(place)?;
            // On a demo that no other journey has used: the pictures are the same every time but for the days.
            let wish = Wish { journey: Some("pictures".to_owned()), pictures: true };
            testing::close(e2e::journeys(place, &wish)?)
        }
        _ => Err(Failure::Usage("cargo xtask bless takes nothing more, or one of law-index, pictures".to_owned())),
    }
}

fn write_law_index(place: &Place) -> Result<(), Failure> {
    let file = place.path(law_index::FILE);
    fs::write(&file, law_index::page(place)?).map_err(Failure::io(file.display()))?;
    say::step(&format!("wrote {}", law_index::FILE));
    Ok(())
}

/// Runs all tests with insta's order to accept what it sees.
fn snapshots(place: &Place) -> Result<(), Failure> {
    testing::prepare(place)?;
    let server = postgres::Server::start(place)?;
    Task::cargo(place, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
        .env("INSTA_UPDATE", "always")
        .env("INSTA_FORCE_PASS", "1")
        .env(postgres::VARIABLE, server.url())
        .run()?;
    say::line("blessed; read `git diff` before you commit");
    Ok(())
}
