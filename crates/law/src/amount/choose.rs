//! All ways of computing an amount, and which of them applies to a case.
//!
//! Never: two at once; where both could apply without a stated order the pack does not load.
use std::collections::BTreeMap;

use jiff::civil::Date;
use kernel::id::AreaCode;

use super::source::AmountSource;
use super::{Quantification, load};
use crate::facts::FactSchema;
use crate::figures::{AreaLevel, DatedValue, Figures};
use crate::mistake::{LoadMistake, part_of};

/// The amounts of one pack or of many.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amounts {
    dated: BTreeMap<String, DatedValue>,
    quantifications: Vec<Quantification>,
}

impl Amounts {
    /// The amounts of one `amounts.toml`; `figures` must hold every statistic that it names.
    ///
    /// # Errors
    /// Every mistake at once: unknown names with the nearest known one, tables without a row for an answer, values that
    /// overlap, expressions of the wrong type, bands with a gap.
    pub fn load(source: AmountSource, schema: &FactSchema, figures: &Figures) -> Result<Self, Vec<LoadMistake>> {
        let (dated, quantifications) = load::amounts(source, schema, figures)?;
        let amounts = Self { dated, quantifications };
        let mistakes = amounts.contradictions(&[amounts.quantifications.len()]);
        if mistakes.is_empty() { Ok(amounts) } else { Err(mistakes) }
    }

    /// The amounts of many packs as one.
    ///
    /// # Errors
    /// With the part in which it stands: names that stand twice, and quantifications of one version and area that apply
    /// on one day.
    pub fn join(all: impl IntoIterator<Item = Amounts>) -> Result<Self, Vec<LoadMistake>> {
        let mut joined = Self::default();
        let mut mistakes = Vec::new();
        let mut lengths = Vec::new();
        for (part, amounts) in all.into_iter().enumerate() {
            for (name, value) in amounts.dated {
                if joined.dated.insert(name.clone(), value).is_some() {
                    mistakes.push(LoadMistake::at(format!("dated.{name}"), "it stands in two packs").within_part(part));
                }
            }
            lengths.push(amounts.quantifications.len());
            joined.quantifications.extend(amounts.quantifications);
        }
        mistakes.extend(joined.contradictions(&lengths));
        if mistakes.is_empty() { Ok(joined) } else { Err(mistakes) }
    }

    /// The way that applies to a version of the rules, an area and a day: the one of the smallest area around it.
    #[must_use]
    pub fn choose(&self, version: &str, area: &AreaCode, on: Date) -> Option<&Quantification> {
        let applies = |found: &&Quantification| {
            found.version == version
                && found.from.is_none_or(|from| from <= on)
                && found.until.is_none_or(|until| on <= until)
                && found.area.as_ref().is_none_or(|own| lies_in(area, own))
        };
        self.quantifications.iter().filter(applies).max_by_key(|found| found.area.as_ref().and_then(AreaLevel::of))
    }

    /// The dated value of this name.
    #[must_use]
    pub fn dated(&self, name: &str) -> Option<&DatedValue> {
        self.dated.get(name)
    }

    /// The quantification of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Quantification> {
        self.quantifications.iter().find(|found| found.id == id)
    }

    /// Every quantification.
    pub fn iter(&self) -> impl Iterator<Item = &Quantification> {
        self.quantifications.iter()
    }

    /// What contradicts itself, in parts of so many quantifications each.
    fn contradictions(&self, lengths: &[usize]) -> Vec<LoadMistake> {
        let mut mistakes = Vec::new();
        for (place, later) in self.quantifications.iter().enumerate() {
            let (part, own) = part_of(lengths.iter().copied(), place);
            let earlier = self.quantifications.iter().take(place);
            let clashes = earlier.filter_map(|earlier| clash(own, earlier, later));
            mistakes.extend(clashes.map(|mistake| mistake.within_part(part)));
        }
        mistakes
    }
}

fn lies_in(area: &AreaCode, own: &AreaCode) -> bool {
    AreaLevel::of(own).and_then(|level| level.around(area)).as_ref() == Some(own)
}

fn clash(place: usize, earlier: &Quantification, later: &Quantification) -> Option<LoadMistake> {
    if earlier.id == later.id {
        return Some(LoadMistake::at(format!("quantification.{place}.id"), format!("{} stands twice", later.id)));
    }
    let begins_before = |one: &Quantification, end: Option<Date>| match (one.from, end) {
        (Some(from), Some(end)) => from <= end,
        (None, _) | (_, None) => true,
    };
    let overlap = begins_before(earlier, later.until) && begins_before(later, earlier.until);
    let both = overlap && earlier.version == later.version && earlier.area == later.area;
    both.then(|| {
        let what = format!("{} and {} both apply on some day", earlier.id, later.id);
        let path = format!("quantification.{place}.from");
        LoadMistake::at(path, what).hint("close the older one with its last day: until = …")
    })
}
