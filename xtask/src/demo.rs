//! `cargo xtask demo`: builds the product and starts its demo; all the words after it are the demo's own.
//! Never a release build: the crates that work hard are optimised in the dev profile.
use crate::failure::Failure;
use crate::place::Place;
use crate::shell::Task;
use crate::testing;

pub(crate) fn run(place: &Place, words: &[String]) -> Result<(), Failure> {
    testing::prepare(place)?;
    testing::build(place)?;
    Task::new(place, place.binary()).args(&["demo"]).args(words).run()
}
