//! How many there are, counted as far as anybody reads on.
use std::cmp::Ordering;
use std::fmt;

/// A number of things of a list, counted up to some limit: beyond it "more than so many" says the same to a person, and
/// counting stays quick at a million rows. Written as `12`, or `1000+`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// So many were counted; at most the limit.
    pub counted: u64,
    /// Whether there are more.
    pub more: bool,
}

impl Count {
    /// What counting found that went one past `limit`.
    #[must_use]
    pub fn up_to(limit: u64, found: u64) -> Self {
        Self { counted: found.min(limit), more: found > limit }
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { counted: self.counted.saturating_add(other.counted), more: self.more || other.more }
    }

    /// The same where nobody counts further than `limit`.
    #[must_use]
    pub fn capped(self, limit: u64) -> Self {
        Self { more: self.more || self.counted > limit, counted: self.counted.min(limit) }
    }
}

impl From<u64> for Count {
    /// All of them were counted.
    fn from(counted: u64) -> Self {
        Self { counted, more: false }
    }
}

impl PartialEq<u64> for Count {
    fn eq(&self, other: &u64) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd<u64> for Count {
    /// Nothing is said about a number that lies beyond what was counted.
    fn partial_cmp(&self, other: &u64) -> Option<Ordering> {
        match self.counted.cmp(other) {
            order if !self.more => Some(order),
            Ordering::Less => None,
            Ordering::Equal | Ordering::Greater => Some(Ordering::Greater),
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.counted, if self.more { "+" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beyond_the_limit_is_said_to_be_more() {
        let (few, many) = (Count::up_to(1_000, 12), Count::up_to(1_000, 1_001));
        assert_eq!((few.to_string(), many.to_string()), ("12".to_owned(), "1000+".to_owned()));
        assert_eq!(Count::up_to(1_000, 1_000).to_string(), "1000");
        assert_eq!(few.plus(many).to_string(), "1012+");
        assert_eq!(few.plus(many).capped(1_000), many);
        assert!(few == 12 && few > 11 && many > 1_000);
        assert!(many.partial_cmp(&1_001).is_none(), "there may be 1001 of them, or more");
    }
}
