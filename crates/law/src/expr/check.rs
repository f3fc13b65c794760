//! The type checker: turns sqlparser's tree into our own closed one, or says what cannot stand, where, and what was meant.
//!
//! Never: lets anything through that is not listed in [`crate::expr`].
#![expect(clippy::wildcard_enum_match_arm, reason = "sqlparser's enums are open: what is not allowed is refused")]
use kernel::id::FactName;
use sqlparser::ast::{self, Spanned};

use super::parse::{offset, parse};
use super::{Condition, Day, ExprMistake, FactRef, Number, Sameness, Term, Word};
use crate::facts::{FactDefinition, FactSchema, FactType};
use crate::mistake::did_you_mean;

mod conditions;
mod numbers;
mod terms;
mod typed;

use typed::{Typed, Unit, Vocabulary};

/// Derived facts may stand on derived facts; deeper than this nobody follows.
const DEEPEST_DERIVATION: usize = 8;
/// The tree is walked recursively; no rule of law needs to be deeper.
const DEEPEST_NESTING: usize = 64;

/// A condition and the facts it reads.
pub(super) fn condition(text: &str, schema: &FactSchema) -> Result<(Condition, Vec<FactName>), ExprMistake> {
    read(text, schema, |expr, checker| checker.condition(expr))
}

/// An expression that gives a value, and the facts it reads.
pub(super) fn term(text: &str, schema: &FactSchema) -> Result<(Term, Vec<FactName>), ExprMistake> {
    read(text, schema, |expr, checker| match checker.typed(expr)? {
        Typed::Number(number, Unit::Money) => Ok(Term::Money(number)),
        Typed::Number(number, Unit::Plain | Unit::Literal) => Ok(Term::Plain(number)),
        Typed::Day(day) => Ok(Term::Day(day)),
        Typed::Word(word, _) => Ok(Term::Word(word)),
        found @ (Typed::Condition(_) | Typed::Choices(..)) => {
            Err(checker.mistake(expr, format!("this is {}, not an amount, a number, a day or a word", found.name())))
        }
    })
}

/// An expression that gives money, and the facts it reads.
pub(super) fn money(text: &str, schema: &FactSchema) -> Result<(Number, Vec<FactName>), ExprMistake> {
    read(text, schema, |expr, checker| match checker.number(expr)? {
        (number, Unit::Money | Unit::Literal) => Ok(number),
        (_, Unit::Plain) => Err(checker.mistake(expr, "this is a number, not money")),
    })
}

/// Whether the expression of a derived fact gives what its type promises.
pub(super) fn derived(name: &str, schema: &FactSchema) -> Result<(), ExprMistake> {
    let text = schema.derivation(name).unwrap_or_default();
    let mut checker = Checker { text, schema, slots: &mut Vec::new(), inside: vec![name.to_owned()], depth: 0 };
    let expr = parse(text)?;
    checker.derivation(name, &expr).map(|_| ())
}

fn read<T>(
    text: &str,
    schema: &FactSchema,
    of: impl FnOnce(&ast::Expr, &mut Checker<'_, '_>) -> Result<T, ExprMistake>,
) -> Result<(T, Vec<FactName>), ExprMistake> {
    let expr = parse(text)?;
    let mut slots = Vec::new();
    let checked = of(&expr, &mut Checker { text, schema, slots: &mut slots, inside: Vec::new(), depth: 0 })?;
    Ok((checked, slots))
}

struct Checker<'t, 's> {
    text: &'t str,
    schema: &'t FactSchema,
    slots: &'s mut Vec<FactName>,
    /// The derived facts whose expressions are being read, outermost first.
    inside: Vec<String>,
    /// How deep the part that is being read stands in its text.
    depth: usize,
}

impl Checker<'_, '_> {
    fn mistake(&self, at: &impl Spanned, what: impl Into<String>) -> ExprMistake {
        ExprMistake { offset: offset(at.span().start, self.text), what: what.into(), hint: None }
    }

    fn typed(&mut self, expr: &ast::Expr) -> Result<Typed, ExprMistake> {
        if self.depth >= DEEPEST_NESTING {
            let mistake = self.mistake(expr, "the expression is nested too deeply");
            return Err(hinted(mistake, "give its parts names of their own under [derived.NAME]"));
        }
        self.depth = self.depth.saturating_add(1);
        let typed = self.part(expr);
        self.depth = self.depth.saturating_sub(1);
        typed
    }

    fn part(&mut self, expr: &ast::Expr) -> Result<Typed, ExprMistake> {
        let sameness = |negated: bool| if negated { Sameness::Other } else { Sameness::Same };
        match expr {
            ast::Expr::Nested(inner) => self.typed(inner),
            ast::Expr::Identifier(name) => self.name(expr, name),
            ast::Expr::Value(value) => self.literal(value),
            ast::Expr::TypedString(string) => self.day_literal(string),
            ast::Expr::UnaryOp { op, expr: inner } => self.unary(*op, inner, expr),
            ast::Expr::BinaryOp { left, op, right } => self.binary(left, op, right),
            ast::Expr::InList { expr: left, list, negated } => self.membership(left, list, sameness(*negated)),
            ast::Expr::Between { expr: left, negated, low, high } => self.range(left, [low, high], sameness(*negated)),
            ast::Expr::IsNull(inner) => self.is_unknown(inner, Sameness::Same),
            ast::Expr::IsNotNull(inner) => self.is_unknown(inner, Sameness::Other),
            ast::Expr::Case { operand, conditions, else_result, .. } => {
                let Some(otherwise) = else_result else {
                    let mistake = self.mistake(expr, "a case needs an else");
                    return Err(hinted(mistake, "say what holds when no condition does, even if it is 0 or false"));
                };
                self.case(operand.as_deref(), conditions, otherwise)
            }
            ast::Expr::Function(function) => self.call(function),
            other => {
                let what = format!("the pack language has no such thing: {other}");
                let hint = "it has = <> < <= > >= and or not in between is null case least greatest contains + - * /";
                Err(hinted(self.mistake(expr, what), hint))
            }
        }
    }

    fn condition(&mut self, expr: &ast::Expr) -> Result<Condition, ExprMistake> {
        let found = self.typed(expr)?.condition();
        found.map_err(|found| self.mistake(expr, format!("a condition is needed here, and this is {found}")))
    }

    /// A name: a stated fact, or a derived one, which stands for its expression.
    fn name(&mut self, at: &ast::Expr, ident: &ast::Ident) -> Result<Typed, ExprMistake> {
        if ident.quote_style.is_some() {
            let mistake = self.mistake(at, format!("names have no quotes: {ident}"));
            return Err(hinted(mistake, format!("a word of a choice is written '{}'", ident.value)));
        }
        let schema = self.schema;
        let Some(definition) = schema.get(&ident.value) else {
            let mistake = self.mistake(at, format!("no such fact: {}", ident.value));
            let hint = did_you_mean(&ident.value, schema.names());
            return Err(ExprMistake { hint, ..mistake });
        };
        match schema.derivation(&ident.value) {
            None => Ok(self.stated(definition)),
            Some(text) => self.unfold(at, &ident.value, text),
        }
    }

    fn stated(&mut self, definition: &FactDefinition) -> Typed {
        let known = self.slots.iter().position(|name| *name == definition.name);
        let slot = known.unwrap_or(self.slots.len());
        if known.is_none() {
            self.slots.push(definition.name.clone());
        }
        let fact = FactRef { name: definition.name.clone(), slot };
        match &definition.ty {
            FactType::Truth => Typed::Condition(Condition::Fact(fact)),
            FactType::Count | FactType::Fen | FactType::Decimal => numbers::fact(fact, &definition.ty),
            FactType::Date => Typed::Day(Day::Fact(fact)),
            FactType::Text => Typed::Word(Word::Fact(fact), Vocabulary::Free),
            FactType::Choice(_) => Typed::Word(Word::Fact(fact), Vocabulary::Of(ids(&definition.ty))),
            FactType::Choices(_) => Typed::Choices(fact, ids(&definition.ty)),
        }
    }

    fn unfold(&mut self, at: &ast::Expr, name: &str, text: &str) -> Result<Typed, ExprMistake> {
        if self.inside.iter().any(|outer| outer == name) {
            let circle = self.inside.join(" → ");
            return Err(self.mistake(at, format!("derived facts run in a circle: {circle} → {name}")));
        }
        if self.inside.len() >= DEEPEST_DERIVATION {
            let what = format!("more than {DEEPEST_DERIVATION} derived facts stand on one another");
            return Err(self.mistake(at, what));
        }
        let mut inside = self.inside.clone();
        inside.push(name.to_owned());
        let mut inner = Checker { text, schema: self.schema, slots: self.slots, inside, depth: 0 };
        let unfolded = parse(text).and_then(|expr| inner.derivation(name, &expr));
        unfolded.map_err(|mistake| {
            let what = format!("in the derived fact {}: {}", name, mistake.what);
            ExprMistake { hint: mistake.hint, ..self.mistake(at, what) }
        })
    }

    /// The expression of a derived fact, with the type that its definition promises.
    fn derivation(&mut self, name: &str, expr: &ast::Expr) -> Result<Typed, ExprMistake> {
        let Some(definition) = self.schema.get(name) else {
            return Err(self.mistake(expr, format!("no such fact: {name}")));
        };
        let name = definition.name.clone();
        match (self.typed(expr)?, &definition.ty) {
            (Typed::Condition(inner), FactType::Truth) => {
                Ok(Typed::Condition(Condition::Derived(name, Box::new(inner))))
            }
            (Typed::Number(inner, Unit::Money | Unit::Literal), FactType::Fen) => {
                Ok(numbers::derived(name, inner, Unit::Money))
            }
            (Typed::Number(inner, Unit::Plain | Unit::Literal), FactType::Decimal) => {
                Ok(numbers::derived(name, inner, Unit::Plain))
            }
            (Typed::Number(inner, Unit::Plain | Unit::Literal), FactType::Count) if inner.digits.scale == 0 => {
                Ok(numbers::derived(name, inner, Unit::Plain))
            }
            (Typed::Day(inner), FactType::Date) => Ok(Typed::Day(Day::Derived(name, Box::new(inner)))),
            (Typed::Word(inner, words), FactType::Choice(_)) => {
                let ids = ids(&definition.ty);
                self.inside_vocabulary(expr, &words, &ids)?;
                Ok(Typed::Word(Word::Derived(name, Box::new(inner)), Vocabulary::Of(ids)))
            }
            (found, wanted) => {
                let what = format!("this gives {}, and {name} is promised as {}", found.name(), wanted.word());
                Err(self.mistake(expr, what))
            }
        }
    }

    fn inside_vocabulary(&self, at: &ast::Expr, words: &Vocabulary, ids: &[String]) -> Result<(), ExprMistake> {
        let written: &[String] = match words {
            Vocabulary::Literal(word) => std::slice::from_ref(word),
            Vocabulary::Of(words) => words,
            Vocabulary::Free => return Err(self.mistake(at, "free text cannot become a choice")),
        };
        written.iter().filter(|word| !ids.contains(word)).try_for_each(|word| Err(self.no_such_word(at, word, ids)))
    }

    fn no_such_word(&self, at: &ast::Expr, word: &str, ids: &[String]) -> ExprMistake {
        let hint = did_you_mean(word, ids.iter().map(String::as_str));
        ExprMistake { hint, ..self.mistake(at, format!("no such choice: '{word}'")) }
    }
}

fn hinted(mistake: ExprMistake, hint: impl Into<String>) -> ExprMistake {
    ExprMistake { hint: Some(hint.into()), ..mistake }
}

fn ids(ty: &FactType) -> Vec<String> {
    ty.choices().iter().map(|choice| choice.id.clone()).collect()
}
