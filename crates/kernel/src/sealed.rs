//! Personal text: it can be carried anywhere and shows itself nowhere by accident.
//!
//! `Debug` prints a placeholder, there is no `Display`, and taking the text out is a word that one can search for.
use std::fmt;

use serde::{Deserialize, Serialize};

/// Something personal. Serialises as itself: what is serialised is sealed by the store before it rests.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sealed<T>(T);

impl<T> Sealed<T> {
    /// Seals `value`.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself. Who calls this has been allowed to see it.
    pub const fn unseal(&self) -> &T {
        &self.0
    }

    /// The value itself, taken out.
    pub fn into_unsealed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealed(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Sealed;

    #[test]
    fn personal_text_does_not_print_itself() {
        assert_eq!(format!("{:?}", Sealed::new("王某")), "Sealed(…)");
    }
}
