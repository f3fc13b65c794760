//! How much: from a base, a table and factors to a range with its working; a person decides inside it or gives a reason.
//!
//! Never: floating point, rounding before the end, the figure of another area. What is not known leaves the amount open: an
//! unknown addend does not make it smaller. The formula is ours (no source states one); its parts come from the packs:
//!
//! `least(ceiling, greatest(floor, base × months × factors × uplift − less))`, rounded once, at the end, to whole fen.
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::id::{AreaCode, FactName, RoleId};
use kernel::{Citation, Fen, Label};
use serde::{Deserialize, Serialize};

use crate::expr::{Exact, Expr, Formula, Truth};
use crate::facts::Facts;
use crate::figures::{AreaLevel, DatedValue, Figures, Period, Statistic};

mod answer;
mod choose;
mod load;
mod parts;
mod source;
mod working;

pub use answer::{Amount, Approval, MissingFigure, MissingValue, OpenLimit, Operation, WorkLine};
pub use choose::Amounts;
pub use parts::{Part, PartOf, PartVersion};
pub use source::{
    AmountSource, BandSource, BaseDay, BaseSource, ExceptionSource, FactorSource, LaterRows, LimitSource,
    QuantificationSource, Rounding, RowSource, Stack, TableSource, TableUse, UpliftRow, UpliftSource,
};

/// A number, or a range from low to high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The lower end.
    pub low: Exact,
    /// The upper end; the same where there is no range.
    pub high: Exact,
}

impl Range {
    /// One number.
    #[must_use]
    pub fn single(number: Exact) -> Self {
        Self { low: number, high: number }
    }
}

/// One row per answer of a choice, through time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name in the pack.
    pub(crate) name: String,
    pub(crate) label: Label,
    /// The choice, by its name.
    pub(crate) fact: FactName,
    /// The choice, as a formula that gives its word.
    pub(crate) by: Formula,
    /// Every version, in order of its first day; the first has none.
    pub(crate) versions: Vec<TableRows>,
}

impl Table {
    /// The rows that hold on `day`.
    pub(crate) fn on(&self, day: Date) -> Option<&TableRows> {
        self.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= day))
    }
}

/// The rows of a table from a day on, until those of the next version begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableRows {
    pub(crate) from: Option<Date>,
    pub(crate) rows: BTreeMap<String, Range>,
    pub(crate) source: Citation,
    pub(crate) demonstration: bool,
}

/// What the amount starts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Start {
    /// A statistic of an area times a number of months.
    Months { statistic: FactName, about: Statistic, months: Table },
    /// A table of money.
    Table(Table),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Factor {
    Table(Table),
    Formula { label: Option<Label>, formula: Formula, source: Option<Citation> },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Uplift {
    /// The answer of the table that it is a row of.
    pub(crate) answer: Option<String>,
    pub(crate) label: Label,
    pub(crate) when: Expr,
    pub(crate) add: Range,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Uplifts {
    /// The table, the choice that it is read by, its label; nothing where the rows have conditions of their own.
    pub(crate) table: Option<(String, FactName, Label)>,
    /// Every version, in order of its first day; the first has none.
    pub(crate) versions: Vec<UpliftRows>,
    pub(crate) stack: Stack,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UpliftRows {
    pub(crate) from: Option<Date>,
    pub(crate) rows: Vec<Uplift>,
    pub(crate) source: Citation,
    pub(crate) demonstration: bool,
}

impl Uplifts {
    /// The rows that hold on `day`.
    pub(crate) fn on(&self, day: Date) -> Option<&UpliftRows> {
        self.versions.iter().rfind(|version| version.from.is_none_or(|from| from <= day))
    }
}

/// A floor or a ceiling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Limit {
    Formula(Formula),
    /// Under its name in the pack.
    Dated(String, DatedValue),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Band {
    /// Whole fen; the band includes it.
    pub(crate) from: Fen,
    pub(crate) by: RoleId,
}

/// A ground on which the ceiling may be exceeded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// In `kebab-case`.
    pub id: String,
    /// What a citizen reads.
    pub label: Label,
    /// For whom it is: what must be true, and unknown is not enough; for everybody where absent.
    pub when: Option<Expr>,
    /// Where it stands.
    pub source: Citation,
}

/// A way of computing an amount, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantification {
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) area: Option<AreaCode>,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) label: Label,
    pub(crate) demonstration: bool,
    pub(crate) base_day: BaseDay,
    pub(crate) start: Start,
    /// The level of the area whose figures are used; absent where no figure is.
    pub(crate) level: Option<AreaLevel>,
    pub(crate) factors: Vec<Factor>,
    pub(crate) uplifts: Option<Uplifts>,
    pub(crate) less: Option<Formula>,
    pub(crate) floor: Option<Limit>,
    pub(crate) ceiling: Option<Limit>,
    pub(crate) exception_ceiling: Option<Limit>,
    pub(crate) exceptions: Vec<Exception>,
    pub(crate) bands: Vec<Band>,
    pub(crate) source: Citation,
}

impl Exception {
    /// Whether it may be claimed with these facts.
    #[must_use]
    pub fn holds(&self, facts: &Facts) -> bool {
        self.when.as_ref().is_none_or(|when| when.truth(facts) == Truth::True)
    }
}

/// What an amount is computed for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountContext {
    /// The area of the office that handles the case.
    pub area: AreaCode,
    /// The day that [`Quantification::base_day`] names: figures and values are those in force on it.
    pub on: Date,
    /// The ground on which the officer exceeds the ceiling, if one is claimed; one that the rules do not know or that is for others counts
    /// as none.
    pub exception: Option<String>,
}

impl AmountContext {
    /// An area and a day, without an exception.
    #[must_use]
    pub fn new(area: AreaCode, on: Date) -> Self {
        Self { area, on, exception: None }
    }
}

impl Quantification {
    /// Its id in the pack.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version of the rules that it belongs to.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The area in which it applies; everywhere where absent.
    #[must_use]
    pub fn area(&self) -> Option<&AreaCode> {
        self.area.as_ref()
    }

    /// What a citizen reads.
    #[must_use]
    pub fn label(&self) -> &Label {
        &self.label
    }

    /// Where it stands.
    #[must_use]
    pub fn source(&self) -> &Citation {
        &self.source
    }

    /// Whether its values are invented, for demonstration.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.demonstration
    }

    /// The day of the case on which figures and values are looked up.
    #[must_use]
    pub fn base_day(&self) -> BaseDay {
        self.base_day
    }

    /// The grounds on which its ceiling may be exceeded.
    #[must_use]
    pub fn exceptions(&self) -> &[Exception] {
        &self.exceptions
    }

    /// The amount for these facts, with every step of the working; open where a fact or a figure is missing.
    #[must_use]
    pub fn quantify(&self, facts: &Facts, figures: &Figures, context: &AmountContext) -> Amount {
        working::quantify(self, facts, figures, context)
    }

    /// Who approves `amount`; nothing where the rules do not say.
    #[must_use]
    pub fn approval_for(&self, amount: Fen) -> Option<&RoleId> {
        self.bands.iter().rfind(|band| band.from <= amount).map(|band| &band.by)
    }

    /// The most that may be granted where an exception lifts the ceiling, on the day that [`Quantification::base_day`]
    /// names; nothing where the rules name no such limit.
    ///
    /// # Errors
    /// What keeps it open.
    pub fn exception_limit(&self, facts: &Facts, on: Date) -> Result<Option<Fen>, OpenLimit> {
        let formula = match &self.exception_ceiling {
            Some(Limit::Formula(formula)) => formula,
            Some(Limit::Dated(_, dated)) => match dated.on(on) {
                Some(current) => &current.amount,
                None => return Err(OpenLimit::Value(MissingValue { label: dated.label.clone(), on })),
            },
            None => return Ok(None),
        };
        let open = || OpenLimit::Facts(formula.to_find_out(facts).into_iter().collect());
        formula.fen(facts).map(Some).ok_or_else(open)
    }

    /// The facts that it reads; statistics are not facts.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactName> {
        let mut all = self.words();
        if let Start::Months { statistic, .. } = &self.start {
            all.remove(statistic);
        }
        all
    }

    /// Every name that its formulas read, statistics too.
    pub(crate) fn words(&self) -> BTreeSet<FactName> {
        let mut all = match &self.start {
            Start::Months { months, .. } => months.by.facts(),
            Start::Table(table) => table.by.facts(),
        };
        for factor in &self.factors {
            match factor {
                Factor::Table(table) => all.extend(table.by.facts()),
                Factor::Formula { formula, .. } => all.extend(formula.facts()),
            }
        }
        let uplifts = self.uplifts.iter().flat_map(|uplifts| &uplifts.versions).flat_map(|version| &version.rows);
        all.extend(uplifts.flat_map(|uplift| uplift.when.facts()));
        all.extend(self.less.iter().flat_map(Formula::facts));
        all.extend(self.exceptions.iter().filter_map(|exception| exception.when.as_ref()).flat_map(Expr::facts));
        for limit in [&self.floor, &self.ceiling, &self.exception_ceiling].into_iter().flatten() {
            match limit {
                Limit::Formula(formula) => all.extend(formula.facts()),
                Limit::Dated(_, dated) => all.extend(dated.values.iter().flat_map(|value| value.amount.facts())),
            }
        }
        all
    }

    pub(crate) fn per(&self) -> Exact {
        const MONTHS_A_YEAR: i64 = 12;
        match &self.start {
            Start::Months { about, .. } if about.per == Period::Year => Exact::whole(MONTHS_A_YEAR),
            Start::Months { .. } | Start::Table(_) => Exact::ONE,
        }
    }
}

#[cfg(test)]
mod tests;
