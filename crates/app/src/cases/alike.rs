//! What was granted in like cases: the same kind, the same standard, the same answers; in the offices that the asker may count.
//!
//! Never: whose amounts they are, and no distribution of a few.
use domain::access::action::SeeCases;
use domain::access::permit;
use domain::case_types::CaseType;
use domain::cases::Case;
use kernel::{Fen, Label};
use law::facts::Choice;
use store::AlikeAs;

use super::facts::Sight;
use crate::{Answer, App, Asker};

/// Fewer amounts than this are no distribution: they would tell of single people.
pub const FEWEST: usize = 5;
/// The most amounts that are looked at, those decided last.
const MOST: u64 = 5_000;

/// What was granted in like cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// By what they are alike: the choice and its answer.
    pub by: Vec<(Label, Label)>,
    /// The amounts, the smallest first; nothing where there are fewer than [`FEWEST`].
    pub amounts: Option<Spread>,
}

/// A distribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Every amount, the smallest first; at least [`FEWEST`].
    pub all: Vec<Fen>,
    /// The amount below which a quarter lies, half, three quarters.
    pub quartiles: [Fen; 3],
}

impl Spread {
    /// The distribution of `all`, in whatever order they come; nothing for fewer than [`FEWEST`].
    #[must_use]
    pub fn of(mut all: Vec<Fen>) -> Option<Self> {
        if all.len() < FEWEST {
            return None;
        }
        all.sort_unstable();
        let quartiles = [quantile(&all, 1)?, quantile(&all, 2)?, quantile(&all, 3)?];
        Some(Self { all, quartiles })
    }

    /// The lowest and the highest.
    #[must_use]
    pub fn ends(&self) -> (Fen, Fen) {
        let of = |end: Option<&Fen>| end.copied().unwrap_or(Fen::ZERO);
        (of(self.all.first()), of(self.all.last()))
    }

    /// How many lie below `amount`, and how many above it.
    #[must_use]
    pub fn around(&self, amount: Fen) -> (usize, usize) {
        let below = self.all.partition_point(|own| *own < amount);
        let up_to = self.all.partition_point(|own| *own <= amount);
        (below, self.all.len().saturating_sub(up_to))
    }
}

/// The amount at `quarter` quarters of the way from the first to the last, between two neighbours in proportion, to whole
/// fen, half up.
fn quantile(sorted: &[Fen], quarter: i64) -> Option<Fen> {
    const QUARTERS: i64 = 4;
    let steps = i64::try_from(sorted.len().checked_sub(1)?).ok()?.checked_mul(quarter)?;
    let (place, rest) = (steps.checked_div(QUARTERS)?, steps.checked_rem(QUARTERS)?);
    let low = sorted.get(usize::try_from(place).ok()?)?.0;
    let next = usize::try_from(place).ok()?.checked_add(1)?;
    let high = sorted.get(next).map_or(low, |own| own.0);
    let part = high.checked_sub(low)?.checked_mul(rest)?.checked_add(2)?.checked_div(QUARTERS)?;
    low.checked_add(part).map(Fen)
}

impl App {
    /// What was granted in cases like `case`; nothing where nobody put an amount forward, where no answer makes it like
    /// others, or where the answers are not for the asker to see.
    pub(crate) async fn alike(
        &self,
        asker: &Asker,
        (case, case_type): (&Case, &CaseType),
        sight: Sight,
    ) -> Answer<Option<Alike>> {
        let facts = domain::cases::state::all_facts(case_type, case, asker.today);
        let answers = domain::cases::decide::alike(case_type, case, asker.today);
        let said = case_type.alike.iter().filter_map(|(name, _)| {
            let (answer, definition) = (answers.get(name)?, case_type.schema.get(name.as_str())?);
            let known = |own: &&Choice| own.id == *answer;
            let label = definition.ty.choices().iter().find(known)?.label.clone();
            Some((definition.label.clone(), label))
        });
        let by = said.collect();
        let version = domain::cases::decide::regime(case_type, case, &facts, asker.today);
        let standard = version.and_then(|version| case_type.amounts.choose(version, &case.area, asker.today));
        let key = domain::cases::alike_key(&answers).filter(|_| sight.is_personal());
        let Some((standard, answers)) = standard.zip(key) else { return Ok(None) };
        let alike = AlikeAs { case_type: case.case_type.clone(), standard: standard.id().to_owned(), answers };
        let allowed = permit::<SeeCases>(&asker.actor)?;
        let amounts = self.store().amounts_alike(&allowed, (case.id, &alike), MOST).await?;
        Ok(Some(Alike { by, amounts: Spread::of(amounts) }))
    }
}

#[cfg(test)]
mod tests {
    use kernel::Fen;

    use super::Spread;

    fn spread(all: &[i64]) -> Option<Spread> {
        Spread::of(all.iter().copied().map(Fen).collect())
    }

    #[test]
    fn a_few_amounts_are_no_distribution_and_five_are() {
        assert_eq!(spread(&[1, 2, 3, 4]), None);
        let five = spread(&[500, 100, 300, 200, 400]).expect("five amounts");
        assert_eq!((five.ends(), five.quartiles), ((Fen(100), Fen(500)), [Fen(200), Fen(300), Fen(400)]));
    }

    #[test]
    fn quartiles_lie_between_neighbours_in_proportion_and_an_amount_knows_its_place() {
        let six = spread(&[0, 10, 20, 30, 40, 51]).expect("six amounts");
        assert_eq!(six.quartiles, [Fen(13), Fen(25), Fen(38)]);
        assert_eq!(
            [-1, 0, 20, 25, 51, 60].map(|at| six.around(Fen(at))),
            [(0, 6), (0, 5), (2, 3), (3, 3), (5, 0), (6, 0)]
        );
    }
}
