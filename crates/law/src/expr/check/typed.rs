//! A part with its type, while it is being checked.
//!
//! Never: leaves the checker; what leaves is the typed tree of [`crate::expr`].
use jiff::civil::Date;

use crate::expr::{Condition, Day, Exact, FactRef, Number, NumberKind, Word};

/// A part with its type.
pub(super) enum Typed {
    Condition(Condition),
    Number(Number, Unit),
    Day(Day),
    Word(Word, Vocabulary),
    Choices(FactRef, Vec<String>),
}

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Money,
    Plain,
    /// A literal fits both.
    Literal,
}

/// Which words a word can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Vocabulary {
    /// Exactly this one, as written.
    Literal(String),
    /// One of these choices.
    Of(Vec<String>),
    /// Any text.
    Free,
}

impl Typed {
    /// What it is, for a message.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Typed::Condition(_) => "a condition",
            Typed::Number(_, Unit::Money) => "money",
            Typed::Number(_, Unit::Plain | Unit::Literal) => "a number",
            Typed::Day(_) => "a day",
            Typed::Word(..) => "a word",
            Typed::Choices(..) => "a set of choices",
        }
    }

    pub(super) fn condition(self) -> Result<Condition, &'static str> {
        let name = self.name();
        if let Typed::Condition(condition) = self { Ok(condition) } else { Err(name) }
    }

    pub(super) fn number(self) -> Result<(Number, Unit), &'static str> {
        let name = self.name();
        if let Typed::Number(number, unit) = self { Ok((number, unit)) } else { Err(name) }
    }

    pub(super) fn day(self) -> Result<Day, &'static str> {
        let name = self.name();
        if let Typed::Day(day) = self { Ok(day) } else { Err(name) }
    }

    pub(super) fn word(self) -> Result<(Word, Vocabulary), &'static str> {
        let name = self.name();
        if let Typed::Word(word, words) = self { Ok((word, words)) } else { Err(name) }
    }

    /// A number written out, with or without a sign.
    pub(super) fn written_number(self) -> Result<Exact, &'static str> {
        let name = self.name();
        let kind = self.number()?.0.kind;
        if let NumberKind::Literal(literal) = kind {
            return Ok(literal);
        }
        if let NumberKind::Negate(inner) = kind
            && let NumberKind::Literal(literal) = inner.kind
        {
            return Exact::ZERO.minus(literal).ok_or(name);
        }
        Err(name)
    }

    /// A day written out.
    pub(super) fn written_day(self) -> Result<Date, &'static str> {
        let name = self.name();
        if let Typed::Day(Day::Literal(date)) = self { Ok(date) } else { Err(name) }
    }

    /// A word written out.
    pub(super) fn written_word(self) -> Result<String, &'static str> {
        let name = self.name();
        if let Typed::Word(Word::Literal(word), _) = self { Ok(word) } else { Err(name) }
    }

    /// The stated fact, if it is nothing else.
    pub(super) fn stated_fact(self) -> Option<FactRef> {
        match self {
            Typed::Condition(Condition::Fact(fact))
            | Typed::Number(Number { kind: NumberKind::Fact(fact), .. }, _)
            | Typed::Day(Day::Fact(fact))
            | Typed::Word(Word::Fact(fact), _)
            | Typed::Choices(fact, _) => Some(fact),
            Typed::Condition(_) | Typed::Number(..) | Typed::Day(_) | Typed::Word(..) => None,
        }
    }
}
