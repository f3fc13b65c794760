//! NAME_TITLE.

mod page;

#[cfg(test)]
mod tests;

pub use page::NAME_TYPEPage;
