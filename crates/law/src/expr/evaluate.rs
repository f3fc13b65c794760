//! Evaluates an expression over one person's facts, by the rules written in [`crate::expr`].
//!
//! Never: allocates, looks at anything but the facts it is given.
use std::cmp::Ordering;

use jiff::civil::Date;
use kernel::id::FactName;

use super::{Cases, Comparison, Condition, Day, Exact, FactRef, Number, NumberKind, Sameness, Truth, Word};
use crate::facts::{Facts, Value};

/// Where the values of an expression's facts are found.
pub trait Lookup<'f> {
    /// The value of the fact in this slot; `None` is unknown.
    fn value(&self, slot: usize) -> Option<&'f Value>;
}

/// Facts looked up by name.
#[derive(Debug, Clone, Copy)]
pub struct ByName<'a> {
    /// The names, by slot.
    pub slots: &'a [FactName],
    /// The facts.
    pub facts: &'a Facts,
}

impl<'f> Lookup<'f> for ByName<'f> {
    fn value(&self, slot: usize) -> Option<&'f Value> {
        self.slots.get(slot).and_then(|name| self.facts.value(name.as_str()))
    }
}

pub(crate) fn condition<'f, L: Lookup<'f>>(part: &Condition, facts: &L) -> Truth {
    match part {
        Condition::Constant(holds) => Truth::from(*holds),
        Condition::Fact(fact) => Truth::from(truth_fact(fact, facts)),
        Condition::Derived(_, inner) => condition(inner, facts),
        Condition::Not(inner) => condition(inner, facts).negate(),
        Condition::And(parts) => all(parts, facts),
        Condition::Or(parts) => any(parts, facts),
        Condition::CompareNumbers(left, how, right) => compared(number_order(left, right, facts), *how),
        Condition::CompareDays(left, how, right) => compared(day_order(left, right, facts), *how),
        Condition::SameWord(left, sameness, right) => {
            let same = word(left, facts).zip(word(right, facts)).map(|(left, right)| left == right);
            sameness.of(Truth::from(same))
        }
        Condition::NumberIn(left, sameness, list) => {
            sameness.of(Truth::from(number(left, facts).map(|left| list.contains(&left))))
        }
        Condition::DayIn(left, sameness, list) => {
            sameness.of(Truth::from(day(left, facts).map(|left| list.contains(&left))))
        }
        Condition::WordIn(left, sameness, list) => {
            sameness.of(Truth::from(word(left, facts).map(|left| list.iter().any(|item| item == left))))
        }
        Condition::NumberBetween(left, sameness, bounds) => {
            sameness.of(between(number_order(left, &bounds.0, facts), number_order(left, &bounds.1, facts)))
        }
        Condition::DayBetween(left, sameness, bounds) => {
            sameness.of(between(day_order(left, &bounds.0, facts), day_order(left, &bounds.1, facts)))
        }
        Condition::Unknown(fact, sameness) => sameness.of(Truth::from(facts.value(fact.slot).is_none())),
        Condition::Contains(fact, word) => contains(fact, word, facts),
        Condition::Case(cases) => match chosen(cases, facts) {
            Some(arm) => condition(arm, facts),
            None => Truth::Unknown,
        },
    }
}

impl Sameness {
    fn of(self, same: Truth) -> Truth {
        match self {
            Sameness::Same => same,
            Sameness::Other => same.negate(),
        }
    }
}

fn all<'f, L: Lookup<'f>>(parts: &[Condition], facts: &L) -> Truth {
    let mut result = Truth::True;
    for part in parts {
        result = result.and(condition(part, facts));
        if result == Truth::False {
            break;
        }
    }
    result
}

fn any<'f, L: Lookup<'f>>(parts: &[Condition], facts: &L) -> Truth {
    let mut result = Truth::False;
    for part in parts {
        result = result.or(condition(part, facts));
        if result == Truth::True {
            break;
        }
    }
    result
}

/// The arm of a `case` that applies; `None` when a condition before it is unknown.
pub(crate) fn chosen<'a, 'f, T, L: Lookup<'f>>(cases: &'a Cases<T>, facts: &L) -> Option<&'a T> {
    for (when, then) in &cases.arms {
        match condition(when, facts) {
            Truth::True => return Some(then),
            Truth::Unknown => return None,
            Truth::False => {}
        }
    }
    Some(&cases.otherwise)
}

fn compared(order: Option<Ordering>, how: Comparison) -> Truth {
    Truth::from(order.map(|order| match how {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }))
}

fn between(low: Option<Ordering>, high: Option<Ordering>) -> Truth {
    compared(low, Comparison::GreaterOrEqual).and(compared(high, Comparison::LessOrEqual))
}

fn number_order<'f, L: Lookup<'f>>(left: &Number, right: &Number, facts: &L) -> Option<Ordering> {
    Some(number(left, facts)?.compare(number(right, facts)?))
}

fn day_order<'f, L: Lookup<'f>>(left: &Day, right: &Day, facts: &L) -> Option<Ordering> {
    Some(day(left, facts)?.cmp(&day(right, facts)?))
}

fn truth_fact<'f, L: Lookup<'f>>(fact: &FactRef, facts: &L) -> Option<bool> {
    let Value::Truth(holds) = facts.value(fact.slot)? else { return None };
    Some(*holds)
}

fn contains<'f, L: Lookup<'f>>(fact: &FactRef, word: &str, facts: &L) -> Truth {
    match facts.value(fact.slot) {
        Some(Value::Choices(ids)) => Truth::from(ids.contains(word)),
        Some(Value::AtLeast(ids)) if ids.contains(word) => Truth::True,
        _ => Truth::Unknown,
    }
}

/// The value of a number, at its own scale.
pub(crate) fn number<'f, L: Lookup<'f>>(part: &Number, facts: &L) -> Option<Exact> {
    let exact = match &part.kind {
        NumberKind::Literal(literal) => Some(*literal),
        NumberKind::Fact(fact) => number_fact(facts.value(fact.slot)?, part.digits.scale),
        NumberKind::Derived(_, inner) => number(inner, facts),
        NumberKind::Negate(inner) => Exact::ZERO.minus(number(inner, facts)?),
        NumberKind::Add(both) => number(&both.0, facts)?.plus(number(&both.1, facts)?),
        NumberKind::Subtract(both) => number(&both.0, facts)?.minus(number(&both.1, facts)?),
        NumberKind::Multiply(both) => number(&both.0, facts)?.times(number(&both.1, facts)?),
        NumberKind::Divide(inner, by) => number(inner, facts)?.over(*by, QUOTIENT_PLACES),
        NumberKind::Least(parts) => extreme(parts, Ordering::Less, facts),
        NumberKind::Greatest(parts) => extreme(parts, Ordering::Greater, facts),
        NumberKind::Years(days) => Some(Exact::whole(full_years(day(&days.0, facts)?, day(&days.1, facts)?))),
        NumberKind::Case(cases) => number(chosen(cases, facts)?, facts),
    }?;
    exact.rescale(part.digits.scale)
}

/// Full years from one day to another, towards zero; who was born on 29 February is a year older on 1 March.
fn full_years(from: Date, to: Date) -> i64 {
    let digits = |place: i8, worth: i64| i64::from(place).saturating_mul(worth);
    let number = |day: Date| {
        i64::from(day.year())
            .saturating_mul(10_000)
            .saturating_add(digits(day.month(), 100))
            .saturating_add(digits(day.day(), 1))
    };
    number(to).saturating_sub(number(from)) / 10_000
}

/// Places after the point of every quotient.
pub(crate) const QUOTIENT_PLACES: u32 = 6;

/// The value of a fact at the scale of its type; unknown if it is not of its type or past the type's limits.
fn number_fact(value: &Value, scale: u32) -> Option<Exact> {
    let (exact, limit) = match value {
        Value::Count(count) => (Exact::whole(*count), Value::COUNT_LIMIT),
        Value::Fen(fen) => (Exact::from(*fen), Value::FEN_LIMIT),
        Value::Decimal(decimal) => (Exact::from(*decimal), Value::DECIMAL_LIMIT),
        Value::Truth(_)
        | Value::Date(_)
        | Value::Text(_)
        | Value::Choice(_)
        | Value::Choices(_)
        | Value::AtLeast(_) => return None,
    };
    let size = Exact { mantissa: exact.mantissa.checked_abs()?, scale: exact.scale };
    if size.compare(Exact::whole(limit)).is_ge() {
        return None;
    }
    exact.rescale(scale)
}

fn extreme<'f, L: Lookup<'f>>(parts: &[Number], wanted: Ordering, facts: &L) -> Option<Exact> {
    let mut found: Option<Exact> = None;
    for part in parts {
        let value = number(part, facts)?;
        found = match found {
            Some(best) if value.compare(best) != wanted => Some(best),
            _ => Some(value),
        };
    }
    found
}

pub(crate) fn day<'f, L: Lookup<'f>>(part: &Day, facts: &L) -> Option<Date> {
    match part {
        Day::Literal(date) => Some(*date),
        Day::Fact(fact) => {
            let Value::Date(date) = facts.value(fact.slot)? else { return None };
            Some(*date)
        }
        Day::Derived(_, inner) => day(inner, facts),
        Day::Least(parts) => parts.iter().try_fold(Date::MAX, |least, part| Some(least.min(day(part, facts)?))),
        Day::Greatest(parts) => parts.iter().try_fold(Date::MIN, |most, part| Some(most.max(day(part, facts)?))),
        Day::Case(cases) => day(chosen(cases, facts)?, facts),
    }
}

pub(crate) fn word<'r, 'f: 'r, L: Lookup<'f>>(part: &'r Word, facts: &L) -> Option<&'r str> {
    match part {
        Word::Literal(literal) => Some(literal),
        Word::Fact(fact) => {
            let (Value::Choice(word) | Value::Text(word)) = facts.value(fact.slot)? else { return None };
            Some(word)
        }
        Word::Derived(_, inner) => word(inner, facts),
        Word::Case(cases) => word(chosen(cases, facts)?, facts),
    }
}
