//! From text to sqlparser's tree, and from its places back to bytes of the text.
//!
//! Never: a decision about what is allowed; that is `check`.
use sqlparser::ast;
use sqlparser::dialect::AnsiDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token};

use super::ExprMistake;

/// Longer texts are refused: no rule of law needs them, and the tree is walked recursively.
const LONGEST_TEXT_BYTES: usize = 4096;
/// sqlparser's own recursion; its default of 50 needs more than the 2 MiB of a thread's stack in a build without optimisation.
const DEEPEST_BRACKETS: usize = 20;

/// The tree of one expression that takes up the whole text.
pub(super) fn parse(text: &str) -> Result<ast::Expr, ExprMistake> {
    if text.len() > LONGEST_TEXT_BYTES {
        let what = format!("an expression is at most {LONGEST_TEXT_BYTES} bytes long");
        let hint = Some("give its parts names of their own under [derived.NAME]".to_owned());
        return Err(ExprMistake { offset: LONGEST_TEXT_BYTES, what, hint });
    }
    let parser = Parser::new(&AnsiDialect {}).with_recursion_limit(DEEPEST_BRACKETS);
    let mut parser = parser.try_with_sql(text).map_err(|error| from_parser(&error, text))?;
    let expr = parser.parse_expr().map_err(|error| from_parser(&error, text))?;
    let next = parser.peek_token();
    if next.token == Token::EOF {
        return Ok(expr);
    }
    let what = format!("nothing can stand here: {}", next.token);
    Err(ExprMistake { offset: offset(next.span.start, text), what, hint: Some(word_hint(&next.token.to_string())) })
}

/// Whether `name` is read as a name, also in front of an operator and behind one.
pub(super) fn is_plain_name(name: &str) -> bool {
    let alone = |text: &str| matches!(parse(text), Ok(ast::Expr::Identifier(_)));
    alone(name) && parse(&format!("not {name} = 1 and 1 < {name}")).is_ok()
}

fn word_hint(word: &str) -> String {
    const ALLOWED: &str =
        "and or not in between is null case when then else end least greatest contains date = <> < <= > >= + - * /";
    match crate::mistake::nearest(&word.to_lowercase(), ALLOWED.split(' ')) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("join conditions with and, or; the words are: {ALLOWED}"),
    }
}

/// sqlparser gives the place of a mistake only inside its message: `… at Line: 1, Column: 9`.
fn from_parser(error: &ParserError, text: &str) -> ExprMistake {
    let message = match error {
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => message.as_str(),
        ParserError::RecursionLimitExceeded => "the expression is nested too deeply",
    };
    let (what, place) = message.split_once(" at Line: ").unwrap_or((message, ""));
    let (line, column) = place.split_once(", Column: ").unwrap_or_default();
    let location = line.parse().ok().zip(column.trim().parse().ok()).map(|(line, column)| Location { line, column });
    let offset = location.map_or(text.len(), |location| offset(location, text));
    let what = what.trim_start_matches("Expected: ");
    let what = if what.len() < message.len() && message.starts_with("Expected") {
        format!("wanted {what}")
    } else {
        what.to_owned()
    };
    ExprMistake { offset, what, hint: None }
}

/// The byte at which a place of sqlparser stands; it counts lines and characters from 1, and 0 where it does not know.
pub(super) fn offset(place: Location, text: &str) -> usize {
    let line = usize::try_from(place.line.saturating_sub(1)).unwrap_or(usize::MAX);
    let column = usize::try_from(place.column.saturating_sub(1)).unwrap_or(usize::MAX);
    let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    let within = rest.char_indices().nth(column).map_or(rest.len(), |(byte, _)| byte);
    before.saturating_add(within)
}
