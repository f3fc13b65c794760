//! The binary: reads configuration, packs, files and the clock, and hands them to the use cases.
//!
//! Never: a rule of the business. Exit status 0 done, 1 a refusal or mistake told on standard error, 2 wrong usage.

mod commands;
mod config;
mod opening;
mod packs_folder;
mod say;

use std::process::ExitCode;

use clap::Parser;
use tokio::signal::unix::{SignalKind, signal};

use commands::Command;

/// The signal with which the system ends a program whose file grew beyond its limit (`SIGXFSZ`, on Linux and the BSDs).
const FILE_TOO_LARGE: SignalKind = SignalKind::from_raw(25);

/// Timely Rain: finds those who should be helped, and helps them in time.
#[derive(Debug, Parser)]
#[command(name = "timelyrain", version, arg_required_else_help = true)]
struct Words {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    let words = Words::parse();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return say::failed(&say::Failure::Fault(error.to_string())),
    };
    match runtime.block_on(run(words.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => say::failed(&failure),
    }
}

/// A limit on the size of files is to be told like a full disk; who waits for the signal is not ended by it.
async fn run(command: Command) -> Result<(), say::Failure> {
    let waiting = signal(FILE_TOO_LARGE).map_err(|error| say::Failure::Fault(error.to_string()))?;
    let done = command.run().await;
    drop(waiting);
    done
}
