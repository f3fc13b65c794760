//! Names of people who do not exist, as common or as rare as real ones, so that namesakes occur as they do.
//!
//! Never: a list of real persons.
mod given;
pub(crate) mod mistaken;
mod surnames;

use rand::distr::weighted::WeightedIndex;

use crate::draw::Draw;
use crate::people::Sex;
use given::{DOTTED_MEN, DOTTED_WOMEN, FASHIONS, Fashion};

/// The dot of names such as 阿依古丽·买买提, as the registers of residents write it.
pub(crate) const MIDDLE_DOT: char = '·';

/// A weight that falls with the rank. The shift is chosen so that 张伟 is as common as it is said to be: about three
/// in a thousand of those named 张.
const RANK_WEIGHT: usize = 100_000;
const RANK_SHIFT: usize = 5;

/// One list of characters with weights by rank.
struct Ranked {
    glyphs: Vec<char>,
    weights: WeightedIndex<u32>,
}

impl Ranked {
    fn new(text: &str) -> Self {
        let mut glyphs: Vec<char> = Vec::new();
        for glyph in text.chars() {
            if !glyphs.contains(&glyph) {
                glyphs.push(glyph);
            }
        }
        let by_rank = (0..glyphs.len()).map(|rank| {
            let weight = RANK_WEIGHT.checked_div(rank.saturating_add(RANK_SHIFT)).unwrap_or(1);
            u32::try_from(weight).unwrap_or(1)
        });
        let weights = WeightedIndex::new(by_rank).expect("a list of characters has weights");
        Self { glyphs, weights }
    }

    fn draw(&self, draw: &mut Draw) -> char {
        self.glyphs[draw.by(&self.weights)]
    }
}

/// The characters of one generation, ready to be drawn from.
struct Generation {
    before: i16,
    single: u32,
    men: (Ranked, Ranked),
    women: (Ranked, Ranked),
}

impl Generation {
    fn new(fashion: &Fashion) -> Self {
        Self {
            before: fashion.before,
            single: fashion.single_per_ten_thousand,
            men: (Ranked::new(fashion.men_first), Ranked::new(fashion.men_last)),
            women: (Ranked::new(fashion.women_first), Ranked::new(fashion.women_last)),
        }
    }
}

/// Gives names.
pub(crate) struct Namer {
    surnames: Vec<&'static str>,
    shares: WeightedIndex<u32>,
    generations: Vec<Generation>,
}

impl Namer {
    /// The tables, prepared once.
    pub(crate) fn new() -> Self {
        let rare = surnames::RARE.iter().map(|surname| (*surname, surnames::RARE_SHARE));
        let (surnames, shares): (Vec<_>, Vec<_>) = surnames::COMMON.iter().copied().chain(rare).unzip();
        let shares = WeightedIndex::new(shares).expect("surnames have shares");
        Self { surnames, shares, generations: FASHIONS.iter().map(Generation::new).collect() }
    }

    /// A surname by its share.
    pub(crate) fn surname(&self, draw: &mut Draw) -> &'static str {
        self.surnames[draw.by(&self.shares)]
    }

    /// A given name of one or two characters as was usual in `year`; `shared` is the first character that the
    /// children of a family have in common.
    pub(crate) fn given(&self, year: i16, sex: Sex, shared: Option<char>, draw: &mut Draw) -> String {
        let generation = self.generation(year);
        let (first, last) = match sex {
            Sex::Male => &generation.men,
            Sex::Female => &generation.women,
        };
        if let Some(shared) = shared {
            return String::from_iter([shared, last.draw(draw)]);
        }
        if draw.chance(generation.single) {
            return last.draw(draw).to_string();
        }
        String::from_iter([first.draw(draw), last.draw(draw)])
    }

    /// A name with a middle dot: own name, then the father's.
    pub(crate) fn dotted(sex: Sex, draw: &mut Draw) -> String {
        let own = match sex {
            Sex::Male => draw.pick(DOTTED_MEN),
            Sex::Female => draw.pick(DOTTED_WOMEN),
        };
        let father = draw.pick(DOTTED_MEN);
        format!("{own}{MIDDLE_DOT}{father}")
    }

    fn generation(&self, year: i16) -> &Generation {
        self.generations
            .iter()
            .find(|g| year < g.before)
            .unwrap_or_else(|| self.generations.last().expect("there is at least one generation"))
    }
}
