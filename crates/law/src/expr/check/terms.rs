//! Literals, calls and `case`: the parts that can be of any type.
//!
//! Never: a function that is not `least`, `greatest`, `years` or `contains`.
use sqlparser::ast::{self, DataType, FunctionArg, FunctionArgExpr, FunctionArguments};

use super::numbers::{side_by_side, widest};
use super::{Checker, Typed, Unit, Vocabulary, hinted};
use crate::expr::{Cases, Comparison, Condition, Day, Digits, ExprMistake, Number, NumberKind, Word};
use crate::mistake::did_you_mean;

/// Between any two days lie fewer than 20,000 years.
const YEARS: Digits = Digits { integer: 5, scale: 0 };

type Arms = Vec<(Condition, Typed)>;

impl Checker<'_, '_> {
    pub(super) fn literal(&self, value: &ast::ValueWithSpan) -> Result<Typed, ExprMistake> {
        match &value.value {
            ast::Value::Number(text, false) => self.number_literal(value, text),
            ast::Value::SingleQuotedString(word) => {
                Ok(Typed::Word(Word::Literal(word.clone()), Vocabulary::Literal(word.clone())))
            }
            ast::Value::Boolean(holds) => Ok(Typed::Condition(Condition::Constant(*holds))),
            ast::Value::Null => {
                Err(hinted(self.mistake(value, "null is no value"), "ask whether a fact is unknown with: fact is null"))
            }
            other => Err(self.mistake(value, format!("the pack language has no such literal: {other}"))),
        }
    }

    pub(super) fn day_literal(&self, string: &ast::TypedString) -> Result<Typed, ExprMistake> {
        let written = match &string.value.value {
            ast::Value::SingleQuotedString(text) if string.data_type == DataType::Date => text.parse().ok(),
            _ => None,
        };
        let Some(date) = written else {
            let mistake = self.mistake(&string.value, format!("not a day of the calendar: {string}"));
            return Err(hinted(mistake, "write days like date '2021-12-31'"));
        };
        Ok(Typed::Day(Day::Literal(date)))
    }

    pub(super) fn call(&mut self, function: &ast::Function) -> Result<Typed, ExprMistake> {
        let name = function.name.to_string();
        let plain = function.filter.is_none()
            && function.over.is_none()
            && function.within_group.is_empty()
            && function.null_treatment.is_none()
            && matches!(function.parameters, FunctionArguments::None);
        let arguments = self.arguments(function, &name)?;
        match (name.as_str(), arguments.as_slice()) {
            ("least" | "greatest", [_, ..]) if plain => self.extreme(function, &name, &arguments),
            ("contains", [set, word]) if plain => self.contains(set, word),
            ("least" | "greatest", []) => {
                Err(self.mistake(&function.name, format!("{name} needs something to compare")))
            }
            ("years", [from, to]) if plain => self.years(from, to),
            ("years", _) => {
                let mistake = self.mistake(&function.name, "years takes two days");
                Err(hinted(mistake, "years(birth_date, applied_on)"))
            }
            ("contains", _) => {
                let mistake = self.mistake(&function.name, "contains takes a set of choices and a word");
                Err(hinted(mistake, "contains(groups, 'minor')"))
            }
            _ => {
                let hint = did_you_mean(&name.to_lowercase(), ["least", "greatest", "years", "contains"]);
                let mistake = self.mistake(&function.name, format!("no such function: {name}"));
                Err(ExprMistake { hint, ..mistake })
            }
        }
    }

    fn arguments<'a>(&self, function: &'a ast::Function, name: &str) -> Result<Vec<&'a ast::Expr>, ExprMistake> {
        let odd = || self.mistake(&function.name, format!("{name} takes plain arguments in brackets"));
        let FunctionArguments::List(list) = &function.args else { return Err(odd()) };
        if list.duplicate_treatment.is_some() || !list.clauses.is_empty() {
            return Err(odd());
        }
        let plain = |arg: &'a FunctionArg| match arg {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Ok(expr),
            _ => Err(odd()),
        };
        list.args.iter().map(plain).collect()
    }

    fn years(&mut self, from: &ast::Expr, to: &ast::Expr) -> Result<Typed, ExprMistake> {
        let mut day = |part: &ast::Expr| match self.typed(part)? {
            Typed::Day(day) => Ok(day),
            found => Err(self.mistake(part, format!("years counts between two days, and this is {}", found.name()))),
        };
        let kind = NumberKind::Years(Box::new((day(from)?, day(to)?)));
        Ok(Typed::Number(Number { kind, digits: YEARS }, Unit::Plain))
    }

    fn contains(&mut self, set: &ast::Expr, word: &ast::Expr) -> Result<Typed, ExprMistake> {
        match (self.typed(set)?, self.typed(word)?) {
            (Typed::Choices(fact, ids), Typed::Word(Word::Literal(id), _)) => {
                if !ids.contains(&id) {
                    return Err(self.no_such_word(word, &id, &ids));
                }
                Ok(Typed::Condition(Condition::Contains(fact, id)))
            }
            (Typed::Choices(..), _) => Err(self.mistake(word, "contains looks for a written word")),
            (found, _) => {
                let what = format!("contains looks into a set of choices, and this is {}", found.name());
                Err(self.mistake(set, what))
            }
        }
    }

    fn extreme(&mut self, function: &ast::Function, name: &str, parts: &[&ast::Expr]) -> Result<Typed, ExprMistake> {
        let (mut numbers, mut days, mut unit) = (Vec::new(), Vec::new(), Some(Unit::Literal));
        for part in parts {
            match self.typed(part)? {
                Typed::Number(number, of) => {
                    unit = unit.and_then(|unit| side_by_side(unit, of));
                    numbers.push(number);
                }
                Typed::Day(day) => days.push(day),
                found => return Err(self.mistake(*part, format!("{} has no order", found.name()))),
            }
        }
        match (numbers.is_empty(), days.is_empty(), unit) {
            (true, false, _) => Ok(Typed::Day(if name == "least" { Day::Least(days) } else { Day::Greatest(days) })),
            (false, true, Some(unit)) => {
                let digits = widest(numbers.iter());
                let of = if name == "least" { NumberKind::Least } else { NumberKind::Greatest };
                let number = Number { kind: of(numbers), digits };
                let at = parts.first().copied();
                at.map_or(Ok(number.clone()), |at| self.fitting(at, number)).map(|number| Typed::Number(number, unit))
            }
            _ => Err(self.mistake(
                &function.name,
                format!("{name} compares money with money, numbers with numbers, days with days"),
            )),
        }
    }

    pub(super) fn case(
        &mut self,
        operand: Option<&ast::Expr>,
        whens: &[ast::CaseWhen],
        otherwise: &ast::Expr,
    ) -> Result<Typed, ExprMistake> {
        let mut arms: Arms = Vec::new();
        for when in whens {
            let condition = match operand {
                None => self.condition(&when.condition)?,
                Some(operand) => {
                    let (a, b) = (self.typed(operand)?, self.typed(&when.condition)?);
                    self.comparison((operand, a), Comparison::Equal, (&when.condition, b))?
                }
            };
            arms.push((condition, self.typed(&when.result)?));
        }
        let last = self.typed(otherwise)?;
        let name = last.name();
        let joined = match last {
            Typed::Condition(last) => {
                cases(arms, last, |arm| arm.condition().ok()).map(|cases| Typed::Condition(Condition::Case(cases)))
            }
            Typed::Day(last) => cases(arms, last, |arm| arm.day().ok()).map(|cases| Typed::Day(Day::Case(cases))),
            Typed::Number(last, unit) => self.number_case(otherwise, arms, (last, unit))?,
            Typed::Word(last, words) => word_case(arms, last, &words),
            Typed::Choices(..) => None,
        };
        joined.ok_or_else(|| {
            let mistake = self.mistake(otherwise, format!("the arms of a case differ: the else is {name}"));
            hinted(mistake, "give all arms one type")
        })
    }

    fn number_case(&self, at: &ast::Expr, arms: Arms, last: (Number, Unit)) -> Result<Option<Typed>, ExprMistake> {
        let mut unit = Some(last.1);
        for (_, arm) in &arms {
            let Typed::Number(_, of) = arm else { return Ok(None) };
            unit = unit.and_then(|unit| side_by_side(unit, *of));
        }
        let Some(cases) = cases(arms, last.0, |arm| arm.number().ok().map(|(arm, _)| arm)) else {
            return Ok(None);
        };
        let Some(unit) = unit else { return Ok(None) };
        let digits = widest(cases.arms.iter().map(|(_, arm)| arm).chain([cases.otherwise.as_ref()]));
        let number = self.fitting(at, Number { kind: NumberKind::Case(cases), digits })?;
        Ok(Some(Typed::Number(number, unit)))
    }
}

fn cases<T>(arms: Arms, otherwise: T, of: impl Fn(Typed) -> Option<T>) -> Option<Cases<T>> {
    let arms: Option<Vec<(Condition, T)>> = arms.into_iter().map(|(when, arm)| Some((when, of(arm)?))).collect();
    Some(Cases { arms: arms?, otherwise: Box::new(otherwise) })
}

/// A `case` of words can be any word of any arm.
fn word_case(arms: Arms, last: Word, words: &Vocabulary) -> Option<Typed> {
    let mut all = Some(Vec::new());
    let mut add = |words: &Vocabulary| match words {
        Vocabulary::Literal(word) => all.iter_mut().for_each(|all: &mut Vec<String>| all.push(word.clone())),
        Vocabulary::Of(words) => all.iter_mut().for_each(|all| all.extend(words.iter().cloned())),
        Vocabulary::Free => all = None,
    };
    add(words);
    for (_, arm) in &arms {
        let Typed::Word(_, words) = arm else { return None };
        add(words);
    }
    let cases = cases(arms, last, |arm| arm.word().ok().map(|(arm, _)| arm))?;
    let words = all.map_or(Vocabulary::Free, Vocabulary::Of);
    Some(Typed::Word(Word::Case(cases), words))
}
