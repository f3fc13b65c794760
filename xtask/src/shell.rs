//! Running other programs: shown before they start, and a failure names what was run.
//! Never a shell: arguments are passed as they are.
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use crate::failure::Failure;
use crate::place::Place;
use crate::say;

/// A program about to run in the root of the clone.
pub(crate) struct Task {
    pub(crate) command: Command,
}

/// What a program that was listened to said, and whether it went well.
pub(crate) struct Heard {
    pub(crate) well: bool,
    pub(crate) lines: Vec<String>,
}

impl Task {
    pub(crate) fn new(place: &Place, program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(&place.root).env("CARGO_TARGET_DIR", &place.target);
        // `cargo run` describes xtask itself in these; a program started from here must not take them for its own.
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO_BIN_NAME" {
                command.env_remove(&name);
            }
        }
        Self { command }
    }

    /// `cargo VERB …`. Callers that compile pass `--workspace`: cargo builds a heavy crate once for every set of
    /// features that is asked of it, and only the whole workspace always asks for the same set.
    pub(crate) fn cargo(place: &Place, arguments: &[&str]) -> Self {
        Self::new(place, "cargo").args(arguments)
    }

    pub(crate) fn args(mut self, arguments: &[impl AsRef<OsStr>]) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What will be run, as one would type it.
    pub(crate) fn shown(&self) -> String {
        let mut words = vec![Path::new(self.command.get_program()).display().to_string()];
        words.extend(self.command.get_args().map(|word| word.to_string_lossy().into_owned()));
        words.join(" ")
    }

    /// Runs it with our own input and output. Refuses when it ends badly.
    pub(crate) fn run(mut self) -> Result<(), Failure> {
        let shown = self.shown();
        say::step(&shown);
        let status = self.command.status().map_err(Failure::io(&shown))?;
        if status.success() { Ok(()) } else { Err(Failure::Wrong(format!("`{shown}` failed ({status})"))) }
    }

    /// Runs it silently and gives what it printed. Refuses, with what it said, when it ends badly.
    pub(crate) fn read(mut self) -> Result<String, Failure> {
        let shown = self.shown();
        let output = self.command.stdin(Stdio::null()).output().map_err(Failure::io(&shown))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        Err(Failure::Wrong(format!("`{shown}` failed ({}): {}", output.status, said.trim())))
    }

    /// Runs it, passes on every line as it comes, and keeps them. An end in failure is told, not refused.
    pub(crate) fn hear(mut self) -> Result<Heard, Failure> {
        let shown = self.shown();
        say::step(&shown);
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if say::to_a_terminal() {
            self.command.env("CARGO_TERM_COLOR", "always");
        }
        let mut child = self.command.spawn().map_err(Failure::io(&shown))?;
        let (sender, receiver) = mpsc::channel();
        let mut readers = Vec::new();
        if let Some(out) = child.stdout.take() {
            readers.push(pass_on(out, sender.clone()));
        }
        if let Some(err) = child.stderr.take() {
            readers.push(pass_on(err, sender.clone()));
        }
        drop(sender);
        let mut lines = Vec::new();
        for text in receiver {
            say::echo(&text);
            lines.push(plain(&text));
        }
        for reader in readers {
            let _ = reader.join();
        }
        let status = child.wait().map_err(Failure::io(&shown))?;
        Ok(Heard { well: status.success(), lines })
    }
}

fn pass_on(from: impl Read + Send + 'static, to: mpsc::Sender<String>) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let mut reader = BufReader::new(from);
        let mut bytes = Vec::new();
        while reader.read_until(b'\n', &mut bytes).is_ok_and(|read| read > 0) {
            let text = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            if to.send(text).is_err() {
                return;
            }
            bytes.clear();
        }
    })
}

/// The text without the colours of a terminal.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            // A colour is ESC [ numbers m.
            letters.by_ref().take_while(|c| !c.is_ascii_alphabetic()).for_each(drop);
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_taken_away_and_words_stay() {
        assert_eq!(plain("\u{1b}[32;1mSummary\u{1b}[0m 3 passed"), "Summary 3 passed");
        assert_eq!(plain("plain 中文"), "plain 中文");
    }

    #[test]
    fn a_program_is_heard_on_both_streams_and_its_failure_is_told() {
        let place = Place::new(std::env::temp_dir(), std::env::temp_dir());
        let heard = Task::new(&place, "sh").args(&["-c", "echo one; echo two >&2; exit 3"]).hear().expect("sh runs");
        assert!(!heard.well);
        let mut lines = heard.lines;
        lines.sort();
        assert_eq!(lines, ["one", "two"]);
    }
}
