//! `cargo xtask e2e [JOURNEY]`: the journeys of `e2e/journeys` in real Chromium against a fresh demo.
//! Never against a site that somebody uses.
use crate::failure::Failure;
use crate::needs::{chromium, node};
use crate::place::Place;
use crate::server::Site;
use crate::shell::Task;
use crate::tally::Tally;
use crate::testing;

/// Enough for a few dozen leads; simulated and taken in within a quarter of a minute.
const PEOPLE: u32 = 6000;
const SEED: u32 = 7;

/// Which journeys, and whether they take the README's pictures.
#[derive(Debug, Default)]
pub(crate) struct Wish {
    pub(crate) journey: Option<String>,
    pub(crate) pictures: bool,
}

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    let journey = match words {
        [] => None,
        [journey] => Some(journey.clone()),
        _ => return Err(Failure::Usage("cargo xtask e2e takes one journey, or none for all".to_owned())),
    };
    testing::prepare(place)?;
    testing::build(place)?;
    testing::close(journeys(place, &Wish { journey, pictures: false })?)
}

/// Runs the journeys; the binary is built already.
pub(crate) fn journeys(place: &Place, wish: &Wish) -> Result<Tally, Failure> {
    node::packages(place, "e2e")?;
    let browser = chromium::ensure(place)?;
    let site = Site::start(place, PEOPLE, SEED)?;
    let mut task = Task::new(place, "node").args(&["e2e/run.mjs", "--base", &site.server.base]);
    task.command.arg("--accounts").arg(&site.accounts).arg("--chromium").arg(browser);
    if wish.pictures {
        task.command.arg("--pictures").arg(place.path("docs/pictures"));
    }
    task.command.args(&wish.journey);
    Ok(Tally::of(&task.hear()?))
}
