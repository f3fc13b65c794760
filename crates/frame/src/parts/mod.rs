//! The small parts that pages are made of. Each is a struct with a template of its own and writes itself into a page.
//!
//! Never: computes; every text is already written, every length already a share of a thousand.

mod changed;
mod clock;
mod figure;
mod history;
mod notice;
mod pager;
mod tag;
mod why;
mod work;

pub use changed::Changed;
pub use clock::{Clock, ClockTone};
pub use figure::{Part, Range, Share, Stat, Strip};
pub use history::Happened;
pub use notice::Notice;
pub use pager::Pager;
pub use tag::{Hidden, Sure, Tag, Tone};
pub use why::{Mark, Why};
pub use work::{Work, WorkRow};

/// Lets a part write itself into a page without being escaped a second time: its own template already escapes.
macro_rules! written_safely {
    ($($part:ty),+ $(,)?) => {$(
        impl askama::filters::HtmlSafe for $part {}
    )+};
}
pub(crate) use written_safely;
