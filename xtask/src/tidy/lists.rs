//! Lists: what must not be forgotten stands in a file that exists and has entries.
//! Whether it agrees with the program is the test of the crate that owns it.
use std::path::Path;

use toml::Value;

use super::rules::Rules;
use super::tree::Source;

pub(super) fn check(files: &[Source], rules: &Rules) -> Vec<String> {
    rules
        .list
        .iter()
        .filter_map(|list| {
            let Some(file) = files.iter().find(|file| file.path == list.path) else {
                return Some(format!(
                    "{}: the list {} is missing; write it, and a test that compares it",
                    list.path, list.what
                ));
            };
            // A list in the program itself is checked by the compiler, and by the test that compares it.
            if Path::new(&list.path).extension().is_some_and(|ending| ending == "rs") {
                let empty = !file.text.contains('(');
                return empty.then(|| format!("{}: the list {} is empty; fill it", list.path, list.what));
            }
            match toml::from_str::<Value>(&file.text) {
                Err(error) => Some(format!("{}: is not TOML ({}); mend it", list.path, error.message())),
                Ok(value) if entries(&value) == 0 => {
                    Some(format!("{}: the list {} is empty; fill it", list.path, list.what))
                }
                Ok(_) => None,
            }
        })
        .collect()
}

/// How many values stand in a list, however it is nested.
fn entries(value: &Value) -> usize {
    match value {
        Value::Table(table) => table.values().map(entries).fold(0, usize::saturating_add),
        Value::Array(items) => items.iter().map(entries).fold(0, usize::saturating_add),
        Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Datetime(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tree::source;
    use super::*;

    #[test]
    fn a_list_that_is_missing_empty_or_broken_is_found() {
        let rules: Rules =
            toml::from_str("[floor]\n[[list]]\nwhat = \"routes\"\npath = \"routes.toml\"").expect("rules");
        let found = |files: &[Source]| check(files, &rules).len();
        assert_eq!(found(&[source("routes.toml", "[[route]]\npath = \"/cases\"")]), 0);
        assert_eq!(found(&[]), 1);
        assert_eq!(found(&[source("routes.toml", "# nothing yet\nroute = []")]), 1);
        assert_eq!(found(&[source("routes.toml", "[[route")]), 1);
    }
}
