//! Prints an expression as SQL text, in one spelling; reading it again gives the same tree.
//!
//! Never: labels; a page that wants words of a citizen takes the facts' labels.
use std::fmt;

use super::{Cases, Comparison, Condition, Day, Number, NumberKind, Sameness, Word};

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Condition::Constant(holds) => write!(f, "{holds}"),
            Condition::Fact(fact) => write!(f, "{}", fact.name),
            Condition::Derived(name, _) => write!(f, "{name}"),
            Condition::Not(inner) if matches!(**inner, Condition::Not(_)) => write!(f, "not ({inner})"),
            Condition::Not(inner) => write!(f, "not {}", Inside(inner)),
            Condition::And(parts) => joined(f, parts, " and "),
            Condition::Or(parts) => joined(f, parts, " or "),
            Condition::CompareNumbers(left, how, right) => write!(f, "{left} {how} {right}"),
            Condition::CompareDays(left, how, right) => write!(f, "{left} {how} {right}"),
            Condition::SameWord(left, Sameness::Same, right) => write!(f, "{left} = {right}"),
            Condition::SameWord(left, Sameness::Other, right) => write!(f, "{left} <> {right}"),
            Condition::NumberIn(left, sameness, list) => write!(f, "{left}{sameness} in ({})", Listed(list)),
            Condition::DayIn(left, sameness, list) => {
                let list: Vec<String> = list.iter().map(|day| format!("date '{day}'")).collect();
                write!(f, "{left}{sameness} in ({})", Listed(&list))
            }
            Condition::WordIn(left, sameness, list) => {
                let list: Vec<String> = list.iter().map(|word| quoted(word)).collect();
                write!(f, "{left}{sameness} in ({})", Listed(&list))
            }
            Condition::NumberBetween(left, sameness, bounds) => {
                write!(f, "{left}{sameness} between {} and {}", bounds.0, bounds.1)
            }
            Condition::DayBetween(left, sameness, bounds) => {
                write!(f, "{left}{sameness} between {} and {}", bounds.0, bounds.1)
            }
            Condition::Unknown(fact, Sameness::Same) => write!(f, "{} is null", fact.name),
            Condition::Unknown(fact, Sameness::Other) => write!(f, "{} is not null", fact.name),
            Condition::Contains(fact, word) => write!(f, "contains({}, {})", fact.name, quoted(word)),
            Condition::Case(cases) => write!(f, "{cases}"),
        }
    }
}

/// A condition inside another: in brackets if it would otherwise be read with its neighbours.
struct Inside<'a>(&'a Condition);

impl fmt::Display for Inside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Condition::And(_) | Condition::Or(_) => write!(f, "({})", self.0),
            Condition::Constant(_)
            | Condition::Not(_)
            | Condition::Fact(_)
            | Condition::Derived(..)
            | Condition::CompareNumbers(..)
            | Condition::CompareDays(..)
            | Condition::SameWord(..)
            | Condition::NumberIn(..)
            | Condition::DayIn(..)
            | Condition::WordIn(..)
            | Condition::NumberBetween(..)
            | Condition::DayBetween(..)
            | Condition::Unknown(..)
            | Condition::Contains(..)
            | Condition::Case(_) => write!(f, "{}", self.0),
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Condition], with: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(with)?;
        }
        write!(f, "{}", Inside(part))?;
    }
    Ok(())
}

struct Listed<'a, T>(&'a [T]);

impl<T: fmt::Display> fmt::Display for Listed<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, item) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(", ")?;
            }
            write!(f, "{item}")?;
        }
        Ok(())
    }
}

fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "''"))
}

impl<T: fmt::Display> fmt::Display for Cases<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("case")?;
        for (when, then) in &self.arms {
            write!(f, " when {when} then {then}")?;
        }
        write!(f, " else {} end", self.otherwise)
    }
}

/// ` not` before `in` and `between`, or nothing.
impl fmt::Display for Sameness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Sameness::Same => Ok(()),
            Sameness::Other => f.write_str(" not"),
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "<>",
            Comparison::Less => "<",
            Comparison::LessOrEqual => "<=",
            Comparison::Greater => ">",
            Comparison::GreaterOrEqual => ">=",
        })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NumberKind::Literal(literal) => write!(f, "{literal}"),
            NumberKind::Fact(fact) => write!(f, "{}", fact.name),
            NumberKind::Derived(name, _) => write!(f, "{name}"),
            NumberKind::Negate(inner) => write!(f, "-{}", Operand(inner)),
            NumberKind::Add(both) => write!(f, "{} + {}", Operand(&both.0), Operand(&both.1)),
            NumberKind::Subtract(both) => write!(f, "{} - {}", Operand(&both.0), Operand(&both.1)),
            NumberKind::Multiply(both) => write!(f, "{} * {}", Operand(&both.0), Operand(&both.1)),
            NumberKind::Divide(inner, by) => write!(f, "{} / {by}", Operand(inner)),
            NumberKind::Least(parts) => write!(f, "least({})", Listed(parts)),
            NumberKind::Greatest(parts) => write!(f, "greatest({})", Listed(parts)),
            NumberKind::Years(days) => write!(f, "years({}, {})", days.0, days.1),
            NumberKind::Case(cases) => write!(f, "{cases}"),
        }
    }
}

/// A number inside arithmetic: in brackets if it is arithmetic itself.
struct Operand<'a>(&'a Number);

impl fmt::Display for Operand<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            NumberKind::Negate(_)
            | NumberKind::Add(_)
            | NumberKind::Subtract(_)
            | NumberKind::Multiply(_)
            | NumberKind::Divide(..) => write!(f, "({})", self.0),
            NumberKind::Literal(_)
            | NumberKind::Fact(_)
            | NumberKind::Derived(..)
            | NumberKind::Least(_)
            | NumberKind::Greatest(_)
            | NumberKind::Years(_)
            | NumberKind::Case(_) => write!(f, "{}", self.0),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Day::Literal(date) => write!(f, "date '{date}'"),
            Day::Fact(fact) => write!(f, "{}", fact.name),
            Day::Derived(name, _) => write!(f, "{name}"),
            Day::Least(parts) => write!(f, "least({})", Listed(parts)),
            Day::Greatest(parts) => write!(f, "greatest({})", Listed(parts)),
            Day::Case(cases) => write!(f, "{cases}"),
        }
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Word::Literal(word) => f.write_str(&quoted(word)),
            Word::Fact(fact) => write!(f, "{}", fact.name),
            Word::Derived(name, _) => write!(f, "{name}"),
            Word::Case(cases) => write!(f, "{cases}"),
        }
    }
}
