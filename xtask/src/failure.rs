//! Why a command stopped, as a sentence and an exit status.
//! Never a panic or a chain of causes: a developer reads what to do next.
use std::fmt;
use std::io;
use std::process::ExitCode;

/// 1: something is wrong with the work. 2: wrong usage, or the machine lacks something.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A check, a test or a program failed.
    Wrong(String),
    /// A check, a test or a program failed, and all there is to say was said.
    Told,
    /// The command was called wrongly.
    Usage(String),
    /// The machine lacks something that may not be installed from here.
    Needs {
        /// What is missing and what wants it.
        what: String,
        /// The line that installs it.
        line: String,
    },
}

impl Failure {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Wrong(_) | Self::Told => ExitCode::from(1),
            Self::Usage(_) | Self::Needs { .. } => ExitCode::from(2),
        }
    }

    /// A failure to read, write or start something, which is named.
    pub(crate) fn io(what: impl fmt::Display) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Wrong(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Wrong(text) | Self::Usage(text) => f.write_str(text),
            Self::Told => Ok(()),
            Self::Needs { what, line } => write!(f, "{what}\ninstall it with:\n  {line}"),
        }
    }
}
