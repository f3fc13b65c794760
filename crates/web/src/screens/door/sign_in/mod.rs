//! Signing in.

mod page;

#[cfg(test)]
pub(crate) mod preview;

pub use page::{DemoAccount, SignInPage};
