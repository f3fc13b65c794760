//! What a command says: one line of JSON or plain words on standard output, what went wrong on standard error.
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use kernel::{Language, Mistake, Refusal};
use packs::PackMistake;
use serde::Serialize;

/// Why a command did not do what was asked.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A rule says no.
    Refused(Box<Refusal>),
    /// What was given does not do.
    Mistaken(Vec<Mistake>),
    /// Packs that do not hold together.
    Packs(Vec<PackMistake>),
    /// Anything else, in words.
    Told(String),
    /// Nothing goes at all for now: the disk is full, the database is away.
    Stopped(&'static str),
    /// Ours.
    Fault(String),
}

impl From<app::Error> for Failure {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Refused(refusal) => Failure::Refused(refusal),
            app::Error::Mistaken(mistakes) => Failure::Mistaken(mistakes),
            app::Error::NotFound => Failure::Told("there is no such thing, or it is out of reach".to_owned()),
            app::Error::Changed => Failure::Told("somebody else changed it in the meantime; look again".to_owned()),
            app::Error::Full => Failure::Stopped("the disk is full: nothing was received"),
            app::Error::Away => Failure::Stopped("the database does not answer: nothing was received"),
            app::Error::Fault(cause) => Failure::Fault(cause),
        }
    }
}

/// Prints `value` as one line of JSON.
pub(crate) fn json(value: &impl Serialize) -> Result<(), Failure> {
    let line = serde_json::to_string(value).map_err(|error| Failure::Fault(error.to_string()))?;
    text(&line)
}

/// Prints a line for people.
pub(crate) fn text(line: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").map_err(|error| Failure::Fault(error.to_string()))
}

/// Tells whoever started the program something, beside the answer.
pub(crate) fn note(line: &str) {
    // Nobody is left to tell when standard error is closed.
    drop(writeln!(std::io::stderr(), "{line}"));
}

/// Whether a person is watching, so that a bar of progress helps.
pub(crate) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// Tells what went wrong and answers the exit status.
pub(crate) fn failed(failure: &Failure) -> ExitCode {
    for line in lines(failure) {
        note(&line);
    }
    ExitCode::FAILURE
}

fn lines(failure: &Failure) -> Vec<String> {
    let words = frame::words::of(Language::English);
    match failure {
        Failure::Refused(refusal) => vec![words.refusal(refusal), words.instead(refusal)],
        Failure::Mistaken(mistakes) => {
            mistakes.iter().map(|own| format!("{}: {}", own.field, words.mistake(own))).collect()
        }
        Failure::Packs(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
        Failure::Told(what) => vec![what.clone()],
        Failure::Stopped(why) => vec![(*why).to_owned()],
        Failure::Fault(cause) => vec![format!("a fault of ours: {cause}")],
    }
}
