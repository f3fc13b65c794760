//! Signing in and out.

mod handler;
mod page;

#[cfg(test)]
pub(crate) mod preview;

pub(crate) use handler::{enter, leave, show};
pub use page::{DemoAccount, Kept, ResumePage, SignInPage};
