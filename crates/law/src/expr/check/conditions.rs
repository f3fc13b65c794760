//! The parts that hold or do not: comparisons, `and or not`, `in`, `between`, `is null`.
//!
//! Never: guesses a type; two sides that cannot be compared are a mistake with a hint.
use sqlparser::ast::{self, BinaryOperator, UnaryOperator};

use super::numbers::{side_by_side, widest};
use super::{Checker, Typed, Vocabulary, hinted};
use crate::expr::{Comparison, Condition, Digits, ExprMistake, Number, NumberKind, Sameness, Word};

impl Checker<'_, '_> {
    pub(super) fn unary(
        &mut self,
        op: UnaryOperator,
        inner: &ast::Expr,
        whole: &ast::Expr,
    ) -> Result<Typed, ExprMistake> {
        match op {
            UnaryOperator::Not => Ok(Typed::Condition(Condition::Not(Box::new(self.condition(inner)?)))),
            UnaryOperator::Minus => self.negated(inner),
            other => Err(self.mistake(whole, format!("the pack language has no operator {other}"))),
        }
    }

    pub(super) fn binary(
        &mut self,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
    ) -> Result<Typed, ExprMistake> {
        let how = match op {
            BinaryOperator::And => return Ok(Typed::Condition(Condition::And(self.chain(left, op, right)?))),
            BinaryOperator::Or => return Ok(Typed::Condition(Condition::Or(self.chain(left, op, right)?))),
            BinaryOperator::Plus | BinaryOperator::Minus | BinaryOperator::Multiply | BinaryOperator::Divide => {
                return self.arithmetic(left, op, right);
            }
            BinaryOperator::Eq => Comparison::Equal,
            BinaryOperator::NotEq => Comparison::NotEqual,
            BinaryOperator::Lt => Comparison::Less,
            BinaryOperator::LtEq => Comparison::LessOrEqual,
            BinaryOperator::Gt => Comparison::Greater,
            BinaryOperator::GtEq => Comparison::GreaterOrEqual,
            other => {
                let mistake = self.mistake(left, format!("the pack language has no operator {other}"));
                return Err(hinted(mistake, "it has = <> < <= > >= and or not + - * /"));
            }
        };
        let (a, b) = (self.typed(left)?, self.typed(right)?);
        self.comparison((left, a), how, (right, b)).map(Typed::Condition)
    }

    /// `a and b and c` is one part of three, unless brackets say otherwise.
    fn chain(
        &mut self,
        left: &ast::Expr,
        op: &BinaryOperator,
        right: &ast::Expr,
    ) -> Result<Vec<Condition>, ExprMistake> {
        let (mut links, mut rest) = (vec![right], left);
        while let ast::Expr::BinaryOp { left, op: inner, right } = rest
            && inner == op
        {
            links.push(right);
            rest = left;
        }
        links.push(rest);
        links.into_iter().rev().map(|link| self.condition(link)).collect()
    }

    pub(super) fn comparison(
        &self,
        (left, a): (&ast::Expr, Typed),
        how: Comparison,
        (right, b): (&ast::Expr, Typed),
    ) -> Result<Condition, ExprMistake> {
        match (a, b) {
            (Typed::Number(a, left_unit), Typed::Number(b, right_unit)) => {
                if side_by_side(left_unit, right_unit).is_none() {
                    return Err(self.cannot_compare(left, ("money", "a bare number")));
                }
                self.comparable(left, &[&a, &b])?;
                Ok(Condition::CompareNumbers(a, how, b))
            }
            (Typed::Day(a), Typed::Day(b)) => Ok(Condition::CompareDays(a, how, b)),
            (Typed::Word(a, left_words), Typed::Word(b, right_words)) => {
                let sameness = self.sameness(left, how, "words")?;
                self.same_vocabulary((left, &left_words), (right, &right_words))?;
                Ok(Condition::SameWord(a, sameness, b))
            }
            (Typed::Condition(a), Typed::Condition(Condition::Constant(b))) => {
                let same = self.sameness(left, how, "truths")? == Sameness::Same;
                Ok(if b == same { a } else { Condition::Not(Box::new(a)) })
            }
            (Typed::Choices(..), _) | (_, Typed::Choices(..)) => {
                let mistake = self.mistake(left, "a set of choices cannot be compared");
                Err(hinted(mistake, "ask contains(fact, 'word')"))
            }
            (Typed::Day(_), Typed::Word(Word::Literal(word), _)) => {
                let mistake = self.mistake(right, "a day is compared with a day");
                Err(hinted(mistake, format!("write date '{word}'")))
            }
            (a, b) => Err(self.cannot_compare(left, (a.name(), b.name()))),
        }
    }

    fn cannot_compare(&self, at: &ast::Expr, (left, right): (&str, &str)) -> ExprMistake {
        let mistake = self.mistake(at, format!("{left} cannot be compared with {right}"));
        let hint = if left == "a condition" && right == left { "use and, or, not" } else { "compare like with like" };
        hinted(mistake, hint)
    }

    fn sameness(&self, at: &ast::Expr, how: Comparison, what: &str) -> Result<Sameness, ExprMistake> {
        match how {
            Comparison::Equal => Ok(Sameness::Same),
            Comparison::NotEqual => Ok(Sameness::Other),
            Comparison::Less | Comparison::LessOrEqual | Comparison::Greater | Comparison::GreaterOrEqual => {
                Err(hinted(self.mistake(at, format!("{what} have no order")), "use = or <>"))
            }
        }
    }

    /// Both numbers must fit at the larger scale.
    fn comparable(&self, at: &ast::Expr, parts: &[&Number]) -> Result<(), ExprMistake> {
        let digits = widest(parts.iter().copied());
        let aligned = Number { kind: NumberKind::Least(Vec::new()), digits };
        self.fitting(at, aligned).map(|_| ())
    }

    fn same_vocabulary(
        &self,
        (left, left_words): (&ast::Expr, &Vocabulary),
        (right, right_words): (&ast::Expr, &Vocabulary),
    ) -> Result<(), ExprMistake> {
        match (left_words, right_words) {
            (Vocabulary::Literal(_), Vocabulary::Literal(_)) => {
                Err(hinted(self.mistake(left, "both sides are written out"), "name a fact on one side"))
            }
            (Vocabulary::Literal(word), Vocabulary::Of(ids)) if !ids.contains(word) => {
                Err(self.no_such_word(left, word, ids))
            }
            (Vocabulary::Of(ids), Vocabulary::Literal(word)) if !ids.contains(word) => {
                Err(self.no_such_word(right, word, ids))
            }
            (Vocabulary::Of(ids), Vocabulary::Of(others)) if !ids.iter().any(|id| others.contains(id)) => {
                Err(self.mistake(left, "the two choices have no word in common"))
            }
            (
                Vocabulary::Literal(_) | Vocabulary::Of(_) | Vocabulary::Free,
                Vocabulary::Literal(_) | Vocabulary::Of(_) | Vocabulary::Free,
            ) => Ok(()),
        }
    }

    pub(super) fn membership(
        &mut self,
        left: &ast::Expr,
        list: &[ast::Expr],
        sameness: Sameness,
    ) -> Result<Typed, ExprMistake> {
        let condition = match self.typed(left)? {
            Typed::Number(number, _) => {
                let written = self.written(list, Typed::written_number)?;
                let scale = written.iter().map(|literal| literal.scale).max().unwrap_or_default();
                let digits = Digits { scale: scale.max(number.digits.scale), ..number.digits };
                self.fitting(left, Number { kind: NumberKind::Least(Vec::new()), digits })?;
                Condition::NumberIn(number, sameness, written)
            }
            Typed::Day(day) => Condition::DayIn(day, sameness, self.written(list, Typed::written_day)?),
            Typed::Word(word, words) => {
                let written = self.written(list, Typed::written_word)?;
                for (item, word) in list.iter().zip(&written) {
                    self.same_vocabulary((left, &words), (item, &Vocabulary::Literal(word.clone())))?;
                }
                Condition::WordIn(word, sameness, written)
            }
            Typed::Choices(..) => {
                let mistake = self.mistake(left, "a set of choices is not one of a list");
                return Err(hinted(mistake, "ask contains(fact, 'word')"));
            }
            Typed::Condition(_) => return Err(self.mistake(left, "a condition is not one of a list")),
        };
        Ok(Typed::Condition(condition))
    }

    /// The items of a list, all written out and of one type.
    fn written<T>(
        &mut self,
        list: &[ast::Expr],
        of: fn(Typed) -> Result<T, &'static str>,
    ) -> Result<Vec<T>, ExprMistake> {
        let mut items = Vec::new();
        for item in list {
            let written = of(self.typed(item)?);
            items.push(written.map_err(|found| {
                let what = format!("a list holds written values of the type on its left, and this is {found}: {item}");
                self.mistake(item, what)
            })?);
        }
        Ok(items)
    }

    pub(super) fn range(
        &mut self,
        left: &ast::Expr,
        [low, high]: [&ast::Expr; 2],
        sameness: Sameness,
    ) -> Result<Typed, ExprMistake> {
        match (self.typed(left)?, self.typed(low)?, self.typed(high)?) {
            (Typed::Number(number, unit), Typed::Number(a, low_unit), Typed::Number(b, high_unit)) => {
                let units = [low_unit, high_unit];
                if units.into_iter().any(|bound| side_by_side(unit, bound).is_none()) {
                    return Err(self.cannot_compare(left, ("money", "a bare number")));
                }
                self.comparable(left, &[&number, &a, &b])?;
                Ok(Typed::Condition(Condition::NumberBetween(number, sameness, Box::new((a, b)))))
            }
            (Typed::Day(day), Typed::Day(a), Typed::Day(b)) => {
                Ok(Typed::Condition(Condition::DayBetween(day, sameness, Box::new((a, b)))))
            }
            (found, a, b) => {
                let what = format!("{} cannot lie between {} and {}", found.name(), a.name(), b.name());
                Err(hinted(self.mistake(left, what), "between compares numbers with numbers and days with days"))
            }
        }
    }

    pub(super) fn is_unknown(&mut self, inner: &ast::Expr, sameness: Sameness) -> Result<Typed, ExprMistake> {
        match self.typed(inner)?.stated_fact() {
            Some(fact) => Ok(Typed::Condition(Condition::Unknown(fact, sameness))),
            None => Err(self.mistake(inner, "is null asks whether a stated fact is known; name a stated fact")),
        }
    }
}
