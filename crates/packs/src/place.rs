//! Where a value stands in a TOML file: the path that `law` names, as a line.
use law::mistake::LoadMistake;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::PackMistake;

/// Reads `text` as a `T`, or says where it cannot be read.
///
/// # Errors
/// With the line, where TOML knows it.
pub(crate) fn read<'de, T: serde::Deserialize<'de>>(file: &str, text: &'de str) -> Result<T, PackMistake> {
    toml::from_str(text).map_err(|error| PackMistake::unreadable(file, text, &error))
}

/// A mistake of `law` in `file`, with its line.
pub(crate) fn placed(file: &str, text: &str, mistake: &LoadMistake) -> PackMistake {
    let told = PackMistake::of(file, format!("{}: {}", mistake.path, mistake.what)).hint(mistake.hint.clone());
    match offset(text, &mistake.path) {
        Some(offset) => told.at(text, offset),
        None => told,
    }
}

/// The mistake `what` at the value that `path` names in `file`.
pub(crate) fn at(file: &str, text: &str, path: &str, what: impl Into<String>) -> PackMistake {
    let told = PackMistake::of(file, what);
    match offset(text, path) {
        Some(offset) => told.at(text, offset),
        None => told,
    }
}

/// The byte at which the value of `path` begins: `criterion.3.when`, counted from 0. The nearest outer value that is
/// there, when the path goes further than the file.
fn offset(text: &str, path: &str) -> Option<usize> {
    let table = DeTable::parse(text).ok()?;
    let mut keys = path.split('.');
    let first = table.get_ref().get(keys.next()?)?;
    Some(keys.try_fold(first, |value, key| step(value, key).ok_or(value)).unwrap_or_else(|outer| outer).span().start)
}

fn step<'a, 'de>(value: &'a Spanned<DeValue<'de>>, key: &str) -> Option<&'a Spanned<DeValue<'de>>> {
    match value.get_ref() {
        DeValue::Table(table) => table.get(key),
        DeValue::Array(array) => key.parse::<usize>().ok().and_then(|place| array.get(place)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn a_path_is_found_as_a_line() {
        let text = "id = 'a'\n[[step]]\nid = 'one'\n[[step]]\nid = 'two'\nform = ['x',\n 'y']\n";
        let lines = [("id", 1), ("step.0.id", 3), ("step.1.id", 5), ("step.1.form.1", 7), ("step.1.form.9", 6)];
        for (path, line) in lines {
            assert_eq!(at("steps.toml", text, path, "wrong").line, Some(line), "{path}");
        }
    }
}
