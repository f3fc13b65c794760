//! The law's expressions as expressions of `DataFusion`: the same answer for millions as `law` gives for one.
//!
//! Never: a meaning of its own; the contract stands in [`law::expr`], and a property test holds the two equal.
//! The columns are those of [`crate::facts`]: decimals of 38 digits, days, UTF-8, null for unknown.
use std::collections::BTreeSet;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::ScalarValue;
use datafusion::functions::core::expr_fn;
use datafusion::functions::datetime::expr_fn::date_part;
use datafusion::logical_expr::{Expr as Plan, Operator, binary_expr, case, cast, ident, lit, not, when};
use jiff::civil::Date;
use kernel::id::FactName;
use law::expr::{Cases, Comparison, Condition, Day, Exact, Expr, FactRef, Number, NumberKind, Sameness, Word};

use crate::quotient;
use crate::write::days_since_1970;

/// Digits of every decimal.
pub(crate) const PRECISION: u8 = 38;
/// Places after the point of every quotient.
pub(crate) const QUOTIENT_SCALE: i8 = 6;

/// Compiles `expr`; facts that are not in `columns` are unknown.
#[must_use]
pub fn compile(expr: &Expr, columns: &BTreeSet<FactName>) -> Plan {
    Compiler { columns }.condition(expr.condition())
}

struct Compiler<'a> {
    columns: &'a BTreeSet<FactName>,
}

impl Compiler<'_> {
    fn column(&self, fact: &FactRef, ty: &DataType) -> Plan {
        if self.columns.contains(&fact.name) { ident(fact.name.as_str()) } else { unknown(ty) }
    }

    fn condition(&self, part: &Condition) -> Plan {
        match part {
            Condition::Constant(holds) => lit(*holds),
            Condition::Fact(fact) => self.column(fact, &DataType::Boolean),
            Condition::Derived(_, inner) => self.condition(inner),
            Condition::Not(inner) => not(self.condition(inner)),
            Condition::And(parts) => self.joined(parts, Plan::and),
            Condition::Or(parts) => self.joined(parts, Plan::or),
            Condition::CompareNumbers(left, how, right) => self.compare_numbers(left, *how, right),
            Condition::CompareDays(left, how, right) => compared(self.day(left), *how, self.day(right)),
            Condition::SameWord(left, sameness, right) => same(*sameness, self.word(left).eq(self.word(right))),
            Condition::NumberIn(left, sameness, list) => {
                let literals = list.iter().filter_map(|item| item.rescale(left.digits.scale)).map(decimal);
                same(*sameness, one_of(self.number(left), literals.collect()))
            }
            Condition::DayIn(left, sameness, list) => {
                same(*sameness, one_of(self.day(left), list.iter().map(|day| lit(date(*day))).collect()))
            }
            Condition::WordIn(left, sameness, list) => {
                same(*sameness, one_of(self.word(left), list.iter().map(|word| lit(word.as_str())).collect()))
            }
            Condition::NumberBetween(left, sameness, bounds) => {
                let low = self.compare_numbers(left, Comparison::GreaterOrEqual, &bounds.0);
                let high = self.compare_numbers(left, Comparison::LessOrEqual, &bounds.1);
                same(*sameness, low.and(high))
            }
            Condition::DayBetween(left, sameness, bounds) => {
                let day = self.day(left);
                same(*sameness, day.clone().gt_eq(self.day(&bounds.0)).and(day.lt_eq(self.day(&bounds.1))))
            }
            Condition::Unknown(fact, sameness) => self.is_unknown(fact, *sameness),
            Condition::Contains(fact, word) => {
                // The words of a column of choices stand between bars, see `facts`.
                self.column(fact, &DataType::Utf8).like(lit(format!("%|{word}|%")))
            }
            Condition::Case(cases) => self.cases(cases, &DataType::Boolean, Self::condition),
        }
    }

    fn joined(&self, parts: &[Condition], join: fn(Plan, Plan) -> Plan) -> Plan {
        parts.iter().map(|part| self.condition(part)).reduce(join).unwrap_or_else(|| unknown(&DataType::Boolean))
    }

    fn is_unknown(&self, fact: &FactRef, sameness: Sameness) -> Plan {
        let is_column = self.columns.contains(&fact.name);
        match sameness {
            Sameness::Same if is_column => ident(fact.name.as_str()).is_null(),
            Sameness::Other if is_column => ident(fact.name.as_str()).is_not_null(),
            Sameness::Same => lit(true),
            Sameness::Other => lit(false),
        }
    }

    fn compare_numbers(&self, left: &Number, how: Comparison, right: &Number) -> Plan {
        let scale = left.digits.scale.max(right.digits.scale);
        compared(self.at_scale(left, scale), how, self.at_scale(right, scale))
    }

    /// The arm of the first condition that holds; unknown as soon as one before it is.
    fn cases<T>(&self, cases: &Cases<T>, ty: &DataType, value: impl Fn(&Self, &T) -> Plan) -> Plan {
        let otherwise = value(self, &cases.otherwise);
        let mut arms = cases.arms.iter().flat_map(|(condition, then)| {
            let condition = self.condition(condition);
            [(condition.clone(), value(self, then)), (condition.is_null(), unknown(ty))]
        });
        let Some((first, then)) = arms.next() else { return otherwise };
        let mut builder = when(first, then);
        for (condition, then) in arms {
            builder = builder.when(condition, then);
        }
        builder.otherwise(otherwise).expect("every arm has the type of the case")
    }

    /// The number as a decimal of its own scale.
    fn number(&self, number: &Number) -> Plan {
        let scale = number.digits.scale;
        let ty = decimal_type(scale);
        let plan = match &number.kind {
            NumberKind::Literal(literal) => return literal.rescale(scale).map_or_else(|| unknown(&ty), decimal),
            NumberKind::Fact(fact) => return self.column(fact, &ty),
            NumberKind::Derived(_, inner) => self.at_scale(inner, scale),
            NumberKind::Negate(inner) => {
                binary_expr(decimal(Exact { mantissa: 0, scale }), Operator::Minus, self.at_scale(inner, scale))
            }
            NumberKind::Add(both) => self.combined(both, Operator::Plus, scale),
            NumberKind::Subtract(both) => self.combined(both, Operator::Minus, scale),
            NumberKind::Multiply(both) => binary_expr(self.number(&both.0), Operator::Multiply, self.number(&both.1)),
            NumberKind::Divide(inner, by) => quotient::by(*by).call(vec![self.number(inner)]),
            NumberKind::Least(parts) => {
                extreme(parts.iter().map(|part| self.at_scale(part, scale)).collect(), &ty, expr_fn::least)
            }
            NumberKind::Greatest(parts) => {
                extreme(parts.iter().map(|part| self.at_scale(part, scale)).collect(), &ty, expr_fn::greatest)
            }
            NumberKind::Years(days) => full_years(self.day(&days.0), self.day(&days.1)),
            NumberKind::Case(cases) => self.cases(cases, &ty, |this, part| this.at_scale(part, scale)),
        };
        cast(plan, ty)
    }

    /// A sum or a difference, both sides at its scale.
    fn combined(&self, both: &(Number, Number), how: Operator, scale: u32) -> Plan {
        binary_expr(self.at_scale(&both.0, scale), how, self.at_scale(&both.1, scale))
    }

    fn at_scale(&self, number: &Number, scale: u32) -> Plan {
        let plan = self.number(number);
        if number.digits.scale == scale { plan } else { cast(plan, decimal_type(scale)) }
    }

    fn day(&self, day: &Day) -> Plan {
        let ty = DataType::Date32;
        match day {
            Day::Literal(literal) => lit(date(*literal)),
            Day::Fact(fact) => self.column(fact, &ty),
            Day::Derived(_, inner) => self.day(inner),
            Day::Least(parts) => extreme(parts.iter().map(|part| self.day(part)).collect(), &ty, expr_fn::least),
            Day::Greatest(parts) => extreme(parts.iter().map(|part| self.day(part)).collect(), &ty, expr_fn::greatest),
            Day::Case(cases) => self.cases(cases, &ty, Self::day),
        }
    }

    fn word(&self, word: &Word) -> Plan {
        match word {
            Word::Literal(literal) => lit(literal.as_str()),
            Word::Fact(fact) => self.column(fact, &DataType::Utf8),
            Word::Derived(_, inner) => self.word(inner),
            Word::Case(cases) => self.cases(cases, &DataType::Utf8, Self::word),
        }
    }
}

fn same(sameness: Sameness, holds: Plan) -> Plan {
    match sameness {
        Sameness::Same => holds,
        Sameness::Other => not(holds),
    }
}

fn compared(left: Plan, how: Comparison, right: Plan) -> Plan {
    match how {
        Comparison::Equal => left.eq(right),
        Comparison::NotEqual => left.not_eq(right),
        Comparison::Less => left.lt(right),
        Comparison::LessOrEqual => left.lt_eq(right),
        Comparison::Greater => left.gt(right),
        Comparison::GreaterOrEqual => left.gt_eq(right),
    }
}

/// `left in (…)`: unknown only when `left` is, whatever is in the list.
fn one_of(left: Plan, list: Vec<Plan>) -> Plan {
    if list.is_empty() {
        return case(left.is_null()).when(lit(false), lit(false)).end().expect("both arms are truths");
    }
    left.in_list(list, false)
}

/// `least` or `greatest`: the engine's own skip an unknown operand, and unknown is not absent.
fn extreme(mut parts: Vec<Plan>, ty: &DataType, pick: fn(Vec<Plan>) -> Plan) -> Plan {
    if parts.len() <= 1 {
        return parts.pop().unwrap_or_else(|| unknown(ty));
    }
    let any_unknown = parts.iter().cloned().map(Plan::is_null).reduce(Plan::or).unwrap_or_else(|| lit(false));
    when(any_unknown, unknown(ty)).otherwise(pick(parts)).expect("both arms have one type")
}

/// Full years between two days: the difference of their days written as numbers such as 20260301, without its last four digits.
fn full_years(from: Plan, to: Plan) -> Plan {
    let number = |day: Plan| {
        let part =
            |name: &str, worth: i32| binary_expr(date_part(lit(name), day.clone()), Operator::Multiply, lit(worth));
        let rest = binary_expr(part("month", 100), Operator::Plus, part("day", 1));
        binary_expr(part("year", 10_000), Operator::Plus, rest)
    };
    binary_expr(binary_expr(number(to), Operator::Minus, number(from)), Operator::Divide, lit(10_000_i32))
}

fn decimal_type(scale: u32) -> DataType {
    DataType::Decimal128(PRECISION, i8::try_from(scale).unwrap_or(i8::MAX))
}

fn decimal(exact: Exact) -> Plan {
    let scale = i8::try_from(exact.scale).unwrap_or(i8::MAX);
    lit(ScalarValue::Decimal128(Some(exact.mantissa), PRECISION, scale))
}

fn date(day: Date) -> ScalarValue {
    ScalarValue::Date32(Some(days_since_1970(day)))
}

/// Unknown, of this type.
pub(crate) fn unknown(ty: &DataType) -> Plan {
    match ScalarValue::try_new_null(ty) {
        Ok(null) => lit(null),
        Err(_) => cast(lit(ScalarValue::Null), ty.clone()),
    }
}

#[cfg(test)]
mod tests;
