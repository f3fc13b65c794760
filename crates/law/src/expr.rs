//! The closed language of conditions and amounts: SQL expressions over named facts.
//!
//! Never: loops, functions of the pack's own, calls outward, floating point. What is not listed here is refused when the pack
//! is loaded. `analysis` compiles the same tree to its engine; what follows is the contract that both evaluators keep.
//!
//! **Words.** `= <> < <= > >=`, `and or not`, `in`, `between`, `is null`, `is not null`, `case when … then … else … end`
//! (`else` is required), `least`, `greatest`, `years(from, to)`, `+ - *`, `/` by a literal, `contains(choices_fact, 'word')`, `true`, `false`,
//! numbers such as `12` and `0.35`, words `'serious'`, days `date '2021-12-31'`. Comparing a truth with `true` or `false` is
//! read as the truth itself or its negation; `case x when 'a' …` as `case when x = 'a' …`. A derived fact stands for its expression.
//!
//! **Unknown.** A fact that is absent is unknown, and so is one whose value is of another type or past the limits of
//! [`Value::is_of`] (which is asked where facts are stated). `not unknown` is unknown; `and`
//! is false if any part is false, else unknown if any is; `or` is true if any part is true, else unknown if any is. `in` is unknown
//! only when its left side is. `x between a and b` is `x >= a and x <= b`. Arithmetic, comparisons, `least`, `greatest` and `years` are
//! unknown if any operand is: PostgreSQL's `least` would skip a null, but unknown is not absent. A `case` whose condition is unknown
//! is unknown, not its next arm. Only `is null` and `is not null` look at the unknown itself. So, without these two, what is
//! true or false stays so whatever else becomes known.
//!
//! **Numbers.** Every numeric part has a [`Digits`], known from the text alone: how many digits may stand before the point and
//! exactly how many stand after it (its *scale*). Money and counts have scale 0, decimal facts scale 6, a literal the places
//! written. `+`, `-`, `least`, `greatest`, `case`: the larger scale of the parts. `*`: the sum of the scales. These are exact. `/` by a literal:
//! scale 6, rounded half away from zero (0.0000005 → 0.000001, −0.0000005 → −0.000001). An expression that could need more
//! than 38 digits is refused when it is loaded; a value is therefore an `i128` of that scale (`Decimal128(38, scale)`) and
//! never overflows. `years(from, to)` is the full years from one day to another, scale 0, towards zero: a birthday counts from its
//! day on, that of 29 February from 1 March in other years. Money and bare numbers do not mix: `fen + fen`, `fen * number`, `fen / literal` and comparing money with a literal are
//! allowed, `fen * fen` and comparing money with a count are not.
//!
//! A derived fact is never stated: whatever a caller states under its name is not read.
//!
//! **Text** is compared letter by letter (bytes); words of a choice only with `= <> in`.
use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use kernel::Fen;
use kernel::id::FactName;

use crate::explain::{self, Explanation};
use crate::facts::{FactSchema, Facts};
use crate::mistake::LoadMistake;

mod check;
pub(crate) mod evaluate;
mod exact;
mod parse;
mod print;
mod tree;

pub use evaluate::{ByName, Lookup};
pub use exact::Exact;
pub use tree::{Cases, Comparison, Condition, Day, Digits, FactRef, Number, NumberKind, Sameness, Term, Word};

/// True, false, or not known: SQL's three values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A fact that decides it is not known.
    Unknown,
}

impl Truth {
    /// `true`, `false` or `unknown`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Truth::True => "true",
            Truth::False => "false",
            Truth::Unknown => "unknown",
        }
    }

    /// Both hold.
    #[must_use]
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::True, Truth::True) => Truth::True,
            (Truth::Unknown, Truth::True | Truth::Unknown) | (Truth::True, Truth::Unknown) => Truth::Unknown,
        }
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Truth) -> Truth {
        self.negate().and(other.negate()).negate()
    }

    /// It does not hold.
    #[must_use]
    pub fn negate(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            Truth::Unknown => Truth::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Truth::True } else { Truth::False }
    }
}

impl From<Option<bool>> for Truth {
    fn from(holds: Option<bool>) -> Self {
        holds.map_or(Truth::Unknown, Truth::from)
    }
}

/// An expression that cannot stand.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, thiserror::Error)]
#[error("{what} (at {offset}){}", hint.as_deref().map(|hint| format!("; {hint}")).unwrap_or_default())]
pub struct ExprMistake {
    /// Where in the text: bytes from its start.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
    /// What to do about it, with the word that was probably meant.
    pub hint: Option<String>,
}

impl ExprMistake {
    /// The same mistake as one of the value at `path` of a file.
    #[must_use]
    pub fn within(self, path: impl Into<String>) -> LoadMistake {
        LoadMistake { part: None, path: path.into(), offset: Some(self.offset), what: self.what, hint: self.hint }
    }
}

/// A condition, read and checked against a schema: it holds, does not, or is unknown.
///
/// ```
/// use law::expr::{Expr, Truth};
/// use law::facts::{DataClass, FactDefinition, FactSchema, FactType, Facts, Value};
///
/// let mut schema = FactSchema::new();
/// let label = kernel::Label::new("家庭人口", "People in the household");
/// schema.insert(FactDefinition::new("household".into(), FactType::Count, DataClass::Personal, label));
///
/// let large = Expr::parse("household >= 3", &schema)?;
/// assert_eq!(large.truth(&Facts::new()), Truth::Unknown);
/// assert_eq!(large.truth(&Facts::new().with("household", Value::Count(4))), Truth::True);
/// # Ok::<(), law::expr::ExprMistake>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expr {
    condition: Condition,
    slots: Vec<FactName>,
}

impl Expr {
    /// Reads a condition.
    ///
    /// # Errors
    /// What the language does not have, facts that `schema` does not have, parts of the wrong type: the first one, with its place.
    pub fn parse(text: &str, schema: &FactSchema) -> Result<Self, ExprMistake> {
        let (condition, slots) = check::condition(text, schema)?;
        Ok(Self { condition, slots })
    }

    /// Whether it holds.
    #[must_use]
    pub fn truth(&self, facts: &Facts) -> Truth {
        evaluate::condition(&self.condition, &ByName { slots: &self.slots, facts })
    }

    /// Whether it holds, part by part, with the facts read and the facts to find out.
    #[must_use]
    pub fn explain(&self, facts: &Facts) -> Explanation {
        explain::condition(&self.condition, facts, &ByName { slots: &self.slots, facts })
    }

    /// The stated facts that it reads.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactName> {
        self.slots.iter().cloned().collect()
    }

    /// The stated facts of which it says that they must be known (`is not null`), and without which it never holds.
    #[must_use]
    pub fn wants_known(&self) -> BTreeSet<&FactName> {
        self.condition.wants_known()
    }

    /// The stated facts that it reads, by [`FactRef::slot`].
    #[must_use]
    pub fn slots(&self) -> &[FactName] {
        &self.slots
    }

    /// The tree, for a compiler to another engine.
    #[must_use]
    pub fn condition(&self) -> &Condition {
        &self.condition
    }
}

/// The SQL text, in one spelling; reading it again gives the same tree.
impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.condition.fmt(f)
    }
}

/// An expression that gives a value and not a truth: an amount, a factor, a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    term: Term,
    slots: Vec<FactName>,
}

impl Formula {
    /// Reads an expression that gives a number, money, a day or a word; a bare literal number counts as plain.
    ///
    /// # Errors
    /// As [`Expr::parse`]; and if it gives a truth.
    pub fn parse(text: &str, schema: &FactSchema) -> Result<Self, ExprMistake> {
        let (term, slots) = check::term(text, schema)?;
        Ok(Self { term, slots })
    }

    /// Reads an expression that gives money; a literal number is fen.
    ///
    /// # Errors
    /// As [`Expr::parse`]; and if it gives anything but money.
    pub fn parse_money(text: &str, schema: &FactSchema) -> Result<Self, ExprMistake> {
        let (number, slots) = check::money(text, schema)?;
        Ok(Self { term: Term::Money(number), slots })
    }

    /// The number that it gives; `None` is unknown, and so is whatever is no number.
    #[must_use]
    pub fn number(&self, facts: &Facts) -> Option<Exact> {
        let lookup = ByName { slots: &self.slots, facts };
        match &self.term {
            Term::Money(number) | Term::Plain(number) => evaluate::number(number, &lookup),
            Term::Day(_) | Term::Word(_) => None,
        }
    }

    /// The number rounded to whole fen, half away from zero; `None` is unknown, or too large for money.
    #[must_use]
    pub fn fen(&self, facts: &Facts) -> Option<Fen> {
        self.number(facts).and_then(Exact::to_fen)
    }

    /// Whether it gives a word.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.term, Term::Word(_))
    }

    /// The word that it gives; `None` is unknown, and so is whatever is no word.
    #[must_use]
    pub fn word<'a>(&'a self, facts: &'a Facts) -> Option<&'a str> {
        let Term::Word(word) = &self.term else { return None };
        evaluate::word(word, &ByName { slots: &self.slots, facts })
    }

    /// The day that it gives; `None` is unknown, and so is whatever is no day.
    #[must_use]
    pub fn day(&self, facts: &Facts) -> Option<Date> {
        let Term::Day(day) = &self.term else { return None };
        evaluate::day(day, &ByName { slots: &self.slots, facts })
    }

    /// The facts that are unknown and can still change the result.
    #[must_use]
    pub fn to_find_out(&self, facts: &Facts) -> BTreeSet<FactName> {
        explain::missing_of_term(&self.term, &ByName { slots: &self.slots, facts })
    }

    /// The stated facts that it reads.
    #[must_use]
    pub fn facts(&self) -> BTreeSet<FactName> {
        self.slots.iter().cloned().collect()
    }

    /// The stated facts that it reads, by [`FactRef::slot`].
    #[must_use]
    pub fn slots(&self) -> &[FactName] {
        &self.slots
    }

    /// The tree, for a compiler to another engine.
    #[must_use]
    pub fn term(&self) -> &Term {
        &self.term
    }
}

/// The SQL text, in one spelling; reading it again gives the same tree.
impl fmt::Display for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.term {
            Term::Money(number) | Term::Plain(number) => number.fmt(f),
            Term::Day(day) => day.fmt(f),
            Term::Word(word) => word.fmt(f),
        }
    }
}

/// Whether `name` stands for itself in every place of an expression, and is no word of SQL.
pub(crate) fn is_plain_name(name: &str) -> bool {
    parse::is_plain_name(name)
}

/// Whether the expression of the derived fact `name` can stand: types, names, no circle.
pub(crate) fn check_derived(name: &str, schema: &FactSchema) -> Result<(), ExprMistake> {
    check::derived(name, schema)
}

#[cfg(test)]
pub(crate) mod tests;
