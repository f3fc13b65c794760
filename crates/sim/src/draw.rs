//! Chance from a seed: one stream of numbers for each part of the county, so that a changed rate in one file
//! leaves every other file as it was.
//!
//! Never: a source of chance other than the seed, floating point.
use rand::distr::{Distribution, weighted::WeightedIndex};
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// The parts of a county that draw independently of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stream {
    Population,
    Hardship,
    Harm,
    Grants,
    VictimLedgers,
    LowIncome,
    Disabled,
    Monitored,
    Veterans,
    Children,
    Women,
    GrantList,
    CarriedOver,
    LeftLowIncome,
}

impl Stream {
    /// The stream's number under the seed; never renumbered, or every county would change.
    fn number(self) -> u64 {
        match self {
            Self::Population => 1,
            Self::Hardship => 2,
            Self::Harm => 3,
            Self::Grants => 4,
            Self::VictimLedgers => 5,
            Self::LowIncome => 6,
            Self::Disabled => 7,
            Self::Monitored => 8,
            Self::Veterans => 9,
            Self::Children => 10,
            Self::Women => 11,
            Self::GrantList => 12,
            Self::CarriedOver => 13,
            Self::LeftLowIncome => 14,
        }
    }
}

/// Draws from one stream.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// The stream of `seed` for one part of the county.
    pub(crate) fn new(seed: u64, stream: Stream) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream.number());
        Self(rng)
    }

    /// A whole number from `low` to `high`, both included; `low` when the range is empty.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low { low } else { self.0.random_range(low..=high) }
    }

    /// A place in a list of `len`; 0 for an empty one.
    pub(crate) fn place(&mut self, len: usize) -> usize {
        if len < 2 { 0 } else { self.0.random_range(0..len) }
    }

    /// True in `per_ten_thousand` of 10,000 draws.
    pub(crate) fn chance(&mut self, per_ten_thousand: u32) -> bool {
        self.0.random_ratio(per_ten_thousand.min(10_000), 10_000)
    }

    /// One of `choices`, all alike.
    ///
    /// # Panics
    /// When there is nothing to choose from.
    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        choices.choose(&mut self.0).expect("every table of choices has an entry")
    }

    /// One of `choices` by weight.
    ///
    /// # Panics
    /// When there is nothing to choose from or every weight is nought.
    pub(crate) fn weighted<'a, T>(&mut self, choices: &'a [(T, u32)]) -> &'a T {
        let (choice, _) = choices
            .choose_weighted(&mut self.0, |(_, weight)| *weight)
            .expect("every weighted table has a weight above nought");
        choice
    }

    /// As [`Draw::weighted`], from a table that lives as long as the program.
    ///
    /// # Panics
    /// When there is nothing to choose from or every weight is nought.
    pub(crate) fn by_weight<T>(&mut self, choices: &'static [(T, u32)]) -> &'static T {
        self.weighted(choices)
    }

    /// A place by a prepared table of weights.
    pub(crate) fn by(&mut self, weights: &WeightedIndex<u32>) -> usize {
        weights.sample(&mut self.0)
    }

    /// The list in an order by chance.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        list.shuffle(&mut self.0);
    }
}
