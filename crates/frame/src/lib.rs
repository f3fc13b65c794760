//! What all pages share: the shell around them, the words, how values are written, the small parts they are made of.
//!
//! Never: app, database, decisions. A page struct holds exactly what its template shows.

pub mod assets;
pub mod format;
pub mod forms;
pub mod parts;
pub mod shell;
pub mod words;

use std::borrow::Cow;

pub use shell::{Area, Door, Me, NavItem, Shell};
pub use words::Words;

/// What can be asked for words by its template: `{{ t("today-title") }}`.
pub trait Speaks {
    /// The words of the person who looks.
    fn words(&self) -> Words;

    /// The message `id`.
    fn t(&self, id: &str) -> Cow<'static, str> {
        self.words().say(id)
    }
}

/// Makes page structs with a `shell` field speak.
#[macro_export]
macro_rules! speaks {
    ($($page:ty),+ $(,)?) => {$(
        impl $crate::Speaks for $page {
            fn words(&self) -> $crate::Words {
                self.shell.words
            }
        }
    )+};
}
