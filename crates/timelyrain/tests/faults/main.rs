//! Faults of the whole program: the real binary is served, asked over HTTP, killed, starved of disk; nothing accepted is lost.
//!
//! Never: a claim about how long something takes. `house` prepares, `browser` asks; each other file is one kind of fault.
#![expect(clippy::arithmetic_side_effects, reason = "tests count small things")]

mod browser;
mod crashes;
mod disk;
mod door;
mod files;
mod forms;
mod house;
mod together;
