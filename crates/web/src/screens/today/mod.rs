//! Today: what is due, what is new, what waits for me.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{LeadLine, Task, TodayPage};
