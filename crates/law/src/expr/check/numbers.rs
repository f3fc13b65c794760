//! How many digits a number may need, and which units mix.
//!
//! Never: a value; everything here is known from the text and the types alone.
use kernel::id::FactName;
use sqlparser::ast::{self, BinaryOperator};

use super::{Checker, Typed, Unit, hinted};
use crate::expr::evaluate::QUOTIENT_PLACES;
use crate::expr::{Digits, Exact, ExprMistake, FactRef, Number, NumberKind};
use crate::facts::{FactType, Value};

/// What an `i128` (and a `Decimal128`) surely holds.
const MOST_DIGITS: u32 = 38;
/// Literals are short: 15 digits before the point, 6 after it.
const LITERAL_INTEGER: u32 = 15;

/// A number fact at the scale of its type; the digits are those of the limits in [`Value`].
pub(super) fn fact(fact: FactRef, ty: &FactType) -> Typed {
    let (integer, scale, unit) = match ty {
        FactType::Fen => (digits_below(Value::FEN_LIMIT), 0, Unit::Money),
        FactType::Decimal => (digits_below(Value::DECIMAL_LIMIT), Value::DECIMAL_PLACES, Unit::Plain),
        FactType::Count
        | FactType::Truth
        | FactType::Date
        | FactType::Text
        | FactType::Choice(_)
        | FactType::Choices(_) => (digits_below(Value::COUNT_LIMIT), 0, Unit::Plain),
    };
    Typed::Number(Number { kind: NumberKind::Fact(fact), digits: Digits { integer, scale } }, unit)
}

/// The digits of the numbers below a power of ten.
fn digits_below(limit: i64) -> u32 {
    limit.checked_ilog10().unwrap_or_default()
}

pub(super) fn derived(name: FactName, inner: Number, unit: Unit) -> Typed {
    let digits = inner.digits;
    Typed::Number(Number { kind: NumberKind::Derived(name, Box::new(inner)), digits }, unit)
}

/// The digits that hold every one of `parts`.
pub(super) fn widest<'a>(parts: impl Iterator<Item = &'a Number> + Clone) -> Digits {
    let integer = parts.clone().map(|part| part.digits.integer).max().unwrap_or_default();
    let scale = parts.map(|part| part.digits.scale).max().unwrap_or_default();
    Digits { integer, scale }
}

/// The unit of two numbers that stand side by side, in a sum, a comparison or the arms of a case.
pub(super) fn side_by_side(left: Unit, right: Unit) -> Option<Unit> {
    match (left, right) {
        (Unit::Literal, other) | (other, Unit::Literal) => Some(other),
        (Unit::Money, Unit::Money) => Some(Unit::Money),
        (Unit::Plain, Unit::Plain) => Some(Unit::Plain),
        (Unit::Money, Unit::Plain) | (Unit::Plain, Unit::Money) => None,
    }
}

impl Checker<'_, '_> {
    pub(super) fn number_literal(&self, value: &ast::ValueWithSpan, text: &str) -> Result<Typed, ExprMistake> {
        let exact = Exact::parse(text);
        let literal =
            exact.filter(|exact| exact.scale <= Value::DECIMAL_PLACES && integer_digits(*exact) <= LITERAL_INTEGER);
        let Some(literal) = literal else {
            let mistake = self.mistake(value, format!("not a number of at most six places: {text}"));
            return Err(hinted(mistake, "write numbers like 12 or 0.35; money is whole fen"));
        };
        let digits = Digits { integer: integer_digits(literal), scale: literal.scale };
        Ok(Typed::Number(Number { kind: NumberKind::Literal(literal), digits }, Unit::Literal))
    }

    pub(super) fn negated(&mut self, inner: &ast::Expr) -> Result<Typed, ExprMistake> {
        let found = self.typed(inner)?.number();
        let (number, unit) =
            found.map_err(|found| self.mistake(inner, format!("only a number has a sign, and this is {found}")))?;
        let digits = number.digits;
        Ok(Typed::Number(Number { kind: NumberKind::Negate(Box::new(number)), digits }, unit))
    }

    pub(super) fn arithmetic(
        &mut self,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
    ) -> Result<Typed, ExprMistake> {
        let (a, left_unit) = self.number(left)?;
        let (b, right_unit) = self.number(right)?;
        let sum = Digits {
            integer: a.digits.integer.max(b.digits.integer).saturating_add(1),
            ..widest([&a, &b].into_iter())
        };
        let side = side_by_side(left_unit, right_unit);
        let (kind, digits, unit) = match op {
            BinaryOperator::Plus => (NumberKind::Add(Box::new((a, b))), sum, side),
            BinaryOperator::Minus => (NumberKind::Subtract(Box::new((a, b))), sum, side),
            BinaryOperator::Multiply => {
                let integer = a.digits.integer.saturating_add(b.digits.integer);
                let digits = Digits { integer, scale: a.digits.scale.saturating_add(b.digits.scale) };
                (NumberKind::Multiply(Box::new((a, b))), digits, product_unit(left_unit, right_unit))
            }
            _ => return self.quotient((a, left_unit), &b, right),
        };
        let Some(unit) = unit else {
            let what = format!("money and a bare number do not go together here: {left} {op} {right}");
            return Err(hinted(self.mistake(left, what), "money may be added to money, and multiplied with a number"));
        };
        self.fitting(left, Number { kind, digits }).map(|number| Typed::Number(number, unit))
    }

    fn quotient(&self, (a, unit): (Number, Unit), by: &Number, right: &ast::Expr) -> Result<Typed, ExprMistake> {
        let NumberKind::Literal(divisor) = by.kind else {
            let mistake = self.mistake(right, format!("division only by a literal, not by {right}"));
            return Err(hinted(mistake, "compare products instead: a > b * c"));
        };
        if divisor.mantissa == 0 {
            return Err(self.mistake(right, "division by zero"));
        }
        // |x / 0.25| ≤ |x| × 100, and rounding may carry into one more digit.
        let integer = a.digits.integer.saturating_add(divisor.scale).saturating_add(1);
        let shift = QUOTIENT_PLACES.saturating_add(divisor.scale).saturating_sub(a.digits.scale);
        let numerator = a.digits.integer.saturating_add(a.digits.scale).saturating_add(shift);
        if numerator > MOST_DIGITS {
            return Err(self.too_wide(right));
        }
        let kind = NumberKind::Divide(Box::new(a), divisor);
        let digits = Digits { integer, scale: QUOTIENT_PLACES };
        self.fitting(right, Number { kind, digits }).map(|number| Typed::Number(number, unit))
    }

    pub(super) fn number(&mut self, expr: &ast::Expr) -> Result<(Number, Unit), ExprMistake> {
        let found = self.typed(expr)?.number();
        found.map_err(|found| self.mistake(expr, format!("a number is needed here, and this is {found}")))
    }

    /// The number, unless it could need more digits than both evaluators hold.
    pub(super) fn fitting(&self, at: &ast::Expr, number: Number) -> Result<Number, ExprMistake> {
        let digits = number.digits.integer.saturating_add(number.digits.scale);
        if digits > MOST_DIGITS { Err(self.too_wide(at)) } else { Ok(number) }
    }

    pub(super) fn too_wide(&self, at: &ast::Expr) -> ExprMistake {
        let mistake = self.mistake(at, format!("the result could need more than {MOST_DIGITS} digits"));
        hinted(mistake, "multiply fewer decimals with one another, or divide to six places in between")
    }
}

fn product_unit(left: Unit, right: Unit) -> Option<Unit> {
    match (left, right) {
        (Unit::Money, Unit::Money) => None,
        (Unit::Money, Unit::Plain | Unit::Literal) | (Unit::Plain | Unit::Literal, Unit::Money) => Some(Unit::Money),
        (Unit::Literal, Unit::Literal) => Some(Unit::Literal),
        (Unit::Plain, Unit::Plain | Unit::Literal) | (Unit::Literal, Unit::Plain) => Some(Unit::Plain),
    }
}

fn integer_digits(exact: Exact) -> u32 {
    let digits = exact.mantissa.checked_ilog10().map_or(1, |log| log.saturating_add(1));
    digits.saturating_sub(exact.scale).max(1)
}
