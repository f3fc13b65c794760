//! The parts that hold or do not: comparisons, `and or not`, `in`, `between`, `is null`.
//!
//! Never: guesses a type; two sides that cannot be compared are a mistake with a hint.
use sqlparser::ast::{self, BinaryOperator, UnaryOperator};

use super::numbers::{side_by_side, widest};
use super::{Checker, Typed, Vocabulary, hinted};
use crate::expr::{Comparison, Condition, Day, ExprMistake, Number, NumberKind, Sameness, Word};

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
            BinaryOperator::And => return self.both(left, right),
            BinaryOperator::Or => return self.either(left, right),
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

    fn both(&mut self, left: &ast::Expr, right: &ast::Expr) -> Result<Typed, ExprMistake> {
        let mut parts = Vec::new();
        for side in [left, right] {
            match self.condition(side)? {
                // `a and b and c` is one part of three, unless brackets say otherwise.
                Condition::And(inner) if !matches!(side, ast::Expr::Nested(_)) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        Ok(Typed::Condition(Condition::And(parts)))
    }

    fn either(&mut self, left: &ast::Expr, right: &ast::Expr) -> Result<Typed, ExprMistake> {
        let mut parts = Vec::new();
        for side in [left, right] {
            match self.condition(side)? {
                Condition::Or(inner) if !matches!(side, ast::Expr::Nested(_)) => parts.extend(inner),
                other => parts.push(other),
            }
        }
        Ok(Typed::Condition(Condition::Or(parts)))
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
            (a, b) => Err(self.cannot_compare(left, (a.word(), b.word()))),
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
        let mut typed = Vec::new();
        for item in list {
            typed.push((item, self.typed(item)?));
        }
        let condition = match self.typed(left)? {
            Typed::Number(number, unit) => {
                let list = self.literals(typed, |item| match item {
                    Typed::Number(Number { kind: NumberKind::Literal(literal), digits }, _) => Some((literal, digits)),
                    Typed::Number(Number { kind: NumberKind::Negate(inner), digits }, _) => match inner.kind {
                        NumberKind::Literal(literal) => {
                            Some((crate::expr::Exact { mantissa: literal.mantissa.checked_neg()?, ..literal }, digits))
                        }
                        _ => None,
                    },
                    _ => None,
                })?;
                let _ = unit; // a literal fits money and bare numbers alike
                Condition::NumberIn(number, sameness, list.into_iter().map(|(literal, _)| literal).collect())
            }
            Typed::Day(day) => {
                let list = self.literals(typed, |item| match item {
                    Typed::Day(Day::Literal(date)) => Some(date),
                    _ => None,
                })?;
                Condition::DayIn(day, sameness, list)
            }
            Typed::Word(word, words) => {
                for (item, typed) in &typed {
                    if let Typed::Word(Word::Literal(_), literal) = typed {
                        self.same_vocabulary((left, &words), (item, literal))?;
                    }
                }
                let list = self.literals(typed, |item| match item {
                    Typed::Word(Word::Literal(word), _) => Some(word),
                    _ => None,
                })?;
                Condition::WordIn(word, sameness, list)
            }
            Typed::Choices(..) => {
                let mistake = self.mistake(left, "a set of choices is not one of a list");
                return Err(hinted(mistake, "ask contains(fact, 'word')"));
            }
            found @ Typed::Condition(_) => {
                return Err(self.mistake(left, format!("{} is not one of a list", found.word())));
            }
        };
        Ok(Typed::Condition(condition))
    }

    /// The items of a list, all written out and of one type.
    fn literals<T>(
        &self,
        list: Vec<(&ast::Expr, Typed)>,
        literal: impl Fn(Typed) -> Option<T>,
    ) -> Result<Vec<T>, ExprMistake> {
        let mut items = Vec::new();
        for (expr, typed) in list {
            let word = typed.word();
            let Some(item) = literal(typed) else {
                let what = format!("a list holds written values of the type on its left, and this is {word}: {expr}");
                return Err(self.mistake(expr, what));
            };
            items.push(item);
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
                let what = format!("{} cannot lie between {} and {}", found.word(), a.word(), b.word());
                Err(hinted(self.mistake(left, what), "between compares numbers with numbers and days with days"))
            }
        }
    }

    pub(super) fn is_unknown(&mut self, inner: &ast::Expr, sameness: Sameness) -> Result<Typed, ExprMistake> {
        use super::{Condition as C, Word as W};
        let fact = match self.typed(inner)? {
            Typed::Condition(C::Fact(fact)) | Typed::Word(W::Fact(fact), _) | Typed::Choices(fact, _) => Some(fact),
            Typed::Number(Number { kind: NumberKind::Fact(fact), .. }, _) | Typed::Day(Day::Fact(fact)) => Some(fact),
            Typed::Condition(_) | Typed::Word(..) | Typed::Number(..) | Typed::Day(_) => None,
        };
        match fact {
            Some(fact) => Ok(Typed::Condition(Condition::Unknown(fact, sameness))),
            None => Err(self.mistake(inner, "is null asks whether a stated fact is known; name a stated fact")),
        }
    }
}
