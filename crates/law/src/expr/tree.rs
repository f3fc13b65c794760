//! The closed tree of an expression, typed: for our evaluator and for the compiler to another engine.
//!
//! Never: built by hand from untrusted parts; `check` makes it, and what it makes is sound. Its meaning stands in [`crate::expr`].
use std::collections::BTreeSet;

use jiff::civil::Date;
use kernel::id::FactName;

use super::Exact;

/// A stated fact inside an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactRef {
    /// Its name.
    pub name: FactName,
    /// Its place in the list of facts of the expression, [`super::Expr::slots`].
    pub slot: usize,
}

/// How large a number can become: digits before the point at most, digits after it exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// At most so many digits stand before the point.
    pub integer: u32,
    /// Exactly so many digits stand after it: the scale of the `i128`.
    pub scale: u32,
}

/// A part that holds or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// `true` or `false`.
    Constant(bool),
    /// A truth fact.
    Fact(FactRef),
    /// A derived truth fact, standing for its expression.
    Derived(FactName, Box<Condition>),
    /// `not x`
    Not(Box<Condition>),
    /// `a and b and …`, two or more.
    And(Vec<Condition>),
    /// `a or b or …`, two or more.
    Or(Vec<Condition>),
    /// A comparison of two numbers, rescaled to the larger scale.
    CompareNumbers(Number, Comparison, Number),
    /// A comparison of two days.
    CompareDays(Day, Comparison, Day),
    /// `=` or `<>` between words: of a choice, or free text.
    SameWord(Word, Sameness, Word),
    /// `x in (…)` or `x not in (…)`, numbers.
    NumberIn(Number, Sameness, Vec<Exact>),
    /// `x in (…)` or `x not in (…)`, days.
    DayIn(Day, Sameness, Vec<Date>),
    /// `x in (…)` or `x not in (…)`, words.
    WordIn(Word, Sameness, Vec<String>),
    /// `x between low and high` or `not between`, numbers.
    NumberBetween(Number, Sameness, Box<(Number, Number)>),
    /// `x between low and high` or `not between`, days.
    DayBetween(Day, Sameness, Box<(Day, Day)>),
    /// `fact is null` (`Same`) or `fact is not null` (`Other`): whether a stated fact is unknown. Never unknown itself.
    Unknown(FactRef, Sameness),
    /// `contains(fact, 'word')`: the word is among the choices.
    Contains(FactRef, String),
    /// `case when … then … else … end` whose results are conditions.
    Case(Cases<Condition>),
}

impl Condition {
    /// The stated facts of which it says that they must be known (`is not null`), and without which it never holds.
    #[must_use]
    pub fn wants_known(&self) -> BTreeSet<&FactName> {
        match self {
            Condition::Unknown(fact, Sameness::Other) => BTreeSet::from([&fact.name]),
            Condition::Not(inner) => {
                if let Condition::Unknown(fact, Sameness::Same) = inner.as_ref() {
                    BTreeSet::from([&fact.name])
                } else {
                    BTreeSet::new()
                }
            }
            Condition::Derived(_, inner) => inner.wants_known(),
            Condition::And(all) => all.iter().flat_map(Condition::wants_known).collect(),
            Condition::Or(all) => {
                all.iter().map(Condition::wants_known).reduce(|both, own| &both & &own).unwrap_or_default()
            }
            Condition::Constant(_)
            | Condition::Fact(_)
            | Condition::CompareNumbers(..)
            | Condition::CompareDays(..)
            | Condition::SameWord(..)
            | Condition::NumberIn(..)
            | Condition::DayIn(..)
            | Condition::WordIn(..)
            | Condition::NumberBetween(..)
            | Condition::DayBetween(..)
            | Condition::Unknown(_, Sameness::Same)
            | Condition::Contains(..)
            | Condition::Case(_) => BTreeSet::new(),
        }
    }
}

/// `=` and `<>`; also `in` and `not in`, `between` and `not between`, `is null` and `is not null`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sameness {
    /// `=`, `in`, `between`, `is null`
    Same,
    /// `<>`, `not in`, `not between`, `is not null`
    Other,
}

/// How two numbers or days are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// The arms of a `case`: the result of the first condition that holds; unknown if one before it is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cases<T> {
    /// `when … then …`, one or more.
    pub arms: Vec<(Condition, T)>,
    /// `else …`
    pub otherwise: Box<T>,
}

/// A number with the digits it may need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// What it is.
    pub kind: NumberKind,
    /// How many digits, from the text alone.
    pub digits: Digits,
}

/// What a number is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberKind {
    /// A literal.
    Literal(Exact),
    /// A count, money or decimal fact.
    Fact(FactRef),
    /// A derived fact, standing for its expression.
    Derived(FactName, Box<Number>),
    /// `-x`
    Negate(Box<Number>),
    /// `a + b`
    Add(Box<(Number, Number)>),
    /// `a - b`
    Subtract(Box<(Number, Number)>),
    /// `a * b`
    Multiply(Box<(Number, Number)>),
    /// `a / literal`, to six places, half away from zero.
    Divide(Box<Number>, Exact),
    /// `least(…)`, one or more; unknown if any is.
    Least(Vec<Number>),
    /// `greatest(…)`, one or more; unknown if any is.
    Greatest(Vec<Number>),
    /// `years(from, to)`: full years between two days, towards zero.
    Years(Box<(Day, Day)>),
    /// `case … end`
    Case(Cases<Number>),
}

/// A civil day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Day {
    /// `date '2021-12-31'`
    Literal(Date),
    /// A date fact.
    Fact(FactRef),
    /// A derived fact, standing for its expression.
    Derived(FactName, Box<Day>),
    /// `least(…)`; unknown if any is.
    Least(Vec<Day>),
    /// `greatest(…)`; unknown if any is.
    Greatest(Vec<Day>),
    /// `case … end`
    Case(Cases<Day>),
}

/// A word of a choice, or free text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// `'serious'`
    Literal(String),
    /// A choice or text fact.
    Fact(FactRef),
    /// A derived fact, standing for its expression.
    Derived(FactName, Box<Word>),
    /// `case … end`
    Case(Cases<Word>),
}

/// What a formula gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// Money in fen, which may still have places after the point.
    Money(Number),
    /// A number without unit.
    Plain(Number),
    /// A day.
    Day(Day),
    /// A word.
    Word(Word),
}
