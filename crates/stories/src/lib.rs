//! The stories as scripts over the use cases: the walks of the packs, played by people with accounts, day by day.
//!
//! Never: the web, another way to decide. A story that the packs prove by themselves must come out the same through the
//! house: the same states, the same refusals.

pub mod crowd;
mod play;
mod script;
pub mod town;

pub use play::{Cast, StoryError, play};
pub use script::Story;
pub use town::Town;

/// The stories of the demonstration, as files of the packs.
pub const SHIPPED: [&str; 2] =
    ["case-types/judicial-assistance/examples/t1-burns.toml", "case-types/judicial-assistance/examples/t2-huang.toml"];

/// The cases on the desks of the county's office when the demonstration starts; its days move with today.
pub const AT_WORK: &str = "case-types/judicial-assistance/examples/at-work.toml";
