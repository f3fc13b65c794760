//! What the developer reads: results on standard output, progress and mistakes on standard error.
//! The only place of xtask that writes to either.
use std::io::{self, IsTerminal, Write};

/// A result.
pub(crate) fn line(text: &str) {
    // Whoever closed our output (`| head`) has read enough.
    let _ = writeln!(io::stdout(), "{text}");
}

/// A step that begins.
pub(crate) fn step(text: &str) {
    let _ = writeln!(io::stderr(), "{}", marked("==>", "1;34", text));
}

/// A thing the developer should know though nothing failed.
pub(crate) fn note(text: &str) {
    let _ = writeln!(io::stderr(), "{}", marked("note:", "1;33", text));
}

/// Why the command stops.
pub(crate) fn wrong(text: &str) {
    let _ = writeln!(io::stderr(), "{}", marked("error:", "1;31", text));
}

/// A line of another program, passed on.
pub(crate) fn echo(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Whether a person is watching.
pub(crate) fn to_a_terminal() -> bool {
    io::stderr().is_terminal()
}

fn marked(mark: &str, colour: &str, text: &str) -> String {
    if to_a_terminal() { format!("\x1b[{colour}m{mark}\x1b[0m {text}") } else { format!("{mark} {text}") }
}
