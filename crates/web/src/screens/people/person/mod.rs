//! One person: what is known from where, what we did, who looked.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{again, show, unmask};
pub use page::{Joined, Look, PersonPage};
