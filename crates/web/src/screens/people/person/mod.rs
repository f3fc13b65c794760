//! One person: what is known from where, what we did, who looked.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{Look, PersonPage};
